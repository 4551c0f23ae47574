"""A watchlist as read is believed only under its key, by this program, unchanged."""

from dataclasses import replace
from pathlib import Path

import pytest

from service.engine.model.lazy_entities import LazyEntities
from service.engine.model.watchlist import Watchlist
from service.watchlists.editions import cache
from service.watchlists.editions.cache import read_cached, reading_fingerprint, write_cached
from service.watchlists.load import load_files


@pytest.fixture
def watchlist(write) -> Watchlist:
    return load_files("own_partners", [write("1", "2", "3")])


@pytest.fixture
def kept(tmp_path: Path, watchlist: Watchlist) -> Path:
    path = tmp_path / "cache" / "edition.json"
    write_cached(path, "key", watchlist)
    return path


def test_what_was_kept_is_read(kept: Path, watchlist: Watchlist) -> None:
    assert read_cached(kept, "key") == watchlist


def test_entities_may_be_made_once_they_are_looked_at(kept: Path, watchlist: Watchlist) -> None:
    lazy = read_cached(kept, "key", lazily=True)
    assert lazy is not None
    assert isinstance(lazy.entities, LazyEntities)
    assert replace(lazy, entities=tuple(lazy.entities)) == watchlist


def test_another_key_is_another_list(kept: Path) -> None:
    assert read_cached(kept, "other") is None


def test_other_readers_read_anew(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "reading_fingerprint", lambda: "of another version")
    assert read_cached(kept, "key") is None


@pytest.mark.parametrize("damage", [lambda old: old[:-1], lambda old: old.replace(b"Proba", b"Prova"), lambda _: b""])
def test_a_copy_that_was_changed_is_not_believed(kept: Path, damage) -> None:
    before = kept.read_bytes()
    kept.write_bytes(damage(before))
    assert kept.read_bytes() != before
    assert read_cached(kept, "key") is None


def test_a_seal_over_something_else_is_not_believed(kept: Path) -> None:
    for content in (b"[]", b"{", b'{"a": 1}', b"null"):
        kept.write_bytes(cache._seal("key", content).encode() + b"\n" + content)
        assert read_cached(kept, "key") is None
        assert read_cached(kept, "key", lazily=True) is None


def test_without_a_copy_and_without_a_disk_nothing_fails(tmp_path: Path, watchlist: Watchlist) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    write_cached(tmp_path / "file" / "edition.json", "key", watchlist)
    assert read_cached(tmp_path / "file" / "edition.json", "key") is None


def test_the_fingerprint_is_the_same_within_one_program() -> None:
    assert reading_fingerprint() == reading_fingerprint()
    assert len(reading_fingerprint()) == 64

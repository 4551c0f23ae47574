"""What is stored stays as it came, and only whole editions are there."""

import multiprocessing
import os
from pathlib import Path

import pytest

from service.watchlists.editions.errors import StoreBusyError, StoreError, UnknownEditionError
from service.watchlists.editions.loading import load_edition
from service.watchlists.editions.store import Store
from service.watchlists.errors import DigestError
from tests.watchlists.editions.conftest import LIST


def test_files_are_kept_byte_for_byte_under_their_hash(store, load, write):
    path = write("1", "2")
    edition = load(path).edition
    assert store.home(edition).name == edition.sha256
    assert store.files(edition)[0].read_bytes() == path.read_bytes()
    assert store.edition(LIST, edition.sha256[:8]) == edition == store.active(LIST)


def test_a_changed_file_is_refused_before_it_is_read(store, load, write):
    edition = load(write("1", "2")).edition
    kept = store.home(edition) / "files" / "partners.csv"
    kept.write_bytes(kept.read_bytes().replace(b"Proba", b"Prova"))
    with pytest.raises(DigestError, match="expected SHA-256"):
        load_edition(store, edition)


def test_a_changed_cache_is_not_believed(store, load, write):
    edition = load(write("1", "2")).edition
    before = load_edition(store, edition)
    kept = store.home(edition) / "cache" / "edition.json"
    assert "Proba" in kept.read_text(encoding="utf-8")
    kept.write_bytes(kept.read_bytes().replace(b"Proba", b"Prova"))
    assert load_edition(store, edition) == before


def test_a_cache_is_used_and_is_not_needed(store, load, write, monkeypatch):
    edition = load(write("1", "2")).edition
    before = load_edition(store, edition)
    with monkeypatch.context() as patched:
        patched.setattr("service.watchlists.editions.loading.load_files", None)
        assert load_edition(store, edition) == before
    (store.home(edition) / "cache" / "edition.json").unlink()
    assert load_edition(store, edition) == before


def test_an_edition_that_cannot_be_written_leaves_nothing(store, load, write, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "rename", full)
    with pytest.raises(OSError, match="No space"):
        load(write("1"))
    assert store.editions(LIST) == ()
    assert store.active(LIST) is None
    assert not list((store.root / LIST).glob(".incoming*"))


@pytest.mark.parametrize("name", ["../elsewhere", "own_../x", "Own", "", "own list"])
def test_an_id_is_no_path(store, name):
    with pytest.raises(StoreError, match="watchlist id"):
        store.editions(name)


def test_an_unknown_edition_names_the_known(store, load, write):
    edition = load(write("1")).edition
    with pytest.raises(UnknownEditionError, match=edition.sha256[:12]):
        store.edition(LIST, "abcdef")
    with pytest.raises(UnknownEditionError, match="no edition is stored"):
        store.edition("own_nothing", "abcdef")


def _hold(root: Path, ready: object, done: object) -> None:
    with Store(root).lock(LIST):
        ready.set()
        done.wait(20)


def test_one_process_at_a_time(store, load, write):
    context = multiprocessing.get_context("spawn")
    ready, done = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(store.root, ready, done))
    other.start()
    try:
        assert ready.wait(20)
        with pytest.raises(StoreBusyError, match="another import"), store.lock(LIST, wait_seconds=0.2):
            pass
        done.set()
        assert load(write("1")).outcome == "activated"
    finally:
        done.set()
        other.join()


def test_a_line_that_a_power_cut_left_unfinished_is_no_line(store, load, write):
    load(write("1"))
    with (store.root / LIST / "log.jsonl").open("ab") as log:
        log.write(b'{"at": "2026-')
    assert len(store.switches(LIST)) == 1
    load(write("1", "2"))
    assert [switch.action for switch in store.switches(LIST)] == ["activate", "activate"]


def test_a_broken_pointer_is_said(store, load, write):
    load(write("1"))
    (store.root / LIST / "active.json").write_text("{", encoding="utf-8")
    with pytest.raises(StoreError, match=r"active\.json"):
        store.active(LIST)

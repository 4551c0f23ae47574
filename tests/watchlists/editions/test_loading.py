"""From the store to watchlists, with what earlier editions knew."""

import pytest

from service.watchlists.editions import loading
from service.watchlists.editions.loading import (
    chain_to,
    load_active,
    load_edition,
    load_up_to,
    load_with_history,
)
from service.watchlists.errors import DigestError
from tests.watchlists.editions.conftest import LIST


@pytest.fixture
def editions(load, write):
    """Three editions, of which the last lacks somebody."""
    return [load(write(*ids), accept=True).edition for ids in (("1",), ("1", "2"), ("2", "3"))]


def people(watchlist):
    return sorted(one.record_id for one in watchlist.entities)


def test_an_edition_is_read_as_published_and_then_kept(store, editions, monkeypatch):
    assert people(load_edition(store, editions[0])) == ["1"]
    monkeypatch.setattr(loading, "load_files", lambda *_: pytest.fail("read again"))
    assert people(load_edition(store, editions[0])) == ["1"]


def test_a_changed_file_is_refused_also_where_it_was_kept(store, editions):
    load_edition(store, editions[2])
    (path,) = store.files(editions[2])
    path.chmod(0o644)
    path.write_text("other")
    with pytest.raises(DigestError):
        load_edition(store, editions[2])
    with pytest.raises(DigestError):
        load_up_to(store, editions[2])


def test_the_active_edition_has_those_that_were_listed_before(store, editions):
    whole = load_with_history(store, LIST)
    assert people(whole) == ["1", "2", "3"]
    assert whole.superseded == tuple(one.sha256 for one in editions[:2])
    assert people(load_up_to(store, editions[1])) == ["1", "2"]
    assert load_with_history(store, "own_other") is None


def test_what_is_loaded_and_still_the_same_is_taken_as_it_is(store, editions, load, write):
    (before,) = load_active(store)
    (again,) = load_active(store, {LIST: before})
    assert again is before
    load(write("2", "3", "4"), accept=True)
    (newer,) = load_active(store, {LIST: before})
    assert newer is not before


def test_a_chain_ends_with_its_edition(store, editions):
    assert chain_to(store, editions[1]) == tuple(editions[:2])

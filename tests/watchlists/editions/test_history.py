"""Entities that later editions dropped stay known, with the days on which they were listed."""

from datetime import date

from service.engine.index.entity_index import is_listed
from service.watchlists.editions.history import LAST_EDITION, succeed
from service.watchlists.editions.loading import load_active, load_with_history
from service.watchlists.load import load_files
from tests.watchlists.editions.conftest import LIST

MARCH, MAY = date(2026, 3, 1), date(2026, 5, 1)


def build(write, *editions):
    """The last of these editions, with what those before it had. The second is of March, the third of May."""
    known, *later = (load_files(LIST, [write(*ids)]) for ids in editions)
    for day, edition in zip((MARCH, MAY), later, strict=False):
        known = succeed(known, edition, day)
    return known


def test_a_dropped_entity_was_listed_until_the_edition_that_dropped_it(write):
    known = build(write, ("1", "2"), ("1",))
    assert known.former == 1
    gone = known.entities[-1]
    assert gone.record_id == "2"
    assert gone.designations[0].delisted_on == MARCH
    assert is_listed(gone, date(2026, 2, 28))
    assert not is_listed(gone, MARCH)
    assert not is_listed(gone, date(2019, 12, 31))


def test_an_entity_that_came_back_is_simply_listed(write):
    known = build(write, ("1", "2"), ("1",), ("1", "2"))
    assert known.former == 0
    assert all(is_listed(entity, MAY) for entity in known.entities)


def test_an_entity_without_designation_is_closed_too(write):
    gone = build(write, ("1", "4"), ("1",)).entities[-1]
    assert is_listed(gone, date(2026, 2, 28))
    assert not is_listed(gone, MARCH)


def test_an_earlier_end_is_kept(write):
    known = build(write, ("1", "2"), ("1",), ("1",))
    assert known.entities[-1].designations[0].delisted_on == MARCH
    assert len(known.superseded) == 2
    [(heading, text)] = known.entities[-1].facts
    assert heading == LAST_EDITION
    assert known.superseded[0] in text


def test_an_old_edition_that_cannot_be_read_is_noted(store, load, write):
    first = load(write("1", "2")).edition
    second = load(write("1", "3")).edition
    load(write("1", "4"))
    kept = store.home(second) / "files" / "partners.csv"
    content = kept.read_bytes()
    kept.write_bytes(b"?")
    known = load_with_history(store, LIST)
    assert {entity.record_id for entity in known.entities} == {"1", "4", "2"}
    assert "missing from the past" in known.notes[0]
    assert known.superseded == (first.sha256,)
    kept.write_bytes(content)
    assert load_with_history(store, LIST).former == 2


def test_the_store_tells_the_history_of_the_active_edition(store, load, write):
    load(write("1", "2"))
    edition = load(write("1"), accept=True).edition
    [known] = load_active(store)
    assert (known.sha256, known.former, len(known.entities)) == (edition.sha256, 1, 2)
    assert known.entities[-1].designations[0].delisted_on == edition.day
    assert load_with_history(store, LIST) == known
    assert load_with_history(store, "own_nothing") is None

"""Finding documents again, page by page."""

import secrets
from dataclasses import replace

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from service.records.search import Query, count_keys, documents, find, search
from service.storage.database import open_database
from tests.databases import copy_of
from tests.examples import examples
from tests.records.test_records import ONE, store_of


@settings(max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(count=st.integers(0, 12), limit=st.integers(1, 5))
def test_pages_cover_everything_once_newest_first(engine, count, limit):
    reference = secrets.token_hex(8)
    ids = [f"scr_{reference}{number:04}" for number in range(count)]
    store_of(engine).write([replace(ONE, id=one, reference=reference) for one in ids])
    seen, after = [], None
    while True:
        page = search(engine, Query(reference=reference, after=after, limit=limit))
        seen += [entry.id for entry in page.entries]
        after = page.next
        if after is None:
            break
    assert seen == ids[::-1]


DOCUMENTS = [
    replace(
        ONE,
        id=f"scr_{n:02}",
        screened_at=f"2026-11-2{n % 3}T09:00:00.000000Z",
        reference=("T-1", None)[n % 2],
        decision=("clear", "review", "block")[n % 3],
        profile_id=("default", "strict")[n % 5 == 0],
        actor=("a", "b")[n % 4 == 0],
        entities=(("un:1",), ("eu:2", "un:1"), ())[n % 3],
        search_keys=frozenset((n % 2, 10 + n % 3)),
    )
    for n in range(18)
]


@pytest.fixture(scope="module")
def filled(sqlite_with_tables, tmp_path_factory):
    engine = open_database(copy_of(sqlite_with_tables, tmp_path_factory.mktemp("records")), timeout=5)
    store_of(engine).write(DOCUMENTS)
    yield engine
    engine.dispose()


COUNTS = {key: sum(key in one.search_keys for one in DOCUMENTS) for key in (0, 1, 10, 11, 12, 99)}
TIMES = st.sampled_from([None, "2026-11-20T09:00:00.000000Z", "2026-11-21T09:00:00.000000Z"])
QUERIES = st.builds(
    Query,
    reference=st.sampled_from([None, "T-1", "T-2"]),
    decision=st.sampled_from([None, "review"]),
    entity=st.sampled_from([None, "un:1", "eu:2", "un:"]),
    watchlist=st.sampled_from([None, "un", "eu", "u"]),
    profile=st.sampled_from([None, "strict"]),
    actor=st.sampled_from([None, "a"]),
    from_=TIMES,
    until=TIMES,
    limit=st.integers(1, 5),
    keys=st.sampled_from(
        [(), ((0,),), ((1,), (10,)), ((99,),), ((10, 99, 11), (1,)), ((0, 1), (11, 12)), ((0,), (99,))]
    ),
    counts=st.sampled_from([{}, COUNTS]),
)


def meets(one, query):
    return (
        query.reference in (None, one.reference)
        and query.decision in (None, one.decision)
        and (query.entity is None or query.entity in one.entities)
        and (query.watchlist is None or any(entity.startswith(f"{query.watchlist}:") for entity in one.entities))
        and query.profile in (None, one.profile_id)
        and query.actor in (None, one.actor)
        and (query.from_ is None or one.screened_at >= query.from_)
        and (query.until is None or one.screened_at < query.until)
        and all(one.search_keys.intersection(keys) for keys in query.keys)
    )


@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(QUERIES)
def test_pages_hold_what_meets_all_conditions_once_newest_first(filled, query):
    expected = [one.id for one in reversed(DOCUMENTS) if meets(one, query)]
    seen, after = [], None
    while True:
        page = search(filled, replace(query, after=after))
        seen += [entry.id for entry in page.entries]
        after = page.next
        if after is None:
            break
    assert seen == expected
    assert [one.id for one in documents(filled, query)] == expected[: query.limit]


def test_keys_are_counted_one_by_one(filled):
    assert count_keys(filled, COUNTS) == COUNTS
    assert count_keys(filled, []) == {}


def test_a_document_comes_with_its_entities_in_order(filled):
    assert find(filled, "scr_01") == DOCUMENTS[1]
    assert find(filled, "scr_99") is None


def test_one_of_several_keys_is_enough_where_they_stand_together(filled):
    page = search(filled, Query(keys=frozenset([(10, 11)]), limit=50))
    assert {entry.id for entry in page.entries} == {one.id for one in DOCUMENTS if {10, 11} & one.search_keys}

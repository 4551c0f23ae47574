"""Finding events again, page by page."""

from dataclasses import replace

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from service.audit.link import BEGINNING, tie
from service.audit.search import EventQuery, place_of, search_events
from service.audit.tables import AUDIT_EVENTS
from service.storage.bulk_insert import insert_rows
from service.storage.database import begin_writing, open_database
from tests.databases import copy_of
from tests.examples import examples

TIMES = [f"2026-11-2{day}T09:00:00.000000Z" for day in range(3)]
LINKS = [
    tie(
        BEGINNING,
        ("a" * 24, "b" * 24)[number % 2],
        number,
        TIMES[number % 3],
        ("screening_performed", "record_read", "key_created")[number % 3],
        f"actor {number % 4}",
        None if number % 5 == 0 else f"scr_{number % 5}",
        "{}",
    )
    for number in range(1, 25)
]


@pytest.fixture(scope="module")
def filled(sqlite_with_tables, tmp_path_factory):
    engine = open_database(copy_of(sqlite_with_tables, tmp_path_factory.mktemp("events")), timeout=5)
    with begin_writing(engine) as connection:
        insert_rows(connection, AUDIT_EVENTS, LINKS[0]._fields, LINKS)
    yield engine
    engine.dispose()


def meets(link, query):
    return (
        query.kind in (None, link.kind)
        and query.actor in (None, link.actor)
        and query.subject in (None, link.subject)
        and (query.from_ is None or link.at >= query.from_)
        and (query.until is None or link.at < query.until)
    )


QUERIES = st.builds(
    EventQuery,
    kind=st.sampled_from([None, "screening_performed", "record_read", "key_revoked"]),
    actor=st.sampled_from([None, "actor 1", "nobody"]),
    subject=st.sampled_from([None, "scr_1", "scr_9"]),
    from_=st.sampled_from([None, *TIMES]),
    until=st.sampled_from([None, *TIMES]),
    limit=st.integers(1, 7),
)


@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(QUERIES)
def test_pages_hold_every_event_that_meets_all_conditions_once_newest_first(filled, query):
    expected = sorted((one for one in LINKS if meets(one, query)), key=lambda one: one[2:3] + one[:2], reverse=True)
    seen, after = [], None
    while True:
        page = search_events(filled, replace(query, after=after))
        seen += page.events
        after = page.next
        if after is None:
            break
        assert after == place_of(seen[-1])
    assert seen == expected


@pytest.mark.parametrize("after", ["5", "", f"{TIMES[0]}~{'a' * 24}~x", f"{TIMES[0]}~{'a' * 24}~1\n", "٣" * 27])
def test_what_no_page_ended_at_is_refused(filled, after):
    with pytest.raises(ValueError, match="expected `next` of the page before, got"):
        search_events(filled, EventQuery(after=after))

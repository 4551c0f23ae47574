"""Subjects are found by who may see them and by how they stand."""

from dataclasses import replace
from datetime import date

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from service.customers.model import SubjectContent, SubjectStatus
from service.customers.reading import SubjectQuery, find_subjects, read_by_reference, read_hits, read_subject
from service.customers.state import SubjectHit
from service.customers.writing import Screened, put_screened, withdraw
from service.engine.matching.model import Party
from service.engine.model.entity import EntityType
from tests.conftest import NOW
from tests.examples import examples

SEGMENTS = (None, "retail", "private")


@pytest.fixture
def book(transaction):
    """Nine subjects of three segments, some of which hit something or are not watched any more."""
    for n in range(9):
        content = SubjectContent(Party(EntityType.PERSON, (f"Anna {n}",)), segment=SEGMENTS[n % 3])
        hits = {f"un:{n % 2}": SubjectHit(f"un:{n % 2}", "un", "e", "r", 0.8, "review")} if n % 4 == 0 else {}
        screened = Screened(f"scr_{n}", "review" if hits else "clear", "s", date(2026, 11, 23), hits)
        list(put_screened(transaction, f"C-{n}", content, screened, before=None, actor="a", at=NOW))
    for n in (1, 7):
        withdraw(f"C-{n}", "gone", actor="a", at=NOW).run(transaction)
    return transaction


QUERIES = st.builds(
    SubjectQuery,
    segments=st.sampled_from([None, (), ("retail",), ("retail", "private")]),
    segment=st.sampled_from([None, "retail"]),
    status=st.sampled_from([None, *SubjectStatus]),
    decision=st.sampled_from([None, "review", "block"]),
    entity=st.sampled_from([None, "un:0", "un:1"]),
    limit=st.integers(1, 4),
)


def meets(subject, hits, query):
    return (
        (query.segments is None or subject.content.segment in query.segments)
        and query.segment in (None, subject.content.segment)
        and query.status in (None, subject.status)
        and query.decision in (None, subject.last.decision)
        and (query.entity is None or query.entity in hits)
    )


@settings(max_examples=examples(50), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(QUERIES)
def test_pages_hold_who_meets_all_conditions_once_newest_first(book, query):
    subjects = [read_subject(book, f"C-{n}") for n in reversed(range(9))]
    hits = read_hits(book, 1, 9)
    expected = [one.reference for one in subjects if meets(one, hits.get(one.number, {}), query)]
    seen, after = [], None
    while True:
        page = find_subjects(book, replace(query, after=after))
        seen += [one.reference for one in page.subjects]
        after = page.next
        if after is None:
            break
    assert seen == expected


def test_several_are_read_by_their_references(book):
    found = read_by_reference(book, ["C-1", "C-2", "C-2", "C-99"])
    assert found == {name: read_subject(book, name) for name in ("C-1", "C-2")}
    assert read_by_reference(book, []) == {}
    assert read_subject(book, "C-99") is None


def test_hits_are_read_by_numbers(book):
    assert set(read_hits(book, 2, 5)) == {5}
    assert read_hits(book, 6, 8) == {}

"""The book as the interfaces see it: who may work on whom, and that a subject is put with its screening."""

import asyncio

import pytest

from service.customers.errors import SegmentRefused, SubjectChanged, SubjectUnknown
from service.customers.model import SubjectContent, SubjectStatus
from service.customers.reading import SubjectQuery
from service.customers.service import refuse_segment
from service.engine.matching.model import Party
from service.engine.model.entity import EntityType
from service.engine.screening.errors import InvalidRequest
from service.storage.errors import RecordsUnavailable


def content(name="Sergey Aksyonov", segment="retail"):
    return SubjectContent(Party(EntityType.PERSON, (name,)), segment=segment)


@pytest.fixture
def runtime(make_runtime):
    return make_runtime()


@pytest.fixture
def put(runtime):
    return lambda reference, said, **given: asyncio.run(runtime.book.put(reference, said, actor="a", **given))


@pytest.fixture
def get(runtime):
    return lambda reference, **given: asyncio.run(runtime.book.get(reference, **given))


def test_a_subject_is_put_with_its_screening_and_hits(put, get):
    first = put("C-1", content())
    assert (first.created, first.subject.last.screening_id) == (True, first.screening.id)
    subject, hits = get("C-1")
    assert subject == first.subject
    assert [one.entity_id for one in hits] == ["jp_crimea_2014:026-000002"]
    assert [one.score for one in hits] == sorted((one.score for one in hits), reverse=True)
    again = put("C-1", content("Testa Testova"))
    assert (again.created, again.subject.version, get("C-1")[1]) == (False, 2, [])


def test_a_name_that_cannot_be_searched_puts_nothing(put, get):
    with pytest.raises(InvalidRequest):
        put("C-1", content("..."))
    with pytest.raises(SubjectUnknown):
        get("C-1")


@pytest.mark.parametrize(
    ("segment", "segments", "sees"),
    [
        ("retail", None, True),
        ("retail", ("retail", "private"), True),
        ("retail", ("private",), False),
        ("retail", (), False),
        (None, ("retail",), False),
        (None, None, True),
    ],
)
def test_whoever_may_not_work_on_a_segment_neither_sees_nor_changes_it(put, get, segment, segments, sees):
    put("C-1", content(segment=segment))
    if sees:
        refuse_segment(segment, segments)
        assert get("C-1", segments=segments)
        put("C-1", content("Other Name", segment), segments=segments)
        return
    with pytest.raises(SegmentRefused, match="this key may work on subjects of the segments"):
        refuse_segment(segment, segments)
    with pytest.raises(SubjectUnknown):
        get("C-1", segments=segments)
    with pytest.raises(SegmentRefused):
        put("C-1", content("Other Name", "private"), segments=segments)
    with pytest.raises(SegmentRefused):
        put("C-2", content(segment=segment), segments=segments)


def test_whoever_is_withdrawn_stays_in_the_book(runtime, put):
    put("C-1", content())

    def withdraw(**given):
        return asyncio.run(runtime.book.withdraw("C-1", "left us", actor="a", **given))

    with pytest.raises(SubjectUnknown):
        withdraw(segments=("private",))
    assert withdraw().status is SubjectStatus.WITHDRAWN
    page = asyncio.run(runtime.book.page(SubjectQuery()))
    assert [one.withdrawn_reason for one in page.subjects] == ["left us"]


@pytest.mark.parametrize(("failures", "done"), [(2, True), (3, False)])
def test_what_somebody_else_changes_meanwhile_is_tried_again_a_few_times(runtime, put, monkeypatch, failures, done):
    whole, left = runtime.book._screen, [failures]

    async def screen(*given):
        if left[0]:
            left[0] -= 1
            raise SubjectChanged("changed")
        return await whole(*given)

    monkeypatch.setattr(runtime.book, "_screen", screen)
    if done:
        assert put("C-1", content()).created
        return
    with pytest.raises(RecordsUnavailable, match="is changed faster than it is screened"):
        put("C-1", content())

"""Screened, put on record, and only then answered."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest

from service.alerts.errors import SuppressionsOutdated
from service.engine.matching.model import Party
from service.engine.model.entity import EntityType
from service.engine.screening.errors import NotReady
from service.engine.screening.request import PartyQuery, ScreeningRequest
from service.records.action import ActionRefused
from service.records.search import Query
from service.records.search_keys import SearchKeys
from service.screenings.service import fingerprint_of, hit_entities, keys_of, refuse_old_clock
from service.storage.errors import RecordsUnavailable
from tests.conftest import NOW

ASKED = ScreeningRequest("T-1", (PartyQuery("p", Party(EntityType.PERSON, ("Sergey Aksyonov",)), "C-1"),))


@pytest.fixture
def runtime(make_runtime):
    return make_runtime()


def screen(runtime, **given):
    return asyncio.run(runtime.screenings.screen(ASKED, document=b"{}", **given))


def test_what_is_answered_is_on_record(runtime):
    recorded = screen(runtime, actor="desk")
    document = asyncio.run(runtime.records.get(recorded.id))
    assert (document.answer, document.request, document.actor) == (recorded.answer, b"{}", "desk")
    assert (document.reference, document.decision, recorded.repeated) == ("T-1", recorded.decision, False)
    assert document.entities == tuple(sorted(set(document.entities)))
    assert document.entities


def test_the_same_key_gives_the_same_answer(runtime):
    one, two = (screen(runtime, idempotency_key="k", fingerprint=fingerprint_of(b"{}")) for _ in range(2))
    assert (two.id, two.answer, two.repeated) == (one.id, one.answer, True)


def test_what_accompanies_a_screening_is_written_with_it_or_neither_is(runtime):
    def refuse(result, snapshot):
        def write(connection):
            raise ActionRefused("not now")

        return write

    with pytest.raises(ActionRefused, match="not now"):
        screen(runtime, accompany=refuse)
    assert asyncio.run(runtime.records.search(Query())).entries == ()


@pytest.mark.parametrize(("failures", "answered"), [(0, True), (2, True), (3, False)])
def test_a_suppression_that_ends_meanwhile_has_it_screened_again_a_few_times(runtime, monkeypatch, failures, answered):
    whole, left = runtime.records.append, [failures]

    async def append(document):
        if left[0]:
            left[0] -= 1
            raise SuppressionsOutdated("ended")
        return await whole(document)

    monkeypatch.setattr(runtime.records, "append", append)
    if answered:
        assert screen(runtime).decision != "clear"
        return
    with pytest.raises(RecordsUnavailable, match="ask again"):
        screen(runtime)


def test_a_clock_of_before_a_list_was_published_answers_nothing(snapshot):
    (listed,) = snapshot.watchlists
    refuse_old_clock(listed.published_on - timedelta(days=7), snapshot)
    with pytest.raises(NotReady, match=f"but {listed.id} was published on"):
        refuse_old_clock(listed.published_on - timedelta(days=8), snapshot)


def test_the_day_is_that_of_the_operator(make_runtime):
    early = NOW.replace(hour=20)
    runtime = make_runtime(clock=lambda: early)
    assert runtime.screenings.today() == date(2026, 11, 24)  # it is morning in Tokyo
    assert runtime.screenings.day_of(early - timedelta(hours=12)) == date(2026, 11, 23)


def test_it_is_found_by_names_ids_and_territories():
    class Line:
        def __init__(self, territory):
            self.territory, self.address, self.hits = territory, None, ()

    class Result:
        goods, parties = (Line("crimea"), Line(None)), (Line(None),)

    keys = SearchKeys(b"k" * 32)
    found = keys_of(keys, ASKED, Result)
    assert {keys.of_id("p"), keys.of_id("C-1"), keys.of_territory("crimea")} < found
    assert keys.of_names(["Sergey Aksyonov"]) < found
    assert hit_entities(Result) == ()
    assert keys_of(keys, replace(ASKED, parties=()), Result) == {keys.of_territory("crimea")}

"""Remembering answers changes none, and stays within its size."""

import tracemalloc
from datetime import UTC, date, datetime

import pytest

from service.common.cooperative import run_to_completion
from service.engine.matching.model import Party
from service.engine.model.entity import EntityType
from service.engine.screening.request import Options, PartyQuery, ScreeningRequest
from service.engine.screening.resolved_options import resolve_options
from service.engine.screening.result_cache import ResultCache
from service.engine.screening.screen import Screener, screen_parties
from service.engine.screening.serialization import serialize_result

TODAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


def party(name, asked_as="1", **given):
    return PartyQuery(asked_as, Party(EntityType.PERSON, (name,), **given))


def ask(screener, *parties, **options):
    request = ScreeningRequest(parties=parties, options=Options(**options))
    return serialize_result(
        run_to_completion(screener.screen_in_steps(request, screening_id="scr_1", screened_at=AT, today=TODAY))
    )


@pytest.mark.parametrize("cache_bytes", [0, 5_000, 1_000_000])
def test_answers_are_the_same_with_any_cache(snapshot, cache_bytes):
    forgetful = Screener(snapshot, max_name_length=500)
    screener = Screener(snapshot, max_name_length=500, cache_bytes=cache_bytes)
    for threshold in (None, 0.5, 0.99):
        for _ in range(2):
            for asked_as in ("buyer", "seller"):
                asked = (party("Sergey Aksyonov", asked_as), party("Hana Test", "2"))
                assert ask(screener, *asked, threshold=threshold) == ask(forgetful, *asked, threshold=threshold)


def test_an_answer_is_found_again_only_for_the_same_question(snapshot):
    plan, other = (resolve_options(Options(threshold=one), snapshot, today=TODAY) for one in (0.7, 0.8))
    asked = party("Sergey Aksyonov")
    remembered = ResultCache(1_000_000)
    remembered.keep(asked, plan, screen_parties([asked], snapshot, plan)[0])
    assert remembered.find(party("Sergey Aksyonov", "another id"), plan).id == "another id"
    assert remembered.find(asked, other) is None
    assert remembered.find(party("Sergey Aksyonov", nationalities=("UA",)), plan) is None
    assert remembered.find(party("Sergey Aksyonof"), plan) is None


def test_what_was_not_asked_for_the_longest_time_is_forgotten_first(snapshot):
    plan = resolve_options(Options(), snapshot, today=TODAY)
    remembered = ResultCache(3_500)
    first, second, third = (party(name) for name in ("Hana Test", "Taro Test", "Jiro Test"))
    for asked in (first, second):
        remembered.keep(asked, plan, screen_parties([asked], snapshot, plan)[0])
    assert remembered.find(first, plan) is not None
    remembered.keep(third, plan, screen_parties([third], snapshot, plan)[0])
    assert remembered.find(second, plan) is None
    assert remembered.find(first, plan) is not None


@pytest.mark.parametrize("name", ["Hana Test {}", "Sergey Aksyonov {}", "Сергей Аксёнов {}"])
def test_the_room_is_not_exceeded(snapshot, name):
    plan = resolve_options(Options(threshold=0.3, limit=100), snapshot, today=TODAY)
    remembered = ResultCache(max_bytes=100_000)
    names = [name.format(number) for number in range(160)]
    asked = [party(one) for one in names]

    def screen_only():
        for one in asked:
            screen_parties([one], snapshot, plan)[0]

    def screen_and_keep():
        for one in asked:
            remembered.keep(one, plan, screen_parties([one], snapshot, plan)[0])

    screen_only()
    besides = traced(screen_only)  # other caches may be full, and renew what they hold
    assert traced(screen_and_keep) - besides < 1.1 * 100_000


def traced(work):
    """Bytes that a piece of work leaves behind."""
    tracemalloc.start()
    work()
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return taken

"""Readings that sound like a given one, against aligning it with every reading."""

import numpy as np
import pytest

from service.engine.index import transcriptions
from service.engine.index.serialization import pack, unpack
from service.engine.index.transcriptions import AskedReading, Transcriptions
from service.engine.matching.phonetic.align import encode, similarity
from service.engine.matching.phonetic.costs import all_costs
from service.engine.normalise.transcription import cyrillic, latin

READINGS = [
    latin.read(word)[0]
    for word in (
        "Zelmanko",
        "Zelmanov",
        "Selmanko",
        "Qorvatin",
        "Testova",
        "Testov",
        "Dostova",
        "Anna",
        "Anya",
        "Maria",
        "Ibrin",
    )
]
FLOOR = 0.42
TESTOVA = AskedReading("Cyrl", "testova", FLOOR)


@pytest.fixture(scope="module")
def built() -> tuple[Transcriptions, list[int]]:
    found, places = Transcriptions.build(READINGS)
    return found, places.tolist()


@pytest.mark.parametrize("word", ["Зелманко", "Тестова", "Анна", "Марія", "Ибрин", "Корватін"])
def test_what_sounds_alike_is_found_with_its_likeness(built: tuple[Transcriptions, list[int]], word: str) -> None:
    found, places = built
    (reading,) = cyrillic.read(word)
    near, alike = found.nearest([AskedReading("Cyrl", reading, FLOOR)])[0]
    best, _ = similarity(
        all_costs(),
        encode([reading] * len(READINGS)),
        encode(READINGS),
        np.full(len(READINGS), all_costs().start("Cyrl")),
    )
    scores = dict(zip(near.tolist(), alike.tolist(), strict=True))
    assert all(
        scores[place] == pytest.approx(min(best[at], 1.0), abs=1e-5)
        for at, place in enumerate(places)
        if place in scores
    )
    strong = {place for at, place in enumerate(places) if best[at] >= 0.75}
    assert strong
    assert strong <= set(scores)
    assert min(scores.values()) >= FLOOR


@pytest.mark.parametrize("pairs", [1, 20, 1 << 14])
def test_readings_asked_together_find_what_they_find_alone(
    built: tuple[Transcriptions, list[int]], pairs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transcriptions, "_PAIRS_TOGETHER", pairs)
    found, _ = built
    words = [
        ("Cyrl", "zelmanko"),
        ("Cyrl", ""),
        ("Kana", "testova"),
        ("Cyrl", "zelmanko"),
        ("Arab", "o"),
        ("Cyrl", "testova"),
    ]
    asked = [AskedReading(*word, floor) for word in words for floor in (FLOOR, 0.58)]
    alone = [found.nearest([one])[0] for one in asked]
    for (places, alike), (names, like) in zip(found.nearest(asked), alone, strict=True):
        assert places.tolist() == names.tolist()
        assert np.allclose(alike, like)


def test_every_reading_has_a_place_of_its_own_with_its_codes(built: tuple[Transcriptions, list[int]]) -> None:
    found, places = built
    assert sorted(places) == list(range(len(READINGS)))
    assert np.array_equal(found.codes[:, places], encode(READINGS))


def test_nothing_sounds_like_nothing(built: tuple[Transcriptions, list[int]]) -> None:
    empty, _ = Transcriptions.build([])
    assert len(empty.nearest([TESTOVA])[0][0]) == 0
    assert built[0].nearest([]) == []


def test_readings_survive_packing(built: tuple[Transcriptions, list[int]]) -> None:
    again = unpack(Transcriptions, pack(built[0]))
    assert again.nearest([TESTOVA])[0][0].tolist() == built[0].nearest([TESTOVA])[0][0].tolist()

"""Finding listed names by sound."""

from itertools import permutations

import numpy as np
import pytest

from service.common.cooperative import run_to_completion
from service.engine.index.phonetic_index import SoundIndex
from service.engine.index.required_score import RequiredScores
from service.engine.index.serialization import pack, unpack
from service.engine.matching.phonetic.name import prepare_sound
from service.engine.matching.phonetic.score import THRESHOLD, sound_score

LISTED = [
    ("YANUKOVYCH, Viktor Fedorovych", True),
    ("USTINOV, Vladimir Vasilyevich", True),
    ("KADYROV, Ramzan Akhmatovich", True),
    ("AL-TIKRITI, Saddam Hussein", True),
    ("KIM, Jong Un", True),
    ("XIA, Baolong", True),
    ("MOHAMMED OMAR GHULAM NABI", True),
    ("PJSC CHERNOMORNEFTEGAZ", False),
    ("Рамзан Кадыров", True),
    ("", True),
]
ASKED = [
    ("Янукович Виктор", 0),
    ("ヴィクトル・ヤヌコーヴィチ", 0),
    ("Владимир Устинов", 1),
    ("ラムザン・カディロフ", 2),
    ("صدام حسين التكريتي", 3),
    ("김정은", 4),
    ("夏宝龙", 5),
    ("محمد عمر غلام نبی", 6),
]


@pytest.fixture(scope="module")
def index() -> SoundIndex:
    return SoundIndex.build([(10 + i, text, person) for i, (text, person) in enumerate(LISTED)])


@pytest.mark.parametrize(("name", "row"), ASKED)
def test_finds(index: SoundIndex, name: str, row: int) -> None:
    assert 10 + row in dict(index.search(prepare_sound(name, is_person=True)))


def test_finds_names_listed_in_another_script(index: SoundIndex) -> None:
    assert {12, 18} <= set(dict(index.search(prepare_sound("Ramzan Kadyrov", is_person=True))))


def test_agrees_with_comparing_every_name(index: SoundIndex) -> None:
    for name, _ in ASKED:
        query = prepare_sound(name, is_person=True)
        found = dict(index.search(query))
        for i, (text, person) in enumerate(LISTED):
            score = sound_score(query, prepare_sound(text, is_person=person)).score
            assert (score >= THRESHOLD) == (10 + i in found)
            assert found.get(10 + i, score) == pytest.approx(score)


def test_nothing_for_nothing(index: SoundIndex) -> None:
    assert index.search(prepare_sound("123", is_person=True)) == []
    assert SoundIndex.build([]).search(prepare_sound("Янукович", is_person=True)) == []


def test_survives_packing(index: SoundIndex) -> None:
    query = prepare_sound("Янукович Виктор", is_person=True)
    assert unpack(SoundIndex, pack(index)).search(query) == index.search(query)


def test_a_name_asked_again_with_other_needs_is_answered_as_if_new() -> None:
    rows = [(10 + i, text, person) for i, (text, person) in enumerate(LISTED)]
    query = prepare_sound("Янукович Виктор", is_person=True)
    again = SoundIndex.build(rows)
    for least in (0.9, 0.5, 0.99, 0.0):
        required = RequiredScores(least, 1.0, lambda places, names: np.zeros(len(places)))
        found = {
            name: match.score
            for name, _, match in run_to_completion(again.matches([query], required))[0]
            if match.score >= least
        }
        new = {
            name: match.score
            for name, _, match in run_to_completion(SoundIndex.build(rows).matches([query], required))[0]
            if match.score >= least
        }
        assert found == new


JOINED = [
    ("KIM Yongchol", "김 영 철"),
    ("TESTOVA Annamaria", "Анна Мария Тестова"),
    ("KIM Yong Chol", "キム・ヨンチョル"),
    ("TESTOVA Anna Maria", "Аннамария Тестова"),
]


@pytest.mark.parametrize(("listed", "asked"), JOINED)
def test_words_may_be_joined_on_one_side(listed: str, asked: str) -> None:
    index = SoundIndex.build([(0, listed, True), (1, "PARK Yong Su", True), (2, "TESTOVA Anna", True)])
    assert 0 in dict(index.search(prepare_sound(asked, is_person=True)))


def test_a_word_that_hardly_agrees_tells_whom_of_many_to_compare() -> None:
    turned = ["".join(syllables) for syllables in permutations(("ma", "sa", "da", "la"))][1:]
    listed = [f"Evgenii {surname}v" for surname in [*turned, "matkadalo"]]
    index = SoundIndex.build([(at, text, True) for at, text in enumerate(listed)])
    assert len(turned) in dict(index.search(prepare_sound("エヴゲーニー・マツァダロフ", is_person=True)))

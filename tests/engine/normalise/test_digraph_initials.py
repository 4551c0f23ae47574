"""Initials of two letters and more, as transliterations write those of one letter elsewhere."""

from __future__ import annotations

import pytest

from service.engine.matching.lexicon import lexicon
from service.engine.matching.name_pair import best_match
from service.engine.matching.weights import Weights
from service.engine.normalise.digraph_initials import initials_of_digraph, with_single_letters


@pytest.mark.parametrize(
    ("written", "ways"),
    [
        ("zelmarsov k.yu.", ["zelmarsov k.y."]),
        ("zelmarsov k yu", ["zelmarsov k y"]),
        ("sh. zelmarsov", ["s. zelmarsov"]),
        ("kh ts zelmarsov", ["k t zelmarsov", "k c zelmarsov", "h t zelmarsov", "h c zelmarsov"]),
        ("zelmarsov yu", []),
        ("yu ya", []),
        ("wang yu lin", []),
        ("zelmarsov k.v.", []),
    ],
)
def test_each_way_to_write_them_as_one_letter(written: str, ways: list[str]) -> None:
    assert list(with_single_letters(written)) == ways


def test_the_letters_that_other_spellings_of_a_word_begin_with() -> None:
    assert list(initials_of_digraph("khasan")) == ["k", "h"]
    assert list(initials_of_digraph("shcherbak")) == ["s"]
    assert not initials_of_digraph("oktavian")


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("Zelmarsov K.Yu.", "Kirill Yuryevich Zelmarsov"),
        ("K. Ju. Zelmarsov", "Kirill Yuryevich Zelmarsov"),
        ("ZELMARSOV ZH T", "Zhanna Tsvetanova Zelmarsov"),
        ("Зельмарсов Я.Х.", "Yakov Khasanovich Zelmarsov"),
        ("Яков Ю Зельмарсов", "Yakov Yuryevich Zelmarsov"),
        ("Zelmarsov H.Ch.", "Khasan Chingizovich Zelmarsov"),
        ("Χ. Θ. Ζελμαρσίδης", "Christos Thomas Zelmarsidis"),
        ("Զելմարսյան Խ. Ծ.", "Khoren Tsolak Zelmarsyan"),
    ],
)
def test_they_stand_for_names(asked: str, listed: str) -> None:
    assert _score(asked, listed) > 0.7
    assert _score(listed, asked) > 0.7


@pytest.mark.parametrize("asked", ["Zelmarsov Sh.Yu.", "Zelmarsov K.Zh.", "Зельмарсов Ш.Ю.", "Zelmarsov Ts. K."])
def test_others_contradict(asked: str) -> None:
    assert _score(asked, "Kirill Yuryevich Zelmarsov") < 0.7


def _score(asked: str, listed: str) -> float:
    return best_match(asked, listed, is_person=True, lexicon=lexicon(), weights=Weights()).total

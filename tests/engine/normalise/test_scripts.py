"""Scripts of texts, and lookalike letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.normalise.scripts import fold_homoglyphs, script_of


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Sergei Ivanov", "Latn"),
        ("Янукович Виктор", "Cyrl"),
        ("محمد القحطاني", "Arab"),
        ("ヴィクトル・ヤヌコーヴィチ", "Kana"),
        ("ｳﾞｨｸﾄﾙ", "Kana"),
        ("あすか 吉田", "Jpan"),
        ("习近平", "Hani"),
        ("김정은", "Hang"),
        ("Κώστας", "Grek"),
        ("ინგა", "Geor"),
        ("Ռուբեն", "Armn"),
        ("יהונתן", "Hebr"),
        ("กมล", "Thai"),
        ("गणेश", "Deva"),
        ("123 - !", "Zyyy"),
        ("", "Zyyy"),
    ],
)
def test_script(text: str, script: str) -> None:
    assert script_of(text) == script


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Сергiй", "Сергій"),  # Latin i
        ("ПОНОМАРËВ", "ПОНОМАРЁВ"),  # Latin Ë
        ("ПУШИЛIН", "ПУШИЛІН"),  # Latin I
        ("Pаvel", "Pavel"),  # Cyrillic а
        ("Ivanov Иванов", "Ivanov Иванов"),
        ("Νίκοs", "Νίκοs"),
    ],
)
def test_lookalikes_are_folded_inside_a_word(text: str, folded: str) -> None:
    assert fold_homoglyphs(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold_homoglyphs(text)
    assert fold_homoglyphs(once) == once
    assert script_of(text)

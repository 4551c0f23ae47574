"""Reading rules: the first that fits counts, letters without one are silent; doubled sounds count once."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.engine.normalise.transcription.rules import (
    CODES,
    Respelling,
    Transcriber,
    respellings,
    table,
    transcriber,
    undouble,
)
from tests.examples import examples

SCRIPTS = ["latin", "cyrillic", "greek", "hebrew", "kana", "arabic", "han_foreign"]


def test_the_first_rule_that_fits_at_each_place() -> None:
    reader = Transcriber(re.compile("(sch)|(s)|(?:(c))|."), ("S", "s", "k"))
    assert reader.read("schscx") == "Ssk"
    assert reader.read("") == ""


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_rule_of_a_script_gives_known_sounds(script: str) -> None:
    assert all(set(row["codes"]) <= set(CODES) for row in table(script))
    assert set(transcriber(script).read("abcdefghijklmnopqrstuvwxyz'")) <= set(CODES)


def test_a_respelling_is_applied_wherever_it_fits() -> None:
    assert Respelling(re.compile("(a)b"), r"\1v").apply("abxab") == "avxav"
    assert all(rule.apply("") == "" for rule in respellings("latin_alternatives"))


@pytest.mark.parametrize(
    ("codes", "expected"),
    [("ll", "l"), ("aaa", "a"), ("ee", "ee"), ("ii", "ii"), ("oouu", "ou"), ("lrl", "lrl"), ("", "")],
)
def test_what_counts_once(codes: str, expected: str) -> None:
    assert undouble(codes) == expected


@settings(deadline=None, max_examples=examples(60))
@given(st.text(alphabet=CODES, max_size=12))
def test_what_was_undoubled_stays(codes: str) -> None:
    assert undouble(undouble(codes)) == undouble(codes)


def test_every_code_is_one_sign_of_its_own() -> None:
    assert len(CODES) == len(set(CODES))

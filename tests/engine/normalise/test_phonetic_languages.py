"""Spellings of one sound in single languages are one sound: `tables/spelling_languages.csv`."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.normalise.phonetic import phonetic, sounds
from service.engine.normalise.words import read_table


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("tjudinov", "chudinov"),
        ("sjapovalov", "shapovalov"),
        ("zjdanov", "zhdanov"),
        ("sjtjukin", "shchukin"),
        ("chabarov", "khabarov"),
        ("chakirov", "shakirov"),
        ("soerjadi", "suryadi"),
        ("schdanow", "zhdanov"),
        ("zsdanov", "zhdanov"),
        ("halavin", "golovin"),
        ("karalyou", "korolev"),
        ("tschudinow", "chudinov"),
        ("schtschukin", "shchukin"),
        ("szczukin", "shchukin"),
        ("sjtsjoekin", "shchukin"),
        ("kucev", "kutsev"),
        ("zajkov", "zaykov"),
        ("zselihov", "zhelikhov"),
        ("cebanov", "chebanov"),
        ("jolkin", "kholkin"),
        ("syarif", "sharif"),
        ("utsman", "uthman"),
    ],
)
def test_two_spellings_sound_alike(left: str, right: str) -> None:
    assert set(sounds(left)) & set(sounds(right))


@pytest.mark.parametrize(
    ("left", "right"),
    [("chang", "shang"), ("chen", "ken"), ("ivanov", "petrov"), ("jamal", "kamal"), ("jalil", "khalil")],
)
def test_short_words_have_no_further_sound(left: str, right: str) -> None:
    assert not set(sounds(left)) & set(sounds(right))


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=14))
def test_the_plain_sound_comes_first_and_none_comes_twice(word: str) -> None:
    found = sounds(word)
    assert found[0] == phonetic(word)
    assert len(set(found)) == len(found)


def test_each_language_has_rules_that_are_expressions():
    rules = read_table("spelling_language_rules.csv")
    assert [row["language"] for row in read_table("spelling_languages.csv")] == list(
        dict.fromkeys(row["language"] for row in rules)
    )
    for row in rules:
        re.compile(row["pattern"]).sub(row["replacement"], "tjudinov")

"""Kana in Latin letters mora by mora, and letters that kana spell out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.engine.normalise.transcription.japanese_kana import hepburn, is_letter, letters_of, morae_of
from tests.examples import examples


@pytest.mark.parametrize(
    ("kana", "morae"),
    [
        ("トウキョウ", ["to", "u", "kyo", "u"]),
        ("とうきょう", ["to", "u", "kyo", "u"]),
        ("ニッポン", ["ni", "q", "po", "n'"]),
        ("しんいち", ["shi", "n'", "i", "chi"]),
        ("x", [""]),
        ("", []),
    ],
)
def test_morae_with_long_vowels_as_written(kana: str, morae: list[str]) -> None:
    assert morae_of(kana) == morae


@pytest.mark.parametrize(
    ("reading", "written"),
    [
        ("toukyou", "tokyo"),
        ("niqpon'", "nippon"),
        ("maqcha", "matcha"),
        ("shin'ichi", "shinichi"),
        ("raamen'", "raamen"),
        ("", ""),
    ],
)
def test_long_vowels_and_doubled_consonants_as_companies_write_them(reading: str, written: str) -> None:
    assert hepburn(reading) == written


@pytest.mark.parametrize(
    ("kana", "letters"),
    [("エスシーエスケイ", "scsk"), ("エヌエイチケイ", "nhk"), ("エスプレッソ", None), ("エス", None), ("", None)],
)
def test_letters_spelt_out(kana: str, letters: str | None) -> None:
    assert letters_of(kana) == letters


def test_one_letter_has_a_name() -> None:
    assert is_letter("エス") == "s"
    assert is_letter("ネコ") is None


@settings(deadline=None, max_examples=examples(60))
@given(st.text(alphabet="アイウガギャキョッンーしゃにゅ", max_size=10))
def test_what_is_written_has_no_sign_of_its_own(kana: str) -> None:
    written = hepburn("".join(morae_of(kana)))
    assert not set(written) & set("q'-")
    assert written.isascii()

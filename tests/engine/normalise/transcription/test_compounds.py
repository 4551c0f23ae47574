"""Arabic compounds as one word, however they are written; other words stay."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.engine.normalise.transcription.compounds import join_compounds
from tests.examples import examples


def joined(text: str, script: str = "Latn") -> str:
    return " ".join(word for word, _ in join_compounds([(word, script) for word in text.split()]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("abd al rahman", "abd'rahman"),
        ("abdul rahman", "abd'rahman"),
        ("abd rahman", "abd rahman"),
        ("jean abd", "jean abd"),
        ("abdul", "abdul"),
        ("salah al din", "salahdin"),
        ("salah uddin", "salahdin"),
        ("nur ud din ahmed", "nurdin ahmed"),
        ("rahmat allah", "rahmatullah"),
        ("habib ullah", "habibullah"),
        ("zayn al abidin", "zayn al abidin"),
        ("din ahmed", "din ahmed"),
        ("anna maria", "anna maria"),
        ("", ""),
    ],
)
def test_in_latin_letters(text: str, expected: str) -> None:
    assert joined(text) == expected


@pytest.mark.parametrize(
    ("text", "script", "expected"),
    [
        ("عبد الرحمن", "Arab", "عبدرحمن"),
        ("عبد", "Arab", "عبد"),
        ("رحمت الله", "Arab", "رحمتالله"),
        ("アブドゥル ラフマン", "Kana", "アブドラフマン"),
        ("абдул рахман", "Cyrl", "абдул рахман"),
        ("עבדול רחמן", "Hebr", "עבדרחמן"),
        ("עבד אל רחמן", "Hebr", "עבדרחמן"),
        ("עבד רבו", "Hebr", "עבד רבו"),
        ("סלאח א דין", "Hebr", "סלאחדין"),
        ("נור אל דין כהן", "Hebr", "נורדין כהן"),
        ("א דין", "Hebr", "א דין"),
    ],
)
def test_in_other_scripts(text: str, script: str, expected: str) -> None:
    assert joined(text, script) == expected


def test_words_of_two_scripts_are_not_one_name() -> None:
    words = [("abdul", "Latn"), ("рахман", "Cyrl"), ("din", "Latn")]
    assert join_compounds(words) == words


WORDS = st.sampled_from(["abd", "abdul", "al", "ud", "din", "allah", "ullah", "anna", "rahman", "l"])


@settings(deadline=None, max_examples=examples(60))
@given(st.lists(WORDS, max_size=6))
def test_joining_makes_no_more_words_and_none_empty(words: list[str]) -> None:
    found = join_compounds([(word, "Latn") for word in words])
    assert len(found) <= len(words)
    assert bool(found) == bool(words)
    assert all(word for word, _ in found)
    for plain in ("anna", "rahman"):
        assert sum(plain in word for word, _ in found) >= min(1, words.count(plain))

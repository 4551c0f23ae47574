"""Greek words as sound in modern pronunciation."""

import unicodedata

import pytest

from service.engine.normalise.transcription.greek import in_latin, read


@pytest.mark.parametrize(
    ("word", "reading"),
    [("Μπουτάρης", "butaris"), ("Κάιρο", "kairo"), ("Μαΐου", "maiu"), ("ΜΑΪΟΥ", "maiu"), ("Αύρα", "avra")],
)
def test_pairs_of_vowels_are_kept_apart_by_an_accent_or_dots(word: str, reading: str) -> None:
    assert read(word) == (reading,)
    assert read(unicodedata.normalize("NFD", word)) == (reading,)


def test_a_pair_before_a_voiced_sound() -> None:
    assert read("Ευάγγελος")[0].startswith("ev")


def test_marks_alone_have_no_sound() -> None:
    assert read("\u0308\u0301") == ("",)


@pytest.mark.parametrize(
    ("word", "latin"),
    [
        ("Κανταφι", "kantafi"),
        ("Κανταφι", "kadafi"),
        ("Χαλιντ", "halid"),
        ("Χαλιντ", "chalint"),
        ("Ξιάο", "xiao"),
        ("Τζουμα", "juma"),
        ("Θεόδωρος", "theodoros"),
    ],
)
def test_the_letters_of_foreign_names_have_two_readings(word: str, latin: str) -> None:
    assert latin in in_latin(word)


def test_other_letters_stay() -> None:
    assert in_latin("abc") == ("abc",)

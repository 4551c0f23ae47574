"""Greek words as sound in modern pronunciation."""

import unicodedata

import pytest

from service.engine.normalise.transcription.greek import read


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

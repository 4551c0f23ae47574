"""Cyrillic words as sound, and the places that adjectives are made of."""

import pytest

from service.engine.normalise.transcription.cyrillic import read, read_stem


@pytest.mark.parametrize(
    ("word", "reading"),
    [
        ("Янукович", "janukoviC"),
        ("ЯНУКОВИЧ", "janukoviC"),
        ("Щербаков", "SCerbakov"),
        ("Дмитрий", "dmitri"),
        ("Подъячев", "podjaCev"),
        ("Ўладзімір", "wladzimir"),
        ("Гартунг", "gartuN"),
    ],
)
def test_the_reading(word: str, reading: str) -> None:
    assert read(word) == (reading,)


@pytest.mark.parametrize(
    ("word", "place"),
    [("Феодосийское", "Феодосия"), ("Керченский", "Керчен"), ("Одеська", "Оде"), ("Ялтинская", "Ялтин")],
)
def test_an_adjective_is_read_as_its_place_too(word: str, place: str) -> None:
    assert read_stem(word) == read(place)


@pytest.mark.parametrize("word", ["Банк", "Зелманко", ""])
def test_other_words_have_no_stem(word: str) -> None:
    assert read_stem(word) == ()

"""Latin words as sound: spelling traditions, special letters, other readings."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.engine.normalise.transcription.latin import MAX_READINGS, fold, read, read_folded
from tests.examples import examples


@pytest.mark.parametrize(
    ("word", "reading"),
    [
        ("Sergei", "sergej"),
        ("Sergej", "sergej"),
        ("Sergey", "sergej"),
        ("Shcherbakov", "SCerbakov"),
        ("Schtscherbakow", "SCerbakow"),
        ("Ânukovič", "janukoviC"),
        ("Khadzhi", "xaJi"),
        ("Avdeev", "avdejev"),
        ("Dmitriy", "dmitri"),
        ("Hsi", "Si"),
        ("Müller", "muler"),
    ],
)
def test_the_main_reading(word: str, reading: str) -> None:
    assert read(word)[0] == reading


def test_traditions_give_other_readings() -> None:
    assert "janukoviC" in read("Janukovic") or "janukoviC" in read("Janukovich")
    assert "Si" in read("Xi")
    assert "abdrahman" in read("Abdurrahman")
    assert "mozgovi" in read("Mozgovoy")


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Müller", "mueller"),
        ("Straße", "strasse"),
        ("O'Brien", "o'brien"),
        ("Łódź", "lodz"),
        ("É", "e"),
        ("a-1b", "ab"),
        ("", ""),
    ],
)
def test_letters_by_the_spelling_of_their_language(word: str, folded: str) -> None:
    assert fold(word) in (folded, folded.replace("ue", "u"))


@settings(deadline=None, max_examples=examples(60))
@given(st.text(max_size=20))
def test_readings_are_few_different_and_never_empty(word: str) -> None:
    found = read(word)
    assert len(found) == len(set(found)) <= MAX_READINGS
    assert all(found)
    assert not found or found[0] == read_folded(fold(word)) or read_folded(fold(word)) == ""


@pytest.mark.parametrize("word", ["", "12", "'"])
def test_a_word_without_letters_has_no_reading(word: str) -> None:
    assert read(word) == ()

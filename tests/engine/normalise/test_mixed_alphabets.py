"""Words of two alphabets in one name, and letters that look Latin."""

import pytest

from service.engine.normalise.mixed_alphabets import look_alikes_in_latin, words_in_latin


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Testa Хоанг", "Testa hoang"),
        ("Джасмин TESTA", "jasmin TESTA"),
        ("Testan Εξαμπλοβ", "Testan eksablov"),
        ("Testan Χοανγκ", "Testan hoang"),
    ],
)
def test_words_beside_latin_spell_foreign_sounds(written, read):
    assert read in [text for text, _ in words_in_latin(written)]


@pytest.mark.parametrize("written", ["Хоанг", "Εξαμπλοβ", "Testa Hoang", "Testa Иван"])
def test_others_stay_as_they_are(written):
    assert list(words_in_latin(written)) == []


def test_letters_that_look_latin_are_told_from_genuine_words():
    assert [text for text, _ in look_alikes_in_latin("ТЕЅТА")] == ["TESTA"]
    assert list(look_alikes_in_latin("Сергей")) == []

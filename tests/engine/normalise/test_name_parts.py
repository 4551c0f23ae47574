"""Parts of a text that holds more than one name."""

import pytest

from service.engine.normalise.name_parts import name_parts


@pytest.mark.parametrize("behind", ["様", "殿", " 先生", "(日本)", "さん"])
def test_latin_letters_beside_another_script_are_a_part(behind: str) -> None:
    assert "testan examplov" in name_parts(f"Testan Examplov{behind}", is_person=True)


@pytest.mark.parametrize("text", ["زهرا [جعفر] پور", "Зоран (Кестрел) Мирков"])
def test_one_word_in_brackets_is_no_name_of_a_person(text: str) -> None:
    assert all(" " in part for part in name_parts(text, is_person=True))

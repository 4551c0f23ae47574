"""What an index holds of one listed name."""

import pytest

from service.engine.index.name_entries import name_entry


def test_the_whole_and_its_parts_in_all_their_views():
    entry = name_entry("Abd al-Rahman (Oktavian Brillstein)", is_person=True)
    found = {(view.part, view.view): view.prepared.tokens for view in entry.views}
    assert found == {
        (0, 0): ("abdulrahman", "oktavian", "brillstein"),
        (0, 1): ("abd", "rahman", "oktavian", "brillstein"),
        (1, 0): ("abdulrahman",),
        (1, 1): ("abd", "rahman"),
    }


@pytest.mark.parametrize(("text", "latin"), [("Oktavian ZELMARSON", True), ("Октавиан Зельмарсон", False)])
def test_only_names_in_latin_letters_have_sounds_of_their_own(text, latin):
    assert (name_entry(text, is_person=True).sounds is not None) == latin


def test_keys_of_the_whole_name():
    keys = name_entry("Zelmarson, Oktavian", is_person=True).keys
    assert keys.words == "oktavian zelmarson"
    assert name_entry("Zelmarson, Oktavian", is_person=False).keys.words == keys.words

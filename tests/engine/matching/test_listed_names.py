"""What one listed name is found by."""

from service.engine.matching.listed_names import FoundBy, one_listed_name, whole_name_keys

TEXT = "Zelmarson, Oktavian Ursulian"


def test_a_name_has_the_keys_that_an_index_keeps_of_it():
    name, keys = one_listed_name(TEXT, True), whole_name_keys(TEXT, is_person=True)
    assert name.is_found(FoundBy.WORDS, keys.words)
    assert all(name.is_found(FoundBy.BEGINNING, key) for key in keys.cut)
    assert name.is_found(FoundBy.SOUNDS, keys.sounds)
    assert not any(name.is_found(by, "oktavian") for by in FoundBy)


def test_a_name_has_its_own_words_alone():
    name = one_listed_name(TEXT, True)
    assert [*name.with_word("oktavian")] == name.with_both("ursulian", "zelmarson") == ["oktavian ursulian zelmarson"]
    assert [*name.with_word("karim")] == name.with_both("oktavian", "karim") == []

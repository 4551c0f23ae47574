"""What makes two headers the same."""

import pytest

from service.bulk.header_keys import key


@pytest.mark.parametrize("header", ["Prénom", "PRENOM", " pre-nom ", "ｐｒｅｎｏｍ"])
def test_spelling_does_not_matter(header):
    assert key(header) == "prenom"


def test_signs_for_number_are_words_and_letters_of_east_asia_keep_their_marks():
    assert key("N° IMO") == key("No IMO")
    assert key("ガス") != key("カス")

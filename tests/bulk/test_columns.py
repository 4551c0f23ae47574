"""Which column holds what."""

import pytest

from service.bulk.columns import known_fields, lay_out
from service.bulk.errors import BadFile


def test_every_synonym_means_one_field():
    words = [word for field in known_fields().values() for word in field.synonyms]
    assert len(words) == len(set(words))
    assert all(field.name in field.synonyms for field in known_fields().values())


@pytest.mark.parametrize(
    "header", ["Full Name", "FULL_NAME", "full-name", " fullname ", "ＦｕｌｌＮａｍｅ", "氏名", "ФИО"]
)
def test_headers_are_known_in_any_spelling(header):
    assert lay_out([header]).positions == {"name": (0,)}


def test_two_columns_for_one_value_are_refused_unless_one_is_chosen():
    with pytest.raises(BadFile, match="both mean date_of_birth"):
        lay_out(["name", "dob", "birthday"])
    chosen = lay_out(["name", "dob", "birthday"], [("date_of_birth", "Birthday")])
    assert chosen.positions["date_of_birth"] == (2,)
    with pytest.raises(BadFile, match="no field 'shoe'"):
        lay_out(["name"], [("shoe", "name")])
    with pytest.raises(BadFile, match="no column 'x'"):
        lay_out(["name"], [("aliases", "x")])


def test_a_field_may_be_chosen_by_any_word_for_it():
    layout = lay_out(["customer", "since"], [("name", "customer"), ("birth_date", "since")])
    assert layout.positions["date_of_birth"] == (1,)

"""Cells to values."""

import pytest

from service.bulk.cell_parsing import Columns, read_country, read_degrees, read_gender, read_type
from service.bulk.columns import Layout
from service.bulk.errors import CellFault
from service.engine.model.entity import EntityType

COLUMNS = Columns(
    Layout(
        ("id", "Name", "Alias", "Aka", "Land"),
        {"client_ref": (0,), "name": (1,), "aliases": (2, 3), "nationality": (4,)},
    )
)
"""The cells of a row are those of the mapped columns: the reference is not among them."""


def test_one_text_is_trimmed_and_empty_ones_are_nothing():
    name = COLUMNS.one("name")
    assert [name([text, None, None, None]) for text in (" A ", "  ", "", None)] == ["A", None, None, None]
    assert COLUMNS.one("imo")(["A", None, None, None]) is None


def test_several_texts_come_from_one_cell_or_from_several_columns():
    assert COLUMNS.many("aliases")(["A", "B| C |", "D", None]) == ("B", "C", "D")
    assert COLUMNS.many("name")(["A|B", None, None, None]) == ("A", "B")
    assert COLUMNS.many("imo")(["A", None, None, None]) == ()


def test_a_cell_that_cannot_be_read_names_its_header_each_time():
    read = COLUMNS.countries("nationality")
    assert read(["A", None, None, "jp|Ukraine|JP"]) == ("JP", "UA")
    for _ in range(2):
        with pytest.raises(CellFault, match="Land: unknown country 'Atlantis'"):
            read(["A", None, None, "Atlantis"])


def test_equal_cells_are_read_once_and_long_ones_are_not_kept():
    read = []
    number = COLUMNS.read("name", lambda text: read.append(text) or len(text), -1)
    assert [number([text, None, None, None]) for text in ("ab", " ab ", "x" * 99, "x" * 99, None)] == [2, 2, 99, 99, -1]
    assert read == ["ab", "x" * 99, "x" * 99]


@pytest.mark.parametrize(("words", "kind"), [("Natural Person", EntityType.PERSON), ("法人", EntityType.ENTITY)])
def test_types(words, kind):
    assert read_type(words) is kind


def test_words_that_are_none():
    for read, words in ((read_type, "robot"), (read_gender, "x"), (read_degrees, "north"), (read_country, "XX")):
        with pytest.raises(ValueError, match=words):
            read(words)
    assert (read_gender("F"), read_degrees("44.6"), read_country("japan")) == ("female", 44.6, "JP")


@pytest.mark.parametrize(
    ("words", "code"),
    [("Россия", "RU"), ("РФ", "RU"), ("RUS", "RU"), ("Deutschland", "DE"), ("España", "ES"), ("Espana", "ES"),
     ("إيران", "IR"), ("俄罗斯", "RU"), ("북한", "KP"), ("Việt Nam", "VN"),
     ("Афғонистон", "AF"), ("Гонконг", "HK")],
)  # fmt: skip
def test_countries_are_known_in_many_languages(words, code):
    assert read_country(words) == code


@pytest.mark.parametrize("words", ["Úc", "Nga", "NGA", "剛果", "Віргінські Острови", "Ascension Island"])
def test_names_of_two_countries_or_of_none_with_a_code_are_not_read(words):
    with pytest.raises(ValueError, match=f"unknown country '{words}'"):
        read_country(words)

"""Names in front of streets, given what stands before a number."""

import pytest

from service.engine.normalise.name_parts import name_parts
from service.engine.normalise.streets import before_street


@pytest.mark.parametrize(
    ("segment", "names"),
    [
        ("ivan zelmarov ul. lenina", ["ivan zelmarov"]),
        ("ivan zelmarov hauptstr.", ["ivan zelmarov", "ivan"]),
        ("omar zelmari al maktoum street", ["omar zelmari al", "omar zelmari", "omar"]),
        ("zelmar trading mill road", ["zelmar trading", "zelmar"]),
        ("ivan zelmarov p.o. box", ["ivan zelmarov"]),
        ("ivan zelmarov room", ["ivan zelmarov"]),
        ("иван зельмаров ул. мира д.", ["иван зельмаров"]),
        ("omar zelmari ataturk cad. no", ["omar zelmari", "omar"]),
        ("ivan zelmarov", []),
        ("street", []),
        ("", []),
    ],
)
def test_what_may_be_a_name(segment, names):
    assert before_street(segment) == names


@pytest.mark.parametrize("text", ["Ivan Zelmarov", "Zelmar Street Trading", "Anna Ring"])
def test_words_of_streets_without_a_number_are_of_the_name(text):
    assert name_parts(text, is_person=True) == name_parts(text, is_person=False) == ()


def test_a_part_for_each_way():
    assert "ivan zelmarov" in name_parts("Ivan Zelmarov Calle 80 No 12-34", is_person=True)
    assert {"zelmar ltd mill road", "zelmar ltd"} <= set(name_parts("Zelmar Ltd Mill Road 12", is_person=False))

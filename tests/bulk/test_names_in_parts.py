"""Names cut over several columns."""

import pytest

from service.bulk.names_in_parts import columns_of_one_name, is_body, joined_and_alone, without_part


@pytest.mark.parametrize(
    ("header", "words", "number"),
    [
        ("NAME1", "NAME", 1),
        ("NAME_ORG3", "NAME", 3),
        ("name (2)", "name", 2),
        ("Name 1/2", "Name", 1),
        ("Firmenname Zeile 2", "Firmenname", 2),
        ("Name 2. Zeile", "Name", 2),
        ("Name III", "Name", 3),
        ("名称２", "名称", 2),
        ("名称（続き）", "名称", 2),
        ("Name (cont.)", "Name", 2),
        ("Наименование (продолжение)", "Наименование", 2),
        ("Namenszusatz", "", 2),
        ("Name", "Name", None),
        ("Name 2024", "Name 2024", None),
        ("Account", "Account", None),
    ],
)
def test_a_header_says_which_part_of_a_name_it_holds(header, words, number):
    assert without_part(header) == (words, number)


@pytest.mark.parametrize(
    ("headers", "groups"),
    [
        (("NAME1", "NAME2"), ((0, 1),)),
        (("Name", "氏名", "Name (2)"), ((0, 2), (1,))),
        (("Company name", "Namenszusatz", "フリガナ"), ((0, 1), (2,))),
        (("Consignee", "Shipper"), ((0,), (1,))),
        (("NAME2",), ((0,),)),
    ],
)
def test_columns_are_of_one_name_if_only_the_part_differs(headers, groups):
    assert columns_of_one_name(headers, range(len(headers))) == groups


def test_parts_are_asked_joined_and_alone():
    assert joined_and_alone(["Zelmar Heavy", "Machine Works"], 20) == (
        "Zelmar Heavy Machine Works",
        "Zelmar Heavy",
        "Machine Works",
    )
    assert joined_and_alone(["Zelmar", "Zelmar"], 20) == ("Zelmar",)
    three = joined_and_alone(["Anna Muster", "c/o Zelmar", "Handel"], 20)
    assert {"Anna Muster", "c/o Zelmar Handel"} <= {*three}


def test_a_part_that_cannot_be_searched_is_not_asked_alone():
    assert joined_and_alone(["Zelmar Trading", "Ltd"], 20) == ("Zelmar Trading Ltd", "Zelmar Trading")
    assert joined_and_alone(["Ltd", "-"], 20) == ("Ltd -",)


def test_one_word_of_a_person_is_no_name_by_itself():
    assert joined_and_alone(["Anna", "Zelmar"], 20) == ("Anna Zelmar",)
    assert joined_and_alone(["Anna Maria", "Zelmar"], 20) == ("Anna Maria Zelmar", "Anna Maria")
    assert joined_and_alone(["Zelmarflot", "Bauer"], 20) == ("Zelmarflot Bauer", "Zelmarflot", "Bauer")


def test_many_columns_are_not_one_name_and_leave_room():
    names = [f"Testa Number{letter}" for letter in "ABCDEFGHIJ"]
    asked = joined_and_alone(names, 15)
    assert asked[:10] == tuple(names)
    assert (len(asked), asked[10]) == (15, f"{names[0]} {names[1]}")
    assert joined_and_alone(names, 0) == tuple(names)


@pytest.mark.parametrize(
    ("text", "alone"),
    [("Zelmar GmbH", True), ("Zelmar Handels AG", True), ("de Sa", False), ("van der Test", False), ("Ltd", False)],
)
def test_a_company_is_told_from_a_surname(text, alone):
    assert is_body(text) is alone

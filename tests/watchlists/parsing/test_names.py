"""Variants of names of companies and persons that stand inside one published name."""

import pytest

from service.engine.model.entity import Name, NameType
from service.watchlists.parsing.names import apart, company_variants, latin_first, person_variants

VARIANTS = [
    ("EXAMPLE AIRLINES (EXA)", {"EXAMPLE AIRLINES": False, "EXA": True}),
    ("EXAMPLE (EXAMPL) LTD", {"EXAMPLE LTD": False, "EXAMPL LTD": False}),
    ("Examplebank (Bank for Tests and Examples)", {"Examplebank": False, "Bank for Tests and Examples": False}),
    ("Self-proclaimed “Zelm(Zelms) Guard”", {"Zelm(Zelms) Guard": False, "Zelm Guard": False, "Zelms Guard": False}),
    ("ORION CO ; VEGA CO", {"ORION CO": False, "VEGA CO": False}),
    ("TEST (NAMIBIA) CC", {"TEST CC": False}),
    ("Plain Company", {}),
    ("Testo Works JSC (also known as AO Testo Zavod)", {"Testo Works JSC": False, "AO Testo Zavod": False}),
    ("Testo LLC (formerly Samplo JSC)", {"Testo LLC": False, "Samplo JSC": False}),
    ("Testo LLC (a.k.a. Samplo)", {"Testo LLC": False, "Samplo": False}),
    ("Testo LLC (Akademia)", {"Testo LLC": False, "Akademia": False}),
    ("Air Testo (試験航空)", {"Air Testo": False, "試験航空": False}),
    ("Testo Bank (TB) (시험은행)", {"Testo Bank": False, "TB": True, "시험은행": False}),
    ("Testo Corp. Branch (TES平壌支社)", {"Testo Corp. Branch": False, "TES平壌支社": False}),
    ("Testo Trading (平壌)", {"Testo Trading": False, "平壌": True}),
    ("Testo Trading (中国)", {"Testo Trading": False}),
    ("Testo Trading (株式会社)", {"Testo Trading": False}),
    ("Testo Trading (支社)", {"Testo Trading": False}),
]


@pytest.mark.parametrize(("name", "expected"), VARIANTS)
def test_company_variants(name: str, expected: dict[str, bool]) -> None:
    assert {found.text: found.weak for found in company_variants(name)} == expected


PERSONS = [
    ("Jin Testan (金鉄試)", ["Jin Testan", "金鉄試"]),
    ("Igor(Ihor) TESTOV(TESTEV)", ["Igor TESTOV", "Igor TESTEV", "Ihor TESTOV", "Ihor TESTEV"]),
    ("Testan Plain", []),
    ("Testan Examplov (also known as Samplo Testov)", ["Testan Examplov", "Samplo Testov"]),
]


@pytest.mark.parametrize(("name", "spelled"), PERSONS)
def test_the_spellings_of_a_person(name: str, spelled: list[str]) -> None:
    assert [found.text for found in person_variants(name)] == spelled


APART = [
    ("Amir Testov (original script: Амир Тестов)", ["Amir Testov", "Амир Тестов"]),
    ("Testa son of Examplo (اختر محمد),", ["Testa son of Examplo", "اختر محمد"]),
    ("Testa al-Proba (Previously listed as. In Arabic: اختر محمد )", ["Testa al-Proba", "اختر محمد"]),
    ("Testa Proba, born 1 Jan. 1953 (Oman passport no. 03800000)", ["Testa Proba"]),
    ("Testa Born", ["Testa Born"]),
    ("Born Testa", ["Born Testa"]),
    ("Testa (Examplo) Proba", ["Testa (Examplo) Proba"]),
    ("Тест (тест)", ["Тест (тест)"]),
    ("Testa Proba", ["Testa Proba"]),
]


@pytest.mark.parametrize(("text", "names"), APART)
def test_what_stands_behind_a_name_is_no_part_of_it(text: str, names: list[str]) -> None:
    found = apart(Name(text, NameType.ALIAS, weak=True))
    assert [one.text for one in found] == (names if names == [text] else [*names, text])
    assert all(one.weak for one in found)
    assert [one.type for one in found[1:-1]] == [NameType.ORIGINAL_SCRIPT] * (len(found) - 2)
    assert found[-1].type is (NameType.VARIANT if len(found) > 1 else NameType.ALIAS)


PRIMARY = [
    (["Тест", "Testo", "Test/en"], ["Test", "Тест", "Testo"]),
    (["Тест", "Testo"], ["Testo", "Тест"]),
    (["Testo", "Тест", "Test/en"], ["Testo", "Тест", "Test"]),
    (["Тест", "تست"], ["Тест", "تست"]),
    ([], []),
]


@pytest.mark.parametrize(("published", "names"), PRIMARY)
def test_the_primary_name_is_one_in_latin_letters_where_there_is_one(published: list[str], names: list[str]) -> None:
    parts = (text.partition("/") for text in published)
    given = [
        Name(text, NameType.ALIAS if n else NameType.PRIMARY, False, lang or None)
        for n, (text, _, lang) in enumerate(parts)
    ]
    found = latin_first(given)
    assert [name.text for name in found] == names
    assert [name.type for name in found] == [NameType.PRIMARY, *[NameType.ALIAS] * (len(names) - 1)][: len(names)]

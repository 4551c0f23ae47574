"""Names inside names: brackets, acronyms, Japanese cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.model.entity import NameType
from service.watchlists.parsing.brackets import MAX_VARIANTS, expand
from service.watchlists.parsing.japanese import read_aliases, read_countries, read_documents, read_primary, read_stamp
from service.watchlists.parsing.names import company_variants
from service.watchlists.parsing.text import enumerated


def test_bracketed_spellings_are_multiplied_out() -> None:
    assert expand("Testan(Testanu) EXAMPLOV (EKSAMPLOV/EXAMPLOW)") == (
        "Testan EXAMPLOV",
        "Testan EKSAMPLOV",
        "Testan EXAMPLOW",
        "Testanu EXAMPLOV",
        "Testanu EKSAMPLOV",
        "Testanu EXAMPLOW",
    )
    assert expand("テスタン(テスタヌ)・エクザンプロフ") == ("テスタン・エクザンプロフ", "テスタヌ・エクザンプロフ")


def test_the_product_is_capped() -> None:
    name = " ".join("A(B/C/D/E)" for _ in range(6))
    assert len(expand(name)) <= MAX_VARIANTS
    assert expand(name)[0] == "A A A A A A"


def test_brackets_that_do_not_pair_up_stay() -> None:
    assert expand("Testan (Testanu EXAMPLOV") == ("Testan (Testanu EXAMPLOV",)


@given(st.text(alphabet="AB ()（）/・", max_size=30))
def test_expanding_never_fails_and_never_repeats(name: str) -> None:
    names = expand(name)
    assert names
    assert len(set(names)) == len(names) <= MAX_VARIANTS


VARIANTS = [
    ("EXAMPLE AIRLINES (EXA)", {"EXAMPLE AIRLINES": False, "EXA": True}),
    ("EXAMPLE (EXAMPL) LTD", {"EXAMPLE LTD": False, "EXAMPL LTD": False}),
    ("Examplebank (Bank for Tests and Examples)", {"Examplebank": False, "Bank for Tests and Examples": False}),
    ("Self-proclaimed “Test(Tests) Guard”", {"Test(Tests) Guard": False, "Test Guard": False, "Tests Guard": False}),
    ("ORION CO ; VEGA CO", {"ORION CO": False, "VEGA CO": False}),
    ("TEST (NAMIBIA) CC", {"TEST CC": False}),
    ("Plain Company", {}),
]


@pytest.mark.parametrize(("name", "expected"), VARIANTS)
def test_company_variants(name: str, expected: dict[str, bool]) -> None:
    assert {found.text: found.weak for found in company_variants(name)} == expected


ENUMERATIONS = [
    ("(a) X (b) Y", ("X", "Y")),
    ("a) X; b) Y", ("X", "Y")),
    ("（１）甲（２）乙", ("甲", "乙")),
    ("(a)イ(b)ロ\n(a)A (b)B", ("イ", "ロ", "A", "B")),
    ("Bank (b) of X", ("Bank (b) of X",)),
    ("Beltsy (Bălți), now Moldova", ("Beltsy (Bălți), now Moldova",)),
    ("2(bldg.1), Example Street", ("2(bldg.1), Example Street",)),
    ("(a) X", ("X",)),
    ("", ()),
]


@pytest.mark.parametrize(("text", "expected"), ENUMERATIONS)
def test_enumerations(text: str, expected: tuple[str, ...]) -> None:
    assert enumerated(text) == expected


ALIASES = [
    ("(a)イ社(b)ロ社\n (a.k.a.: (a)Ei Co (b)Ro Co)", ["イ社", "ロ社", "Ei Co", "Ro Co"]),
    ("(a)テスター（Tester）、(b)テスト（Test）", ["テスター", "Tester", "テスト", "Test"]),
    ("イ社；ロ社\nEi Co; Ro Co", ["イ社", "ロ社", "Ei Co", "Ro Co"]),
    ("イ・ロ、ハ・ニ\n（a.k.a. A B, C D）", ["イ・ロ", "ハ・ニ", "A B", "C D"]),
    ("SURNAME, Given", ["SURNAME, Given"]),
    ("テスト Test Name", ["テスト", "Test Name"]),
    ("不明", []),
    ("テスター（1960年1月1日にカブールにて出生）", ["テスター"]),
]


@pytest.mark.parametrize(("cell", "expected"), ALIASES)
def test_japanese_alias_cells(cell: str, expected: list[str]) -> None:
    assert [name.text for name in read_aliases(cell)] == expected


def test_former_names_are_marked() -> None:
    names = {name.text: name.type for name in read_aliases("（別称）新銀行\n（旧称）旧銀行\nNew Bank\nf.k.a. Old Bank")}
    assert names["Old Bank"] is names["旧銀行"] is NameType.PREVIOUS
    assert names["New Bank"] is names["新銀行"] is NameType.ALIAS


def test_original_script_stands_apart() -> None:
    names = list(read_primary("TEST MOHAMMAD\n(original script: تست محمد)", person=True))
    assert [(name.text, name.type) for name in names] == [
        ("TEST MOHAMMAD", NameType.PRIMARY),
        ("تست محمد", NameType.ORIGINAL_SCRIPT),
    ]


def test_stamps() -> None:
    stamp = read_stamp("2014.8.5\n2022.5.27改訂\n2025.1.10削除")
    assert [str(day) for day in (stamp.listed_on, stamp.amended_on, stamp.delisted_on)] == [
        "2014-08-05",
        "2022-05-27",
        "2025-01-10",
    ]


def test_japanese_nationalities_and_documents() -> None:
    assert read_countries("(a)エジプトEgypt (b)シリア・アラブ共和国") == ("EG", "SY")
    assert read_countries("タジキスタン Tajikistan") == ("TJ",)
    (found,) = read_documents("passport", "エジプト旅券番号　X1234567（2010年1月1日発行）")
    assert (found.type, found.value, found.country) == ("passport", "X1234567", "EG")


@given(st.text(alphabet="a1()（）、;；\nアA.：:k・ ", max_size=60))
def test_alias_cells_never_fail(cell: str) -> None:
    assert all(name.text.strip() for name in read_aliases(cell))

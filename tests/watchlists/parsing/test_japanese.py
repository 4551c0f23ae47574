"""Cells of Japanese lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.model.entity import NameType
from service.watchlists.parsing.japanese import (
    is_deleted,
    language_of,
    read_aliases,
    read_countries,
    read_documents,
    read_gender,
    read_originals,
    read_primary,
    read_stamp,
)

ALIASES = [
    ("(a)イ社(b)ロ社\n (a.k.a.: (a)Ei Co (b)Ro Co)", ["イ社", "ロ社", "Ei Co", "Ro Co"]),
    ("(a)テスター（Tester）、(b)テスト（Test）", ["テスター", "Tester", "テスト", "Test"]),
    ("イ社；ロ社\nEi Co; Ro Co", ["イ社", "ロ社", "Ei Co", "Ro Co"]),
    ("イ・ロ、ハ・ニ\n（a.k.a. A B, C D）", ["イ・ロ", "ハ・ニ", "A B", "C D"]),
    ("SURNAME, Given", ["SURNAME, Given"]),
    ("テスト Test Name", ["テスト", "Test Name"]),
    ("不明", []),
    ("テスター（1960年1月1日にカブールにて出生）", ["テスター"]),
    ("テスター・テスト、1979年12月31日にアルジェリア", ["テスター・テスト"]),
    ("アブ・テスト（戦闘員名）", ["アブ・テスト"]),
    ("テスター（Tester）（旅券番号：B0000000）", ["テスター", "Tester"]),
    ("テスター（テスト国ID番号：073、出生地：テスト州（Testa）、発行地：テスト）", ["テスター"]),
    ("テスト国旅券番号：215000", []),
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


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("テスト", "ja"),
        ("見本工業", "ja"),
        ("Test", "en"),
        ("Тест", None),
        ("日本 Example Ltd Corporation", "en"),
        ("", None),
    ],
)
def test_the_language_of_a_cell(text: str, language: str | None) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("cell", "listed", "amended", "deleted"),
    [
        ("2014.8.5", "2014-08-05", "None", "None"),
        ("平成26年8月5日", "2014-08-05", "None", "None"),
        ("２０１４．８．５", "2014-08-05", "None", "None"),
        ("2014.8.5\n2015.1.2改正\n2016.3.4改訂", "2014-08-05", "2016-03-04", "None"),
        ("2014.8.5削除", "None", "None", "2014-08-05"),
        ("2014.8.5 2022.5.27改訂", "2014-08-05", "2022-05-27", "None"),
        ("2014.8.5 改訂 2022.5.27", "2014-08-05", "2022-05-27", "None"),
        ("平成26年8月5日、令和4年5月27日改訂、令和6年2月2日削除", "2014-08-05", "2022-05-27", "2024-02-02"),
        ("", "None", "None", "None"),
    ],
)
def test_each_line_of_a_stamp_says_what_its_day_is(cell: str, listed: str, amended: str, deleted: str) -> None:
    stamp = read_stamp(cell)
    assert (str(stamp.listed_on), str(stamp.amended_on), str(stamp.delisted_on)) == (listed, amended, deleted)
    assert is_deleted(cell) is (deleted != "None")


@pytest.mark.parametrize(
    ("text", "gender"), [("性別・男性", "male"), ("国籍：X 性別：女", "female"), ("男", None), ("sex: male", None)]
)
def test_gender_only_where_it_is_said(text: str, gender: str | None) -> None:
    assert read_gender(text) == gender


@pytest.mark.parametrize(
    ("cell", "countries"),
    [
        ("ロシア連邦又はウクライナ", ("RU", "UA")),
        ("シリア人", ("SY",)),
        ("アトランティス", ("アトランティス",)),
        ("不明", ()),
        ("", ()),
    ],
)
def test_nationalities(cell: str, countries: tuple[str, ...]) -> None:
    assert read_countries(cell) == countries


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("(a)旅券番号 X1234567 (b)シリア旅券 Y7654321", [("X1234567", None), ("Y7654321", "SY")]),
        ("2010年1月1日発行", []),
        ("不明", []),
        ("12", []),
    ],
)
def test_numbers_of_documents_are_no_days(cell: str, numbers: list[tuple[str, str | None]]) -> None:
    assert [(item.value, item.country) for item in read_documents("passport", cell)] == numbers


def test_names_in_their_own_script_stand_in_remarks() -> None:
    names = list(read_originals("備考 original script: تستان; (original script：Тестан)"))
    assert [(name.text, name.type) for name in names] == [
        ("تستان", NameType.ORIGINAL_SCRIPT),
        ("Тестан", NameType.ORIGINAL_SCRIPT),
    ]

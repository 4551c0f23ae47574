"""Japan, METI's Foreign End User List."""

from pathlib import Path

from service.watchlists.load import load_files
from tests.tabular.workbooks import write_xlsx
from tests.watchlists.sources.conftest import Load

HEADINGS = ["No.", "国名、地域名\nCountry or Region", "企業名､組織名\nCompany or Organization", "別名\nAlso Known As"]
HEADINGS += ["懸念区分\nType of WMD"]


def names(tmp_path: Path, company: str, aliases: str) -> list[str]:
    rows = [HEADINGS, [1, "中国\nPeople's Republic of China", company, aliases, "核\nN"]]
    (entity,) = load_files("jp_meti_eul", [write_xlsx(tmp_path / "x.xlsx", {"a": rows})]).entities
    return [name.text for name in entity.names]


def test_it_freezes_nothing(load: Load) -> None:
    for entity in load("jp_meti_eul").values():
        assert [item.measures for item in entity.designations] == [("export_red_flag",)]


def test_countries_come_from_their_english_line(load: Load) -> None:
    entities = load("jp_meti_eul")
    assert (entities["1"].countries, entities["2"].countries) == (("IR",), ("CN",))


def test_a_bullet_may_go_on_in_the_next_line(tmp_path: Path) -> None:
    assert names(tmp_path, "Test Institute", "・Example Industrial\n  Group\n・Sample Industries")[1:] == [
        "Example Industrial Group",
        "Sample Industries",
    ]


def test_without_bullets_each_line_is_a_name(tmp_path: Path) -> None:
    found = names(tmp_path, "Test Institute", "Example Industrial\nSample Industries")
    assert found[1:] == ["Example Industrial", "Sample Industries"]


def test_chinese_letters_are_not_called_japanese(tmp_path: Path) -> None:
    rows = [HEADINGS, [1, "中国", "Test Institute", "・見本工業\n・テスト工業", "核"]]
    (entity,) = load_files("jp_meti_eul", [write_xlsx(tmp_path / "x.xlsx", {"a": rows})]).entities
    languages = {name.text: name.language for name in entity.names}
    assert (languages["見本工業"], languages["テスト工業"]) == (None, "ja")


def test_what_the_user_is_suspected_of_is_kept(load: Load) -> None:
    assert load("jp_meti_eul")["1"].facts == (
        ("type of WMD", "ミサイル、核 M,N"),
        ("conventional weapons", "通常兵器 CW"),
    )

"""Japan, the workbook of the Ministry of Finance: what real files taught."""

from datetime import date
from pathlib import Path

from service.engine.model.entity import EntityType
from service.watchlists.load import load_files
from tests.tabular.workbooks import write_xlsx
from tests.watchlists.sources.conftest import Load, issued_numbers


def test_mof_serials_several_dates_and_continued_rows(load: Load) -> None:
    entities = load("jp_mof_workbook")
    assert list(entities) == ["026-000001", "026-000002", "027-000001", "002-000005"]
    assert [str(d.earliest) for d in entities["026-000001"].birth_dates] == ["1950-07-09"]
    assert [str(d.earliest) for d in entities["026-000002"].birth_dates] == ["1965-03-29", "1970-01-18"]
    company = entities["027-000001"]
    assert company.remarks == "SWIFT/BIC:EXAMGB2L\n続きの説明。"
    assert {("bic", "EXAMGB2L", None), ("phone", "+7-1-234", None)} <= issued_numbers(company)
    assert company.countries == ("RU",)
    mohammad = entities["002-000005"]
    assert mohammad.type is EntityType.PERSON
    assert [(str(d.earliest), str(d.latest), d.circa) for d in mohammad.birth_dates] == [
        ("1955", "1958", True),
        ("1960", "1960", False),
    ]
    assert ("passport", "X1234567", "AF") in issued_numbers(mohammad)


def test_mof_amendment_and_deletion_days(tmp_path: Path) -> None:
    heading = ["告示日付", "告示番号", "日本語表記", "英語表記"]
    rows = [
        heading,
        ["2014.8.5\n2022.5.27改訂\n2025.1.10削除", "1", "テスタン", "Testan"],
        ["2014.8.5削除", "2", "", ""],
    ]
    path = write_xlsx(tmp_path / "x.xlsx", {"26.見本": rows})
    watchlist = load_files("jp_mof_sanctions", [path])
    designation = watchlist.entities[0].designations[0]
    days = (designation.listed_on, designation.amended_on, designation.delisted_on)
    assert days == (date(2014, 8, 5), date(2022, 5, 27), date(2025, 1, 10))
    assert [item.reason for item in watchlist.skipped] == ["deleted by the publisher: 2014.8.5削除"]

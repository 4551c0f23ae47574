"""Reading measures: a line that cannot be used is named with its file."""

from pathlib import Path

import pytest

from service.engine.goods.import_law_files import load_import_law
from service.engine.goods.tables import RuleError

REGIMES = frozenset({"JP"})
MEASURES = (
    "id,regime,origins,direction,connects,effect,in_force_from,in_force_to,what,legal_basis,exception,scope_complete,"
    "grade,date_grade,exempt_origins,source_url,note,checked\n"
)
CODES = (
    "measure,prefix,part,except,heading,hs_edition,in_force_from,in_force_to,annex,condition,condition_until,grade,"
    "source,checked\n"
)
COVERAGE = "regime,origin,state,checked_on,why,checked\n"
CAPS = "measure,in_force_from,in_force_to,cap,currency,unit,what,source,checked\n"
MEASURE = "m,JP,RU,import,origin,block,2020-01-01,,fish,a law,,yes,read,read,,https://example.org,,2026-11-23\n"
CODE = "m,0303,no,,,2022,,,annex,,,read,a source,2026-11-23\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in (
        ("measures.csv", MEASURES + MEASURE),
        ("codes.csv", CODES + CODE),
        ("coverage.csv", COVERAGE + "JP,*,partial,2026-11-23,why,2026-11-23\n"),
        ("price_caps.csv", CAPS + "m,2023-01-01,,60,USD,barrel,oil,a source,2026-11-23\n"),
    ):
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def test_a_measure_has_its_codes_and_caps(folder: Path) -> None:
    law = load_import_law(folder, REGIMES, frozenset())
    (measure,) = law.of("JP", "RU")
    assert [line.prefix for line in measure.codes] == ["0303"]
    assert [cap.cap for cap in measure.caps] == [60.0]
    assert law.coverage_of("JP", "RU").state == "partial"


@pytest.mark.parametrize(
    ("file", "line", "said"),
    [
        ("measures.csv", MEASURE, "the measure m is there already"),
        ("measures.csv", MEASURE.replace("m,JP", "n,ZZ"), "regime is 'ZZ'"),
        ("measures.csv", MEASURE.replace("m,JP", "n,JP").replace(",origin,", ",smell,"), "connects is 'smell'"),
        ("measures.csv", MEASURE.replace("m,", "n,").replace("01-01,,", "01-01,2019-01-01,"), "is before"),
        ("measures.csv", MEASURE.replace("m,", "n,").replace(",RU,", ",,"), "origins is empty"),
        ("codes.csv", CODE.replace("0303", "3x"), "'3x' is not a code"),
        ("codes.csv", CODE.replace("m,", "n,"), "no such measure: n"),
        ("price_caps.csv", "n,2023-01-01,,60,USD,barrel,oil,a source,2026-11-23\n", "no such measure: n"),
        ("coverage.csv", "JP,*,none,,why,2026-11-23\n", "there already"),
    ],
)
def test_a_line_that_cannot_be_used_is_told(folder: Path, file: str, line: str, said: str) -> None:
    with (folder / file).open("a", encoding="utf-8") as table:
        table.write(line)
    with pytest.raises(RuleError, match=said) as refused:
        load_import_law(folder, REGIMES, frozenset())
    assert refused.value.path.name == file


def test_a_missing_table_is_told(folder: Path) -> None:
    (folder / "codes.csv").unlink()
    with pytest.raises(RuleError, match="cannot be read"):
        load_import_law(folder, REGIMES, frozenset())

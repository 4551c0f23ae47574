"""Territories, regimes and measures: the days of a measure and what a file may not say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from service.engine.goods.law import Measure, load_measures, load_regimes, load_territories
from service.engine.goods.tables import RuleError
from service.engine.model.decision import Decision

TERRITORIES = "id,name,oblast,iso_3166_2,part_of,note,source,checked\ncrimea,Crimea,Crimea,UA-43,UA,n,s,2026-11-23\n"
REGIMES = (
    "id,name,authority,members,source,checked\nJP,Japan,METI,JP,s,2026-11-23\nEU,Union,Council,DE|FR,s,2026-11-23\n"
)
HEADING = ",".join(Measure.__dataclass_fields__) + "\n"
LINE = "jp-1,JP,crimea,block,2014-08-05,2020-01-01,Law,All,accepted,None,,https://example.org,high,,2026-11-23\n"


def measures(folder: Path, lines: str) -> tuple[Measure, ...]:
    (folder / "territories.csv").write_text(TERRITORIES, encoding="utf-8")
    (folder / "regimes.csv").write_text(REGIMES, encoding="utf-8")
    (folder / "measures.csv").write_text(HEADING + lines, encoding="utf-8")
    return load_measures(folder, load_territories(folder), load_regimes(folder))


@pytest.mark.parametrize(
    ("territory", "on", "applies"),
    [
        ("crimea", date(2014, 8, 4), False),
        ("crimea", date(2014, 8, 5), True),
        ("crimea", date(2020, 1, 1), True),
        ("crimea", date(2020, 1, 2), False),
        ("dpr", date(2015, 1, 1), False),
    ],
)
def test_a_measure_applies_to_its_territories_on_its_days(
    tmp_path: Path, territory: str, on: date, applies: bool
) -> None:
    (one,) = measures(tmp_path, LINE)
    assert one.applies(territory, on) is applies


def test_without_a_last_day_it_applies_until_further_notice(tmp_path: Path) -> None:
    (one,) = measures(tmp_path, LINE.replace("2020-01-01", ""))
    assert one.applies("crimea", date(2090, 1, 1))
    assert (one.effect, one.wind_down, one.note) == (Decision.BLOCK, None, None)


def test_members_of_a_regime(tmp_path: Path) -> None:
    measures(tmp_path, "")
    assert load_regimes(tmp_path)["EU"].members == {"DE", "FR"}


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (LINE + LINE, "line 3: the measure jp-1 is there already"),
        (LINE.replace(",crimea,", ",,"), "territories are empty, expected some of crimea"),
        (LINE.replace(",crimea,", ",crimea|atlantis,"), "territories are crimea|atlantis"),
        (LINE.replace("2020-01-01", "2014-01-01"), "in_force_to is before in_force_from"),
        (LINE.replace("JP,", "ZZ,"), "regime is 'ZZ', expected one of EU, JP"),
        (LINE.replace("block", "clear"), "effect is 'clear'"),
        (LINE.replace("accepted", "maybe"), "certificate is 'maybe'"),
        (LINE.replace("Law", ""), "legal_basis is empty"),
    ],
)
def test_a_line_that_cannot_be_used_is_refused(tmp_path: Path, line: str, complaint: str) -> None:
    with pytest.raises(RuleError, match=complaint):
        measures(tmp_path, line)


def test_nothing_is_there_twice(tmp_path: Path) -> None:
    (tmp_path / "territories.csv").write_text(TERRITORIES + TERRITORIES.splitlines()[1], encoding="utf-8")
    (tmp_path / "regimes.csv").write_text(REGIMES + REGIMES.splitlines()[1], encoding="utf-8")
    with pytest.raises(RuleError, match="the territory crimea is there already"):
        load_territories(tmp_path)
    with pytest.raises(RuleError, match="the regime JP is there already"):
        load_regimes(tmp_path)

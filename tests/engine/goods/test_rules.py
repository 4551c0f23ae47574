"""The data files: what ships is sound, and a broken file is refused with its name and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from service.engine.goods.rules import OriginRules, RuleError, load_rules
from tests.engine.goods.conftest import LISTS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(LISTS, tmp_path / "territories")
    shutil.copytree(LISTS.parent / "goods", tmp_path / "goods")
    return tmp_path / "territories"


def _append(path: Path, line: str) -> int:
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    return len(path.read_text(encoding="utf-8").splitlines())


def test_what_ships(rules: OriginRules) -> None:
    assert rules.regimes == {"JP", "EU", "US", "UK", "CA", "AU", "CH", "NO", "UA", "UN"}
    assert set(rules.territories) == {"crimea", "sevastopol", "dpr", "lpr", "kherson_ngca", "zaporizhzhia_ngca"}
    assert sum(place.territory in ("crimea", "sevastopol") for place in rules.gazetteer.places.values()) == 523
    assert len(rules.sha256) == 64


def test_every_measure_can_be_cited(rules: OriginRules) -> None:
    assert all(measure.source_url.startswith("https://") and measure.legal_basis for measure in rules.measures)
    assert {measure.id for measure in rules.measures if measure.confidence == "uncertain"} >= {"au-2015", "eu-2022-10"}


@pytest.mark.parametrize(
    ("file", "line", "complaint"),
    [
        ("measures.csv", "x,ZZ,crimea,block,2020-01-01,,b,s,accepted,e,,u,high,,2026-11-23", "regime is 'ZZ'"),
        (
            "measures.csv",
            "x,JP,atlantis,block,2020-01-01,,b,s,accepted,e,,u,high,,2026-11-23",
            "territories are atlantis",
        ),
        ("measures.csv", "x,JP,crimea,block,soon,,b,s,accepted,e,,u,high,,2026-11-23", "in_force_from is 'soon'"),
        ("measures.csv", "jp-2014,JP,crimea,block,2020-01-01,,b,s,accepted,e,,u,high,,2026-11-23", "there already"),
        ("territories.csv", "crimea,a,b,c,d,e,f,2026-11-23", "there already"),
        ("codes.csv", "locode,UASVP,sevastopol,block,,x,2026-11-23", "there already"),
        ("postal_codes.csv", "UA,99,95,crimea,block,,x,2026-11-23", "not a range"),
        ("region_names.csv", "crimea,sometimes,en,Crim,,x,2026-11-23", "class is 'sometimes'"),
        ("town_names.csv", "1,crimea,unique,Nowhere,x,2026-11-23", "no place 1"),
        ("slips.csv", "Atlantis,,x,2026-11-23", "no known name"),
        ("words.csv", "shouting,en,Hey,x,2026-11-23", "kind is 'shouting'"),
        ("words.csv", "street_after,en,alley", "3 cells, expected 5"),
        ("phrases.csv", "a phrase,a note,,2026-11-23", "source is empty"),
        ("control_status.csv", "1,Nowhere,dpr,2022-01-01,,high,,x,2026-11-23", "no such place"),
    ],
)
def test_a_broken_line_is_refused(folder: Path, file: str, line: str, complaint: str) -> None:
    number = _append(folder / file, line)
    with pytest.raises(RuleError, match=complaint) as caught:
        load_rules(folder)
    assert str(caught.value).startswith(f"{file}, line")
    assert caught.value.line in (number, 0)


def test_a_missing_file_is_refused(folder: Path) -> None:
    (folder / "slips.csv").unlink()
    with pytest.raises(RuleError, match=r"slips\.csv"):
        load_rules(folder)


def test_a_broken_area_is_refused(folder: Path) -> None:
    (folder / "areas.json").write_text("[{}]", encoding="utf-8")
    with pytest.raises(RuleError, match=r"areas.json, line 2"):
        load_rules(folder)


def test_the_hash_covers_every_file(folder: Path, rules: OriginRules) -> None:
    assert load_rules(folder).sha256 == rules.sha256
    _append(folder / "goods_hints.csv", "Balaklava mussels,sevastopol,shellfish,x,2026-11-23")
    assert load_rules(folder).sha256 != rules.sha256


def test_a_new_territory_is_data(folder: Path) -> None:
    from service.engine.goods.check import check_goods
    from service.engine.goods.model import Goods, Origin
    from service.engine.model.decision import Decision
    from tests.engine.goods.conftest import ON

    _append(folder / "territories.csv", "atlantis,Atlantis,Atlantis,XA-01,XA,Sunken,Plato,2026-11-23")
    _append(folder / "region_names.csv", "atlantis,unique,en,Atlantis,,Plato,2026-11-23")
    measure = "x,JP,atlantis,block,2020-01-01,,Edict,All goods,unknown,None,,https://example.org,high,,2026-11-23"
    _append(folder / "measures.csv", measure)
    answer = check_goods(Goods(origin=Origin(text="Made in Atlantis")), load_rules(folder), on=ON)
    assert (answer.decision, answer.territory) == (Decision.BLOCK, "atlantis")

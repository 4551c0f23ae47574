"""What the benchmarks read: labelled rows, and real lists from a folder given on the command line."""

from __future__ import annotations

import csv
from pathlib import Path

from service.engine.index.entity_index import EntityIndex
from service.engine.matching.lexicon import lexicon
from service.engine.model.entity import Entity
from service.watchlists.load import load_files
from service.watchlists.parsing.countries import country_code


def read_rows(path: Path) -> list[dict[str, str]]:
    """All rows of a CSV file by column name."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def ofac_and_un(data: Path) -> list[Entity]:
    """The entities of the OFAC SDN and UN lists in `data`."""
    ofac = [data / "us_ofac_sdn" / name for name in ("sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv")]
    lists = (
        load_files("us_ofac_sdn", ofac),
        load_files("un_sc_sanctions", sorted((data / "un_sc_sanctions").glob("*.xml"))),
    )
    return [entity for watchlist in lists for entity in watchlist.entities]


def against_ofac_and_un(data: Path) -> EntityIndex:
    """An index of the OFAC SDN and UN lists in `data`."""
    return EntityIndex.build(ofac_and_un(data), lexicon())


def country_of(name: str) -> str | None:
    """The ISO code of a country by its English name, if it is known."""
    code = country_code(name)
    return code if code and len(code) == 2 else None

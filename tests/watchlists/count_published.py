"""Counts what publishers' files hold, by a few lines for each format that know nothing of the readers, and loads them.

    python -m tests.watchlists.count_published FOLDER

Every file of the folder and of the folders below it that is known here is counted and loaded as its watchlist; a line
says what was published, loaded and skipped, by reason, and which facts. The exit status is 1 when something does not
add up. A file that must be refused, such as one that was cut off, has to be refused. No data is kept in the repository.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from service.engine.model.entity import Entity, NameType
from service.engine.model.watchlist import Watchlist
from service.watchlists.errors import ListError
from service.watchlists.load import load_files

REFUSED = -1
"""In place of a number of records: the file is cut off or a part, and has to be refused."""

FACTS = ("names", "weak", "original script", "birth dates", "identifiers", "addresses")


@dataclass(frozen=True)
class Published:
    """What a file holds: its watchlist, records, and facts where the format lets them be counted in one line each."""

    watchlist: str
    records: int
    facts: Mapping[str, int]


# --- counts that know nothing of the readers -------------------------------------------------------------------------


def count(path: Path) -> Published | None:
    """Count a file by its content; None for one that is of no format known here."""
    text = _text(path)
    head = text[:4000]
    return next((counter(text) for marks, counter in _COUNTERS if all(mark in head for mark in marks)), None)


def _text(path: Path) -> str:
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _tags(text: str, *names: str) -> int:
    return sum(len(re.findall(rf"<{name}[\s>/]", text)) for name in names)


def _rows(text: str, delimiter: str = ",", skip: int = 0) -> list[dict[str, str]]:
    lines = text.split("\n", skip)[skip]
    found = csv.DictReader(io.StringIO(lines, newline=""), delimiter=delimiter)
    return [{key or "": value or "" for key, value in row.items() if key} for row in found if any(row.values())]


def _advanced(text: str) -> Published:
    watchlist = "us_ofac_cons" if "Non-SDN" in text[:20_000] else "us_ofac_sdn"
    facts = {
        "names": _tags(text, "DocumentedName"),
        "weak": len(re.findall(r'<Alias [^>]*LowQuality="true"', text)),
        "identifiers": _tags(text, "IDRegDocument"),
    }
    return Published(watchlist, _tags(text, "DistinctParty"), facts)


def _enhanced(text: str) -> Published:
    body = text[text.index("<entities>") :]
    addresses = re.findall(r"<address id=(?:(?!</address>|/>\s*<).)*", body, flags=re.DOTALL)
    named = re.findall(r"<names>.*?</names>", body, flags=re.DOTALL)
    facts = {
        "names": sum(_tags(part, "translation") for part in named),
        "birth dates": len(re.findall(r">Birthdate</type>", body)),
        "addresses": sum("<value>" in part or "<country" in part for part in addresses),
    }
    return Published("us_ofac_sdn", len(re.findall(r"<entity id=", body)), facts)


def _un(text: str) -> Published:
    facts = {
        "weak": len(re.findall(r"<QUALITY>Low</QUALITY>\s*<ALIAS_NAME>[^<]*\w[^<]*<", text)),
        "original script": len(re.findall(r"<NAME_ORIGINAL_SCRIPT>[^<]*\w", text)),
    }
    return Published("un_sc_sanctions", _tags(text, "INDIVIDUAL", "ENTITY"), facts)


def _eu(text: str) -> Published:
    return Published("eu_fsf", _tags(text, "sanctionEntity"), {"weak": text.count('strong="false"')})


def _sema(text: str) -> Published:
    ships = len(re.findall(r"<ShipIMONumber>\s*\d", text))
    return Published("ca_dfatd_sema_sanctions", _tags(text, "record"), {"identifiers": ships})


def _seco(text: str) -> Published:
    if 'list-type="amendment"' in text[:500]:
        return Published("ch_seco_sanctions", REFUSED, {})
    present = re.sub(r"<(added|removed)>.*?</\1>", "", text, flags=re.DOTALL)
    return Published("ch_seco_sanctions", _tags(present, "target"), {})


def _dpl(text: str) -> Published:
    rows = _rows(text, "\t")
    orders = {(re.sub(r"[^\w]+", "-", row["Name"].casefold()).strip("-"), row["Effective_Date"]) for row in rows}
    return Published("us_bis_denied", len(orders), {"addresses": _different(rows)})


def _different(rows: list[dict[str, str]]) -> int:
    parts = ("Street_Address", "City", "State", "Postal_Code", "Country")
    keys = {
        (
            re.sub(r"[^\w]+", "-", row["Name"].casefold()),
            row["Effective_Date"],
            *(" ".join(row[p].split()) for p in parts),
        )
        for row in rows
    }
    return sum(any(key[2:]) for key in keys)


def _dpl_export(text: str) -> Published:
    return Published("us_bis_denied", len(_rows(text)), {})


def _csl(text: str) -> Published:
    if text.count('"') % 2:
        return Published("us_csl", REFUSED, {})
    return Published("us_csl", len(_rows(text)), {})


def _conlist_csv(text: str) -> Published:
    rows = _rows(text, skip=1)
    return Published("gb_hmt_sanctions", len({row["Group ID"] for row in rows}), {})


def _uk_csv(text: str) -> Published:
    rows = _rows(text, skip=1)
    weak = {(row["Unique ID"], row["Name 6"], row["Name 1"]) for row in rows if "Low" in row["Alias strength"]}
    return Published("gb_fcdo_sanctions", len({row["Unique ID"] for row in rows}), {"weak": len(weak)})


def _mof_csv(text: str) -> Published:
    return Published("jp_mof_sanctions", len(_rows(text)), {})


def _open_sanctions(text: str) -> Published:
    rows = _rows(text)
    numbers = sum(len({cell for cell in row["identifiers"].split(";") if cell}) for row in rows)
    contacts = sum(len({c for c in row[name].split(";") if c}) for row in rows for name in ("phones", "emails"))
    return Published("opensanctions", len(rows), {"identifiers": numbers + contacts})


def _ftm(text: str) -> Published:
    return Published("opensanctions", sum(bool(json.loads(line)) for line in text.splitlines() if line.strip()), {})


_COUNTERS: tuple[tuple[tuple[str, ...], Callable[[str], Published]], ...] = (
    (("<Sanctions ", "<DateOfIssue"), _advanced),
    (("<sanctionsData", "<publicationInfo"), _enhanced),
    (("<CONSOLIDATED_LIST",), _un),
    (("eu.europa.ec/fpi/fsd/export", "<sanctionEntity"), _eu),
    (("<data-set", "<record"), _sema),
    (("<swiss-sanctions-list",), _seco),
    (("<Designations", "<Designation>"), lambda text: Published("gb_fcdo_sanctions", _tags(text, "Designation"), {})),
    (
        ("<ArrayOfFinancialSanctionsTarget",),
        lambda text: Published("gb_hmt_sanctions", len(set(re.findall(r"<GroupID>(\d+)", text))), {}),
    ),
    (("Standard_Order", 'Effective_Date"\t'), _dpl),
    (("Name and Address,Effective Date",), _dpl_export),
    (("source", "entity_number", "alt_names", "source_list_url"), _csl),
    (("Last Updated,", "Group ID", "Alias Type"), _conlist_csv),
    (("Report Date", "Unique ID"), _uk_csv),
    (("区分,番号,告示日付",), _mof_csv),
    (('"id","schema","name","aliases"',), _open_sanctions),
    (('"schema"', '"properties"', '"caption"'), _ftm),
)


# --- what was loaded -------------------------------------------------------------------------------------------------


def loaded_facts(watchlist: Watchlist) -> dict[str, int]:
    """How many of each fact the entities have; names that we took out of others are not among the names."""
    entities = watchlist.entities

    def total(pick: Callable[[Entity], int]) -> int:
        return sum(map(pick, entities))

    return {
        "names": total(lambda one: sum(name.type is not NameType.VARIANT for name in one.names)),
        "weak": total(lambda one: sum(name.weak and name.type is not NameType.VARIANT for name in one.names)),
        "original script": total(lambda one: sum(name.type is NameType.ORIGINAL_SCRIPT for name in one.names)),
        "birth dates": total(lambda one: len(one.birth_dates)),
        "identifiers": total(lambda one: len(one.identifiers)),
        "addresses": total(lambda one: len(one.addresses)),
    }


def check(path: Path, published: Published) -> tuple[list[str], bool]:
    """One line of the table, and whether the file was taken as it should be."""
    try:
        watchlist = load_files(published.watchlist, [path])
    except ListError as error:
        right = published.records == REFUSED
        return [path.name, "refused" if right else "REFUSED", "-", "-", str(error)], right
    if published.records == REFUSED:
        return [path.name, "cut off or a part", str(len(watchlist.entities)), "-", "SHOULD BE REFUSED"], False
    found = len(watchlist.entities) + len(watchlist.skipped)
    facts = loaded_facts(watchlist)
    shown = [f"{name} {facts[name]}/{number}" for name, number in published.facts.items()]
    shown += [f"{name} {facts[name]}" for name in FACTS if name not in published.facts]
    reasons = Counter(item.reason.partition(":")[0] for item in watchlist.skipped)
    shown += [f"{number} skipped: {reason}" for reason, number in reasons.items()]
    right = found == published.records
    line = [path.name, str(published.records), str(len(watchlist.entities)), str(len(watchlist.skipped))]
    return [*line, ("" if right else "DOES NOT ADD UP; ") + "; ".join(shown)], right


def main(folder: Path) -> int:
    """Print the table; 1 when something does not add up."""
    table = Table("file", "published", "loaded", "skipped", "facts loaded/published", title="Lists read whole")
    right = True
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size < 50_000_000):
        published = count(path)
        if published is not None:
            line, fine = check(path, published)
            right = right and fine
            table.add_row(*line)
    Console(width=200, highlight=False).print(table)
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

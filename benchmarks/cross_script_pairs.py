"""Names of one target in two scripts, read from official lists: the raw material of `benchmarks.cross_script`.

A deliberately small parse of each format: only names, no dates or measures. Targets that share a name (the same
person on two lists) are put into one group, so that the two halves of the split never share a name.
"""

from __future__ import annotations

import csv
import hashlib
import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from python_calamine import CalamineWorkbook

from service.engine.normalise.scripts import script_of


@dataclass(frozen=True)
class Target:
    """One listed target: its names in Latin script and in all others."""

    source: str
    is_person: bool
    latin: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True)
class MultiWordMatch:
    """Targets of several lists that share a name. `half` is 0 (to tune on) or 1 (to report)."""

    targets: tuple[Target, ...]
    half: int


def read_targets(data: Path) -> list[Target]:
    """All targets of the lists under `data` that have a name in another script than Latin, and a Latin one."""
    readers = (_un, _eu, _mof, _ofsi, _dfat)
    found = [target for reader in readers for target in reader(data)] + _written_here()
    return [target for target in found if target.latin and target.others]


def _written_here() -> list[Target]:
    """Persons in public life, for scripts that the lists at hand hardly use; written down for this benchmark."""
    with Path(__file__).with_name("cross_script_names.csv").open(encoding="utf-8", newline="") as file:
        return [_target("own", True, [row["name"], *row["latin"].split("|")]) for row in csv.DictReader(file)]


def group_targets(targets: list[Target]) -> list[MultiWordMatch]:
    """Join targets that share a name in another script, and split the groups in halves by a hash of their names."""
    parent = list(range(len(targets)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    first: dict[str, int] = {}
    for i, target in enumerate(targets):
        for name in target.others:
            key = "".join(sorted(c for c in unicodedata.normalize("NFKC", name).lower() if c.isalpha()))
            parent[root(i)] = root(first.setdefault(key, i))
    members: dict[int, list[Target]] = {}
    for i, target in enumerate(targets):
        members.setdefault(root(i), []).append(target)
    groups = []
    for group in members.values():
        name = min(name for target in group for name in target.others)
        groups.append(MultiWordMatch(tuple(group), hashlib.sha256(name.encode()).digest()[0] & 1))
    return groups


def _target(source: str, is_person: bool, names: Iterable[str]) -> Target:
    seen = dict.fromkeys(" ".join(name.split()) for name in names)
    seen.pop("", None)
    scripts = {name: script_of(name) for name in seen}
    latin = tuple(name for name in seen if scripts[name] == "Latn")
    return Target(source, is_person, latin, tuple(n for n in seen if scripts[n] not in ("Latn", "Zyyy")))


def _un(data: Path) -> Iterator[Target]:
    tree = etree.parse(data / "un_sc_sanctions" / "UN_consolidated.xml")
    for node in tree.iter("INDIVIDUAL", "ENTITY"):
        parts = [node.findtext(f"{n}_NAME") or "" for n in ("FIRST", "SECOND", "THIRD", "FOURTH")]
        names = [" ".join(parts)]
        names += re.split(r"[;،\n]", node.findtext("NAME_ORIGINAL_SCRIPT") or "")
        names += [alias.text or "" for alias in node.iter("ALIAS_NAME")]
        yield _target("UN", node.tag == "INDIVIDUAL", names)


def _eu(data: Path) -> Iterator[Target]:
    for path in sorted((data / "eu_fsf").glob("*.xml")):
        for node in etree.parse(path).iter("{*}sanctionEntity"):
            subject = node.find("{*}subjectType")
            names = [alias.get("wholeName") or "" for alias in node.iter("{*}nameAlias")]
            yield _target("EU", subject is not None and subject.get("code") == "person", names)


def _ofsi(data: Path) -> Iterator[Target]:
    for path in sorted((data / "gb_hmt_sanctions").glob("*.xlsx")):
        rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
        head = next(i for i, row in enumerate(rows) if "Group ID" in row)
        names: dict[tuple[str, str], list[str]] = {}
        for row in rows[head + 1 :]:
            cell = dict(zip(rows[head], (str(value) for value in row), strict=False))
            latin = " ".join(cell[f"Name {i}"] for i in (1, 2, 3, 4, 5, 6))
            names.setdefault((cell["Group ID"], cell["Group Type"]), []).append(latin)
            names[cell["Group ID"], cell["Group Type"]].append(cell["Name Non-Latin Script"])
        yield from (_target("OFSI", kind == "Individual", found) for (_, kind), found in names.items())


def _dfat(data: Path) -> Iterator[Target]:
    for path in sorted((data / "au_dfat_sanctions").glob("*.xls")):
        names: dict[tuple[str, bool], list[str]] = {}
        for row in CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()[1:]:
            number = re.match(r"\d+", str(row[0]))
            if number:
                names.setdefault((number[0], str(row[2]).strip().lower() == "individual"), []).append(str(row[1]))
        yield from (_target("DFAT", person, found) for (_, person), found in names.items())


_BRACKETED = re.compile(r"[(（]([^()（）]*)[)）]")
_NOT_A_NAME = re.compile(r"不明|[0-9０-９]{2}|original|：|:")


def _mof(data: Path) -> Iterator[Target]:
    for path in sorted((data / "jp_mof_sanctions").glob("*.xlsx")):
        book = CalamineWorkbook.from_path(path)
        for sheet in book.sheet_names[1:]:
            yield from _mof_sheet(book.get_sheet_by_name(sheet).to_python())


def _mof_sheet(rows: Sequence[Sequence[object]]) -> Iterator[Target]:
    head = next((i for i, row in enumerate(rows) if "日本語表記" in row), None)
    if head is None:
        return
    columns = [str(cell) for cell in rows[head]]
    for row in rows[head + 1 :]:
        cells = dict(zip(columns, (str(cell).replace("_x000D_", " ") for cell in row), strict=False))
        born = next((cells[column] for column in columns if column.startswith("生年月日")), "")
        japanese, english = cells["日本語表記"].strip(), cells["英語表記"].strip()
        english = re.split(r"[(（]\s*(?:original|previously|formerly|a\.k\.a)", english)[0]
        if japanese and english:
            names = [*expand_brackets(japanese), *expand_brackets(english)]
            for column in columns:
                if column.startswith("別") and born:
                    names += _mof_aliases(cells[column])
            yield _target("MOF", bool(born), (name for name in names if not _NOT_A_NAME.search(name)))


_ALIAS = re.compile(r"([ァ-ヺー・･＝\s]{4,})[(（]\s*([A-Za-z][A-Za-z’'`‘\-\s.]{4,})[)）]")


def _mof_aliases(text: str) -> Iterator[str]:
    """`(a)フランク・カコレレ（FRANK KAKORERE）、(b)...` -> the katakana and the Latin name of each pair."""
    for found in _ALIAS.finditer(" ".join(text.split())):
        yield found[1].strip(" ・")
        yield found[2].strip()


def expand_brackets(text: str) -> list[str]:
    """`Igor(Ihor) PLOTNITSKY(PLOTNYTSKY/PLOTNYTSKYY)` -> the names one may read out of it, at most 16."""
    text = " ".join(text.split())
    choices: list[list[str]] = []
    last = 0
    for found in re.finditer(r"([^\s・()（）]+) ?[(（]([^()（）]*)[)）]", text):
        choices += [[text[last : found.start()]], [found[1], *re.split(r"[/、,／]", found[2])]]
        last = found.end()
    choices.append([text[last:]])
    return [" ".join("".join(parts).split()) for parts in itertools.islice(itertools.product(*choices), 16)]


def latin_persons(data: Path) -> list[str]:
    """The names of persons of the OFAC SDN list and the UN list: what a false alarm is measured against."""
    folder = data / "us_ofac_sdn"
    with (folder / "sdn.csv").open(encoding="ascii", errors="replace", newline="") as file:
        names = {row[0]: [row[1]] for row in csv.reader(file) if len(row) > 2 and row[2].strip() == "individual"}
    with (folder / "alt.csv").open(encoding="ascii", errors="replace", newline="") as file:
        for row in csv.reader(file):
            if len(row) > 3 and row[0] in names:
                names[row[0]].append(row[3])
    tree = etree.parse(data / "un_sc_sanctions" / "UN_consolidated.xml")
    found = [name for each in names.values() for name in each]
    for node in tree.iter("INDIVIDUAL"):
        found.append(" ".join(node.findtext(f"{n}_NAME") or "" for n in ("FIRST", "SECOND", "THIRD", "FOURTH")))
        found += [alias.text or "" for alias in node.iter("ALIAS_NAME")]
    return [" ".join(name.split()) for name in dict.fromkeys(found) if name.strip()]

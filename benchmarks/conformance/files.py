"""Reads publishers' files into records of texts: tags and attributes, columns, keys of JSON, each under its own name.

Nothing is interpreted here but which texts belong to one record, and what marks a name as weak or of its own script.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from python_calamine import CalamineWorkbook

from benchmarks.conformance.model import PublishedName, PublishedRecord

Records = list[PublishedRecord]


# --- XML -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class XmlLayout:
    """The tags of records, where a record's key stands, and its names."""

    records: Sequence[str]
    key: Callable[[PublishedRecord], str]
    names: Callable[[ElementTree.Element], Iterator[PublishedName]]
    shared: str = ""
    """A tag whose texts records point to."""

    history: str = ""
    """A tag whose content is history and no part of the record."""


def read_xml(path: Path, layout: XmlLayout) -> Records:
    """Each record with the texts and attributes below it, named by their tags."""
    found: Records = []
    root = _bare(ElementTree.parse(path).getroot())
    shared = " ".join(text for part in root.iter(layout.shared) for text in part.itertext()) if layout.shared else ""
    for record in root.iter():
        if record.tag in layout.records and not record.get("in-history"):
            published = PublishedRecord("", names=list(layout.names(record)), shared=shared)
            _walk(record, "", published, layout.history)
            found.append(replace(published, key=layout.key(published)))
            if layout.history:
                _mark_history(record, layout.history)
    return found


def _bare(root: ElementTree.Element) -> ElementTree.Element:
    """Tags without namespaces."""
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]
    return root


def _mark_history(record: ElementTree.Element, tag: str) -> None:
    for part in record.iter(tag):
        for inner in part.iter():
            inner.set("in-history", "1")


def _walk(element: ElementTree.Element, path: str, record: PublishedRecord, history: str) -> None:
    for name, value in element.attrib.items():
        record.add(f"{path}@{name.rpartition('}')[2]}", value)
    record.add(path or ".", element.text)
    for child in element:
        if child.tag != history:
            _walk(child, f"{path}/{child.tag}" if path else str(child.tag), record, history)
        else:
            for name, value in child.attrib.items():
                record.add(f"{history}@{name}", value)


def first(*fields: str) -> Callable[[PublishedRecord], str]:
    """The key of a record: its text under the first of these fields that it has."""

    def key(record: PublishedRecord) -> str:
        texts = {item.field: item.text for item in reversed(record.texts)}
        return next((texts[name] for name in fields if name in texts), "")

    return key


def _texts(element: ElementTree.Element, *tags: str) -> str:
    return " ".join(filter(None, ((element.findtext(tag) or "").strip() for tag in tags)))


def _sdn_names(entry: ElementTree.Element) -> Iterator[PublishedName]:
    yield PublishedName(_texts(entry, "lastName", "firstName"), weak=False)
    for alias in entry.iterfind("akaList/aka"):
        yield PublishedName(_texts(alias, "lastName", "firstName"), _texts(alias, "category") == "weak")


def _enhanced_names(entity: ElementTree.Element) -> Iterator[PublishedName]:
    for name in entity.iterfind("names/name"):
        weak = _texts(name, "isLowQuality") == "true"
        for item in name.iterfind("translations/translation"):
            yield PublishedName(_texts(item, "formattedFullName"), weak, _texts(item, "script") != "Latin")


def _un_names(target: ElementTree.Element) -> Iterator[PublishedName]:
    ordinals = ("FIRST", "SECOND", "THIRD", "FOURTH", "FIFTH", "SIXTH")
    yield PublishedName(_texts(target, *(f"{ordinal}_NAME" for ordinal in ordinals)), weak=False)
    yield PublishedName(_texts(target, "NAME_ORIGINAL_SCRIPT"), own_script=True)
    for alias in target.iterfind(f"{target.tag}_ALIAS"):
        yield PublishedName(_texts(alias, "ALIAS_NAME"), _texts(alias, "QUALITY") == "Low")


def _eu_names(target: ElementTree.Element) -> Iterator[PublishedName]:
    for alias in target.iterfind("nameAlias"):
        yield PublishedName(alias.get("wholeName", ""), alias.get("strong") == "false")


def _sema_names(record: ElementTree.Element) -> Iterator[PublishedName]:
    yield PublishedName(_texts(record, "GivenName", "LastName"))
    yield PublishedName(_texts(record, "Entity", "EntityOrShip"))


def _seco_names(target: ElementTree.Element) -> Iterator[PublishedName]:
    for name in target.iterfind("*/identity/name"):
        parts = [part for part in name.iterfind("name-part") if part.get("name-part-type") != "title"]
        yield PublishedName(" ".join(_texts(part, "value") for part in parts), name.get("quality") == "low")


def _uk_names(designation: ElementTree.Element) -> Iterator[PublishedName]:
    for name in designation.iterfind("Names/Name"):
        weak = "low" in _texts(name, "AliasStrength").casefold()
        yield PublishedName(_texts(name, *(f"Name{number}" for number in range(1, 7))), weak)
    for name in designation.iterfind("NonLatinNames/NonLatinName"):
        yield PublishedName(_texts(name, "NameNonLatinScript"), own_script=True)


def _conlist_names(target: ElementTree.Element) -> Iterator[PublishedName]:
    yield PublishedName(_texts(target, *(f"{word}ame{number}" for number in range(1, 7) for word in "Nn")))


def _eu_key(record: PublishedRecord) -> str:
    return first("@euReferenceNumber", "@logicalId")(record)


XML: Mapping[str, XmlLayout] = {
    "ofac_xml": XmlLayout(["sdnEntry"], first("uid"), _sdn_names),
    "ofac_enhanced_xml": XmlLayout(["entity"], first("@id"), _enhanced_names),
    "un_xml": XmlLayout(["INDIVIDUAL", "ENTITY"], first("REFERENCE_NUMBER", "DATAID"), _un_names),
    "eu_fsf_xml": XmlLayout(["sanctionEntity"], _eu_key, _eu_names),
    "ca_sema_xml": XmlLayout(["record"], lambda record: "", _sema_names),
    "ch_seco_xml": XmlLayout(["target"], first("@ssid"), _seco_names, "place", "modification"),
    "uk_sanctions_list_xml": XmlLayout(["Designation"], first("UniqueID"), _uk_names),
    "ofsi_conlist": XmlLayout(["FinancialSanctionsTarget"], first("GroupID"), _conlist_names),
}


# --- tables ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class TableLayout:
    """The column of the key, and the names of a row: rows of one key are one record."""

    key: Callable[[Mapping[str, str]], str]
    names: Callable[[Mapping[str, str]], Iterator[PublishedName]]
    heading: str
    """A heading by which the row of headings is known."""

    delimiter: str = ","
    inner: str = ""
    """What stands between the parts of a cell, beside enumerations and semicolons."""


def read_table(path: Path, layout: TableLayout) -> Records:
    """Each record with the cells of its rows, named by their headings. Workbooks may have several tables."""
    records: dict[str, PublishedRecord] = {}
    for sheet, rows in _sheets(path, layout.delimiter):
        headings: list[str] = []
        for number, row in enumerate(rows, start=1):
            if not headings:
                headings = row if layout.heading in row else []
            elif any(row):
                cells = {name: cell for name, cell in zip(headings, row, strict=False) if name}
                key = layout.key({"sheet": sheet, "row": str(number), **cells})
                record = records.setdefault(key, PublishedRecord(key))
                record.names.extend(layout.names(cells))
                for name, cell in cells.items():
                    for part in re.split(layout.inner, cell) if layout.inner else [cell]:
                        record.add(name, part)
    return list(records.values())


def _sheets(path: Path, delimiter: str) -> Iterator[tuple[str, list[list[str]]]]:
    content = path.read_bytes()
    if content[:2] in (b"PK", b"\xd0\xcf"):
        workbook = CalamineWorkbook.from_path(path)
        for name in workbook.sheet_names:
            yield name, [[_cell(cell) for cell in row] for row in workbook.get_sheet_by_name(name).to_python()]
        return
    yield "", list(csv.reader(io.StringIO(_decoded(content), newline=""), delimiter=delimiter))


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _cell(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _column(name: str) -> Callable[[Mapping[str, str]], str]:
    return lambda cells: cells[name].strip()


def _british_names(quality: str, script: str) -> Callable[[Mapping[str, str]], Iterator[PublishedName]]:
    def names(cells: Mapping[str, str]) -> Iterator[PublishedName]:
        parts = (cells[f"Name {number}"].strip() for number in range(1, 7))
        weak = "low" in cells[quality].casefold() if quality in cells else None
        yield PublishedName(" ".join(filter(None, parts)), weak)
        yield PublishedName(cells.get(script, ""), own_script=True)

    return names


def _australian_names(cells: Mapping[str, str]) -> Iterator[PublishedName]:
    weak = "weak" in cells["Alias Strength"].casefold() if "Alias Strength" in cells else None
    yield PublishedName(cells["Name of Individual or Entity"], weak, "Original" in cells["Name Type"])


def _named(*columns: str) -> Callable[[Mapping[str, str]], Iterator[PublishedName]]:
    return lambda cells: (PublishedName(cells[column]) for column in columns if column in cells)


def _denied(cells: Mapping[str, str]) -> str:
    """The list has no ids: one name and one order are one record."""
    slug = re.sub(r"[^\w]+", "-", cells["Name"].casefold()).strip("-")
    month, day, year = (int(part) for part in cells["Effective_Date"].split("/"))
    return f"{slug}-{year}-{month:02d}-{day:02d}"


def _row(cells: Mapping[str, str]) -> str:
    return f"row {cells['row']}"


def _open_sanctions_names(cells: Mapping[str, str]) -> Iterator[PublishedName]:
    yield PublishedName(cells["name"])
    for alias in next(csv.reader([cells["aliases"]], delimiter=";"), []):
        yield PublishedName(alias)


_TAG = r"\([A-Z][A-Za-z0-9 /,.-]{2,60}\)\s*:"
"""The headings inside `Other Information`: `(Phone number):(Fax): +375`."""

TABLES: Mapping[tuple[str, str], TableLayout] = {
    ("ofsi_conlist", "Group ID"): TableLayout(
        _column("Group ID"), _british_names("Alias Quality", "Name Non-Latin Script"), "Group ID", inner=_TAG
    ),
    ("uk_sanctions_list", "Unique ID"): TableLayout(
        _column("Unique ID"), _british_names("Alias strength", "Name non-latin script"), "Unique ID"
    ),
    ("au_dfat", "Reference"): TableLayout(
        lambda cells: re.match(r"\d*", cells["Reference"])[0] or cells["Reference"],  # type: ignore[index]
        _australian_names,
        "Reference",
    ),
    ("us_dpl", "Effective_Date"): TableLayout(_denied, _named("Name"), "Effective_Date", "\t"),
    ("us_dpl", "Name and Address"): TableLayout(_row, _named(), "Name and Address"),
    ("us_csl", "source"): TableLayout(_row, _named("name"), "source", inner=", "),
    ("jp_meti_eul", "No."): TableLayout(_column("No."), _named("企業名､組織名\nCompany or Organization"), "No."),
    ("jp_mof_csv", "番号"): TableLayout(_column("番号"), _named(), "番号"),
    ("opensanctions_csv", "schema"): TableLayout(_column("id"), _open_sanctions_names, "schema"),
    ("eu_fsf_csv", "Entity_LogicalId"): TableLayout(
        _column("Entity_EU_ReferenceNumber"), _named("NameAlias_WholeName"), "Entity_LogicalId", ";"
    ),
}


def read_mof_workbook(path: Path) -> Records:
    """Japan's workbook: a sheet a programme, each with its own headings; a row without date and number goes on."""
    found: Records = []
    for sheet, rows in _sheets(path, ","):
        headings: list[str] = []
        for number, row in enumerate(rows, start=1):
            if not headings:
                headings = row if "告示日付" in row else []
                continue
            cells = [(name, cell) for name, cell in zip(headings, row, strict=False) if cell.strip()]
            if any("告示日付" in name or "告示番号" in name for name, _ in cells):
                found.append(PublishedRecord(f"{sheet}, row {number}"))
            if found and cells:
                for name, cell in cells:
                    found[-1].add(" ".join(name.split()), cell)
        if not headings:
            found.append(PublishedRecord(sheet))
    return found


_OFAC = {
    12: "number name type programme title sign vessel tonnage gross flag owner remarks",
    5: "number alias_number alias_type alias alias_remarks",
    6: "number address_number street city country address_remarks",
    2: "number remarks_continued",
}


def read_ofac_csv(paths: Sequence[Path]) -> Records:
    """OFAC's set of four files without headings, known by their number of columns."""
    records: dict[str, PublishedRecord] = {}
    rows = [row for path in paths for row in csv.reader(io.StringIO(path.read_text(encoding="latin-1"), newline=""))]
    for row in sorted(rows, key=lambda row: len(row) != 12):
        headings = _OFAC.get(len(row), "").split()
        record = records.setdefault(row[0], PublishedRecord(row[0])) if headings else None
        for heading, cell in zip(headings, row, strict=True) if record else ():
            if cell.strip() != "-0-":
                record.add(heading, cell)  # type: ignore[union-attr]
    for record in records.values():
        remarks = "".join(item.text for item in record.texts if item.field.startswith("remarks"))
        record.texts = [item for item in record.texts if not item.field.startswith("remarks")]
        record.add("remarks", remarks)
        weak = re.findall(r"[afn]\.k\.a\. '(.*?)'(?=;|\.?\Z)", remarks)
        record.names += [PublishedName(text, weak=True) for text in weak]
        strong = [item.text for item in record.texts if item.field in ("name", "alias")]
        record.names += [PublishedName(text, weak=False) for text in strong]
    return list(records.values())


# --- JSON ------------------------------------------------------------------------------------------------------------


def read_ftm(path: Path) -> Records:
    """FollowTheMoney: an object a line; objects of properties are records, whatever they are."""
    found: Records = []
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        if line.strip():
            item = json.loads(line)
            record = PublishedRecord(str(item.get("id", "")))
            _walk_json(item, "", record)
            for name in ("name", "alias", "previousName", "weakAlias"):
                texts = item["properties"].get(name, [])
                texts = texts if isinstance(texts, list) else [texts]
                record.names += [PublishedName(text, name == "weakAlias") for text in texts]
            found.append(record)
    return found


def _walk_json(value: Any, path: str, record: PublishedRecord) -> None:
    if isinstance(value, dict):
        for name, inner in value.items():
            _walk_json(inner, f"{path}.{name}" if path else name, record)
    elif isinstance(value, list):
        for inner in value:
            _walk_json(inner, path, record)
    else:
        record.add(path, value)

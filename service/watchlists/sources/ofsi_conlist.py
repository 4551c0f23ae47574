"""United Kingdom, HM Treasury: the OFSI consolidated list (ConList), XLSX, CSV and XML. Closed on 28 January 2026.

Source format: "Consolidated List of Financial Sanctions Targets". The first line gives the day of the last update, the
second the headings; one row for each combination of name and address, held together by the Group ID. The surname, or
the name of an entity, is in Name 6. Other Information carries tagged facts such as `(Gender):Male`. The headings of
2020 call national identification "NI"; the CSV of 29 columns of before has no alias quality and no column for passport
numbers. The XML has one `FinancialSanctionsTarget` for each row; its tags are brought under the headings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from service.engine.model.entity import Entity, EntityType, Identifier, Link, Location, Skipped
from service.watchlists.errors import UnreadableFileError
from service.watchlists.parsing import uk
from service.watchlists.parsing.countries import countries
from service.watchlists.parsing.identifiers import distinct, identifier, identifiers_in
from service.watchlists.parsing.names import company_variants, vessel_variants
from service.watchlists.parsing.tables import Headings, Row, table
from service.watchlists.parsing.text import enumerated, joined, one_line, unique, unique_names
from service.watchlists.parsing.xml import HEAD_BYTES, elements, line_of, local, root_name
from service.watchlists.sniff import FileSample
from service.watchlists.source import Record, Source, SourceFormat

GROUP = "Group ID"
_ADDRESS = ("Address 1", "Address 2", "Address 3", "Address 4", "Address 5", "Address 6")
_NATIONAL = ("National Identification Number", "NI Number")
_NATIONAL_DETAILS = ("National Identification Details", "NI Details")
_DETAILS = ("Passport Details", *_NATIONAL_DETAILS)
_KNOWN = (
    *uk.NAME_COLUMNS,
    *_ADDRESS,
    *_NATIONAL,
    *_NATIONAL_DETAILS,
    *("Title", "Name Non-Latin Script", "Non-Latin Script Type", "Non-Latin Script Language", "Language", "DOB"),
    *("Town of Birth", "Country of Birth", "Nationality", "Passport Number", "Passport Details", "Position"),
    *(
        "Post/Zip Code",
        "Country",
        "Other Information",
        "Group Type",
        "Alias Type",
        "Prime Alias",
        "Alias Quality",
        "Regime",
    ),
    *("Listed On", "UK Sanctions List Date Designated", "Last Updated", GROUP),
)
_XML_ROOT = "ArrayOfFinancialSanctionsTarget"
_XML_HEADINGS = {
    "grouptypedescription": "Group Type",
    "regimename": "Regime",
    "namenonlatinscript": "Name Non-Latin Script",
    "nonlatinscripttype": "Non-Latin Script Type",
    "nonlatinscriptlanguage": "Non-Latin Script Language",
    "datelisted": "Listed On",
    "datedesignated": "UK Sanctions List Date Designated",
    "individual_dateofbirth": "DOB",
    "individual_townofbirth": "Town of Birth",
    "individual_countryofbirth": "Country of Birth",
    "individual_nationality": "Nationality",
    "individual_passportnumber": "Passport Number",
    "individual_passportdetails": "Passport Details",
    "individual_ninumber": "NI Number",
    "individual_nidetails": "NI Details",
    "individual_position": "Position",
    "individual_gender": "Gender",
    "postcode": "Post/Zip Code",
    "furtheridentifiyinginformation": "Other Information",
    "otherinformation": "Other Information",
}
_LINKS = ("parent company", "subsidiaries", "current owner", "previous owner")
_CONTACTS = ("phone", "email", "website", "imo", "business reg", "fax")


def read(source: Source) -> Iterator[Record]:
    """Yield one entity a group; rows without a group and groups without a name are skipped with that reason."""
    found = False
    for path in source.files:
        if _is_xml(path):
            found = True
            for group, members in uk.grouped(_xml_rows(path), GROUP).items():
                yield from _read_group(source, path, group, members)
            continue
        for sheet in uk.sheets(path):
            rows = table(sheet, GROUP, "Name 6", "Regime")
            if rows is None:
                continue
            found = True
            for group, members in uk.grouped(rows, GROUP).items():
                yield from _read_group(source, path, group, members)
    if not found:
        files = ", ".join(path.name for path in source.files)
        raise UnreadableFileError(files, "", f"a heading row with {GROUP}, Name 6 and Regime", "none")


def _is_xml(path: Path) -> bool:
    with path.open("rb") as stream:
        return root_name(stream.read(HEAD_BYTES)) == _XML_ROOT


def _xml_rows(path: Path) -> Iterator[Row]:
    for element in elements(path, "FinancialSanctionsTarget"):
        cells = {local(child.tag): one_line(child.text) for child in element.iterchildren()}
        names = (_XML_HEADINGS.get(tag.casefold(), tag) for tag in cells)
        yield Row(line_of(element) or 0, Headings.of(tuple(names)), tuple(cells.values()))


def _read_group(source: Source, path: Path, group: str, rows: list[Row]) -> Iterator[Record]:
    if not group:
        yield from (Skipped(Location(path.name, "", row.line), f"the row has no {GROUP}") for row in rows)
        return
    location = Location(path.name, group, rows[0].line)
    type_ = uk.TYPES.get(rows[0].text("Group Type").casefold(), EntityType.UNKNOWN)
    names = uk.names(rows, "Alias Type", "Alias Quality", "Name Non-Latin Script")
    if not names:
        yield Skipped(location, "the group has no name")
        return
    if type_ is EntityType.ENTITY:
        names = unique_names([*names, *company_variants(names[0].text)])
    elif type_ is EntityType.VESSEL:
        names = unique_names([*names, *(variant for name in names for variant in vessel_variants(name.text))])
    information = tuple(
        pair for text in unique(row.text("Other Information") for row in rows) for pair in uk.tagged(text)
    )
    addresses = uk.addresses(rows, _ADDRESS, "Post/Zip Code", "Country")
    identifiers = distinct(_identifiers(rows, information))
    listed, updated = uk.first_day(rows, "Listed On"), uk.last_day(rows, "Last Updated")
    yield Entity(
        id=source.entity_id(group),
        watchlist=source.watchlist,
        record_id=group,
        type=type_,
        names=names,
        location=location,
        designations=tuple(
            source.designation(regime, listed_on=listed, amended_on=updated if updated != listed else None)
            for regime in unique(row.text("Regime") for row in rows) or ("",)
        ),
        birth_dates=uk.birth_dates(rows, "DOB"),
        birth_places=_birth_places(rows),
        nationalities=countries(list(uk.items(rows, "Nationality"))),
        countries=countries([address.country or "" for address in addresses]),
        gender=next((value.lower() for tag, value in information if tag.casefold() == "gender"), None),
        titles=uk.items(rows, "Title"),
        positions=uk.items(rows, "Position"),
        identifiers=identifiers,
        addresses=addresses,
        links=tuple(Link(tag.lower(), value) for tag, value in information if tag.casefold().startswith(_LINKS)),
        facts=tuple(_facts(rows, information, identifiers)),
        remarks="\n".join(value for tag, value in information if not tag) or None,
    )


def _birth_places(rows: list[Row]) -> tuple[str, ...]:
    found: list[str] = []
    for row in rows:
        towns, lands = enumerated(row.text("Town of Birth")), enumerated(row.text("Country of Birth"))
        if len(towns) == len(lands):
            found.extend(joined(pair, ", ") for pair in zip(towns, lands, strict=True))
        else:
            found.append(joined([row.text("Town of Birth"), row.text("Country of Birth")], ", "))
    return unique(place.strip(" -,.") for place in found)


def _identifiers(rows: list[Row], information: tuple[tuple[str, str], ...]) -> Iterator[Identifier]:
    yield from uk.documents(rows, "passport", "Passport Number", "Passport Details")
    for number, details in zip(_NATIONAL, _NATIONAL_DETAILS, strict=True):
        yield from uk.documents(rows, "national id", number, details)
    for tag, value in information:
        if any(word in tag.casefold() for word in _CONTACTS) or tag.casefold() == "tel":
            kind = "phone" if tag.casefold() == "tel" else tag
            yield from filter(None, (identifier(kind, item.rstrip(" .")) for item in enumerated(value)))
    yield from identifiers_in(rows[0].text("Other Information"))


def _facts(
    rows: list[Row], information: tuple[tuple[str, str], ...], identifiers: Sequence[Identifier]
) -> Iterator[tuple[str, str]]:
    facts = [pair for pair in information if pair[0]]  # the tag UN Ref runs on into free text, which stays with it
    facts += [("UK Sanctions List Date Designated", day) for day in uk.items(rows, "UK Sanctions List Date Designated")]
    facts += [(heading, one_line(text)) for row in rows for heading, text in row.rest(_KNOWN)]
    facts += uk.unread_facts(rows, "Listed On", identifiers, *_DETAILS)
    yield from dict.fromkeys(facts)


def published_on(files: Sequence[Path]) -> date | None:
    """The day in the first line; of the XML, which has none, the day of its newest record."""
    if _is_xml(files[0]):
        return uk.last_day(_xml_rows(files[0]), "Last Updated")
    return uk.stated_day(files[0], "Last Updated")


def recognises(seen: FileSample) -> bool:
    """The headings."""
    return seen.root == _XML_ROOT or seen.has_headings(GROUP, "Name 6", "Regime")


READER = SourceFormat("ofsi_conlist", "OFSI consolidated list (XLSX, CSV or XML)", recognises, read, published_on)

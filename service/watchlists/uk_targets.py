"""One target of the UK Sanctions List, from its rows: the CSV has them, the XML is brought into the same shape.

Source format: the 58 headings of UK-Sanctions-List.csv.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

from service.engine.model.entity import Entity, EntityType, Identifier, Link, Location, Skipped
from service.watchlists.parsing import uk
from service.watchlists.parsing.countries import countries
from service.watchlists.parsing.identifiers import distinct, identifier
from service.watchlists.parsing.names import company_variants, vessel_variants
from service.watchlists.parsing.tables import Row
from service.watchlists.parsing.text import joined, one_line, unique, unique_names
from service.watchlists.source import Record, Source

KEY = "Unique ID"
ADDRESS_LINES = tuple(f"Address Line {number}" for number in range(1, 7))
_NAMES = ("Name type", "Alias strength", "Name non-latin script")
_CONTACTS = (
    ("phone", "Phone number"),
    ("website", "Website"),
    ("email", "Email address"),
    ("business registration number", "Business registration number (s)"),
    ("imo number", "IMO number"),
    ("hin", "Hull identification number (HIN)"),
)
_LINKS = (
    ("parent company", "Parent company"),
    ("subsidiary", "Subsidiaries"),
    ("owner or operator", "Current owner/operator (s)"),
    ("previous owner or operator", "Previous owner/operator (s)"),
)
_PASSPORT = ("Passport number", "Passport additional information")
_NATIONAL = ("National Identifier number", "National Identifier additional information")
_FLAG = "Current believed flag of ship"
_FACTS = ("OFSI Group ID", "UN Reference Number", "Designation source", "UK Statement of Reasons", "Type of entity")
_KNOWN = (
    *uk.NAME_COLUMNS,
    *ADDRESS_LINES,
    *_NAMES,
    *_PASSPORT,
    *_NATIONAL,
    *_FACTS,
    *(heading for _, heading in _CONTACTS + _LINKS),
    *("Non-latin script type", "Non-latin script language", "Title", "Regime Name", "Designation Type", "Position"),
    *("Sanctions Imposed", "Other Information", "Address Postal Code", "Address Country", "Date Designated", "D.O.B"),
    *("Nationality(/ies)", "Gender", "Town of birth", "Country of birth", "Last Updated", KEY),
)


def read_target(source: Source, path: Path, key: str, rows: list[Row]) -> Iterator[Record]:
    """The entity; rows without a Unique ID and a target without a name are skipped with that reason."""
    if not key:
        yield from (Skipped(Location(path.name, "", row.line), f"the row has no {KEY}") for row in rows)
        return
    location = Location(path.name, key, rows[0].line)
    type_ = uk.TYPES.get(rows[0].text("Designation Type").casefold(), EntityType.UNKNOWN)
    names = uk.names(rows, *_NAMES)
    if not names:
        yield Skipped(location, "the target has no name")
        return
    if type_ is EntityType.ENTITY:
        names = unique_names([*names, *company_variants(names[0].text)])
    elif type_ is EntityType.VESSEL:
        names = unique_names([*names, *(variant for name in names for variant in vessel_variants(name.text))])
    addresses = uk.addresses(rows, ADDRESS_LINES, "Address Postal Code", "Address Country")
    listed, updated = uk.first_day(rows, "Date Designated"), uk.last_day(rows, "Last Updated")
    measures = unique(word for row in rows for word in map(_measure, re.split(r"[|;]", row.text("Sanctions Imposed"))))
    yield Entity(
        id=source.entity_id(key),
        watchlist=source.watchlist,
        record_id=key,
        type=type_,
        names=names,
        location=location,
        designations=tuple(
            source.designation(
                regime, measures=measures, listed_on=listed, amended_on=updated if updated != listed else None
            )
            for regime in unique(row.text("Regime Name") for row in rows) or ("",)
        ),
        birth_dates=uk.birth_dates(rows, "D.O.B"),
        birth_places=unique(joined([row.text("Town of birth"), row.text("Country of birth")], ", ") for row in rows),
        nationalities=countries(list(uk.items(rows, "Nationality(/ies)"))),
        countries=countries([*uk.items(rows, _FLAG), *(address.country or "" for address in addresses)]),
        gender=next((row.text("Gender").lower() for row in rows if row.text("Gender")), None),
        titles=uk.items(rows, "Title"),
        positions=uk.items(rows, "Position"),
        identifiers=distinct(_identifiers(rows)),
        addresses=addresses,
        links=tuple(Link(relation, name) for relation, heading in _LINKS for name in uk.items(rows, heading)),
        facts=tuple(_facts(rows)),
        remarks="\n".join(unique(html.unescape(row.text("Other Information")) for row in rows)) or None,
    )


def _measure(words: str) -> str:
    """`Asset freeze` is `asset_freeze` here as everywhere; `Shipping sanctions: (see ...)` is `shipping_sanctions`."""
    return "_".join(re.findall(r"[a-z]+", words.partition(":")[0].casefold()))


def _identifiers(rows: list[Row]) -> Iterator[Identifier]:
    yield from uk.documents(rows, "passport", *_PASSPORT)
    yield from uk.documents(rows, "national id", *_NATIONAL)
    for kind, heading in _CONTACTS:
        yield from filter(None, (identifier(kind, value) for value in uk.items(rows, heading)))


def _facts(rows: list[Row]) -> Iterator[tuple[str, str]]:
    facts = [(heading, one_line(html.unescape(row.text(heading)))) for row in rows for heading in _FACTS]
    facts += [(heading, one_line(html.unescape(text))) for row in rows for heading, text in row.rest(_KNOWN)]
    facts += uk.unread_facts(rows, "Date Designated", _identifiers(rows), _PASSPORT[1], _NATIONAL[1])
    yield from dict.fromkeys(pair for pair in facts if pair[1])

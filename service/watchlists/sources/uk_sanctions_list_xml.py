"""United Kingdom, FCDO: the UK Sanctions List in XML.

Source format: `Designations/Designation` of UK-Sanctions-List.xml, `DateGenerated` beside them. Facts stand in nested
groups (`Names/Name/Name6`, `IndividualDetails/Individual/DOBs/DOB`); the group is found by its tag wherever it stands,
and brought under the headings of the CSV. A tag that is not known becomes a fact. Tried on one real record.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import zip_longest
from pathlib import Path
from types import MappingProxyType

from service.watchlists.parsing.dates import read_day
from service.watchlists.parsing.tables import Headings, Row
from service.watchlists.parsing.text import one_line
from service.watchlists.parsing.xml import Element, elements, first_element, line_of, local
from service.watchlists.sniff import FileSample
from service.watchlists.source import Record, Source, SourceFormat
from service.watchlists.uk_targets import ADDRESS_LINES, KEY, read_target

# Elements that stand several times, and the headings of the texts in them. The n-th of each are one row.
_GROUPS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "Name": {
            **{f"Name{number}": f"Name {number}" for number in range(1, 7)},
            "NameType": "Name type",
            "AliasStrength": "Alias strength",
            "Title": "Title",
        },
        "NonLatinName": {
            "NameNonLatinScript": "Name non-latin script",
            "NonLatinScriptType": "Non-latin script type",
            "NonLatinScriptLanguage": "Non-latin script language",
        },
        "Address": {
            **{f"AddressLine{number}": line for number, line in enumerate(ADDRESS_LINES, start=1)},
            "AddressPostalCode": "Address Postal Code",
            "AddressCountry": "Address Country",
        },
        "Passport": {
            "PassportNumber": "Passport number",
            "PassportAdditionalInformation": "Passport additional information",
        },
        "NationalIdentifier": {
            "NationalIdentifierNumber": "National Identifier number",
            "NationalIdentifierAdditionalInformation": "National Identifier additional information",
        },
        "Location": {"TownOfBirth": "Town of birth", "CountryOfBirth": "Country of birth"},
    }
)
# Texts by their tag, wherever they stand.
_TEXTS: Mapping[str, str] = MappingProxyType(
    {
        "LastUpdated": "Last Updated",
        "DateDesignated": "Date Designated",
        "UniqueID": KEY,
        "OFSIGroupID": "OFSI Group ID",
        "UNReferenceNumber": "UN Reference Number",
        "Title": "Title",
        "RegimeName": "Regime Name",
        "IndividualEntityShip": "Designation Type",
        "DesignationSource": "Designation source",
        "SanctionsImposed": "Sanctions Imposed",
        "OtherInformation": "Other Information",
        "UKStatementofReasons": "UK Statement of Reasons",
        "PhoneNumber": "Phone number",
        "Website": "Website",
        "EmailAddress": "Email address",
        "DOB": "D.O.B",
        "Nationality": "Nationality(/ies)",
        "Position": "Position",
        "Gender": "Gender",
        "TypeOfEntity": "Type of entity",
        "Subsidiary": "Subsidiaries",
        "ParentCompany": "Parent company",
        "BusinessRegistrationNumber": "Business registration number (s)",
        "IMONumber": "IMO number",
        "CurrentOwnerOperator": "Current owner/operator (s)",
        "PreviousOwnerOperator": "Previous owner/operator (s)",
        "CurrentBelievedFlagOfShip": "Current believed flag of ship",
        "PreviousFlag": "Previous flags",
        "TypeOfShip": "Type of ship",
        "TonnageOfShip": "Tonnage of ship",
        "LengthOfShip": "Length of ship",
        "YearBuilt": "Year Built",
        "HullIdentificationNumber": "Hull identification number (HIN)",
    }
)
_INDICATORS = "SanctionsImposedIndicators"


def read(source: Source) -> Iterator[Record]:
    """Yield every designation; one without id or name is skipped with that reason."""
    for path in source.files:
        for element in elements(path, "Designation"):
            rows = _rows(element)
            yield from read_target(source, path, rows[0].text(KEY), rows)


def _rows(element: Element) -> list[Row]:
    """The n-th of each group and of each text make the n-th row; what stands once stands in the first."""
    columns: dict[str, list[str]] = {}
    for group, fields in _GROUPS.items():
        for number, item in enumerate(element.iter(f"{{*}}{group}")):
            for child in item.iterchildren():
                words = one_line(child.text)
                if words:
                    heading = fields.get(local(child.tag), local(child.tag))
                    column = columns.setdefault(heading, [])
                    column.extend([""] * (number - len(column)))
                    column.append(words)
    for tag, words in _single_texts(element):
        columns.setdefault(_TEXTS.get(tag, tag), []).append(words)
    headings = Headings.of(tuple(columns))
    return [Row(line_of(element) or 0, headings, cells) for cells in zip_longest(*columns.values(), fillvalue="")]


def _single_texts(element: Element) -> Iterator[tuple[str, str]]:
    """All texts outside the groups; an indicator that is true stands for its name: `AssetFreeze`."""
    for item in element.iter("{*}*"):
        parent = item.getparent()
        above = local(parent.tag) if parent is not None else ""
        words = one_line(item.text)
        if len(item) or not words or above in _GROUPS:
            continue
        if above == _INDICATORS:
            if words.casefold() in ("true", "yes", "1"):
                yield "SanctionsImposed", _spaced(local(item.tag))
        else:
            yield local(item.tag), words


def _spaced(tag: str) -> str:
    return "".join(f" {letter}" if letter.isupper() else letter for letter in tag).strip()


def published_on(files: Sequence[Path]) -> date | None:
    """DateGenerated, near the start; days first."""
    stated = first_element(files[0], "DateGenerated")
    return read_day(one_line(stated.text)) if stated is not None else None


def recognises(seen: FileSample) -> bool:
    """The root element and its records."""
    return seen.root == "Designations" and "<UniqueID" in seen.text


READER = SourceFormat("uk_sanctions_list_xml", "UK Sanctions List XML", recognises, read, published_on)

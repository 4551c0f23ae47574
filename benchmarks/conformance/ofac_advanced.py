"""OFAC's advanced XML, whose texts stand behind ids of other sections: resolves them into records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, parse

from benchmarks.conformance.model import PublishedName, PublishedRecord


class _File:
    """The elements of a file by tag and id."""

    def __init__(self, path: Path) -> None:
        self.root = parse(path).getroot()
        for element in self.root.iter():
            if isinstance(element.tag, str):
                element.tag = element.tag.rpartition("}")[2]
        self.by_id = {(str(item.tag), item.get("ID", "")): item for item in self.root.iter() if item.get("ID")}

    def words(self, tag: str, item: Element, name: str) -> str:
        """The text of the reference value that an attribute points to."""
        found = self.by_id.get((tag, item.get(name, "")))
        return (found.text or "").strip() if found is not None else ""

    def grouped(self, tag: str, attribute: str) -> dict[str, list[Element]]:
        """Elements with a tag, by what they belong to."""
        groups: dict[str, list[Element]] = defaultdict(list)
        for item in self.root.iter(tag):
            groups[item.get(attribute, "")].append(item)
        return groups


def read_ofac_advanced(path: Path) -> list[PublishedRecord]:
    """Each party with its names, features, places, documents, entries and relations in words."""
    file = _File(path)
    documents = file.grouped("IDRegDocument", "IdentityID")
    entries = file.grouped("SanctionsEntry", "ProfileID")
    relations = file.grouped("ProfileRelationship", "From-ProfileID")
    found = []
    for party in file.root.iter("DistinctParty"):
        record = PublishedRecord(party.get("FixedRef", ""), names=list(_names(file, party)))
        for comment in party.iter("Comment"):
            record.add("comment", comment.text)
        for feature in party.iter("Feature"):
            _add_feature(file, feature, record)
        for identity in party.iter("Identity"):
            for item in documents[identity.get("ID", "")]:
                _add_document(file, item, record)
        for profile in party.iter("Profile"):
            for item in entries[profile.get("ID", "")]:
                _add_entry(file, item, record)
            for item in relations[profile.get("ID", "")]:
                record.add("relation", file.words("RelationType", item, "RelationTypeID"))
        found.append(record)
    return found


def _names(file: _File, party: Element) -> Iterator[PublishedName]:
    for alias in party.iter("Alias"):
        for name in alias.iter("DocumentedName"):
            values = list(name.iter("NamePartValue"))
            scripts = {file.words("Script", value, "ScriptID") for value in values}
            text = " ".join(value.text or "" for value in values)
            yield PublishedName(text, alias.get("LowQuality") == "true", scripts - {"Latin", ""} != set())


def _add_feature(file: _File, feature: Element, record: PublishedRecord) -> None:
    kind = file.words("FeatureType", feature, "FeatureTypeID")
    for detail in feature.iter("VersionDetail"):
        record.add(f"feature {kind}", detail.text or file.words("DetailReference", detail, "DetailReferenceID"))
    for place in feature.iter("VersionLocation"):
        location = file.by_id["Location", place.get("LocationID", "")]
        for part in location.iter("LocationPartValue"):
            record.add(f"place {kind}", part.findtext("Value"))
        for land in location.iter("LocationCountry"):
            record.add(f"place {kind}", file.words("Country", land, "CountryID"))
    for period in feature.iter("DatePeriod"):
        _add_date(f"feature {kind}", period.find("Start/From"), record)


def _add_date(name: str, day: Element | None, record: PublishedRecord) -> None:
    if day is not None:
        record.add(f"{name} date", day.findtext("Year"))


def _add_document(file: _File, item: Element, record: PublishedRecord) -> None:
    record.add("document number", item.findtext("IDRegistrationNo"))
    record.add("document type", file.words("IDRegDocType", item, "IDRegDocTypeID"))
    record.add("document country", file.words("Country", item, "IssuedBy-CountryID"))
    record.add("document comment", item.findtext("Comment"))
    record.add("document authority", item.findtext("IssuingAuthority"))
    for period in item.iter("DatePeriod"):
        _add_date("document", period.find("Start/From"), record)


def _add_entry(file: _File, item: Element, record: PublishedRecord) -> None:
    record.add("entry list", file.words("List", item, "ListID"))
    for event in item.iter("EntryEvent"):
        record.add("entry basis", file.words("LegalBasis", event, "LegalBasisID"))
        day = event.find("Date")
        if day is not None:
            record.add("entry date", "-".join(day.findtext(part) or "" for part in ("Year", "Month", "Day")))
    for measure in item.iter("SanctionsMeasure"):
        record.add("entry measure", measure.findtext("Comment"))
        record.add("entry kind", file.words("SanctionsType", measure, "SanctionsTypeID"))

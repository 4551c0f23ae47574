"""US Treasury, OFAC: `sdn_advanced.xml` and `cons_advanced.xml`, the normalised form that carries original scripts.

Source format: `Sanctions` of the "Advanced Sanctions List Standard" of OFAC. Everything is an id into another section:
names to scripts, features to locations, parties to documents and sanctions entries, which follow the parties. So the
file is read twice: first the small sections, then party after party. Written by the published structure; no copy was
at hand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from service.engine.matching.identifier_types import OTHER, identifier_type
from service.engine.model.entity import (
    Address,
    Designation,
    Entity,
    EntityType,
    Identifier,
    Link,
    ListedDate,
    Location,
    Name,
    NameType,
    Skipped,
)
from service.watchlists.parsing.countries import countries, country
from service.watchlists.parsing.dates import partial
from service.watchlists.parsing.identifiers import distinct, identifier
from service.watchlists.parsing.text import joined, one_line, unique, unique_names
from service.watchlists.parsing.xml import (
    Element,
    all_at,
    attribute,
    elements,
    first_element,
    line_of,
    local,
    text,
    texts,
)
from service.watchlists.sniff import FileSample
from service.watchlists.source import Record, Source, SourceFormat

_VALUES = (
    *("AliasType", "Country", "FeatureType", "IDRegDocType", "LegalBasis", "List", "PartySubType", "PartyType"),
    *("RelationType", "SanctionsType", "Script", "DetailReference", "LocPartType", "EntryEventType", "AreaCode"),
)
_SECTIONS = ("Location", "IDRegDocument", "ProfileRelationship", "SanctionsEntry")
_TYPES = (
    ("vessel", EntityType.VESSEL),
    ("aircraft", EntityType.AIRCRAFT),
    ("individual", EntityType.PERSON),
    ("entity", EntityType.ENTITY),
)
_LATIN = "Latin"
_NATIONALITY = ("nationality country", "citizenship country", "nationality of registration")


@dataclass(slots=True)
class _Index:
    """The small sections by id: words of the reference values, places, and what belongs to each party."""

    words: dict[tuple[str, str], str] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    places: dict[str, Address] = field(default_factory=dict)
    documents: dict[str, list[Identifier]] = field(default_factory=lambda: defaultdict(list))
    links: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    entries: dict[str, list[Designation]] = field(default_factory=lambda: defaultdict(list))
    names: dict[str, str] = field(default_factory=dict)

    def word(self, kind: str, element: Element, name: str) -> str:
        """The words for the id in an attribute."""
        return self.words.get((kind, attribute(element, name)), "")


def read(source: Source) -> Iterator[Record]:
    """Yield every DistinctParty; one without a name is skipped with that reason."""
    for path in source.files:
        index = _read_index(source, path)
        for element in elements(path, "DistinctParty", *_SECTIONS):
            if local(str(element.tag)) in _SECTIONS:
                continue
            record_id = attribute(element, "FixedRef")
            location = Location(path.name, record_id, line_of(element))
            names = unique_names(_names(index, element))
            if names:
                yield _entity(source, index, element, record_id, location, names)
            else:
                yield Skipped(location, "the party has no name")


def _entity(
    source: Source, index: _Index, element: Element, record_id: str, location: Location, names: tuple[Name, ...]
) -> Entity:
    profiles = [attribute(profile, "ID") for profile in all_at(element, "Profile")]
    identities = [attribute(identity, "ID") for identity in all_at(element, "Profile/Identity")]
    features = [(index.word("FeatureType", item, "FeatureTypeID"), item) for item in all_at(element, "Profile/Feature")]
    addresses = _places(index, features, "location")
    numbers = [number for identity in identities for number in index.documents[identity]]
    entries = [entry for profile in profiles for entry in index.entries[profile]]
    facts = list(_feature_facts(index, features))
    return Entity(
        id=source.entity_id(record_id),
        watchlist=source.watchlist,
        record_id=record_id,
        type=_type(index, element),
        names=names,
        location=location,
        designations=tuple(dict.fromkeys(entries)) or (source.designation(""),),
        birth_dates=tuple(found for kind, item in features if "birthdate" in kind.lower() for found in _dates(item)),
        birth_places=unique(text for kind, text in facts if kind.lower() == "place of birth")
        or unique(place.text for place in _places(index, features, "place of birth")),
        nationalities=countries([place.text for name in _NATIONALITY for place in _places(index, features, name)]),
        countries=countries([address.country or "" for address in addresses]),
        gender=next((text.lower() for kind, text in facts if kind.lower() == "gender"), None),
        titles=unique(text for kind, text in facts if kind.lower() == "title"),
        identifiers=distinct((*numbers, *_feature_identifiers(facts))),
        addresses=addresses,
        links=tuple(Link(kind, index.names.get(other, other)) for p in profiles for kind, other in index.links[p]),
        facts=tuple(pair for pair in facts if identifier_type(pair[0]) == OTHER),
        remarks="\n".join(texts(element, "Comment")) or None,
    )


def _type(index: _Index, element: Element) -> EntityType:
    ids = [attribute(profile, "PartySubTypeID") for profile in all_at(element, "Profile")]
    subtypes = [index.words.get(("PartySubType", i), "") for i in ids]
    types = [index.words.get(("PartyType", index.types.get(i, "")), "") for i in ids]
    words = " ".join([*subtypes, *types]).lower()
    return next((kind for word, kind in _TYPES if word in words), EntityType.UNKNOWN)


# --- first reading: what the parties point to ------------------------------------------------------------------------


def _read_index(source: Source, path: Path) -> _Index:
    index = _Index()
    for element in elements(path, *_VALUES, *_SECTIONS, "DistinctParty"):
        kind = local(str(element.tag))
        if kind in _VALUES and element.get("ID"):
            index.words[kind, attribute(element, "ID")] = one_line(element.text)
            if kind == "PartySubType":
                index.types[attribute(element, "ID")] = attribute(element, "PartyTypeID")
        elif kind == "Location":
            index.places[attribute(element, "ID")] = _place(index, element)
        elif kind == "IDRegDocument":
            index.documents[attribute(element, "IdentityID")].extend(_document(index, element))
        elif kind == "ProfileRelationship":
            relation = index.word("RelationType", element, "RelationTypeID")
            index.links[attribute(element, "From-ProfileID")].append((relation, attribute(element, "To-ProfileID")))
        elif kind == "SanctionsEntry":
            index.entries[attribute(element, "ProfileID")].extend(_designations(source, index, element))
        elif kind == "DistinctParty":
            primary = next((name.text for name in _names(index, element)), "")
            index.names.update((attribute(profile, "ID"), primary) for profile in all_at(element, "Profile"))
    return index


def _place(index: _Index, element: Element) -> Address:
    parts: dict[str, str] = {}
    for part in all_at(element, "LocationPart"):
        parts[index.word("LocPartType", part, "LocPartTypeID")] = text(part, "LocationPartValue/Value")
    lands = [index.word("Country", item, "CountryID") for item in all_at(element, "LocationCountry")]
    areas = [attribute(item, "AreaCodeID") for item in all_at(element, "LocationAreaCode")]
    land = next((word for word in [*lands, *(index.words.get(("AreaCode", area), "") for area in areas)] if word), "")
    city = next((value for kind, value in parts.items() if kind.upper() == "CITY"), None)
    code = next((value for kind, value in parts.items() if "POSTAL" in kind.upper()), None)
    return Address(joined([*parts.values(), land], ", "), city, code, country(land))


def _document(index: _Index, element: Element) -> Iterator[Identifier]:
    kind = index.word("IDRegDocType", element, "IDRegDocTypeID")
    dates = ", ".join(str(found.earliest) for item in all_at(element, "DocumentDate") for found in _dates(item))
    note = joined([text(element, "Comment"), text(element, "IssuingAuthority"), dates], "; ")
    issuer = index.word("Country", element, "IssuedBy-CountryID")
    found = identifier(kind, text(element, "IDRegistrationNo").removeprefix("IMO "), issuer, note)
    if found is not None:
        yield found


def _designations(source: Source, index: _Index, element: Element) -> Iterator[Designation]:
    days = [_day(item) for item in all_at(element, "EntryEvent/Date")]
    bases = [index.word("LegalBasis", event, "LegalBasisID") for event in all_at(element, "EntryEvent")]
    listed = min((day for day in days if day), default=None)
    programmes = []
    for measure in all_at(element, "SanctionsMeasure"):
        if index.word("SanctionsType", measure, "SanctionsTypeID").lower().startswith("program"):
            programmes.append(text(measure, "Comment"))
    for programme in unique(programmes) or ("",):
        yield source.designation(programme, legal_basis=joined(unique(bases), "; ") or None, listed_on=listed)


# --- second reading: the parties -------------------------------------------------------------------------------------


def _names(index: _Index, element: Element) -> Iterator[Name]:
    aliases = all_at(element, "Profile/Identity/Alias")
    aliases.sort(key=lambda alias: attribute(alias, "Primary") != "true")
    for alias in aliases:
        kind = index.word("AliasType", alias, "AliasTypeID").lower()
        weak = attribute(alias, "LowQuality") == "true"
        for name in all_at(alias, "DocumentedName"):
            values = all_at(name, "DocumentedNamePart/NamePartValue")
            script = next((index.word("Script", value, "ScriptID") for value in values), "")
            yield Name(joined(value.text for value in values), _name_type(alias, kind, script), weak)


def _name_type(alias: Element, kind: str, script: str) -> NameType:
    if script and script != _LATIN:
        return NameType.ORIGINAL_SCRIPT
    if attribute(alias, "Primary") == "true":
        return NameType.PRIMARY
    return NameType.PREVIOUS if kind.startswith("f") else NameType.ALIAS


def _places(index: _Index, features: list[tuple[str, Element]], kind: str) -> tuple[Address, ...]:
    ids = [
        attribute(place, "LocationID")
        for name, item in features
        if name.lower() == kind
        for place in all_at(item, "FeatureVersion/VersionLocation")
    ]
    return tuple(dict.fromkeys(index.places[place] for place in ids if place in index.places))


def _feature_facts(index: _Index, features: list[tuple[str, Element]]) -> Iterator[tuple[str, str]]:
    for kind, item in features:
        for detail in all_at(item, "FeatureVersion/VersionDetail"):
            words = one_line(detail.text) or index.word("DetailReference", detail, "DetailReferenceID")
            if words:
                yield kind, words
        yield from ((kind, words) for words in texts(item, "FeatureVersion/Comment"))


def _feature_identifiers(facts: list[tuple[str, str]]) -> Iterator[Identifier]:
    for kind, words in facts:
        if identifier_type(kind) != OTHER:
            yield from filter(None, [identifier(kind, words)])


def _dates(item: Element) -> Iterator[ListedDate]:
    for period in item.iter("{*}DatePeriod"):
        first, last = (_parts(period, path) for path in ("Start/From", "End/To"))
        circa = any(
            attribute(edge, "Approximate") == "true" for edge in all_at(period, "Start") + all_at(period, "End")
        )
        if first is not None:
            same_year = last is not None and first[0] == last[0] and first[1:] == (1, 1) and last[1:] == (12, 31)
            begin = partial(first[0]) if same_year else partial(*first)
            end = begin if same_year or last is None else partial(*last)
            yield ListedDate(str(begin) if begin == end else f"{begin} to {end}", begin, end, circa)


def _parts(period: Element, path: str) -> tuple[int, int, int] | None:
    numbers = [text(period, f"{path}/{name}") for name in ("Year", "Month", "Day")]
    if not numbers[0].isdigit():
        return None
    year, month, day = (int(number) if number.isdigit() else 0 for number in numbers)
    return year, month, day


def _day(element: Element) -> date | None:
    numbers = [text(element, name) for name in ("Year", "Month", "Day")]
    return date(*map(int, numbers)) if all(number.isdigit() for number in numbers) else None


def published_on(files: Sequence[Path]) -> date | None:
    """DateOfIssue, near the start."""
    stated = first_element(files[0], "DateOfIssue")
    return _day(stated) if stated is not None else None


def recognises(seen: FileSample) -> bool:
    """The root element and its first sections."""
    return seen.root == "Sanctions" and ("ReferenceValueSets" in seen.text or "DateOfIssue" in seen.text)


READER = SourceFormat("ofac_advanced_xml", "OFAC advanced XML", recognises, read, published_on)

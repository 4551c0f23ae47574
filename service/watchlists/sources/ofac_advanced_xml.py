"""US Treasury, OFAC: `sdn_advanced.xml` and `cons_advanced.xml`, the normalised form that carries original scripts.

Source format: `Sanctions` of the "Advanced Sanctions List Standard" of OFAC. Everything is an id into another section:
names to scripts, features to locations, parties to documents and sanctions entries, which follow the parties. So the
file is read twice: first the small sections, then party after party. Tried on a real file of the non-SDN lists.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
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
    Location,
    Name,
    NameType,
    Skipped,
)
from service.watchlists.parsing.countries import countries
from service.watchlists.parsing.identifiers import distinct, identifier
from service.watchlists.parsing.ofac_advanced import (
    SECTIONS,
    VALUES,
    Entry,
    References,
    day_of,
    entries_of,
    listed_dates,
)
from service.watchlists.parsing.text import joined, one_line, unique, unique_names
from service.watchlists.parsing.us_measures import measures_of
from service.watchlists.parsing.xml import (
    Element,
    all_at,
    attribute,
    elements,
    first_element,
    line_of,
    local,
    texts,
)
from service.watchlists.sniff import FileSample
from service.watchlists.source import Record, Source, SourceFormat

_TYPES = (
    ("vessel", EntityType.VESSEL),
    ("aircraft", EntityType.AIRCRAFT),
    ("individual", EntityType.PERSON),
    ("entity", EntityType.ENTITY),
)
_LATIN = "Latin"
_LAST_NAME = "Last Name"
_NATIONALITY = ("nationality country", "citizenship country", "nationality of registration")
_BIRTH, _BIRTH_PLACE, _LOCATION, _FLAG = "birthdate", "place of birth", "location", "vessel flag"
_PLACED = (*_NATIONALITY, _BIRTH_PLACE, _LOCATION)
_PLAIN_TYPES = ("Block", "Reject")


@dataclass(slots=True)
class _Index(References):
    """The small sections, and the primary name of each profile."""

    names: dict[str, str] = field(default_factory=dict)


def read(source: Source) -> Iterator[Record]:
    """Yield every DistinctParty; one without a name is skipped with that reason."""
    for path in source.files:
        index = _read_index(path)
        for element in elements(path, "DistinctParty", *SECTIONS):
            if local(str(element.tag)) in SECTIONS:
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
    addresses = _places(index, features, (_LOCATION,))
    flags = _places(index, features, (_FLAG,))
    numbers = [number for identity in identities for number in index.documents[identity]]
    entries = entries_of(index, profiles)
    facts = list(_feature_facts(index, features))
    lists = [("list", name) for name in unique(entry.list for entry in entries)]
    lists += [("date of the entry", words) for entry in entries for words in entry.unread_days if words]
    return Entity(
        id=source.entity_id(record_id),
        watchlist=source.watchlist,
        record_id=record_id,
        type=_type(index, element),
        names=names,
        location=location,
        designations=tuple(dict.fromkeys(_designations(source, entries))) or (source.designation(""),),
        birth_dates=tuple(found for kind, item in features if kind.lower() == _BIRTH for found in listed_dates(item)),
        birth_places=unique(text for kind, text in facts if kind.lower() == _BIRTH_PLACE)
        or unique(place.text for place in _places(index, features, (_BIRTH_PLACE,))),
        nationalities=countries([place.text for place in _places(index, features, _NATIONALITY)]),
        countries=countries(
            [place.country or place.text for place in flags] + [place.country or "" for place in addresses]
        ),
        gender=next((text.lower() for kind, text in facts if kind.lower() == "gender"), None),
        titles=unique(text for kind, text in facts if kind.lower() == "title"),
        identifiers=distinct((*numbers, *_feature_identifiers(facts))),
        addresses=addresses,
        links=tuple(Link(kind, index.names.get(other, other)) for p in profiles for kind, other in index.links[p]),
        facts=tuple(pair for pair in (*lists, *facts) if identifier_type(pair[0]) == OTHER),
        remarks="\n".join(texts(element, "Comment")) or None,
    )


def _type(index: _Index, element: Element) -> EntityType:
    ids = [attribute(profile, "PartySubTypeID") for profile in all_at(element, "Profile")]
    subtypes = [index.words.get(("PartySubType", i), "") for i in ids]
    types = [index.words.get(("PartyType", index.types.get(i, "")), "") for i in ids]
    words = " ".join([*subtypes, *types]).lower()
    return next((kind for word, kind in _TYPES if word in words), EntityType.UNKNOWN)


def _read_index(path: Path) -> _Index:
    """First reading: what the parties point to."""
    index = _Index()
    for element in elements(path, *VALUES, *SECTIONS, "DistinctParty"):
        if local(str(element.tag)) == "DistinctParty":
            primary = next((name.text for name in _names(index, element)), "")
            index.names.update((attribute(profile, "ID"), primary) for profile in all_at(element, "Profile"))
        else:
            index.add(element)
    return index


def _designations(source: Source, entries: Sequence[Entry]) -> Iterator[Designation]:
    """One for each programme of an entry. The list and the kind of sanction say what the measure is."""
    for entry in entries:
        basis = joined([*entry.bases, *(words for words in entry.types if words not in _PLAIN_TYPES)], "; ")
        measures = measures_of(entry.types) or measures_of([entry.list]) or None
        for programme in entry.programmes or (entry.list,):
            yield source.designation(programme, legal_basis=basis or None, measures=measures, listed_on=entry.listed_on)


def _names(index: _Index, element: Element) -> Iterator[Name]:
    for identity in all_at(element, "Profile/Identity"):
        groups = {
            attribute(group, "ID"): index.word("NamePartType", group, "NamePartTypeID")
            for group in all_at(identity, "NamePartGroups/MasterNamePartGroup/NamePartGroup")
        }
        aliases = all_at(identity, "Alias")
        aliases.sort(key=lambda alias: attribute(alias, "Primary") != "true")
        for alias in aliases:
            kind = index.word("AliasType", alias, "AliasTypeID").lower()
            weak = attribute(alias, "LowQuality") == "true"
            for name in all_at(alias, "DocumentedName"):
                values = all_at(name, "DocumentedNamePart/NamePartValue")
                script = next((index.word("Script", value, "ScriptID") for value in values), "")
                yield Name(_spelled(values, groups), _name_type(alias, kind, script), weak)


def _spelled(values: Sequence[Element], groups: dict[str, str]) -> str:
    """`SURNAME, Given`, as OFAC writes a person everywhere else, where the parts say which is which."""
    parts = [(groups.get(attribute(value, "NamePartGroupID"), ""), one_line(value.text)) for value in values]
    last = joined(words for kind, words in parts if kind == _LAST_NAME)
    others = joined(words for kind, words in parts if kind != _LAST_NAME)
    return joined([last, others], ", ")


def _name_type(alias: Element, kind: str, script: str) -> NameType:
    if script and script != _LATIN:
        return NameType.ORIGINAL_SCRIPT
    if attribute(alias, "Primary") == "true":
        return NameType.PRIMARY
    return NameType.PREVIOUS if kind.startswith("f") else NameType.ALIAS


def _places(index: _Index, features: list[tuple[str, Element]], kinds: Container[str]) -> tuple[Address, ...]:
    ids = [
        attribute(place, "LocationID")
        for name, item in features
        if name.lower() in kinds
        for place in all_at(item, "FeatureVersion/VersionLocation")
    ]
    return tuple(dict.fromkeys(address for place in ids for address in index.places.get(place, ())))


def _feature_facts(index: _Index, features: list[tuple[str, Element]]) -> Iterator[tuple[str, str]]:
    for kind, item in features:
        for detail in all_at(item, "FeatureVersion/VersionDetail"):
            words = one_line(detail.text) or index.word("DetailReference", detail, "DetailReferenceID")
            if words:
                yield kind, words
        yield from ((kind, words) for words in texts(item, "FeatureVersion/Comment"))
        if kind.lower() not in _PLACED:
            yield from ((kind, place.text) for place in _places(index, [(kind, item)], (kind.lower(),)))
        if kind.lower() != _BIRTH:
            yield from ((kind, found.raw) for found in listed_dates(item))


def _feature_identifiers(facts: list[tuple[str, str]]) -> Iterator[Identifier]:
    for kind, words in facts:
        if identifier_type(kind) != OTHER:
            yield from filter(None, [identifier(kind, words)])


def published_on(files: Sequence[Path]) -> date | None:
    """DateOfIssue, near the start."""
    stated = first_element(files[0], "DateOfIssue")
    return day_of(stated) if stated is not None else None


def recognises(seen: FileSample) -> bool:
    """The root element and its first sections."""
    return seen.root == "Sanctions" and ("ReferenceValueSets" in seen.text or "DateOfIssue" in seen.text)


READER = SourceFormat("ofac_advanced_xml", "OFAC advanced XML", recognises, read, published_on)

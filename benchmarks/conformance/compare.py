"""Looks for every published text in the entity loaded from its record, and for every loaded fact in that record.

A text of a kind (name, date, identifier ...) has to stand in a field of that kind; one that stands elsewhere in the
entity, as in its remarks, is counted apart. What is nowhere needs a stated reason, or it is lost.
"""

from __future__ import annotations

import csv
import html
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

from benchmarks.conformance.model import PublishedName, PublishedRecord, letters_of, numbers_of, plain, words_of
from service.engine.model.entity import Entity, EntityType, NameType
from service.watchlists.parsing.countries import country, country_names

KINDS = ("name", "weak", "strong", "own script", "type", "date", "identifier", "address", "measure", "country", "other")
_TYPES = {
    EntityType.PERSON: {"individual", "person", "p", "個人"},
    EntityType.ENTITY: {"entity", "enterprise", "e", "organization", "company", "publicbody", "団体", "legalentity"},
    EntityType.VESSEL: {"vessel", "ship"},
    EntityType.AIRCRAFT: {"aircraft", "airplane"},
    EntityType.UNKNOWN: {"legalentity", "asset", "cryptowallet", "security"},
}
"""What publishers call a kind of target."""

_FIELDS = Path(__file__).with_name("fields.csv")
_DAY = timedelta(days=1)  # a list states the last day of an order, an entity the first one after it
_SAYS_NOTHING = {"", "-", "na", "n/a", "none", "unknown", "-0-", "00", "undetermined", "nil", "不明", "なし"}
_LABEL = r"[a-zａ-ｚ]|aa|\d{1,2}|i{1,3}|iv|vi{0,3}|ix"
_ITEMS = re.compile(rf"[(（](?:{_LABEL})[)）]|(?:\A|(?<=[\s;、]))(?:{_LABEL})[)）]|[;；\n|]|\] \[| / ", re.IGNORECASE)
_LANDS = re.compile(r"[(（].*?(?:[)）]|\Z)|[,/、]| and |(?<=[ァ-ヶー一-龠]) ")
_CHOICE = re.compile(r"\b(?:or|and|between|to)\b|又は|または|及び|から|-")
_PROSE = frozenset(("a", "k", "f", "n", "aka", "fka", "nka", "original", "script", "also", "known", "as", "formerly"))
_PROSE |= {"or", "and", "the", "of", "dob", "pob", "別名", "別称", "旧称"}
_PROSE |= {"arabic", "belarusian", "farsi", "russian", "ukrainian"}
_SHIP = re.compile(r"\AIMO\W*(?=\d{7})", re.IGNORECASE)


@dataclass
class Count:
    """How often texts of a kind were published, loaded as such, kept elsewhere in the entity, excused, or lost."""

    published: int = 0
    loaded: int = 0
    elsewhere: int = 0
    excused: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class FieldRule:
    """What a published field is, and why it is not loaded where it is not."""

    format: str
    field: str
    kind: str
    reason: str


@cache
def field_rules() -> tuple[FieldRule, ...]:
    """The table of fields."""
    with _FIELDS.open(encoding="utf-8", newline="") as stream:
        return tuple(FieldRule(**row) for row in csv.DictReader(stream))


@cache
def rule_of(format_: str, name: str) -> FieldRule:
    """The first line of the table that fits a field; any other field only has to stand somewhere."""
    for rule in field_rules():
        if fnmatchcase(format_, rule.format) and fnmatchcase(name, rule.field):
            return rule
    return FieldRule(format_, name, "other", "")


class LoadedTexts:
    """The texts of an entity by kind, folded for comparing."""

    def __init__(self, entity: Entity) -> None:
        self.entity = entity
        self.names = [(words_of(name.text), name) for name in entity.names]
        self.by_kind = {kind: [plain(text) for text in texts] for kind, texts in _texts_by_kind(entity).items()}
        self.all = " \n ".join(text for texts in self.by_kind.values() for text in texts)
        self.all_letters = letters_of(self.all)
        self.all_words = words_of(self.all)
        self.name_words = frozenset().union(*(words for words, _ in self.names))
        self.numbers = {kind: [numbers_of(text) for text in self.by_kind[kind]] for kind in ("date", "measure")}
        self.lands = {code.upper() for code in (*entity.nationalities, *entity.countries)}
        self.lands |= {code for place in entity.birth_places for part in place.split(", ") if (code := country(part))}
        self.lands |= {item.country for item in entity.identifiers if item.country}
        self.lands |= {item.country for item in entity.addresses if item.country}

    def holds(self, kind: str, text: str) -> bool:
        """Whether a text stands in a field of its kind."""
        if kind == "name":
            return words_of(text) - _PROSE <= self.name_words
        if kind == "type":
            return plain(text) in _TYPES[self.entity.type]
        if kind == "country":
            parts = [text] if country(text) in self.lands else [part for part in _LANDS.split(text) if part.strip()]
            return all(country(part) in self.lands for part in parts)
        if kind in ("date", "measure") and self._has_numbers(kind, text):
            return True
        if kind == "identifier":
            letters = letters_of(_SHIP.sub("", text))
            return any(letters in letters_of(found) for found in self.by_kind[kind])
        return any(plain(text) in found for found in self.by_kind.get(kind, ()))

    def _has_numbers(self, kind: str, text: str) -> bool:
        """Whether one date has these numbers, or several have them where the text speaks of several."""
        numbers, known = numbers_of(text), self.numbers[kind]
        if _CHOICE.search(plain(text)):
            return bool(numbers) and numbers <= frozenset().union(*known)
        return bool(numbers) and any(numbers <= found for found in known)

    def mentions(self, text: str) -> bool:
        """Whether a text stands anywhere, or each of its words does."""
        letters = letters_of(text)
        code = country(text)
        if code in self.lands or any(plain(name) in self.all for name in country_names(code or "")):
            return True
        words = {word for word in words_of(text) - _PROSE if not word.endswith("語")}
        return plain(text) in self.all or letters in self.all_letters or words <= self.all_words


def _texts_by_kind(entity: Entity) -> dict[str, list[str]]:
    days = [
        day.isoformat()
        for item in entity.designations
        for day in (item.listed_on, item.amended_on, item.delisted_on)
        if day
    ]
    days += [(item.delisted_on - _DAY).isoformat() for item in entity.designations if item.delisted_on]
    said = [
        text
        for item in entity.designations
        for text in (item.programme, item.legal_basis, item.authority, *item.measures, item.source_url)
        if text
    ]
    words = [*entity.titles, *entity.positions, *entity.birth_places, entity.remarks or "", entity.gender or ""]
    return {
        "name": [name.text for name in entity.names],
        "date": [item.raw for item in entity.birth_dates],
        "identifier": [item.value for item in entity.identifiers],
        "address": [item.text for item in entity.addresses],
        "measure": [*days, *said],
        "other": [
            *words,
            *(text for pair in entity.facts for text in pair),
            *(item.note or "" for item in entity.identifiers),
            *(item.type for item in entity.identifiers),
            *(
                text
                for link in entity.links
                for text in (link.relation, link.target, link.target_id, link.share)
                if text
            ),
            *(name.language or "" for name in entity.names),
            *entity.nationalities,
            *entity.countries,
            entity.type.value,
            entity.record_id,
        ],
    }


def compare(format_: str, record: PublishedRecord, entity: Entity, counts: Mapping[str, Count]) -> None:
    """Count every text and name of a record."""
    loaded = LoadedTexts(entity)
    for item in record.texts:
        rule = rule_of(format_, item.field)
        for text in _items(item.text):
            _count(counts[rule.kind], rule, loaded, item.field, text)
    for name in record.names:
        _count_name(counts, loaded, name)
    _count_invented(counts, record, loaded)


def _items(text: str) -> Iterator[str]:
    for part in _ITEMS.split(html.unescape(text)):
        part = part.strip(" .,;")
        if plain(part) not in _SAYS_NOTHING and letters_of(part) and not _HEADING.fullmatch(part):
            yield part


_HEADING = re.compile(r"[A-Za-z ]{3,20}:")  # with nothing behind it: `Address: a) Example Street b) ...`


def _count(count: Count, rule: FieldRule, loaded: LoadedTexts, name: str, text: str) -> None:
    count.published += 1
    if loaded.holds(rule.kind, text):
        count.loaded += 1
    elif loaded.mentions(text):
        count.elsewhere += 1
    elif rule.reason:
        count.excused[rule.reason] += 1
    else:
        count.lost.append(f"{loaded.entity.record_id} {name}: {text[:160]}")


def _count_name(counts: Mapping[str, Count], loaded: LoadedTexts, name: PublishedName) -> None:
    words = words_of(html.unescape(name.text))
    if not words:
        return
    found = [one for own, one in loaded.names if words <= own]
    kinds: dict[str, list[object]] = {"name": list(found)}
    if name.weak is not None and not name.own_script:
        kinds["weak" if name.weak else "strong"] = [one for one in found if one.weak == name.weak]
    if name.own_script:
        kinds["own script"] = [one for one in found if one.type is NameType.ORIGINAL_SCRIPT]
    for kind, matching in kinds.items():
        counts[kind].published += 1
        if matching:
            counts[kind].loaded += 1
        else:
            counts[kind].lost.append(f"{loaded.entity.record_id} whole name ({kind}): {name.text}")


def _count_invented(counts: Mapping[str, Count], record: PublishedRecord, loaded: LoadedTexts) -> None:
    """Names, numbers, dates and addresses of which some word stands nowhere in the record."""
    texts = [*(item.text for item in record.texts), *(name.text for name in record.names)]
    letters = letters_of(html.unescape(" ".join([*texts, record.shared])))
    entity = loaded.entity
    names = [name.text for name in entity.names if name.type is not NameType.VARIANT]
    facts: Sequence[tuple[str, list[str]]] = (
        ("name", names),
        ("identifier", [item.value for item in entity.identifiers]),
        ("address", [item.text for item in entity.addresses]),
    )
    for kind, found in facts:
        for text in found:
            if any(letters_of(word) not in letters for word in re.findall(r"\w+", plain(text))):
                counts[kind].invented.append(f"{entity.record_id}: {text}")


def new_counts() -> dict[str, Count]:
    """A count a kind."""
    return defaultdict(Count)

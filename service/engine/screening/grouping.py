"""Which hits are entries about one party: the same man on seven lists is one man.

Two entries are grouped if they share an identifier and a word of a name, or a whole name and a fact beside it (persons:
the birth date; others: a country). They are not if they contradict one another: other types, genders, birth dates, IMO
numbers or LEIs. What is grouped with a third entry is one group with it.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations

from service.common.cooperative import Steps, map_in_steps, run_to_completion
from service.engine.matching.identifiers import identifier_keys
from service.engine.model.entity import Entity, EntityType, ListedDate, PartialDate
from service.engine.normalise.names import split_words
from service.engine.normalise.text import fold

_SHARED_BY_MANY = ("phone:", "email:", "website:")
"""Identifiers that a family or a group of companies has in common."""

_ONE_EACH = ("imo:", "lei:")
"""Identifiers of which a party has one for life."""

_REMEMBERED = 1_024
"""Entities whose facts are kept, about a kilobyte each: the same ones are hits again and again."""

_AT_ONCE = 32
"""Entities whose facts are read in one step."""

_Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class _Facts:
    """What of an entity is compared."""

    type: EntityType
    gender: str | None
    names: frozenset[tuple[str, ...]]
    words: frozenset[str]
    identifiers: frozenset[str]
    births: tuple[_Span, ...]
    countries: frozenset[str]


def group_ids(entities: Sequence[Entity]) -> list[str]:
    """For each entity the id of its group: the least entity id in it."""
    return run_to_completion(group_ids_in_steps(entities))


def group_ids_in_steps(entities: Sequence[Entity]) -> Steps[list[str]]:
    """The same, pausing now and then where there are many."""
    if len(entities) < 2:
        return [entity.id for entity in entities]
    return _grouped(entities, (yield from map_in_steps(lambda entity: _facts(_Key(entity)), entities, _AT_ONCE)))


def group_ids_of_all(entities: Sequence[Entity]) -> list[str]:
    """The same for all entities of all lists, whose facts are not kept."""
    return _grouped(entities, [_read_facts(entity) for entity in entities])


def _grouped(entities: Sequence[Entity], facts: Sequence[_Facts]) -> list[str]:
    """Only those are compared that share a name or an identifier: to compare 1,000 hits in pairs took 0.6 s."""
    sharing: dict[Hashable, list[int]] = {}
    for at, one in enumerate(facts):
        for key in (*one.names, *one.identifiers):
            sharing.setdefault(key, []).append(at)
    group = list(range(len(entities)))
    for places in sharing.values():
        for left, right in combinations(places, 2):
            first, second = _root(group, left), _root(group, right)
            if first != second and _same(facts[left], facts[right]):
                group[second] = first
    least: dict[int, str] = {}
    for at, entity in enumerate(entities):
        root = _root(group, at)
        least[root] = min(entity.id, least.get(root, entity.id))
    return [least[_root(group, at)] for at in range(len(entities))]


def _root(group: list[int], at: int) -> int:
    """The entity that stands for the group. What is passed on the way there is put closer to it."""
    while group[at] != at:
        group[at] = group[group[at]]
        at = group[at]
    return at


def _same(left: _Facts, right: _Facts) -> bool:
    return _alike(left, right) and not _contradict(left, right)


def _alike(left: _Facts, right: _Facts) -> bool:
    if not left.identifiers.isdisjoint(right.identifiers) and not left.words.isdisjoint(right.words):
        return True
    if left.names.isdisjoint(right.names):
        return False
    if EntityType.PERSON in (left.type, right.type):
        return _overlap(left.births, right.births)
    return not left.countries.isdisjoint(right.countries)


def _contradict(left: _Facts, right: _Facts) -> bool:
    if EntityType.UNKNOWN not in (left.type, right.type) and left.type is not right.type:
        return True
    if left.gender and right.gender and left.gender != right.gender:
        return True
    if left.births and right.births and not _overlap(left.births, right.births):
        return True
    for kind in _ONE_EACH:
        mine, theirs = ({key for key in one.identifiers if key.startswith(kind)} for one in (left, right))
        if mine and theirs and mine.isdisjoint(theirs):
            return True
    return False


def _overlap(left: Sequence[_Span], right: Sequence[_Span]) -> bool:
    return any(a[0] <= b[1] and b[0] <= a[1] for a in left for b in right)


class _Key:
    """An entity by its identity: to hash all that it says would take as long as to read it."""

    __slots__ = ("entity",)

    def __init__(self, entity: Entity) -> None:
        self.entity = entity

    def __hash__(self) -> int:
        return id(self.entity)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.entity is other.entity


@lru_cache(maxsize=_REMEMBERED)
def _facts(key: _Key) -> _Facts:
    return _read_facts(key.entity)


def _read_facts(entity: Entity) -> _Facts:
    names = frozenset(tuple(sorted(split_words(fold(name.text)))) for name in entity.names if not name.weak)
    keys = identifier_keys(entity.identifiers)
    return _Facts(
        type=entity.type,
        gender=entity.gender,
        names=names - {()},
        words=frozenset(word for name in names for word in name if len(word) > 2),
        identifiers=frozenset(key for key in keys if not key.startswith(_SHARED_BY_MANY)),
        births=tuple(_spans(entity.birth_dates)),
        countries=frozenset(entity.countries),
    )


def _spans(dates: Sequence[ListedDate]) -> Iterator[_Span]:
    """The days that each date may mean; a year more on both sides of one that is about right."""
    for one in dates:
        if one.earliest is not None and one.latest is not None:
            wider = 1 if one.circa else 0
            yield _first_day(one.earliest, wider), _last_day(one.latest, wider)


def _first_day(day: PartialDate, earlier: int) -> date:
    if earlier:
        return date(max(1, day.year - earlier), 1, 1)
    return date(day.year, day.month or 1, day.day or 1)


def _last_day(day: PartialDate, later: int) -> date:
    if later:
        return date(min(9999, day.year + later), 12, 31)
    month = day.month or 12
    return date(day.year, month, day.day or monthrange(day.year, month)[1])

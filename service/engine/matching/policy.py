"""What a score means: from which score on a hit counts and is shown, and which names make none alone.

The one place for these rules; everything that asks for a threshold asks here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from service.common.lazy_pattern import lazy_pattern
from service.engine.matching.model import Feature
from service.engine.matching.profile import Profile
from service.engine.model.entity import Entity, EntityType, Name, NameType
from service.engine.normalise.names import Kind, prepare
from service.engine.normalise.text import fold
from service.engine.normalise.words import read_table

_WEAK_CEILING = 0.01
"""A weak name alone stays this far below the threshold, unless the profile lets it fire."""

_SUPPORTS = 0.8
"""A fact that agrees this well: the same birth date, or the same year where the list has no more."""


def threshold_of(profile: Profile, asked: float | None) -> float:
    """The score from which a hit counts: the one asked for, or else that of the profile."""
    return profile.review_threshold if asked is None else asked


def shown_from(profile: Profile, asked: float | None) -> float:
    """The score from which a hit is shown, which may be below the threshold."""
    return max(0.0, threshold_of(profile, asked) - profile.show_below)


def capped(score: float, facts: Iterable[Feature], profile: Profile, *, acronym_alone: bool = False) -> float:
    """The score of a hit on a weak name: below the threshold, unless a fact beside the name supports it; of an acronym
    that is all that was asked, such as ISWAP, below what blocks."""
    if profile.weak_aliases_fire or _supported(facts):
        return score
    ceiling = profile.block_threshold if acronym_alone else profile.review_threshold
    return min(score, ceiling - _WEAK_CEILING)


def is_acronym_alone(name: Name, asked: str) -> bool:
    """Whether a text is nothing but an acronym that a published name has in brackets, of four letters and more, and no
    ordinary word. Such a variant is weak by a rule of ours; an alias that a publisher calls weak stays so."""
    return (
        name.type is NameType.VARIANT
        and _ACRONYM.fullmatch(name.text) is not None
        and fold(asked).strip() == fold(name.text)
        and fold(name.text) not in _acronyms_that_are_words()
    )


_ACRONYM = lazy_pattern("[A-Z]{4,}")


@lru_cache(maxsize=1)
def _acronyms_that_are_words() -> frozenset[str]:
    return frozenset(fold(row["word"]) for row in read_table("acronyms_that_are_words.csv"))


def _supported(facts: Iterable[Feature]) -> bool:
    return any(fact.name in ("birth_date", "identifier") and fact.score >= _SUPPORTS for fact in facts)


def weak_names(entity: Entity) -> tuple[bool, ...]:
    """For each name of an entity whether it is weak."""
    return tuple(is_weak_name(entity, at) for at in range(len(entity.names)))


def is_weak_name(entity: Entity, at: int) -> bool:
    """Whether a name of an entity is weak: the list says so, or it is an alias of common words that only repeats a part
    of a longer name ("Public Organisation" beside "Testan Republic (Public Organisation)")."""
    name = entity.names[at]
    if name.weak or at == 0 or entity.type is EntityType.PERSON:
        return name.weak
    own = prepare(name.text, is_person=False)
    if set(own.kinds) != {Kind.GENERIC}:
        return False
    return _repeats(own.tokens, (prepare(one.text, is_person=False).tokens for one in entity.names))


def _repeats(tokens: Sequence[str], names: Iterable[Sequence[str]]) -> bool:
    """Whether words stand together at the end of one of the longer names."""
    return any(len(name) > len(tokens) and tuple(name[-len(tokens) :]) == tuple(tokens) for name in names)

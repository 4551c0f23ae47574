"""What was read: findings that speak for a territory, pointers that speak for somewhere else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from enum import IntEnum
from operator import attrgetter

from service.engine.goods.model import Evidence, Place

CRIMEA = frozenset({"crimea", "sevastopol"})
"""Two territories in law, of which words often mean either."""


class Strength(IntEnum):
    """How far a finding goes: nothing, a look by a person, a decision."""

    NONE = 0
    REVIEW = 1
    BLOCK = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """A name or code of a territory in one field.

    `name_class` is `code`, or how far the name carries (`unique`, `needs_context`, `never_alone`, `review`).
    `name_kind` tells the sorts of `review` names apart (`adjective`, `feature`, `partial`, `goods` ...). `namesakes`
    are places elsewhere that bear the name. `outside_government_control` tells whether the place was so on the day.
    `role` is the part it plays in the text; `whole` tells that the field holds nothing else, `misspelt` that the name
    was not written as it is spelt. It never weighs more than `limit`.
    """

    evidence: Evidence
    territory: str
    name_class: str
    name_kind: str = ""
    namesakes: tuple[tuple[str, int], ...] = ()
    people: int = 0
    place: Place | None = None
    outside_government_control: bool = True
    role: str = "plain"
    whole: bool = False
    limit: Strength = Strength.BLOCK
    misspelt: bool = False


@dataclass(frozen=True, slots=True)
class CounterEvidence:
    """Something that points elsewhere: a country (`code` of two letters), a region or city of one."""

    field: str
    value: str
    code: str
    detail: str
    role: str = "plain"


@dataclass(frozen=True, slots=True)
class FieldReading:
    """All that was read in one field."""

    field: str
    findings: tuple[Finding, ...] = ()
    counter_evidence: tuple[CounterEvidence, ...] = ()
    home_countries: frozenset[str] = frozenset()
    suppressed: tuple[Evidence, ...] = ()
    empty: bool = False


_BESIDE_EVIDENCE = attrgetter(*(one.name for one in fields(Finding) if one.name != "evidence"))
_WITHOUT_PLACE = attrgetter(*(one.name for one in fields(Evidence) if one.name not in {"start", "end"}))
"""What has to be equal for one to repeat another."""


def distinct_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Without those that a text repeats: each counts, and is shown, where it stands first. A description of a thousand
    characters that names Crimea a hundred times would be answered with a hundred times the same sentence."""
    first: dict[tuple[object, ...], Finding] = {}
    for one in findings:
        first.setdefault((*_BESIDE_EVIDENCE(one), *_WITHOUT_PLACE(one.evidence)), one)
    return tuple(first.values())


def distinct_evidence(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The same of what does not count."""
    first: dict[tuple[object, ...], Evidence] = {}
    for one in evidence:
        first.setdefault(_WITHOUT_PLACE(one), one)
    return tuple(first.values())

"""Weigh every finding against the rest of the declaration.

Two principles. Within one field, words explain one another: "Sebastopol, California" is not in Crimea. Between fields
nothing is explained away: a field that contradicts what another one says alone turns a block into a review, never
into a clear.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from service.common.cooperative import Steps
from service.engine.goods.findings import CRIMEA, CounterEvidence, FieldReading, Finding, Strength

_OUTWEIGHS = 10  # so many times more people make one of two namesakes in a country the one that is meant
_SMALL = 3000  # below this, a place in Russia may have namesakes that no gazetteer lists
_TOWN = 10_000
_HAMLET = 500  # what a namesake counts at least, also where GeoNames does not know its population
_STRONG = ("code", "unique")
_AT_ONCE = 64
"""Findings weighed before others may have a turn."""


@dataclass(frozen=True, slots=True)
class WeighedFinding:
    """A finding with its strength; `why` says what limited it, `against` what contradicts it."""

    finding: Finding
    strength: Strength
    why: str = ""
    against: tuple[CounterEvidence, ...] = ()


def weigh_in_steps(readings: tuple[FieldReading, ...]) -> Steps[list[WeighedFinding]]:
    """The strength of every finding, in the order of the readings; pauses within a field that has many."""
    namesakes = frozenset().union(*(reading.home_countries for reading in readings))
    fields = [_Field(reading) for reading in readings]
    supported = _supported(fields)
    yield
    weighed: list[WeighedFinding] = []
    for field in fields:
        others = [
            pointer
            for other in readings
            if other is not field.reading and other.field != "description"
            for pointer in other.counter_evidence
            if pointer.role != "other"
        ]
        against: dict[int, tuple[CounterEvidence, ...]] = {}
        for number, finding in enumerate(field.reading.findings, 1):
            inside = field.inside(finding)
            strength, why = _alone(finding, inside, namesakes, supported)
            if others and strength is Strength.BLOCK:
                strength, why = Strength.REVIEW, "another field contradicts it"
            elif others and strength is Strength.REVIEW and _explained_elsewhere(finding, namesakes):
                strength, why = Strength.NONE, "another field shows that another place is meant"
            limit = finding.limit if finding.outside_government_control else min(finding.limit, Strength.REVIEW)
            if strength > limit:
                strength, why = limit, _limited(finding)
            if id(inside) not in against:
                against[id(inside)] = (*inside.pointers, *others)
            weighed.append(WeighedFinding(finding, strength, why, against[id(inside)]))
            if number % _AT_ONCE == 0:
                yield
    return weighed


class _Inside:
    """What in one field points elsewhere than some of its findings."""

    def __init__(self, pointers: Sequence[CounterEvidence]) -> None:
        self.pointers = tuple(pointers)

    def __bool__(self) -> bool:
        return bool(self.pointers)

    @cached_property
    def regions(self) -> frozenset[str]:
        """The codes pointed to with those of the regions and countries that they lie in: US-TX with US."""
        codes = [pointer.code.split("-") for pointer in self.pointers]
        return frozenset("-".join(parts[:number]) for parts in codes for number in range(1, len(parts) + 1))


class _Field:
    """A field with what its findings have in common: a long text has many, and little that explains them."""

    def __init__(self, reading: FieldReading) -> None:
        self.reading = reading
        self._known: dict[tuple[str, str | None], _Inside] = {}

    def inside(self, finding: Finding) -> _Inside:
        """What in the same field points elsewhere. A stated origin is not explained by the address of a shipper."""
        vague = finding.name_class in ("needs_context", "never_alone")
        kind = finding.role, _group(finding) if vague else None
        if kind not in self._known:
            self._known[kind] = _Inside([*self._pointers(finding.role), *(self._others(finding) if vague else ())])
        return self._known[kind]

    def _pointers(self, role: str) -> list[CounterEvidence]:
        pointers = self.reading.counter_evidence
        if role == "origin":
            return [pointer for pointer in pointers if pointer.role == "origin"]
        if role == "other":
            return list(pointers)
        return [pointer for pointer in pointers if pointer.role != "other"]

    def _others(self, finding: Finding) -> list[CounterEvidence]:
        """Names of other territories that cannot mean anything else."""
        group = _group(finding)
        return [
            CounterEvidence(self.reading.field, other.evidence.matched, "", other.evidence.detail)
            for other in self.reading.findings
            if _group(other) != group and (other.name_class == "unique" or other.name_kind == "partial")
        ]


def _group(finding: Finding) -> str:
    return "crimea" if finding.territory in CRIMEA else finding.territory


def _supported(fields: Sequence[_Field]) -> frozenset[str]:
    """The territories that have a finding strong enough to settle ambiguous names: a strong one, or two different
    ambiguous names that no country elsewhere has in common."""
    findings = [(finding, field) for field in fields for finding in field.reading.findings]
    supported = {_group(finding) for finding, field in findings if _supports(finding, field)}
    vague = [
        finding for finding, _ in findings if finding.name_class == "needs_context" and finding.territory in CRIMEA
    ]
    if any(_independent(one, other) for index, one in enumerate(vague) for other in vague[index + 1 :]):
        supported.add("crimea")
    return frozenset(supported)


def _independent(one: Finding, other: Finding) -> bool:
    """Whether two ambiguous names are not the same one twice and have no namesakes in a common country."""
    names = [finding.place.name if finding.place else finding.territory for finding in (one, other)]
    return names[0] != names[1] and not dict(one.namesakes).keys() & dict(other.namesakes).keys()


def _supports(finding: Finding, field: _Field) -> bool:
    """Whether a finding lends weight to ambiguous names of the same territory."""
    if finding.name_class == "review":
        return finding.name_kind == "partial" or (finding.name_kind == "goods" and not field.inside(finding))
    certain = finding.limit is Strength.BLOCK and finding.name_class in _STRONG
    return certain and not _namesake(finding, field.inside(finding))


def _alone(
    finding: Finding, inside: _Inside, namesakes: frozenset[str], supported: frozenset[str]
) -> tuple[Strength, str]:
    """The strength of a finding by its own field and what supports it, without what contradicts it elsewhere."""
    if finding.name_class == "code":
        return (Strength.REVIEW, "the text names another place too") if inside else (Strength.BLOCK, "")
    if finding.name_class == "review":
        return _hint(finding, inside)
    if finding.name_class == "unique":
        if _namesake(finding, inside):
            return Strength.NONE, "the text names the region of a namesake"
        if inside and finding.misspelt:
            return Strength.NONE, "it is not written so, and the text names another place"
        if inside:
            return Strength.REVIEW, "the text names another place too"
        if namesakes == {"RU"} and "RU" in dict(finding.namesakes):
            return Strength.REVIEW, "there is a namesake in Russia"
        return Strength.BLOCK, ""
    support = _group(finding) in supported
    if finding.name_class == "never_alone":
        return _common_word(finding, inside, namesakes, support)
    if inside:
        return (
            (Strength.REVIEW, "the text names another place too")
            if support
            else (Strength.NONE, "the text shows that another place is meant")
        )
    if support or any(_meant(finding, country) for country in namesakes):
        return Strength.BLOCK, ""
    if finding.territory not in CRIMEA:
        return _on_the_mainland(finding)
    return Strength.REVIEW, "places elsewhere bear the name"


def _on_the_mainland(finding: Finding) -> tuple[Strength, str]:
    """An ambiguous name without support: only a town that far outweighs its namesakes, or stands alone, counts."""
    if finding.people >= _OUTWEIGHS * max([_HAMLET, *dict(finding.namesakes).values()]):
        return Strength.BLOCK, ""
    if finding.whole and finding.people >= _TOWN:
        return Strength.REVIEW, "places elsewhere bear the name"
    return Strength.NONE, "a name that many places bear"


def _meant(finding: Finding, country: str) -> bool:
    """Whether a name together with Ukraine or Russia can only mean, or far more likely means, the place found."""
    namesake = dict(finding.namesakes).get(country)
    if namesake is None:
        return country == "UA" or finding.people >= _SMALL
    return country == "UA" and finding.people >= _OUTWEIGHS * max(namesake, _HAMLET)


def _hint(finding: Finding, inside: _Inside) -> tuple[Strength, str]:
    if inside and finding.name_kind in ("adjective", "feature", "port"):
        return Strength.NONE, "the text shows that another place is meant"
    return Strength.REVIEW, "a hint, not a statement of origin"


def _common_word(finding: Finding, inside: _Inside, namesakes: frozenset[str], support: bool) -> tuple[Strength, str]:
    if support and not inside:
        return Strength.BLOCK, ""
    if not inside and ("UA" in namesakes or finding.whole) and finding.territory in CRIMEA:
        return Strength.REVIEW, "a common word that is also a name there"
    return Strength.NONE, "a common word"


def _namesake(finding: Finding, inside: _Inside) -> bool:
    """Whether a place of the same name lies where the text points."""
    return bool(finding.namesakes) and any(home in inside.regions for home, _ in finding.namesakes)


def _explained_elsewhere(finding: Finding, namesakes: frozenset[str]) -> bool:
    """Whether another field may settle an ambiguous name that would not have been blocked."""
    return finding.name_class in ("needs_context", "never_alone") or finding.name_kind in ("feature", "port")


def _limited(finding: Finding) -> str:
    if not finding.outside_government_control:
        return "the place was not outside the control of the Government of Ukraine on that day, or that is not known"
    if finding.role == "other":
        return "the text names it as the place of a shipper, an office or the like"
    return "it is not a plain statement of origin"

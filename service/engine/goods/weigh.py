"""Weigh every finding against the rest of the declaration.

Two principles. Within one field, words explain one another: "Sebastopol, California" is not in Crimea. Between fields
nothing is explained away: a field that contradicts what another one says alone turns a block into a review, never
into a clear.
"""

from __future__ import annotations

from dataclasses import dataclass

from service.engine.goods.findings import CRIMEA, CounterEvidence, FieldReading, Finding, Strength

_OUTWEIGHS = 10  # so many times more people make one of two namesakes in a country the one that is meant
_SMALL = 3000  # below this, a place in Russia may have namesakes that no gazetteer lists
_TOWN = 10_000
_HAMLET = 500  # what a namesake counts at least, also where GeoNames does not know its population
_STRONG = ("code", "unique")


@dataclass(frozen=True, slots=True)
class WeighedFinding:
    """A finding with its strength; `why` says what limited it, `against` what contradicts it."""

    finding: Finding
    strength: Strength
    why: str = ""
    against: tuple[CounterEvidence, ...] = ()


def weigh(readings: tuple[FieldReading, ...]) -> list[WeighedFinding]:
    """The strength of every finding, in the order of the readings."""
    namesakes = frozenset().union(*(reading.home_countries for reading in readings))
    supported = _supported(readings)
    weighed: list[WeighedFinding] = []
    for reading in readings:
        others = [
            pointer
            for other in readings
            if other is not reading and other.field != "description"
            for pointer in other.counter_evidence
            if pointer.role != "other"
        ]
        for finding in reading.findings:
            inside = _inside(finding, reading)
            strength, why = _alone(finding, inside, namesakes, supported)
            if others and strength is Strength.BLOCK:
                strength, why = Strength.REVIEW, "another field contradicts it"
            elif others and strength is Strength.REVIEW and _explained_elsewhere(finding, namesakes):
                strength, why = Strength.NONE, "another field shows that another place is meant"
            limit = finding.limit if finding.outside_government_control else min(finding.limit, Strength.REVIEW)
            if strength > limit:
                strength, why = limit, _limited(finding)
            weighed.append(WeighedFinding(finding, strength, why, tuple(inside) + tuple(others)))
    return weighed


def _group(finding: Finding) -> str:
    return "crimea" if finding.territory in CRIMEA else finding.territory


def _supported(readings: tuple[FieldReading, ...]) -> frozenset[str]:
    """The territories that have a finding strong enough to settle ambiguous names: a strong one, or two different
    ambiguous names that no country elsewhere has in common."""
    findings = [(finding, reading) for reading in readings for finding in reading.findings]
    supported = {_group(finding) for finding, reading in findings if _supports(finding, reading)}
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


def _supports(finding: Finding, reading: FieldReading) -> bool:
    """Whether a finding lends weight to ambiguous names of the same territory."""
    if finding.name_class == "review":
        return finding.name_kind == "partial" or (finding.name_kind == "goods" and not _inside(finding, reading))
    certain = finding.limit is Strength.BLOCK and finding.name_class in _STRONG
    return certain and not _namesake(finding, _inside(finding, reading))


def _inside(finding: Finding, reading: FieldReading) -> list[CounterEvidence]:
    """What in the same field points elsewhere. A stated origin is not explained by the address of a shipper."""
    if finding.role == "origin":
        counter_evidence = [pointer for pointer in reading.counter_evidence if pointer.role == "origin"]
    elif finding.role == "other":
        counter_evidence = list(reading.counter_evidence)
    else:
        counter_evidence = [pointer for pointer in reading.counter_evidence if pointer.role != "other"]
    if finding.name_class in ("needs_context", "never_alone"):
        group = _group(finding)
        counter_evidence += [
            CounterEvidence(reading.field, other.evidence.matched, "", other.evidence.detail)
            for other in reading.findings
            if _group(other) != group and (other.name_class == "unique" or other.name_kind == "partial")
        ]
    return counter_evidence


def _alone(
    finding: Finding, inside: list[CounterEvidence], namesakes: frozenset[str], supported: frozenset[str]
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


def _hint(finding: Finding, inside: list[CounterEvidence]) -> tuple[Strength, str]:
    if inside and finding.name_kind in ("adjective", "feature", "port"):
        return Strength.NONE, "the text shows that another place is meant"
    return Strength.REVIEW, "a hint, not a statement of origin"


def _common_word(
    finding: Finding, inside: list[CounterEvidence], namesakes: frozenset[str], support: bool
) -> tuple[Strength, str]:
    if support and not inside:
        return Strength.BLOCK, ""
    if not inside and ("UA" in namesakes or finding.whole) and finding.territory in CRIMEA:
        return Strength.REVIEW, "a common word that is also a name there"
    return Strength.NONE, "a common word"


def _namesake(finding: Finding, inside: list[CounterEvidence]) -> bool:
    """Whether a place of the same name lies where the text points."""
    return any(
        pointer.code == home or pointer.code.startswith(f"{home}-")
        for pointer in inside
        for home, _ in finding.namesakes
    )


def _explained_elsewhere(finding: Finding, namesakes: frozenset[str]) -> bool:
    """Whether another field may settle an ambiguous name that would not have been blocked."""
    return finding.name_class in ("needs_context", "never_alone") or finding.name_kind in ("feature", "port")


def _limited(finding: Finding) -> str:
    if not finding.outside_government_control:
        return "the place was not outside the control of the Government of Ukraine on that day, or that is not known"
    if finding.role == "other":
        return "the text names it as the place of a shipper, an office or the like"
    return "it is not a plain statement of origin"

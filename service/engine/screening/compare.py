"""Hold pairs of parties against each other, without any list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.common.cooperative import Steps
from service.engine.matching.confidence import confidence_of
from service.engine.matching.model import Comparison, Party
from service.engine.matching.policy import threshold_of
from service.engine.model.entity import EntityType
from service.engine.normalise.names import Kind, prepare
from service.engine.screening.errors import Fault, InvalidRequest
from service.engine.screening.resolved_options import find_profile
from service.engine.screening.validation import name_faults
from service.engine.snapshot import Snapshot

Pair = tuple[Party, Party]


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison, whether it reaches the threshold of the profile, and how sure a score like this is."""

    comparison: Comparison
    match: bool
    confidence: float


def compare_in_steps(
    pairs: Sequence[Pair], snapshot: Snapshot, *, profile_id: str, max_name_length: int
) -> Steps[list[Compared]]:
    """One result for each pair, pausing after each. Raises InvalidRequest before the first if any pair is at fault."""
    profile = find_profile(snapshot, profile_id, pointer="/profile")
    faults = yield from _faults(pairs, max_name_length)
    if faults:
        raise InvalidRequest(faults)
    results: list[Compared] = []
    for left, right in map(_typed, pairs):
        comparison = snapshot.compare(left, right, profile=profile)
        is_person = EntityType.PERSON in (left.type, right.type) or left.type is right.type is EntityType.UNKNOWN
        confidence = confidence_of(comparison.score, comparison.query, comparison.listed.text, is_person=is_person)
        results.append(Compared(comparison, comparison.score >= threshold_of(profile, None), confidence))
        yield
    return results


def _typed(pair: Pair) -> Pair:
    """Two parties of unknown type of whose names both hold a word of bodies are taken for bodies, as the entries of
    lists are: read as persons, "Foreign Trade Bank DPRK" and "Foreign Trade Bank" would have three names in common."""
    left, right = pair
    if {left.type, right.type} == {EntityType.UNKNOWN} and all(_is_body(party.names[0]) for party in pair):
        return replace(left, type=EntityType.ENTITY), replace(right, type=EntityType.ENTITY)
    return pair


def _is_body(name: str) -> bool:
    return any(kind is Kind.GENERIC for kind in prepare(name, is_person=False).kinds)


def _faults(pairs: Sequence[Pair], max_name_length: int) -> Steps[list[Fault]]:
    faults: list[Fault] = []
    for position, pair in enumerate(pairs):
        for side, party in zip(("left", "right"), pair, strict=True):
            faults += name_faults(f"/pairs/{position}/{side}", party.names[0], party.type, max_name_length)
        yield
    return faults

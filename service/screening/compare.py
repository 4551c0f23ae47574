"""Hold pairs of parties against each other, without any list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.matching.model import Comparison, Party
from service.screening.checks import name_faults
from service.screening.errors import Fault, InvalidRequest
from service.screening.plan import find_profile
from service.snapshot import Snapshot

Pair = tuple[Party, Party]


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison, and whether it reaches the threshold of the profile."""

    comparison: Comparison
    match: bool


def compare_in_steps(
    pairs: Sequence[Pair], snapshot: Snapshot, *, profile_id: str, max_name_length: int
) -> Iterator[Compared]:
    """One result for each pair, one at a time. Raises InvalidRequest before the first if any pair is at fault."""
    profile = find_profile(snapshot, profile_id, pointer="/profile")
    faults = list(_faults(pairs, max_name_length))
    if faults:
        raise InvalidRequest(faults)
    for left, right in pairs:
        comparison = snapshot.compare(left, right, profile=profile)
        yield Compared(comparison, comparison.score >= profile.review_threshold)


def _faults(pairs: Sequence[Pair], max_name_length: int) -> Iterator[Fault]:
    for position, pair in enumerate(pairs):
        for side, party in zip(("left", "right"), pair, strict=True):
            yield from name_faults(f"/pairs/{position}/{side}", party.names[0], party.type, max_name_length)

"""What of a snapshot is needed to ask a question of it: its hashes, and the words that options are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from service.engine.matching.profile import Profile
from service.engine.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class SnapshotSummary:
    """A snapshot without what it holds. `watchlists` are ids with the hash of each, `regimes` the codes there are."""

    sha256: str
    watchlists: Mapping[str, str]
    profiles: Mapping[str, Profile]
    regimes: frozenset[str]


def summary_of(snapshot: Snapshot) -> SnapshotSummary:
    """The outline of a loaded snapshot."""
    watchlists = {one.id: one.sha256 for one in snapshot.watchlists}
    return SnapshotSummary(snapshot.sha256, watchlists, snapshot.profiles, snapshot.rules.regimes)

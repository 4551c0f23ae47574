"""What the process that leads the workers says, in one line of JSON, once it has loaded the lists or has failed to: the
command that started it asks about its file by that, and need not load them as well."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from service.engine.screening.errors import NotReady
from service.engine.screening.snapshot_summary import SnapshotSummary
from service.engine.snapshot import Snapshot
from service.snapshots.manifest import manifest_of, read_profile


@dataclass(frozen=True, slots=True)
class Handshake:
    """A snapshot that another process holds: its summary, and the parts that go on record when it comes into use."""

    summary: SnapshotSummary
    parts: Mapping[str, Any]


def report_loaded(snapshot: Snapshot) -> str:
    """The line about a snapshot."""
    regimes = sorted(snapshot.rules.regimes)
    return json.dumps({"sha256": snapshot.sha256, "parts": manifest_of(snapshot), "regimes": regimes})


def report_failed(reason: str) -> str:
    """The line for lists that cannot be used."""
    return json.dumps({"reason": reason})


def read_handshake(line: str) -> Handshake:
    """What a line says. Raises NotReady if the lists cannot be used, or if the process ended before it had a line."""
    said: dict[str, Any] = json.loads(
        line or report_failed("the process that loads the lists ended before it had done so")
    )
    if "reason" in said:
        raise NotReady(said["reason"])
    parts = said["parts"]
    watchlists = {one["id"]: one["sha256"] for one in parts["watchlists"]}
    profiles = {profile_id: read_profile(profile_id, part) for profile_id, part in parts["profiles"].items()}
    return Handshake(SnapshotSummary(said["sha256"], watchlists, profiles, frozenset(said["regimes"])), parts)

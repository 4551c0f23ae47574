"""Asking a real service over HTTP."""

from __future__ import annotations

from collections.abc import Sequence

import httpx

from benchmarks.serving import running_service

_BATCH = 100


def screen_names(names: Sequence[tuple[str, str]]) -> list[list[str]]:
    """For each (type, name) the ids of the entities that the service reports at or above the threshold."""
    found: list[list[str]] = []
    with running_service() as server, httpx.Client(base_url=server.address, timeout=60) as client:
        for start in range(0, len(names), _BATCH):
            batch = names[start : start + _BATCH]
            parties = [{"id": str(at), "type": kind, "name": name} for at, (kind, name) in enumerate(batch)]
            answer = client.post("/v1/screenings", json={"reference": "benchmark", "parties": parties})
            answer.raise_for_status()
            found += [
                [hit["entity_id"] for hit in party["hits"] if hit["above_threshold"]]
                for party in answer.json()["parties"]
            ]
    return found

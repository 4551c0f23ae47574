"""The fingerprints of listed entities of one snapshot, worked out once each: the same entities are hit again and
again."""

from __future__ import annotations

from typing import NamedTuple

from service.alerts.fingerprint import entity_sha256, rule_sha256
from service.engine.model.entity import Entity
from service.engine.model.watchlist import Watchlist
from service.engine.snapshot import Snapshot


class ListedHashes(NamedTuple):
    """What an entity and the rule by which it is listed are like."""

    entity_sha256: str
    rules_sha256: str


class ListedFingerprints:
    """Fingerprints of entities of one snapshot. `rules_sha256` is that of the rules of origin, which stand for both
    sides where a territory was found."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.rules_sha256 = snapshot.rules.sha256
        self._known: dict[str, ListedHashes] = {}

    def of(self, entity: Entity, watchlist: Watchlist) -> ListedHashes:
        """The hashes of an entity of the snapshot."""
        found = self._known.get(entity.id)
        if found is None:
            found = self._known[entity.id] = ListedHashes(entity_sha256(entity), rule_sha256(entity, watchlist))
        return found

    def find(self, entity_id: str) -> ListedHashes | None:
        """The hashes of the entity of that id; None if it is not listed."""
        entity = self.snapshot.entity(entity_id)
        watchlist = None if entity is None else self.snapshot.watchlist(entity.watchlist)
        return None if entity is None or watchlist is None else self.of(entity, watchlist)


class CurrentFingerprints:
    """The fingerprints of the snapshot that was asked for last, and of the one before, for requests still at work."""

    def __init__(self) -> None:
        self._kept: tuple[ListedFingerprints, ...] = ()

    def of(self, snapshot: Snapshot) -> ListedFingerprints:
        """The fingerprints of that snapshot."""
        for one in self._kept:
            if one.snapshot is snapshot:
                return one
        found = ListedFingerprints(snapshot)
        self._kept = (found, *self._kept[:1])
        return found

"""Does a remembered decision still hold? Pure: what is remembered comes in, what holds and what has lapsed goes out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from service.alerts.finding_model import Lapse, LapseReason, Suppression
from service.alerts.fingerprint import territory_id
from service.alerts.listed_fingerprints import ListedFingerprints
from service.engine.matching.model import Match
from service.engine.model.watchlist import Watchlist

RISE = 0.10
"""A score that has risen by so much since the decision is another finding, whatever made it rise."""


def lapse_reason(
    suppression: Suppression, *, subject_sha256: str, entity_sha256: str, rules_sha256: str, score: float
) -> LapseReason | None:
    """Which side has changed since the decision; None if it still holds."""
    if suppression.subject_sha256 != subject_sha256:
        return LapseReason.SUBJECT_CHANGED
    if suppression.entity_sha256 != entity_sha256:
        return LapseReason.ENTITY_CHANGED
    if suppression.rules_sha256 != rules_sha256 or score >= suppression.score + RISE:
        return LapseReason.RULE_CHANGED
    return None


def suppressions_sha256(suppressions: Iterable[Suppression]) -> str | None:
    """Hash over the ids of the suppressions that a screening has looked at. The rows behind them never change."""
    ids = sorted({one.id for one in suppressions})
    return hashlib.sha256("\n".join(ids).encode()).hexdigest() if ids else None


class SubjectSuppressions:
    """The suppressions of one subject, held against one snapshot. Says which hits they answer, and keeps in mind which
    of them have lapsed (`RememberedDecisions`)."""

    def __init__(self, suppressions: Sequence[Suppression], *, subject_sha256: str, listed: ListedFingerprints) -> None:
        self.considered = tuple(suppressions)
        self.applied: dict[str, Suppression] = {}
        self.lapsed: dict[str, Lapse] = {}
        self._subject_sha256, self._listed = subject_sha256, listed

    @property
    def count(self) -> int:
        """How many hits they can answer at most."""
        return len(self.considered)

    def match(self, match: Match, watchlist: Watchlist) -> str | None:
        """The id of the suppression that answers this match, if there is one that holds."""
        hashes = self._listed.of(match.entity, watchlist)
        return self._holding(match.entity.id, hashes.entity_sha256, hashes.rules_sha256, match.score)

    def territory(self, territory: str) -> str | None:
        """The id of the suppression that answers this territory, if there is one that holds."""
        rules = self._listed.rules_sha256
        return self._holding(territory_id(territory), rules, rules, 0.0)

    def _holding(self, entity_id: str, entity_sha256: str, rules_sha256: str, score: float) -> str | None:
        for one in self.considered:
            if one.entity_id != entity_id:
                continue
            because = lapse_reason(
                one,
                subject_sha256=self._subject_sha256,
                entity_sha256=entity_sha256,
                rules_sha256=rules_sha256,
                score=score,
            )
            if because is None:
                self.applied[one.id] = one
                return one.id
            self.lapsed[one.id] = Lapse(one, because)
        return None

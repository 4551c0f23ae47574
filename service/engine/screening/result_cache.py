"""Answers for parties that were asked about before: the same counterparties come again and again."""

from __future__ import annotations

from collections import OrderedDict

from service.engine.matching.model import Party
from service.engine.screening.request import PartyQuery
from service.engine.screening.resolved_options import ResolvedOptions
from service.engine.screening.result import PartyResult

_PARTY_BYTES = 1_500
_HIT_BYTES = 3_500
_CHARACTER_BYTES = 4
"""What a remembered answer takes at most, for the party, each hit, and each character of a name. A test measures it."""

_Asked = tuple[Party, ResolvedOptions]


class ResultCache:
    """Answers by everything they depend on but the snapshot, which is that of the owner. Those not asked for the
    longest time are forgotten first. Only for the thread of the event loop."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._taken = 0
        self._answers: OrderedDict[_Asked, tuple[PartyResult, int, int]] = OrderedDict()

    def find(self, asked: PartyQuery, resolved: ResolvedOptions) -> PartyResult | None:
        """The answer for this party under the id it has now, if it is remembered."""
        key = (asked.party, resolved)
        found = self._answers.get(key)
        if found is None:
            return None
        self._answers.move_to_end(key)
        answer = found[0]
        return PartyResult(asked.id, answer.decision, answer.hits, answer.address, answer.hits_total, answer.truncated)

    def work_of(self, asked: PartyQuery, resolved: ResolvedOptions) -> int:
        """What work the remembered answer took, in units."""
        return self._answers[asked.party, resolved][2]

    def keep(self, asked: PartyQuery, resolved: ResolvedOptions, answer: PartyResult, work: int = 0) -> None:
        """Keep an answer, and what work it took; the least recently used ones are dropped when the cache is full."""
        size = _size(asked.party, answer)
        if size > self._max_bytes or (asked.party, resolved) in self._answers:
            return
        self._answers[asked.party, resolved] = (answer, size, work)
        self._taken += size
        while self._taken > self._max_bytes:
            _, (_, freed, _) = self._answers.popitem(last=False)
            self._taken -= freed


def _size(party: Party, answer: PartyResult) -> int:
    characters = sum(map(len, party.names)) + len(party.address or "")
    return _PARTY_BYTES + characters * _CHARACTER_BYTES + len(answer.hits) * _HIT_BYTES

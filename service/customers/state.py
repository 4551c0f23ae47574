"""What is known about a subject: its hits. Pure: searching, merging, comparing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from service.alerts.fingerprint import territory_id
from service.alerts.listed_fingerprints import ListedFingerprints
from service.common.cooperative import run_to_completion
from service.customers.model import HitCounts, SubjectContent
from service.engine.index.work import TooLongToSearch
from service.engine.model.decision import Decision
from service.engine.screening.errors import InvalidRequest, NotReady
from service.engine.screening.request import Options, PartyQuery, ScreeningRequest
from service.engine.screening.resolved_options import ResolvedOptions, resolve_options
from service.engine.screening.result import PartyResult
from service.engine.screening.screen import screen_parties_in_steps
from service.engine.screening.validation import faults_in_steps
from service.engine.screening.work_faults import reason_of
from service.engine.snapshot import Snapshot

_ALL_HITS = 1_000_000_000


@dataclass(frozen=True, slots=True)
class SubjectHit:
    """A listed entity, or a territory, that a subject may have to do with, as it was found last."""

    entity_id: str
    watchlist: str | None
    entity_sha256: str
    rules_sha256: str
    score: float
    decision: str


State = Mapping[str, SubjectHit]
"""The hits of one subject by entity."""


@dataclass(frozen=True, slots=True)
class Unscreenable:
    """Why a subject cannot be searched."""

    reason: str


@dataclass(frozen=True, slots=True)
class StateChange:
    """How two states of a subject differ, as ids of entities."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()
    unchanged: int = 0

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.ended)

    @property
    def counts(self) -> HitCounts:
        """How many there are of each."""
        return HitCounts(len(self.new), len(self.changed), len(self.ended), self.unchanged)


def merge(last: State, found: State, touched: Collection[str]) -> dict[str, SubjectHit]:
    """The state on a new snapshot: what was known, except of the entities that differ, and what was found of those."""
    return {entity_id: hit for entity_id, hit in last.items() if entity_id not in touched} | dict(found)


def compare(before: State, after: State) -> StateChange:
    """How two states differ."""
    both = before.keys() & after.keys()
    changed = sorted(entity_id for entity_id in both if before[entity_id] != after[entity_id])
    return StateChange(
        new=tuple(sorted(after.keys() - before.keys())),
        changed=tuple(changed),
        ended=tuple(sorted(before.keys() - after.keys())),
        unchanged=len(both) - len(changed),
    )


def state_of(found: PartyResult, listed: ListedFingerprints) -> dict[str, SubjectHit]:
    """The state that the answer about a party makes."""
    state = {}
    for hit in found.hits:
        hashes = listed.find(hit.entity_id) if hit.above_threshold else None
        if hashes is not None:
            state[hit.entity_id] = SubjectHit(hit.entity_id, hit.watchlist, *hashes, hit.score, hit.decision.value)
    address = found.address
    if address is not None and address.territory is not None:
        id_, rules = territory_id(address.territory), listed.rules_sha256
        state[id_] = SubjectHit(id_, None, rules, rules, 1.0, Decision.REVIEW.value)
    return state


class SubjectScreener:
    """Finds the states of subjects on one snapshot and day. With `addresses` false those are not read: they are what
    they were as long as the rules are."""

    def __init__(self, snapshot: Snapshot, *, on: date, max_name_length: int, addresses: bool = True) -> None:
        self.snapshot, self.listed = snapshot, ListedFingerprints(snapshot)
        self._on, self._max_name_length, self._addresses = on, max_name_length, addresses
        self._resolved: dict[Options, ResolvedOptions | Unscreenable] = {}

    def states(
        self, subjects: Sequence[SubjectContent], *, check: bool = True
    ) -> list[dict[str, SubjectHit] | Unscreenable]:
        """The state of each subject. Without `check` the names are known to be searchable."""
        found: list[dict[str, SubjectHit] | Unscreenable] = [{} for _ in subjects]
        asked: dict[tuple[Any, ...], list[int]] = {}
        for at, subject in enumerate(subjects):
            asked.setdefault((subject.profile, subject.watchlists), []).append(at)
        for places in asked.values():
            resolved = self._resolve(options_of(subjects[places[0]]))
            for place, state in zip(places, self._of([subjects[at] for at in places], resolved, check), strict=True):
                found[place] = state
        return found

    def profile_sha256(self, profile_id: str) -> str:
        """The hash of a profile; empty if there is none of that id."""
        profile = self.snapshot.profiles.get(profile_id)
        return "" if profile is None else profile.sha256

    def _resolve(self, options: Options) -> ResolvedOptions | Unscreenable:
        known = self._resolved.get(options)
        if known is None:
            try:
                known = resolve_options(options, self.snapshot, today=self._on)
            except (InvalidRequest, NotReady) as error:
                known = Unscreenable(str(error))
            self._resolved[options] = known
        return known

    def _of(
        self, subjects: Sequence[SubjectContent], resolved: ResolvedOptions | Unscreenable, check: bool
    ) -> list[dict[str, SubjectHit] | Unscreenable]:
        if isinstance(resolved, Unscreenable):
            return [resolved] * len(subjects)
        asked = [self._query(at, subject) for at, subject in enumerate(subjects)]
        bad = self._faults(asked) if check else {}
        found: list[PartyResult] | None = None
        while found is None:
            good = [at for at in range(len(asked)) if at not in bad]
            # To look up the words of all of them together costs a fraction of what it costs in small groups.
            steps = screen_parties_in_steps(
                [asked[at] for at in good], self.snapshot, resolved, together=len(good) or 1
            )
            try:
                found = run_to_completion(steps)
            except TooLongToSearch as error:
                bad |= {good[over.party]: Unscreenable(reason_of(over)) for over in error.over}
        answers = iter(found)
        return [bad[at] if at in bad else state_of(next(answers), self.listed) for at in range(len(asked))]

    def _query(self, at: int, subject: SubjectContent) -> PartyQuery:
        party = subject.party
        if party.address is not None and not self._addresses:
            party = replace(party, address=None)
        return PartyQuery(str(at), party)

    def _faults(self, asked: Sequence[PartyQuery]) -> dict[int, Unscreenable]:
        """Why subjects cannot be searched, by their place."""
        found: dict[int, Unscreenable] = {}
        for at, one in enumerate(asked):
            request = ScreeningRequest(parties=(one,))
            faults = run_to_completion(faults_in_steps(request, on=self._on, max_name_length=self._max_name_length))
            if faults:
                found[at] = Unscreenable("; ".join(fault.detail for fault in faults))
        return found


def options_of(subject: SubjectContent, limit: int = _ALL_HITS) -> Options:
    """How a subject is screened."""
    return Options(profile=subject.profile, watchlists=subject.watchlists, limit=limit)

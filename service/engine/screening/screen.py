"""Screen one request against one snapshot."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache

from service.common.cooperative import Stages, Steps, map_in_steps, run_to_completion
from service.engine.index.entity_index import TOGETHER
from service.engine.index.work import RequestTooLong, SearchWork, TooLongToSearch
from service.engine.matching.model import Match, Party
from service.engine.model.decision import Decision, worst
from service.engine.screening.decide import decide_match
from service.engine.screening.errors import InvalidRequest
from service.engine.screening.grouping import group_ids_in_steps
from service.engine.screening.hits import make_hit
from service.engine.screening.remembered_decisions import NOTHING, Remembered, RememberedDecisions
from service.engine.screening.request import GoodsQuery, Options, PartyQuery, ScreeningRequest
from service.engine.screening.resolved_options import ResolvedOptions, resolve_options
from service.engine.screening.result import AddressResult, GoodsResult, Hit, PartyResult, ScreenedParty, ScreeningResult
from service.engine.screening.result_cache import ResultCache
from service.engine.screening.selection import Decided, select_hits
from service.engine.screening.validation import faults_in_steps
from service.engine.screening.warnings import ScreeningWarning, request_warnings
from service.engine.screening.work_faults import request_fault, work_faults
from service.engine.snapshot import Snapshot

_MOST_PLANS = 200
"""Different options on record at a time. There are few in practice; a caller who varies them starts the list anew."""

Watch = Callable[[SearchWork, int], None]
"""Told where the work of a request is counted, and for how many parties, before they are searched. Parties of which the
answer is remembered are not among them."""

_HITS_AT_ONCE = 16
"""Hits described in one step, of the up to 1,000 that a client may have asked for."""


def screen(
    request: ScreeningRequest,
    snapshot: Snapshot,
    *,
    screening_id: str,
    screened_at: datetime,
    today: date,
    max_name_length: int,
) -> ScreeningResult:
    """The whole answer in one go. The same arguments always give the same answer."""
    screener = Screener(snapshot, max_name_length=max_name_length)
    return run_to_completion(
        screener.screen_in_steps(request, screening_id=screening_id, screened_at=screened_at, today=today)
    )


class Screener:
    """A snapshot, ready to be asked. Keeps what is the same for many questions: plans, and answers for parties that may
    be asked about again, in at most `cache_bytes` bytes. Neither changes any answer.

    Only for the thread of one event loop.
    """

    def __init__(self, snapshot: Snapshot, *, max_name_length: int, cache_bytes: int = 0) -> None:
        self.snapshot = snapshot
        self._max_name_length = max_name_length
        self._plans: dict[tuple[Options, date], ResolvedOptions] = {}
        self._cached = ResultCache(cache_bytes)

    def screen_in_steps(
        self,
        request: ScreeningRequest,
        *,
        screening_id: str,
        screened_at: datetime,
        today: date,
        remembered: Remembered = NOTHING,
        watch: Watch = lambda _work, _parties: None,
    ) -> Stages[ScreeningResult]:
        """The whole answer, pausing after each name and each line of goods, so that a server can attend to others
        between. Its stages are `check`, `search` and `goods`."""
        yield "check"
        resolved = yield from self._check_and_plan(request, today)
        if request.parties:
            yield "search"
        parties = yield from self._parties(request.parties, resolved, remembered, watch)
        goods: list[GoodsResult] = []
        if request.goods:
            yield "goods"
        for line in request.goods:
            goods.append(
                (yield from screen_goods_in_steps(line, self.snapshot, resolved, remembered.goods.get(line.id)))
            )
            yield None
        return ScreeningResult(
            id=screening_id,
            reference=request.reference,
            screened_at=screened_at,
            as_of=resolved.on,
            options=resolved.used_options,
            decision=worst([*(party.decision for party in parties), *(line.decision for line in goods)]),
            parties=tuple(parties),
            goods=tuple(goods),
            snapshot=resolved.used_snapshot,
            profile=resolved.used_profile,
            engine=self.snapshot.engine,
            warnings=warnings_for(request.parties, resolved),
            suppressed_hits=count_suppressed(parties, goods),
            suppressions_sha256=remembered.sha256,
        )

    def _check_and_plan(self, request: ScreeningRequest, today: date) -> Steps[ResolvedOptions]:
        on = request.options.as_of or today
        faults = yield from faults_in_steps(request, on=on, max_name_length=self._max_name_length)
        try:
            resolved = self._plan(request.options, today)
        except InvalidRequest as error:
            raise InvalidRequest([*faults, *error.faults]) from None
        if faults:
            raise InvalidRequest(faults)
        return resolved

    def _plan(self, options: Options, today: date) -> ResolvedOptions:
        resolved = self._plans.get((options, today))
        if resolved is None:
            if len(self._plans) >= _MOST_PLANS:
                self._plans.clear()
            resolved = self._plans[options, today] = resolve_options(options, self.snapshot, today=today)
        return resolved

    def _parties(
        self, asked: Sequence[PartyQuery], resolved: ResolvedOptions, remembered: Remembered, watch: Watch
    ) -> Steps[list[PartyResult]]:
        known = [None if one.id in remembered.parties else self._cached.find(one, resolved) for one in asked]
        unknown = [(at, asked[at]) for at, found in enumerate(known) if found is None]
        work = SearchWork(one_request=True)
        if len(asked) > 1:  # one party alone is never too much for a request
            for party, found in zip(asked, known, strict=True):
                work.count_known(0 if found is None else self._cached.work_of(party, resolved))
        watch(work, len(unknown))
        new = yield from self._searched(unknown, resolved, remembered, work)
        for (_, party), found, taken in zip(unknown, new, work.parties, strict=True):
            if party.id not in remembered.parties:
                self._cached.keep(party, resolved, found, taken.units)
        fresh = iter(new)
        answers = [next(fresh) if found is None else found for found in known]
        return [_named(party, answer) for party, answer in zip(asked, answers, strict=True)]

    def _searched(
        self,
        unknown: Sequence[tuple[int, PartyQuery]],
        resolved: ResolvedOptions,
        remembered: Remembered,
        work: SearchWork,
    ) -> Steps[list[PartyResult]]:
        """The answers for parties, each with its position in the request."""
        parties = [party for _, party in unknown]
        try:
            return (
                yield from screen_parties_in_steps(parties, self.snapshot, resolved, remembered=remembered, work=work)
            )
        except TooLongToSearch as error:
            raise InvalidRequest(work_faults(error, unknown)) from None
        except RequestTooLong as error:
            raise InvalidRequest([request_fault(error)]) from None


def warnings_for(parties: Sequence[PartyQuery], resolved: ResolvedOptions) -> tuple[ScreeningWarning, ...]:
    """What the answer for these parties, and for whatever goods are asked about with them, does not cover."""
    if not parties:
        return resolved.warnings
    return (*resolved.warnings, *resolved.watchlist_warnings, *request_warnings(parties))


def screen_parties(asked: Sequence[PartyQuery], snapshot: Snapshot, resolved: ResolvedOptions) -> list[PartyResult]:
    """Who on the lists may each of these parties be? Answered as if each were asked alone, but cheaper."""
    return run_to_completion(screen_parties_in_steps(asked, snapshot, resolved))


def screen_parties_in_steps(
    asked: Sequence[PartyQuery],
    snapshot: Snapshot,
    resolved: ResolvedOptions,
    *,
    together: int = TOGETHER,
    remembered: Remembered = NOTHING,
    work: SearchWork | None = None,
) -> Steps[list[PartyResult]]:
    """The same, pausing now and then, at least after so many as are looked up `together`. Raises TooLongToSearch if
    any of them takes more work than it may, and RequestTooLong by what is counted in `work`.

    A hit that is suppressed never takes the place of another one: it comes on top of the limit.
    """
    decisions = remembered.parties
    found = yield from snapshot.search_in_steps(
        [one.party for one in asked],
        profile=resolved.profile,
        on=resolved.on,
        watchlists=resolved.watchlists,
        threshold=resolved.threshold,
        limit=None,
        together=together,
        work=work,
    )
    answers = []
    for one, matches in zip(asked, found, strict=True):
        if not matches and not one.party.address:
            answers.append(nobody(one.id))  # as with most
            continue
        answers.append((yield from _answered(one, matches, snapshot, resolved, decisions.get(one.id))))
        yield
    return answers


@lru_cache(maxsize=64)
def nobody(party_id: str) -> PartyResult:
    """The answer for a party that is not on any list and has no address. All rows of a file have the same."""
    return PartyResult(party_id, Decision.CLEAR, ())


def _answered(
    asked: PartyQuery,
    matches: Sequence[Match],
    snapshot: Snapshot,
    resolved: ResolvedOptions,
    remembered: RememberedDecisions | None,
) -> Steps[PartyResult]:
    suppressed = _suppressed(matches, resolved, remembered)
    found = [(match, _decide(match, resolved)) for match in matches if match.entity.id not in suppressed]
    decision = worst(one for _, one in found)
    shown = [*select_hits(found, decision=decision, limit=resolved.limit)]
    answered = [(match, Decision.CLEAR) for match in matches if match.entity.id in suppressed]
    every = sorted([*shown, *answered], key=_rank) if answered else shown
    hits = yield from _hits(every, resolved, suppressed)
    address = yield from _screen_address(asked.party, snapshot, resolved, remembered)
    if address is not None and address.territory is not None and address.suppressed_by is None:
        decision = worst((decision, Decision.REVIEW))
    return PartyResult(asked.id, decision, hits, address, len(matches), len(hits) < len(matches), None, len(suppressed))


def _rank(decided: Decided) -> tuple[float, str]:
    return -decided[0].score, decided[0].entity.id


def _decide(match: Match, resolved: ResolvedOptions) -> Decision:
    return decide_match(match, profile=resolved.profile, threshold=resolved.threshold, on=resolved.on)


def _hits(shown: Sequence[Decided], resolved: ResolvedOptions, suppressed: Mapping[str, str]) -> Steps[tuple[Hit, ...]]:
    groups = yield from group_ids_in_steps([match.entity for match, _ in shown])

    def hit(one: tuple[Decided, str]) -> Hit:
        (match, decision), group = one
        return make_hit(
            match,
            resolved.editions[match.entity.watchlist],
            on=resolved.on,
            threshold=resolved.threshold,
            decision=decision,
            group_id=group,
            suppressed_by=suppressed.get(match.entity.id),
        )

    return tuple((yield from map_in_steps(hit, zip(shown, groups, strict=True), _HITS_AT_ONCE)))


def _named(asked: PartyQuery, found: PartyResult) -> PartyResult:
    """Written out, as `replace` takes three times as long."""
    return PartyResult(
        found.id,
        found.decision,
        found.hits,
        found.address,
        found.hits_total,
        found.truncated,
        ScreenedParty(asked.party.names[0] if asked.party.names else "", asked.party.type),
        found.suppressed_hits,
    )


def _suppressed(
    matches: Sequence[Match], resolved: ResolvedOptions, remembered: RememberedDecisions | None
) -> dict[str, str]:
    """The suppressions that answer matches, by entity."""
    if remembered is None:
        return {}
    found = {
        match.entity.id: remembered.match(match, resolved.editions[match.entity.watchlist])
        for match in matches
        if match.score >= resolved.threshold
    }
    return {entity_id: suppression for entity_id, suppression in found.items() if suppression is not None}


def _screen_address(
    party: Party, snapshot: Snapshot, resolved: ResolvedOptions, remembered: RememberedDecisions | None
) -> Steps[AddressResult | None]:
    """Read the address, which may name a port as well, with the engine that reads origins."""
    if not party.address or not resolved.profile.screen_addresses:
        return None
    from service.engine.goods.check import find_places_in_steps  # a name alone is screened without it

    country = party.countries[0] if len(party.countries) == 1 else None
    reading = yield from find_places_in_steps(
        party.address, snapshot.rules, on=resolved.on, country=country, field="address"
    )
    return AddressResult(
        reading.territory,
        reading.decisive,
        reading.evidence,
        reading.suppressed,
        reading.contradictions,
        _suppressed_territory(reading.territory, remembered),
    )


def _suppressed_territory(territory: str | None, remembered: RememberedDecisions | None) -> str | None:
    return None if territory is None or remembered is None else remembered.territory(territory)


def count_suppressed(parties: Sequence[PartyResult], goods: Sequence[GoodsResult]) -> int:
    """How many hits, and territories, a remembered decision answers."""
    hits = sum(party.suppressed_hits for party in parties)
    addresses = sum(party.address is not None and party.address.suppressed_by is not None for party in parties)
    return hits + addresses + sum(line.suppressed_by is not None for line in goods)


def screen_goods(
    asked: GoodsQuery, snapshot: Snapshot, resolved: ResolvedOptions, remembered: RememberedDecisions | None = None
) -> GoodsResult:
    """Where do these goods come from, and may they come in?"""
    return run_to_completion(screen_goods_in_steps(asked, snapshot, resolved, remembered))


def screen_goods_in_steps(
    asked: GoodsQuery, snapshot: Snapshot, resolved: ResolvedOptions, remembered: RememberedDecisions | None = None
) -> Steps[GoodsResult]:
    """The same, pausing within long texts."""
    from service.engine.goods.check import check_goods_in_steps  # parties are screened without it

    found = yield from check_goods_in_steps(asked.goods, snapshot.rules, on=resolved.on, regimes=resolved.regimes)
    suppressed_by = _suppressed_territory(found.territory, remembered)
    return GoodsResult(
        id=asked.id,
        decision=found.decision if suppressed_by is None else Decision.CLEAR,
        territory=found.territory,
        score=round(found.score, 4),
        place=found.place,
        evidence=found.evidence,
        suppressed=found.suppressed,
        contradictions=found.contradictions,
        measures=found.measures,
        reasons=found.reasons,
        origin=found.origin,
        coverage=found.coverage,
        suppressed_by=suppressed_by,
    )

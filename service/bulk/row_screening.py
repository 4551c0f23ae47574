"""From the questions of some rows to their answers: the same checks and screening as over HTTP, without a record for
each."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple, TypeVar

from msgspec.json import Encoder

from service.alerts.finding_model import Finding
from service.alerts.findings import SuppressionsOf, findings_of
from service.alerts.listed_fingerprints import ListedFingerprints
from service.bulk.errors import CellFault
from service.bulk.row_checks import Bounds
from service.bulk.rows import GOODS, PARTY, RowQuery
from service.common.clock import Clock
from service.common.cooperative import Steps
from service.common.logging import Logger
from service.engine.index.work import TooLongToSearch
from service.engine.model.decision import Decision, worst
from service.engine.screening.remembered_decisions import Remembered
from service.engine.screening.request import GoodsQuery, Options, PartyQuery, ScreeningRequest
from service.engine.screening.resolved_options import ResolvedOptions
from service.engine.screening.result import GoodsResult, Hit, PartyResult
from service.engine.screening.screen import (
    count_suppressed,
    nobody,
    screen_goods,
    screen_parties_in_steps,
    warnings_for,
)
from service.engine.screening.warnings import (
    ScreeningWarning,
    no_name_warning,
    unread_columns_warning,
    unscreened_parties_warning,
)
from service.engine.screening.work_faults import reason_of
from service.engine.snapshot import Snapshot

log = Logger("sekisho.bulk")

_T = TypeVar("_T")
_ENCODER = Encoder()
REJECTED = "rejected"
"""The decision about a row that could not be screened. It is never `clear`."""


class RowAnswer(NamedTuple):
    """What one row is answered, in the order of the result's columns. `answer` is JSON: everything in full."""

    decision: str
    top_score: float | None
    hits: int
    top_entity_id: str | None
    top_name: str | None
    top_watchlist: str | None
    reason: str | None
    error: str | None
    warnings: str | None
    hits_total: int
    truncated: bool
    suppressed_hits: int
    answer: bytes | None
    findings: tuple[Finding, ...] = ()
    """What leads to alerts: for a party or line that asks for a person, or about which something is remembered. The ids
    of subjects and alerts are not in them, as rows that ask the same share an answer."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What a job needs to raise alerts and to know decisions about its rows. `suppressions_of` gives those that are
    remembered, by the key of a subject."""

    listed: ListedFingerprints
    suppressions_of: SuppressionsOf
    clock: Clock


@dataclass(frozen=True, slots=True)
class JobContext:
    """What all rows of a job are screened with. Without `memory` rows lead to no alerts, and nothing is remembered."""

    snapshot: Snapshot
    resolved: ResolvedOptions
    max_name_length: int
    memory: Memory | None = None

    @property
    def bounds(self) -> Bounds:
        """What rows are checked against."""
        return Bounds(self.resolved.on, self.max_name_length)


def rejected(column: str, reason: str) -> RowAnswer:
    """The answer for a row that could not be screened."""
    error = f"{column}: {reason}" if column else reason
    return RowAnswer(REJECTED, None, 0, None, None, None, None, error, None, 0, False, 0, None)


def passed(rows: Sequence[RowQuery], terms: JobContext) -> Steps[list[RowAnswer]]:
    """In a dry run, in the place of answers: the rows can be screened."""
    yield
    return [RowAnswer("valid", None, 0, None, None, None, None, None, None, 0, False, 0, None)] * len(rows)


def screen_rows(rows: Sequence[RowQuery], terms: JobContext) -> Steps[list[RowAnswer]]:
    """An answer for each row, the same as if it were asked alone. A row that takes more work than it may is rejected,
    and so is one on which the program itself fails; it costs the others nothing. Pauses within names, as crafted ones
    take seconds each."""
    try:
        found = iter((yield from _parties(rows, terms)))
        return [
            _answer(row, [next(found) for _ in row.parties], _goods(row, terms), _warnings(row, terms), terms)
            for row in rows
        ]
    except MemoryError:
        raise
    except TooLongToSearch as error:
        return (yield from _without_too_long(rows, error, terms))
    except Exception as error:
        if len(rows) > 1:
            return (yield from _one_by_one(rows, terms))
        name = type(error).__name__
        log.error("bulk_row_failed", error=name)
        return [rejected("", f"the program failed on this row with an unexpected {name}; it was not screened")]


def _one_by_one(rows: Sequence[RowQuery], terms: JobContext) -> Steps[list[RowAnswer]]:
    found: list[RowAnswer] = []
    for row in rows:
        found += yield from screen_rows([row], terms)
    return found


def _without_too_long(rows: Sequence[RowQuery], error: TooLongToSearch, terms: JobContext) -> Steps[list[RowAnswer]]:
    asked = [(at, item) for at, row in enumerate(rows) for item, _ in row.parties]
    too_long: dict[int, dict[str, str]] = {}
    for over in reversed(error.over):
        at, item = asked[over.party]
        too_long.setdefault(at, {})[item] = reason_of(over)
    left = [_without_parties(row, too_long.get(at, {})) for at, row in enumerate(rows)]
    found = iter((yield from screen_rows([row for row in left if row is not None], terms)))
    return [rejected("", _first(too_long[at])) if row is None else next(found) for at, row in enumerate(left)]


def _without_parties(row: RowQuery, reasons: Mapping[str, str]) -> RowQuery | None:
    """A row without some of its other parties, which says why; None if it cannot be screened without them."""
    others = tuple(one for one in row.others if one[0] not in reasons)
    if PARTY in reasons or not (row.party or row.goods or others):
        return None
    return replace(row, others=others, unscreened=(*row.unscreened, *itertools.starmap(CellFault, reasons.items())))


def _first(reasons: Mapping[str, str]) -> str:
    return reasons.get(PARTY) or next(iter(reasons.values()))


def _parties(rows: Sequence[RowQuery], terms: JobContext) -> Steps[list[PartyResult]]:
    """The answers for the parties of some rows, one row after the other."""
    known = {place: row.lookup.remembered for place, row in enumerate(rows) if row.lookup.by_item}
    named = [(place, item, party) for place, row in enumerate(rows) for item, party in row.parties]
    asked = [PartyQuery(f"{item}{place}" if place in known else item, party) for place, item, party in named]
    remembered = {f"{item}{place}": found for place, one in known.items() for item, found in one.parties.items()}
    found = yield from screen_parties_in_steps(
        asked, terms.snapshot, terms.resolved, together=len(asked) or 1, remembered=Remembered(remembered)
    )
    if not known:
        return found
    return [one if one.id == item else replace(one, id=item) for one, (_, item, _) in zip(found, named, strict=True)]


def _goods(row: RowQuery, terms: JobContext) -> GoodsResult | None:
    if row.goods is None:
        return None
    remembered = row.lookup.remembered.goods.get(GOODS)
    return screen_goods(GoodsQuery(GOODS, row.goods), terms.snapshot, terms.resolved, remembered)


def _warnings(row: RowQuery, terms: JobContext) -> tuple[ScreeningWarning, ...]:
    found = warnings_for(tuple(PartyQuery(item, party) for item, party in row.parties), terms.resolved)
    if row.unread:
        found = (*found, unread_columns_warning(row.unread))
    if row.unscreened:
        found = (*found, unscreened_parties_warning([(one.column, one.reason) for one in row.unscreened]))
    return (*found, no_name_warning(row.nameless)) if row.nameless else found


def _answer(
    row: RowQuery,
    parties: list[PartyResult],
    goods: GoodsResult | None,
    warnings: tuple[ScreeningWarning, ...],
    terms: JobContext,
) -> RowAnswer:
    if goods is None and not row.lookup.by_item and all(map(_is_nobody, parties)):
        return _clear(tuple([one.id for one in parties]), warnings)
    hits = [hit for one in parties for hit in one.hits]
    party, top = _top(parties)
    place = None if goods is None or goods.territory is None else goods.place
    decision = worst(one.decision for one in (*parties, goods) if one is not None)
    written = {
        "parties": parties,
        "goods": _list(goods),
        "warnings": warnings,
    }
    return RowAnswer(
        decision=decision.value,
        top_score=_top_score(top, goods),
        hits=len(hits),
        top_entity_id=top.entity_id if top else None,
        top_name=top.name if top else place.name if place else None,
        top_watchlist=top.watchlist if top else None,
        reason=None if decision is Decision.CLEAR and not hits else _reason(party, top, parties, goods),
        error=None,
        warnings=_in_words(warnings),
        hits_total=sum(one.hits_total for one in parties),
        truncated=any(one.truncated for one in parties),
        suppressed_hits=count_suppressed(parties, _list(goods)),
        answer=_ENCODER.encode(written),
        findings=_findings(row, parties, _list(goods), terms.memory),
    )


def _findings(
    row: RowQuery, parties: Sequence[PartyResult], goods: Sequence[GoodsResult], memory: Memory | None
) -> tuple[Finding, ...]:
    if memory is None:
        return ()
    return findings_of(request_of(row), parties, goods, row.lookup, memory.listed, lambda: "")


def request_of(row: RowQuery, subject_id: str | None = None, options: Options | None = None) -> ScreeningRequest:
    """What a row asks, as a request. The id of the subject is that of the party that the row is about."""
    parties = tuple(PartyQuery(item, party, subject_id if item == PARTY else None) for item, party in row.parties)
    goods = () if row.goods is None else (GoodsQuery(GOODS, row.goods),)
    return ScreeningRequest(parties=parties, goods=goods, options=options or Options())


def _is_nobody(party: PartyResult) -> bool:
    known = nobody(party.id)
    return party is known or party == known


def _list(one: _T | None) -> list[_T]:
    return [] if one is None else [one]


def _top(parties: Sequence[PartyResult]) -> tuple[PartyResult | None, Hit | None]:
    """The best hit of the parties of a row that asks for a person, or else the best of those that somebody has
    answered; before it whose it is."""
    best = [(party, _top_of(party)) for party in parties if party.hits]
    return max(best, key=lambda one: (one[1].suppressed_by is None, one[1].score), default=(None, None))


def _top_of(party: PartyResult) -> Hit:
    return next((hit for hit in party.hits if hit.suppressed_by is None), party.hits[0])


@lru_cache(maxsize=1_000)
def _clear(ids: tuple[str, ...], warnings: tuple[ScreeningWarning, ...]) -> RowAnswer:
    """The answer to most rows. There is one of it for each set of parties and warnings, as many rows of it are
    remembered."""
    answer = _ENCODER.encode({"parties": [nobody(one) for one in ids], "goods": [], "warnings": warnings})
    return RowAnswer("clear", None, 0, None, None, None, None, None, _in_words(warnings), 0, False, 0, answer)


def _in_words(warnings: tuple[ScreeningWarning, ...]) -> str | None:
    return "; ".join(f"{one.code}: {one.detail}" for one in warnings) or None


def _top_score(top: Hit | None, goods: GoodsResult | None) -> float | None:
    scores = [] if top is None else [top.score]
    if goods is not None and goods.territory is not None:
        scores.append(goods.score)
    return max(scores, default=None)


def _reason(
    party: PartyResult | None, top: Hit | None, parties: Sequence[PartyResult], goods: GoodsResult | None
) -> str | None:
    """Why, in the sentences of the answer itself: the best hit's features, the addresses, the goods. What is said of
    another party than the one that the row is about has its role before it."""
    said = [] if party is None or top is None else _said_of(party, [line.detail for line in top.features])
    for one in parties:
        if one.address is not None and one.address.territory is not None:
            said += _said_of(one, [evidence.detail for evidence in one.address.evidence])
    if goods is not None and goods.decision is not Decision.CLEAR:
        said += [*goods.reasons, *(measure.legal_basis for measure in goods.measures)]
    return "; ".join(dict.fromkeys(said)) or None


def _said_of(party: PartyResult, details: Sequence[str]) -> list[str]:
    said = [detail for detail in details if detail]
    return said if party.id == PARTY or not said else [f"{party.id}: {said[0]}", *said[1:]]

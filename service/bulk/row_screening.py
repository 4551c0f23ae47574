"""From the questions of some rows to their answers: the same checks and screening as over HTTP, without a record for
each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple, TypeVar

from msgspec.json import Encoder

from service.alerts.finding_model import Finding
from service.alerts.findings import SuppressionsOf, findings_of
from service.alerts.listed_fingerprints import ListedFingerprints
from service.bulk.errors import CellFault
from service.bulk.rows import GOODS, PARTY, RowQuery
from service.common.clock import Clock
from service.common.cooperative import Steps, run_to_completion
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
from service.engine.screening.validation import faults_in_steps
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

_FIELDS = {
    "parties/name": "name",
    "parties/aliases": "aliases",
    "parties/birth_date": "date_of_birth",
    "parties/nationalities": "nationality",
    "parties/countries": "country",
    "parties/identifiers": "id_number",
    "parties/address": "address",
    "goods": "goods",
    "goods/description": "goods",
    "goods/origin/text": "origin",
    "goods/origin/country": "origin_country",
    "goods/origin/subdivision": "origin_region",
    "goods/origin/city": "origin_city",
    "goods/origin/port": "port",
    "goods/origin/locode": "locode",
    "goods/origin/postal_code": "postal_code",
    "goods/origin/latitude": "latitude",
    "goods/origin/longitude": "longitude",
    "goods/certificate_of_origin/issuer_country": "certificate_country",
    "goods/certificate_of_origin/issuer": "certificate_issuer",
    "goods/certificate_of_origin/number": "certificate_number",
    "goods/shipped_from": "shipped_from",
    "goods/port_of_loading": "port_of_loading",
    "goods/processed_in": "processed_in",
    "goods/destination": "destination",
    "goods/quantity": "quantity",
    "goods/unit_price": "unit_price",
}
"""Which field of a file a pointer into a request speaks of, without the number in it; the longest that fits."""


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


def rejected(column: str, reason: str) -> RowAnswer:
    """The answer for a row that could not be screened."""
    error = f"{column}: {reason}" if column else reason
    return RowAnswer(REJECTED, None, 0, None, None, None, None, error, None, 0, False, 0, None)


def without_faulty_others(
    rows: Sequence[RowQuery], terms: JobContext, header_of: Callable[[str, str], str]
) -> list[RowQuery]:
    """Some rows, a thousand at most, without those of their other parties that cannot be screened: a code where a name
    was expected. They say so, and cost the rest of their rows nothing. `header_of` gives the header of a field of a
    role."""
    asked = [(at, role, party) for at, row in enumerate(rows) for role, party in row.others]
    if not asked:
        return list(rows)
    request = ScreeningRequest(parties=tuple(PartyQuery(str(at), one) for at, (_, _, one) in enumerate(asked)))
    faults: dict[int, CellFault] = {}
    for fault in run_to_completion(
        faults_in_steps(request, on=terms.resolved.on, max_name_length=terms.max_name_length)
    ):
        _, kind, digits, *more = fault.pointer.split("/", 3)
        number, field = int(digits), _field_at("/".join([kind, *more])) or "name"
        faults.setdefault(number, CellFault(header_of(asked[number][1], field), fault.detail))
    found = list(rows)
    for number, wrong in faults.items():
        at, role, _ = asked[number]
        others = tuple(one for one in found[at].others if one[0] != role)
        found[at] = replace(found[at], others=others, unscreened=(*found[at].unscreened, wrong))
    return found


def faults_of(rows: Sequence[RowQuery], terms: JobContext, header: Callable[[str], str]) -> dict[int, CellFault]:
    """Of some rows, a thousand at most, those that cannot be screened, by their place, with what is wrong first."""
    parties = [(at, PartyQuery(str(at), row.party)) for at, row in enumerate(rows) if row.party is not None]
    goods = [(at, GoodsQuery(str(at), row.goods)) for at, row in enumerate(rows) if row.goods is not None]
    places = {"parties": [at for at, _ in parties], "goods": [at for at, _ in goods]}
    request = ScreeningRequest(parties=tuple(one for _, one in parties), goods=tuple(one for _, one in goods))
    found: dict[int, CellFault] = {}
    if rows:
        for fault in run_to_completion(
            faults_in_steps(request, on=terms.resolved.on, max_name_length=terms.max_name_length)
        ):
            _, kind, number, *more = fault.pointer.split("/", 3)
            column = _column("/".join([kind, *more]), header)
            found.setdefault(places[kind][int(number)], CellFault(column, fault.detail))
    return found


def _column(pointer: str, header: Callable[[str], str]) -> str:
    field = _field_at(pointer)
    return header(field) if field else ""


def _field_at(pointer: str) -> str:
    fitting = [start for start in _FIELDS if pointer == start or pointer.startswith(f"{start}/")]
    return _FIELDS[max(fitting, key=len)] if fitting else ""


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
    asked = [at for at, row in enumerate(rows) for _ in row.parties]
    refused = {asked[over.party]: rejected("", reason_of(over)) for over in reversed(error.over)}
    others = iter((yield from screen_rows([row for at, row in enumerate(rows) if at not in refused], terms)))
    return [refused[at] if at in refused else next(others) for at in range(len(rows))]


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
    ranked = sorted(best, key=lambda one: (one[1].suppressed_by is None, one[1].score), reverse=True)
    return ranked[0] if ranked else (None, None)


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

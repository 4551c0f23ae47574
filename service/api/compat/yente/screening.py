"""One call of a client as one recorded screening, and its hits by the keys of the client."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from fastapi import Request
from pydantic_core import to_json

from service.api.compat.yente.query import Example
from service.api.context import (
    actor_of,
    caller_of,
    metrics_of,
    refuse_what_the_key_forbids,
    runtime_of,
    screening_log_of,
)
from service.api.problems import Kind, Problem, from_faults
from service.api.routes.screenings import idempotency_key
from service.api.schemas.screening_request import RecordedRequestIn
from service.common.cooperative import Steps
from service.engine.matching.policy import threshold_of
from service.engine.screening.errors import Fault, InvalidRequest
from service.engine.screening.request import DEFAULT_PROFILE, MAX_ITEMS, Options, PartyQuery, ScreeningRequest
from service.engine.screening.serialization import request_document
from service.engine.snapshot import Snapshot
from service.screenings.service import fingerprint_of
from service.screenings.work_in_hand import OpenRequest

INVALID_QUERY = Kind("invalid-query", 400, "A query cannot be searched, so nothing was")

MOST_HITS = 1_000
"""Hits that are looked at for each party, so that some can be left out and all be counted."""


class FeatureLine(msgspec.Struct, frozen=True):
    """One line of an explanation."""

    name: str
    score: float
    contribution: float
    detail: str


class MatchedNames(msgspec.Struct, frozen=True):
    """The names that met."""

    query: str
    listed: str


class Hit(msgspec.Struct, frozen=True):
    """A hit as it is on record."""

    entity_id: str
    watchlist: str
    type: str
    name: str
    score: float
    matched: MatchedNames
    features: tuple[FeatureLine, ...]
    suppressed_by: str | None = None


class _PartyAnswer(msgspec.Struct, frozen=True):
    id: str
    hits: tuple[Hit, ...]


class _Answer(msgspec.Struct, frozen=True):
    """Parties are read one after the other, as there may be 100,000 hits."""

    parties: tuple[msgspec.Raw, ...]


_DECODER = msgspec.json.Decoder(_Answer)
_PARTY_DECODER = msgspec.json.Decoder(_PartyAnswer)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Scores from which a hit counts as a match, and from which it is shown; None for that of the profile."""

    match: float | None = None
    show: float | None = None

    def resolved(self, snapshot: Snapshot) -> tuple[float, float]:
        """Both in numbers. What is a match is always shown."""
        match = threshold_of(snapshot.profiles[DEFAULT_PROFILE], self.match)
        return match, match if self.show is None else min(match, self.show)

    def asked(self, snapshot: Snapshot) -> float | None:
        """The threshold of the screening: None where it is that of the profile anyway."""
        return None if self.match is None and self.show is None else self.resolved(snapshot)[1]


@dataclass(frozen=True, slots=True)
class Screened:
    """An answer on record. `hits` are those from the threshold of the screening on, best first, by key; `cut` are the
    keys for which there may be more than are looked at."""

    id: str
    decision: str
    repeated: bool
    hits: Mapping[str, Sequence[Hit]]
    cut: frozenset[str]

    def headers(self, ignored: Iterable[str] = ()) -> dict[str, str]:
        """What our own headers say of it."""
        headers = {
            "x-batch-size": str(len(self.hits)),
            "x-sekisho-screening-id": self.id,
            "x-sekisho-decision": self.decision,
            "x-sekisho-engine": "sekisho",
        }
        named = ", ".join(ignored)
        if named:
            headers["x-sekisho-ignored"] = named.encode("ascii", "backslashreplace").decode()[:1000]
        if self.repeated:
            headers["Idempotency-Replayed"] = "true"
        return headers


async def screen_examples(
    request: Request,
    examples: Mapping[str, Example],
    *,
    watchlists: tuple[str, ...] | None,
    threshold: float | None,
    asked: Callable[[], Any],
    place: OpenRequest,
) -> Screened:
    """Screen all examples in one call, and record it. `asked` gives what the client sent, which an idempotency key
    stands for. The work is held in `place`. Raises Problem if any of them cannot be searched, and TooMuchInHand."""
    runtime = runtime_of(request)
    owners: dict[str, str] = {}
    parties: list[PartyQuery] = []
    for key, example in examples.items():
        for at, party in enumerate(example.parties):
            id_ = key if at == 0 else f"{key} ({at + 1})"
            owners[id_] = key
            parties.append(PartyQuery(id_, party))
    if len(parties) > MAX_ITEMS:
        detail = f"these queries stand for {len(parties)} parties; at most {MAX_ITEMS} fit in one call"
        raise Problem(INVALID_QUERY, detail)
    screening = ScreeningRequest(
        parties=tuple(parties), options=Options(watchlists=watchlists, limit=MOST_HITS, threshold=threshold)
    )
    refuse_what_the_key_forbids(request, screening.options)
    document = to_json(request_document(screening))
    retry_key = idempotency_key(request)
    try:
        recorded = await runtime.screenings.screen(
            screening,
            document=document,
            actor=actor_of(request).name,
            idempotency_key=retry_key,
            fingerprint=None if retry_key is None else fingerprint_of(b"yente " + to_json(asked())),
            caller=caller_of(request),
            place=place,
        )
    except InvalidRequest as error:
        raise refused(InvalidRequest(_renamed(error, [owners[party.id] for party in parties]))) from None
    if not recorded.repeated:
        _note(request, recorded.id, recorded.decision, document, len(parties))
    hits, cut = await runtime.turns.run(_by_key(recorded.answer, owners), caller=caller_of(request), at_once=1)
    return Screened(recorded.id, recorded.decision, recorded.repeated, hits, cut)


def refused(error: InvalidRequest) -> Problem:
    """The whole call fails, as clients of yente do not look at the status of single queries."""
    problem = from_faults(error)
    return Problem(INVALID_QUERY, problem.detail, problem.errors)


def _note(request: Request, screening_id: str, decision: str, document: bytes, parties: int) -> None:
    lines = screening_log_of(request)
    if lines.wanted:
        body = RecordedRequestIn.model_validate_json(document)
        lines.note(screening_id, decision, actor_of(request).name, body, request.scope["request_id"])
    metrics_of(request).screening(decision, parties, 0)


def _by_key(answer: bytes, owners: Mapping[str, str]) -> Steps[tuple[dict[str, list[Hit]], frozenset[str]]]:
    """The hits of each key. Where it was asked as several parties, each entity with its best score; what a remembered
    decision answers for one of them only is a hit still."""
    found: dict[str, list[Hit]] = {}
    cut = set()
    for written in _DECODER.decode(answer).parties:
        yield
        party = _PARTY_DECODER.decode(written)
        key = owners[party.id]
        if sum(hit.suppressed_by is None for hit in party.hits) >= MOST_HITS:
            cut.add(key)
        if key not in found:
            found[key] = list(party.hits)
            continue
        best = {hit.entity_id: hit for hit in found[key]}
        for hit in party.hits:
            if hit.entity_id not in best or _weight(hit) > _weight(best[hit.entity_id]):
                best[hit.entity_id] = hit
        found[key] = sorted(best.values(), key=lambda hit: (-hit.score, hit.entity_id))
    return found, frozenset(cut)


def _weight(hit: Hit) -> tuple[bool, float]:
    return hit.suppressed_by is None, hit.score


def _renamed(error: InvalidRequest, keys: Sequence[str]) -> Iterable[Fault]:
    """Faults under the keys of the client."""
    for fault in error.faults:
        _, _, rest = fault.pointer.partition("/parties/")
        number, _, field = rest.partition("/")
        if not number.isdigit():
            yield fault
            continue
        key = keys[int(number)]
        yield Fault(f"/queries/{key}/{field}", fault.detail, fault.expected, fault.got)

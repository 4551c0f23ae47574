"""The book as the interfaces see it: put, find, withdraw."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from pydantic_core import to_json
from sqlalchemy import Connection

from service.alerts.service import AlertService
from service.audit.event import RecordedEvent
from service.common.clock import Clock
from service.customers.errors import SegmentRefused, SubjectChanged, SubjectUnknown
from service.customers.model import Subject, SubjectContent
from service.customers.reading import (
    SubjectPage,
    SubjectQuery,
    find_subjects,
    read_by_reference,
    read_hits,
    read_subject,
)
from service.customers.state import State, SubjectHit, SubjectScreener, options_of, state_of
from service.customers.writing import Screened, put_screened, withdraw
from service.engine.screening.request import PartyQuery, ScreeningRequest
from service.engine.screening.result import ScreeningResult
from service.engine.screening.serialization import request_document
from service.engine.snapshot import Snapshot
from service.records.records import Records
from service.screenings.service import Recorded, ScreeningService, Writing
from service.storage.database import connected
from service.storage.errors import RecordsUnavailable

_T = TypeVar("_T")
_ATTEMPTS = 3
_MOST_SHOWN = 100
"""Hits that the recorded answer shows. All of them are remembered."""


@dataclass(frozen=True, slots=True)
class Put:
    """A subject that was put, with its screening on record."""

    subject: Subject
    created: bool
    screening: Recorded


class BookService:
    """Keeps subjects. `segments` are those that whoever asks may work on; None for all."""

    def __init__(
        self,
        records: Records,
        screenings: ScreeningService,
        alerts: AlertService,
        clock: Clock,
        *,
        max_name_length: int,
    ) -> None:
        self._records, self._screenings, self._alerts, self._clock = records, screenings, alerts, clock
        self._max_name_length = max_name_length

    async def put(
        self, reference: str, content: SubjectContent, *, actor: str, segments: tuple[str, ...] | None = None
    ) -> Put:
        """Put a subject and screen it, in one transaction. Raises InvalidRequest, NotReady, RecordsUnavailable,
        SegmentRefused."""
        for _ in range(_ATTEMPTS):
            before = await self._read(partial(read_subject, reference=reference))
            refuse_segment(content.segment, segments)
            if before is not None:
                refuse_segment(before.content.segment, segments)
            try:
                recorded = await self._screen(reference, content, before, actor)
            except SubjectChanged:
                continue
            subject = await self._read(partial(read_subject, reference=reference))
            assert subject is not None  # nosec  # B101: it was put
            return Put(subject, before is None, recorded)
        raise RecordsUnavailable(f"the subject {reference!r} is changed faster than it is screened; try again")

    async def _screen(self, reference: str, content: SubjectContent, before: Subject | None, actor: str) -> Recorded:
        party = PartyQuery(reference, content.party, reference)
        request = ScreeningRequest(reference, (party,), (), options_of(content, _MOST_SHOWN))

        def accompany(result: ScreeningResult, snapshot: Snapshot) -> Writing:
            state = self._state(content, result, snapshot)
            screened = Screened(result.id, result.decision.value, snapshot.sha256, result.as_of, state)

            def write(connection: Connection) -> Sequence[RecordedEvent]:
                at = result.screened_at
                return list(put_screened(connection, reference, content, screened, before=before, actor=actor, at=at))

            return write

        document = to_json(request_document(request))
        return await self._screenings.screen(request, document=document, actor=actor, accompany=accompany)

    def _state(self, content: SubjectContent, result: ScreeningResult, snapshot: Snapshot) -> State:
        (party,) = result.parties
        if not party.truncated and not party.suppressed_hits:  # a suppressed hit asks for nothing; the state says what
            return state_of(party, self._alerts.fingerprints(snapshot))
        screener = SubjectScreener(snapshot, on=result.as_of, max_name_length=self._max_name_length)
        (state,) = screener.states([content], check=False)
        assert isinstance(state, dict)  # nosec  # B101: it was screened a moment ago
        return state

    async def get(self, reference: str, *, segments: tuple[str, ...] | None = None) -> tuple[Subject, list[SubjectHit]]:
        """A subject with its hits, best first. Raises SubjectUnknown, RecordsUnavailable."""

        def read(connection: Connection) -> tuple[Subject | None, list[SubjectHit]]:
            subject = read_subject(connection, reference)
            if subject is None:
                return None, []
            hits = read_hits(connection, subject.number, subject.number).get(subject.number, {})
            return subject, sorted(hits.values(), key=lambda hit: (-hit.score, hit.entity_id))

        subject, hits = await self._read(read)
        if subject is None or not _sees(subject.content.segment, segments):
            raise SubjectUnknown(f"there is no subject {reference!r}")
        return subject, hits

    async def by_reference(
        self, references: Sequence[str], *, segments: tuple[str, ...] | None = None
    ) -> list[Subject]:
        """The subjects of these references that there are, in their order."""
        found = await self._read(lambda connection: read_by_reference(connection, references))
        return [found[one] for one in references if one in found and _sees(found[one].content.segment, segments)]

    async def page(self, query: SubjectQuery) -> SubjectPage:
        """A page of subjects. Raises RecordsUnavailable."""
        return await self._records.search_through(partial(connected, partial(find_subjects, query=query)))

    async def withdraw(
        self, reference: str, reason: str, *, actor: str, segments: tuple[str, ...] | None = None
    ) -> Subject:
        """Stop watching a subject. Raises SubjectUnknown, RecordsUnavailable."""
        await self.get(reference, segments=segments)
        return await self._records.perform(withdraw(reference, reason, actor=actor, at=self._clock()))

    async def _read(self, action: Callable[[Connection], _T]) -> _T:
        return await self._records.read(partial(connected, action))


def _sees(segment: str | None, segments: tuple[str, ...] | None) -> bool:
    return segments is None or segment in segments


def refuse_segment(segment: str | None, segments: tuple[str, ...] | None) -> None:
    """Raises SegmentRefused if subjects of a segment are not for whoever may work on these; None for all."""
    if not _sees(segment, segments):
        allowed = ", ".join(segments or ()) or "none"
        raise SegmentRefused(f"this key may work on subjects of the segments {allowed}, not of {segment or 'none'}")

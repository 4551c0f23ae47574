"""Certificates and dossiers as the rest of the program sees them: issue one, and tell whether one still holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine

from service.alerts.errors import NotFound
from service.audit.event import Event
from service.audit.search import EventQuery, search_events
from service.common.clock import Clock, sortable
from service.engine.screening.errors import NotReady
from service.engine.snapshot import Snapshot
from service.evidence import dossier
from service.evidence.certificate import FORMAT, Facts, certificate_of
from service.evidence.facts import read_facts
from service.evidence.sealed import Content, Name, Opened, Sealed, open_file, parsed, seal
from service.evidence.verification import (
    ISSUED,
    Verification,
    entry_faults,
    faults_within,
    issue_of,
    record_agrees,
    screening_faults,
)
from service.records.records import Records
from service.records.search_keys import SearchKeys
from service.snapshots.holder import SnapshotHolder
from service.storage.database import connected

_T = TypeVar("_T")
_MOST_ISSUES = 100


class EvidenceService:
    """Makes certificates and dossiers of what is on record, and holds those that are shown to it against that."""

    def __init__(
        self, records: Records, snapshots: SnapshotHolder, keys: SearchKeys, clock: Clock, zone: ZoneInfo
    ) -> None:
        self._records, self._snapshots, self._keys = records, snapshots, keys
        self._clock, self._zone = clock, zone

    async def facts(self, screening_id: str) -> Facts | None:
        """What is on record of a screening, deleted ones too; None if there never was one. Raises
        RecordsUnavailable."""
        return await self._read(partial(read_facts, screening_id=screening_id))

    def certificate(self, facts: Facts) -> Sealed:
        """The certificate of a screening. Nothing is written; see `issue`."""
        return seal("certificate", certificate_of(facts, self._snapshot(), self._zone))

    async def alert_dossier(self, alert_id: str) -> Sealed:
        """The dossier of an alert up to now. Raises NotFound and RecordsUnavailable."""
        return seal("dossier", await self._alert(alert_id, sortable(self._clock())))

    async def subject_dossier(self, reference: str) -> Sealed:
        """The dossier of a counterparty up to now. Raises NotFound and RecordsUnavailable."""
        return seal("dossier", await self._subject(reference, sortable(self._clock())))

    async def issue(self, sealed: Sealed, *, actor: str, format_: str) -> None:
        """Put on record that somebody is given a document, before it is given. Raises RecordsUnavailable."""
        await self._records.note(issued(sealed, actor=actor, format_=format_))

    async def verify_file(
        self, name: Name, content: Content, sha256: str, file: bytes, *, sees_all: bool = True
    ) -> Verification:
        """Hold a file against what is on record. Whoever does not see all records learns nothing of them by a file that
        was not issued here: else guesses could be tried. Raises RecordsUnavailable."""
        opened = open_file(name, content, sha256, file)
        faults = [*faults_within(opened)]
        intact = not faults
        found = await self._known(opened.sha256)
        if not found.known:
            faults.append("no certificate or dossier with this content was issued here")
            if not sees_all:
                return replace(found, intact=intact, format=_text(content.get("format")), faults=tuple(faults))
        differences = await self._differences(opened)
        return replace(
            found,
            intact=intact,
            same=not differences,
            format=_text(content.get("format")),
            of=_of(content) or found.of,
            faults=(*faults, *differences),
        )

    async def verify_hash(self, sha256: str) -> Verification:
        """What is known of a hash: of what it was issued, and whether the record of that is still what it was."""
        found = await self._known(sha256)
        if not found.known:
            return replace(found, faults=("no certificate or dossier with this SHA-256 was issued here",))
        if found.format != FORMAT or found.of is None:
            return found
        facts = await self.facts(found.of)
        if facts is None:
            return replace(found, same=False, faults=("the screening that it speaks of is not on record here",))
        if facts.document is None:
            fault = "the screening has been deleted since; its event in the audit chain still stands"
            return replace(found, same=False, faults=(fault,))
        same = record_agrees(facts.performed, facts.document)
        faults = () if same else ("the screening on record is not what its event in the audit chain says",)
        return replace(found, same=same, faults=faults)

    async def _known(self, sha256: str) -> Verification:
        query = EventQuery(kind=ISSUED, subject=sha256, limit=_MOST_ISSUES)
        links = (await self._records.read(partial(search_events, query=query))).events
        details = parsed(links[-1].details.encode()) if links else {}
        return Verification(
            sha256=sha256,
            known=bool(links),
            intact=None,
            same=None,
            format=details.get("document"),
            of=details.get("of"),
            issued=tuple(issue_of(link) for link in links),
            faults=(),
        )

    async def _differences(self, opened: Opened) -> list[str]:
        content, of = opened.content, _of(opened.content)
        if of is None:
            return ["it does not say what it is of"]
        if content.get("format") == FORMAT:
            facts = await self.facts(of)
            expected = None if facts is None else self.certificate(facts).content
            return [*screening_faults(content, facts, expected)]
        try:
            until = str(content.get("until"))
            now = await (self._alert if content.get("format") == dossier.ALERT_FORMAT else self._subject)(of, until)
        except NotFound as error:
            return [str(error)]
        return [*entry_faults(content.get("entries"), parsed(seal("dossier", now).file)["dossier"]["entries"])]

    async def _alert(self, alert_id: str, until: str) -> Content:
        return await self._read(partial(dossier.alert_dossier, alert_id=alert_id, until=until))

    async def _subject(self, reference: str, until: str) -> Content:
        return await self._records.read(
            partial(dossier.subject_dossier, reference=reference, keys=self._keys, until=until)
        )

    def _snapshot(self) -> Snapshot | None:
        try:
            return self._snapshots.current()
        except NotReady:
            return None

    async def _read(self, action: Callable[[Connection], _T]) -> _T:
        return await self._records.read(partial(connected, action))


def issued(sealed: Sealed, *, actor: str, format_: str) -> Event:
    """The event of an issue. Its subject is the hash, by which it is found again."""
    details = {"document": sealed.content["format"], "format": format_, "of": _of(sealed.content)}
    return Event(ISSUED, actor, sealed.sha256, details)


def certificate_now(engine: Engine, screening_id: str, snapshot: Snapshot | None, zone: ZoneInfo) -> Sealed | None:
    """The certificate of a screening, for the command line; None if there never was one."""
    with engine.connect() as connection:
        facts = read_facts(connection, screening_id)
    return None if facts is None else seal("certificate", certificate_of(facts, snapshot, zone))


def _of(content: Mapping[str, Any]) -> str | None:
    """The id or reference of what a document is of, by which it is asked for."""
    about = content.get("screening") or content.get("about")
    if not isinstance(about, Mapping):
        return None
    return _text(about.get("reference") if content.get("format") == dossier.SUBJECT_FORMAT else about.get("id"))


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and "\0" not in value else None

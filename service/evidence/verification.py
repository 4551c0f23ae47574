"""Does a certificate or dossier hold? Known (issued here), intact (no byte changed), the same as the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from service.audit.link import Link
from service.evidence import certificate as screening
from service.evidence.chain_place import faults_of_place
from service.evidence.sealed import Content, Opened, parsed
from service.records.model import Document
from service.records.screening_event import agrees as agrees_with_event
from service.records.screening_event import values_of

ISSUED = "certificate_issued"


@dataclass(frozen=True, slots=True)
class Issue:
    """One time that somebody had it issued. `place` is that of the event in the audit chain: writer and number."""

    at: str
    actor: str
    format: str
    writer: str
    number: int


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found. `intact` is None if only a hash was given. `same` is None where the records were not looked at;
    of a hash it says whether the record that was certified is still what the audit chain says of it. `of` is the id of
    what it speaks of. `faults` are sentences."""

    sha256: str
    known: bool
    intact: bool | None
    same: bool | None
    format: str | None
    of: str | None
    issued: tuple[Issue, ...]
    faults: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Is nothing wrong?"""
        return self.known and self.intact is not False and self.same is True


def faults_within(opened: Opened) -> Iterator[str]:
    """What is wrong with a file by itself."""
    yield from opened.faults
    if opened.content.get("format") != screening.FORMAT:
        return
    try:
        yield from faults_of_place(opened.content["chain"])
        details = opened.content["chain"]["event"]["details"]
        if any(details[name] != sha256 for name, sha256 in opened.content["record"].items()):
            yield "the hashes of the record are not those of the event in the audit chain"
    except (KeyError, TypeError, ValueError, AttributeError):
        yield "it is no certificate that this program writes: parts of it are missing"


def screening_faults(content: Content, now: screening.Facts | None, expected: Content | None) -> Iterator[str]:
    """How a certificate of a screening differs from what is on record. `expected` is a certificate made now."""
    if now is None or expected is None:
        yield "the screening that it speaks of is not on record here"
        return
    if now.document is not None and not record_agrees(now.performed, now.document):
        yield "the screening on record is not what its event in the audit chain says"
    deleted = now.document is None and content.get("status") == "on_record"
    if deleted:
        yield "the screening has been deleted since; its event in the audit chain still stands"
    for name in ("record", *(() if deleted else ("status", "request", "answer", "findings", "deletion"))):
        if content.get(name) != expected.get(name):
            yield f"`{name}` is not what is on record"
    yield from _different_place(content.get("chain"), expected["chain"])
    if _fixed(content) != _fixed(expected):
        yield "`screening` is not what is on record"


def record_agrees(performed: Link, document: Document) -> bool:
    """Is a screening still what its event says?"""
    event = (performed.at, performed.kind, performed.actor, performed.subject, performed.details)
    return agrees_with_event(values_of(document), document.entities, event)


def _different_place(stated: Any, now: Content) -> Iterator[str]:
    """The signature may have come since."""
    if not isinstance(stated, Mapping) or any(stated.get(name) != now[name] for name in ("event", "previous")):
        yield "its event in the audit chain is another one"
    elif stated.get("anchor") not in (None, now["anchor"]):
        yield "the signature over the audit chain is another one"


def _fixed(content: Content) -> Mapping[str, Any]:
    """What no setting changes of the screening."""
    screening_ = content.get("screening")
    if not isinstance(screening_, Mapping):
        return {}
    return {name: screening_.get(name) for name in ("id", "actor", "screened_at", "decision")}


def entry_faults(entries: Any, now: Sequence[Content]) -> Iterator[str]:
    """How the entries of a dossier differ from those that it would have now, up to the moment that it was made."""
    if not isinstance(entries, list):
        yield "it is no dossier that this program writes: it has no entries"
        return
    gone = [one for one in entries if one not in now]
    new = [one for one in now if one not in entries]
    if gone:
        yield f"{len(gone)} of its {len(entries)} entries are not on record so"
    if new:
        yield f"{len(new)} entries of that time are on record and not in it"


def issue_of(link: Link) -> Issue:
    """One issue, from its event."""
    return Issue(link.at, link.actor, parsed(link.details.encode())["format"], link.writer, link.number)

"""What features above the records write in the same transaction as their audit events."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from service.audit.event import RecordedEvent
from service.records.model import Document

if TYPE_CHECKING:
    from sqlalchemy import Connection

T = TypeVar("T")


class ActionRefused(ValueError):  # noqa: N818 - reads as what it is
    """Something cannot be done as things stand. Nothing of it was written."""


@dataclass(frozen=True, slots=True)
class Performed(Generic[T]):
    """What an action has led to, and the events that say so."""

    value: T
    events: Sequence[RecordedEvent]


@dataclass(frozen=True, slots=True, eq=False)
class Action(Generic[T]):
    """Reads and writes tables within a transaction of the writer. `run` raises ActionRefused to write nothing. It may
    be called again if the transaction could not be committed."""

    run: Callable[[Connection], Performed[T]]


class DocumentExtension(Protocol):
    """Writes what documents carry for it (`Document.findings`), before they are written themselves."""

    def prepare(self, document: Document) -> Document:
        """The same document, with as much of what is to be written as can be made ahead of the transaction. Called in
        another thread than `write`, and only for documents that carry much."""
        ...

    def write(self, connection: Connection, documents: Sequence[Document]) -> Sequence[Performed[Document] | Exception]:
        """For each document, in order: the document as it is to be recorded, with further events, or why it may not be.
        Only for documents that carry something."""
        ...


class NoExtension:
    """For records of documents that carry nothing."""

    def prepare(self, document: Document) -> Document:
        """The document as it is."""
        return document

    def write(self, connection: Connection, documents: Sequence[Document]) -> Sequence[Performed[Document] | Exception]:
        """Raises TypeError: what a document carries is never left out."""
        raise TypeError("these documents carry findings, and nothing here writes them")

"""Is everything on record as it was written? Finds any event that was changed, removed, inserted or moved.

What can be found, and by what:

- a changed, inserted or moved event, or one taken out of the middle: by the hash of it or of the one after it;
- a chain that was taken away, or its end: by a later chain or anchor that names it, or by the copy of the anchors;
- a chain that somebody wrote anew, hashes and all: by the signatures of its anchors, and by who names its old hashes;
- a changed, removed or inserted screening: by the hashes in its event;
- a changed, removed or inserted row of `service/storage/sealed_tables.csv`: by its seal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from pydantic_core import from_json
from sqlalchemy import Connection, Engine, Select, select

from service.audit.chain import SIGNED, STARTED
from service.audit.link import BEGINNING, Link, is_place, sha256_after
from service.audit.reading import bounds, chain_chunks, read
from service.audit.signing import Anchor, is_genuine
from service.audit.tables import AUDIT_EVENTS
from service.audit.verdict import Findings, Verdict


class SubjectCheck(Protocol):
    """Compares what events speak of with the events, as these go by in the order of their chain."""

    def look(self, links: Sequence[Link]) -> None:
        """Check what these events speak of."""

    def finish(self) -> None:
        """All events have gone by."""


@dataclass(frozen=True, slots=True)
class SubjectChecks:
    """Several checks as one."""

    checks: Sequence[SubjectCheck]

    def look(self, links: Sequence[Link]) -> None:
        """Check what these events speak of."""
        for check in self.checks:
            check.look(links)

    def finish(self) -> None:
        """All events have gone by."""
        for check in self.checks:
            check.finish()


BeginCheck = Callable[[Connection, Findings], SubjectCheck]
"""Begins a check, in the transaction that also decides how far the chains are verified."""


def verify_chains(
    engine: Engine,
    *,
    copies: Iterable[Anchor] = (),
    trusted: frozenset[str] | None = None,
    begin_check: BeginCheck | None = None,
) -> Verdict:
    """Look at everything once.

    `copies` are anchors that were kept elsewhere: what they sign has to be there. `trusted` are the public keys that
    may have signed (hexadecimal), None for any. `begin_check` begins a check of what the events speak of.
    """
    findings = Findings()
    named = _Named(findings)
    for anchor in copies:
        if is_genuine(anchor):
            named.add(anchor.writer, anchor.number, anchor.sha256, "the copy of the anchors")
        else:
            findings.add("the copy of the anchors has one whose signature is wrong", anchor.writer, anchor.number)
    lasts, check = read(
        engine, lambda connection: (bounds(connection), begin_check(connection, findings) if begin_check else None)
    )
    for writer, last in lasts.items():
        if last is None:
            findings.add("changed: no chain is called so", writer.encode("ascii", "backslashreplace").decode())
            continue
        chain = _ChainCheck(findings, named, trusted)
        for links, anchors in chain_chunks(engine, writer, last):
            chain.look(links, anchors)
            if check is not None:
                check.look(links)
        findings.chains += 1
    named.check(engine)
    if check is not None:
        check.finish()
    return findings.verdict()


class _Named:
    """The events that others name. To know the last of each chain is enough: its hash covers all before it."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._last: dict[str, tuple[int, dict[str, str]]] = {}

    def add(self, writer: str, number: int, sha256: str, by: str) -> None:
        """`by` says that the event had this hash."""
        last, hashes = self._last.get(writer, (0, {}))
        if number > last:
            self._last[writer] = (number, {sha256: by})
        elif number == last:
            hashes.setdefault(sha256, by)

    def check(self, engine: Engine) -> None:
        """Is everything there that is named?"""
        for writer, (number, hashes) in self._last.items():
            place = select(AUDIT_EVENTS.c.sha256).where(
                AUDIT_EVENTS.c.writer == writer, AUDIT_EVENTS.c.number == number
            )
            found = read(engine, partial(_scalar, place))
            for sha256, by in hashes.items():
                if found is None:
                    self._findings.add(f"removed: {by} names this event", writer, number)
                elif found != sha256:
                    self._findings.add(f"changed: {by} names it with another hash", writer, number)


def _scalar(statement: Select[Any], connection: Connection) -> Any:
    return connection.execute(statement).scalar()


class _ChainCheck:
    """One chain, from its first event on."""

    def __init__(self, findings: Findings, named: _Named, trusted: frozenset[str] | None) -> None:
        self._findings, self._named, self._trusted = findings, named, trusted
        self._expected: Any = 1
        self._previous = BEGINNING
        self._public_key: str | None = None

    def look(self, links: list[Link], anchors: dict[int, Anchor]) -> None:
        """Check the next events of the chain and the anchors among them."""
        for link in links:
            fault = self._fault(link)
            if fault is not None:
                self._findings.add(fault, link.writer, link.number)
            elif link.kind in SIGNED:
                self._anchor(link, anchors.pop(link.number, None))
            self._expected, self._previous = link.number + 1, link.sha256
        for number, anchor in anchors.items():
            self._findings.add("an anchor was inserted, or the event that it signs was changed", anchor.writer, number)
        self._findings.events += len(links)

    def _fault(self, link: Link) -> str | None:
        if link.number != self._expected:
            return f"removed: events {self._expected} to {link.number - 1} of this chain, before this one"
        try:
            if sha256_after(self._previous, *link[:-1]) != link.sha256:
                return "changed, or the hash of the event before it was"
            if type(from_json(link.details)) is not dict:
                return "changed: its details are no JSON object"
        except (ValueError, TypeError, RecursionError) as error:
            return f"changed: it cannot be read ({type(error).__name__})"
        if (link.number == 1) != (link.kind == STARTED):
            return "a chain begins here that did not begin here"
        return None

    def _anchor(self, link: Link, anchor: Anchor | None) -> None:
        details = from_json(link.details)
        self._public_key = details.get("public_key", self._public_key)
        self._findings.anchors += 1
        detail = self._name_heads(link, details.get("heads")) or self._wrong_with(link, anchor)
        if detail is not None:
            self._findings.add(detail, link.writer, link.number)

    def _name_heads(self, link: Link, heads: Any) -> str | None:
        try:
            for head in heads:
                writer, number, sha256 = head["writer"], head["number"], head["sha256"]
                if not is_place(writer, number) or not isinstance(sha256, str):
                    raise TypeError
                self._named.add(writer, number, sha256, f"event {link.number} of {link.writer}")
        except (KeyError, TypeError):
            return "its details do not name the last events of other chains"
        return None

    def _wrong_with(self, link: Link, anchor: Anchor | None) -> str | None:
        if anchor is None:
            return "its signature was removed"
        if anchor.sha256 != link.sha256 or not is_genuine(anchor):
            return "its signature is wrong"
        self._findings.keys.add(anchor.public_key)
        if anchor.public_key != self._public_key:
            return "it is signed with another key than that of its chain"
        if self._trusted is not None and anchor.public_key not in self._trusted:
            return f"it is signed with the key {anchor.public_key}, which is not among those given"
        return None

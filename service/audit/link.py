"""How an event is tied to the one before it.

What is hashed is one line of JSON: the fields of the event and `previous`, the hash of the event before it, with keys
in order, without spaces, in UTF-8 with nothing escaped that need not be (RFC 8785 for values without fractions).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from json.encoder import encode_basestring
from typing import Any, NamedTuple

BEGINNING = "0" * 64
"""What the first event of a chain has in place of a hash before it."""


class Link(NamedTuple):
    """An event in its place: number `number` (from 1) in the chain of `writer`. `details` is canonical JSON.

    `at` is UTC in ISO 8601 of fixed width. `sha256` covers everything else and the hash of the event before.
    """

    writer: str
    number: int
    at: str
    kind: str
    actor: str
    subject: str | None
    details: str
    sha256: str


_MOST_EVENTS = 1 << 62
_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
"""Made once: to make it for each event takes longer than to write one."""


def is_place(writer: object, number: object) -> bool:
    """May there be an event of this writer with this number? What others wrote into the details of an event or into a
    copy may be anything."""
    return isinstance(writer, str) and type(number) is int and 0 < number < _MOST_EVENTS


def canonical(value: Mapping[str, Any]) -> str:
    """JSON with one way only to write it. Raises TypeError for values that have none, and ValueError for NaN."""
    return _CANONICAL.encode(value)


def tie(
    previous: str, writer: str, number: int, at: str, kind: str, actor: str, subject: str | None, details: str
) -> Link:
    """An event in its place after an event with the hash `previous`."""
    sha256 = sha256_after(previous, writer, number, at, kind, actor, subject, details)
    return Link(writer, number, at, kind, actor, subject, details, sha256)


def sha256_after(
    previous: str, writer: str, number: int, at: str, kind: str, actor: str, subject: str | None, details: str
) -> str:
    """The hash of an event."""
    line = line_of(previous, writer, number, at, kind, actor, subject, details)
    return hashlib.sha256(line.encode("utf-8", "surrogateescape")).hexdigest()


def line_of(
    previous: str, writer: str, number: int, at: str, kind: str, actor: str, subject: str | None, details: str
) -> str:
    """What is hashed. Put together by hand, as this runs for every event that is written or verified."""
    return (
        f'{{"actor":{encode_basestring(actor)},"at":{encode_basestring(at)},"details":{details},'
        f'"kind":{encode_basestring(kind)},"number":{number},"previous":"{previous}",'
        f'"subject":{"null" if subject is None else encode_basestring(subject)},'
        f'"writer":{encode_basestring(writer)}}}'
    )

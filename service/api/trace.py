"""W3C trace context, level 1: the header `traceparent`, read strictly. What does not fit is as if it were not there."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TRACEPARENT = re.compile(rb"([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?\Z", re.DOTALL)
_INVALID_VERSION = b"ff"
_THIS_VERSION = b"00"
_LONGEST = 512
_SAMPLED = 0x01


@dataclass(frozen=True, slots=True)
class Trace:
    """The trace that a caller is in, and its place there, both in hexadecimal."""

    trace_id: str
    parent_id: str
    sampled: bool

    def child(self, span_id: str) -> bytes:
        """The header for a place below."""
        return f"00-{self.trace_id}-{span_id}-{'01' if self.sampled else '00'}".encode()


def parse_traceparent(value: bytes) -> Trace | None:
    """The trace of a header; None for one that is not valid.

    A later version may have more fields behind those of this one, and is read as far as this one goes.
    """
    found = _TRACEPARENT.match(value) if len(value) <= _LONGEST else None
    if found is None:
        return None
    version, trace_id, parent_id, flags, more = found.groups()
    if version == _INVALID_VERSION or (version == _THIS_VERSION and more is not None):
        return None
    if not int(trace_id, 16) or not int(parent_id, 16):
        return None
    return Trace(trace_id.decode(), parent_id.decode(), bool(int(flags, 16) & _SAMPLED))

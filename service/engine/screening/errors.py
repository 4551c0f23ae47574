"""Why a screening was not done. Nothing here is ever answered as "clear"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a request: where (an RFC 6901 JSON pointer), what, what was expected and what was got."""

    pointer: str
    detail: str
    expected: str | None = None
    got: object = None


class InvalidRequest(ValueError):  # noqa: N818 - reads as what it is
    """The request cannot be screened as it stands. Carries every fault that was found."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults)

    def __str__(self) -> str:
        """All faults in one line. Made when it is asked for: an attacker's request has tens of thousands."""
        return "; ".join(f"{fault.pointer or '/'}: {fault.detail}" for fault in self.faults)


class NotReady(RuntimeError):  # noqa: N818 - reads as what it is
    """The program cannot answer now, and says why."""

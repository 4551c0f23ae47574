"""What a verification found."""

from __future__ import annotations

from dataclasses import dataclass, field

MOST_FAULTS = 100


@dataclass(frozen=True, slots=True)
class VerificationFault:
    """One thing that is not as it was written: where (an event of a chain, or a screening), and what is wrong."""

    detail: str
    writer: str | None = None
    number: int | None = None
    screening: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was looked at, and the first hundred faults, the first one first. `keys` are those that signed anchors.

    `timestamps` are those of an authority that is trusted, of anchors that are there; `timestamps_unchecked` those of
    which nothing is known, as no certificates were given."""

    chains: int
    events: int
    anchors: int
    screenings: int
    deleted: int
    timestamps: int
    timestamps_unchecked: int
    keys: tuple[str, ...]
    faults: tuple[VerificationFault, ...]

    @property
    def intact(self) -> bool:
        """Is everything as it was written?"""
        return not self.faults


@dataclass(slots=True)
class Findings:
    """A verdict that is being made."""

    chains: int = 0
    events: int = 0
    anchors: int = 0
    screenings: int = 0
    deleted: int = 0
    timestamps: int = 0
    timestamps_unchecked: int = 0
    keys: set[str] = field(default_factory=set)
    faults: list[VerificationFault] = field(default_factory=list)

    def add(
        self, detail: str, writer: str | None = None, number: int | None = None, screening: str | None = None
    ) -> None:
        """Note a fault. Only the first hundred are kept: one change can make a fault of every event after it."""
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(VerificationFault(detail, writer, number, screening))

    def verdict(self) -> Verdict:
        """What was found."""
        looked_at = (self.chains, self.events, self.anchors, self.screenings, self.deleted)
        stamped = (self.timestamps, self.timestamps_unchecked)
        return Verdict(*looked_at, *stamped, tuple(sorted(self.keys)), tuple(self.faults))

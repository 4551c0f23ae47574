"""What people have decided before about the subjects of a request, as far as a screening has to know of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from service.engine.matching.model import Match
from service.engine.model.watchlist import Watchlist


class RememberedDecisions(Protocol):
    """The suppressions of one party or line of goods. A hit that one of them answers is shown, but asks for nothing."""

    @property
    def count(self) -> int:
        """How many hits they can answer at most."""
        ...

    def match(self, match: Match, watchlist: Watchlist) -> str | None:
        """The id of the suppression that answers this match, if subject, entity and rule are what they were."""
        ...

    def territory(self, territory: str) -> str | None:
        """The id of the suppression that answers this territory, if subject and rules are what they were."""
        ...


@dataclass(frozen=True, slots=True)
class Remembered:
    """The decisions about the subjects of one request, by the ids of its parties and lines. `sha256` is of the
    suppressions that were looked at; None if there are none."""

    parties: Mapping[str, RememberedDecisions] = field(default_factory=dict)
    goods: Mapping[str, RememberedDecisions] = field(default_factory=dict)
    sha256: str | None = None

    def __bool__(self) -> bool:
        return self.sha256 is not None


NOTHING = Remembered()

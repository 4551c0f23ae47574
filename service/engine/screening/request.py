"""What is asked: parties, goods and options, already in the program's own nouns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from service.engine.matching.model import Party

if TYPE_CHECKING:
    from service.engine.goods.model import Goods

MAX_ITEMS = 1000
"""Most parties, and most goods, that one request may carry."""

MAX_ALIASES = 50
"""Most other names of one party."""

MAX_NAME_CHARACTERS = 5_000
"""Most characters in all names of one party together."""

MAX_TEXT = 1_000
"""Most characters in a text that is read for places: the words of an origin, a description, an address."""

MAX_TEXTS = 300_000
"""Most characters in all texts of one request that are read for places. A thousand addresses have 60,000; a thousand
characters take up to twenty milliseconds to read."""

MAX_WORDS = 200
"""Most characters in any other field of an origin."""

MAX_CERTIFICATE = 300
"""Most characters in a field of a certificate of origin."""

DEFAULT_PROFILE = "default"
DEFAULT_LIMIT = 5


@dataclass(frozen=True, slots=True)
class PartyQuery:
    """A party under the id the caller gave it in this request. `subject_id` is its lasting id, such as the number of a
    customer, by which decisions about it are remembered."""

    id: str
    party: Party
    subject_id: str | None = None


@dataclass(frozen=True, slots=True)
class GoodsQuery:
    """One line of goods under the name the caller gave it."""

    id: str
    goods: Goods


@dataclass(frozen=True, slots=True)
class Options:
    """How to screen. None means what the profile says: its watchlists, its regimes, its threshold; and today."""

    profile: str = DEFAULT_PROFILE
    watchlists: tuple[str, ...] | None = None
    regimes: tuple[str, ...] | None = None
    as_of: date | None = None
    limit: int = DEFAULT_LIMIT
    threshold: float | None = None


@dataclass(frozen=True, slots=True)
class ScreeningRequest:
    """One question about a trade, a payment or a customer file. The arrays are the batch."""

    reference: str | None = None
    parties: tuple[PartyQuery, ...] = ()
    goods: tuple[GoodsQuery, ...] = ()
    options: Options = Options()

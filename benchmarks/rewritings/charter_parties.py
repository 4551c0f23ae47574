"""Bodies and ships as charter parties and ledgers name them: what they act as, words short, numbers otherwise."""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random

from benchmarks.rewritings.model import BODY, SHIP, Kind, beside, spelt

_SHORT = {
    "GROUP": "GR.",
    "GRUPO": "GPO.",
    "GENERAL": "GRAL.",
    "HERMANOS": "HNOS.",
    "COMPANIA": "CIA.",
    "COMERCIAL": "CCIAL.",
    "FOMENTO": "FOM.",
    "MERCANTIL": "MERC.",
}
_IN_WORDS = {"I": "ONE", "1": "ONE", "II": "TWO", "2": "TWO", "III": "THREE", "3": "THREE", "IV": "FOUR", "4": "FOUR"}
_IN_DIGITS = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6", "VII": "7", "VIII": "8"}


def _common_words_short(name: str, _: Random) -> str:
    return " ".join(_SHORT.get(word.upper(), word) for word in name.split())


def _last_by(table: Mapping[str, str], name: str) -> str:
    before, _, last = name.rpartition(" ")
    return f"{before} {table[last]}" if before and last in table else name


def _number_in_words(name: str, _: Random) -> str:
    return _last_by(_IN_WORDS, name)


def _number_in_digits(name: str, source: Random) -> str:
    text = _last_by(_IN_DIGITS, name)
    if text == name:
        return name
    before, _, number = text.rpartition(" ")
    return source.choice((text, f"{before}{number}", f"{before} NO.{number}"))


def _korean_number(name: str, _: Random) -> str:
    """The word that counts ships behind the number."""
    return re.sub(r"(?<= )(\d{1,2})$", r"\1HO", name)


KINDS: tuple[Kind, ...] = (
    beside(
        "what a body acts as",
        (BODY,),
        "{name} AS OWNERS",
        "{name} AS OWNERS P/A",
        "{name} as agents",
        "{name} AS CARRIER",
        "{name} as disponent owners",
        own=True,
    ),
    spelt("common words in Spanish shorthand", (BODY,), _common_words_short, own=True),
    spelt("a ship's number in words", (SHIP,), _number_in_words, own=True),
    spelt("a ship's number in digits", (SHIP,), _number_in_digits, own=True, held_back=True),
    spelt("a Korean ship's number", (SHIP,), _korean_number, own=True, held_back=True),
)

"""Who is rewritten, what a kind of rewriting is, and the made-up words that stand beside a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

Json = dict[str, Any]
Pairs = tuple[tuple[str, str], ...]

PERSON, BODY, SHIP = "person", "entity", "vessel"
NAMED_PARTIES = (PERSON, BODY)
EVERYBODY = (PERSON, BODY, SHIP)


@dataclass(frozen=True)
class Subject:
    """A party to rewrite: its type, its name as people write it, and its numbers as pairs of kind and value."""

    id: str
    type: str
    name: str
    identifiers: tuple[tuple[str, str], ...] = ()


Write = Callable[[Subject, Random], "Json | None"]
"""A party to ask about, as HTTP takes it; None if this one cannot be written so."""


Spell = Callable[[str, Random], str]
"""A name in another spelling; the same where it cannot be written so."""


@dataclass(frozen=True)
class Kind:
    """One way of writing. `own` if the design does not name it; `held_back` if rules are to be made without looking at
    it. `numbers` are the identifiers that a party must have for it, if it is about those."""

    name: str
    of: tuple[str, ...]
    write: Write
    own: bool = False
    held_back: bool = False
    numbers: frozenset[str] = frozenset()


def spelt(name: str, of: tuple[str, ...], spell: Spell, **given: Any) -> Kind:
    """A kind that changes the letters of a name. What it leaves as it is says nothing and is not asked."""

    def write(subject: Subject, source: Random) -> Json | None:
        text = spell(subject.name, source)
        return None if text == subject.name else {"type": subject.type, "name": text}

    return Kind(name, of, write, **given)


def by_sounds(pairs: Pairs) -> Spell:
    """A spelling by pairs of what stands in a name, the longest first, and what is written for it."""
    pattern = re.compile("|".join(sorted((sound for sound, _ in pairs), key=len, reverse=True)))
    table = dict(pairs)

    def spell(name: str, _: Random) -> str:
        text = pattern.sub(lambda found: table[found[0]], name.lower())
        return name if text == name.lower() else text.title()

    return spell


def beside(name: str, of: tuple[str, ...], *templates: str, type_: str | None = None, **given: Any) -> Kind:
    """A kind that puts words beside a name: one of some templates, in which `{name}` and made-up words stand. `type_`
    is what the whole is said to be, if not what the listed party is."""

    def write(subject: Subject, source: Random) -> Json | None:
        text = source.choice(templates).format_map(_Words(subject, source))
        return {"type": type_ or subject.type, "name": text}

    return Kind(name, of, write, **given)


class _Words(dict[str, str]):
    """What templates may name. A word is made up when it is asked for, and stays for that text."""

    def __init__(self, subject: Subject, source: Random) -> None:
        words = subject.name.split()
        super().__init__(
            name=subject.name,
            upper=subject.name.upper(),
            slug="-".join(words).lower(),
            dotted=".".join(words).lower(),
            joined="".join(words).lower(),
        )
        self._source = source

    def __missing__(self, word: str) -> str:
        self[word] = MADE_UP[word](self._source)
        return self[word]


def digits(source: Random, count: int) -> str:
    """So many digits, the first not 0."""
    return str(source.randrange(10 ** (count - 1), 10**count))


def _one_of(*words: str) -> Callable[[Random], str]:
    return lambda source: source.choice(words)


MADE_UP: Mapping[str, Callable[[Random], str]] = {
    "company": _one_of(
        "Brightwater Quill LLC",
        "Ferngrove Handels GmbH",
        "Larkspur Hollow Ltd",
        "Quellmark Sarl",
        "Tamblyn Ropeworks Inc",
        "Wexcombe & Thrale Ltd",
        "Oostvliet Bloemen BV",
    ),
    "person": _one_of(
        "Tilda Ferngrove", "Barnaby Quillfeather", "Oswin Larkmoor", "Henrike Vossbeck", "Piers Thackeray-Lunt"
    ),
    "ship": _one_of("WEXCOMBE LARK", "QUELLMARK TIDE", "TAMBLYN HERON", "OOSTVLIET"),
    "street": _one_of("14 Rosenweg", "Kirova Street 18", "P.O. Box 4471", "221 Sheikh Zayed Road", "5-1 Otemachi"),
    "city": _one_of("Tehran", "Moscow", "Dubai", "Singapore", "Hamburg", "Istanbul", "Damascus"),
    "country": _one_of("Iran", "Russia", "Syria", "Venezuela", "United Arab Emirates", "Turkey"),
    "code": _one_of("IR", "RU", "SY", "VE", "AE", "TR"),
    "port": _one_of("Bandar Abbas", "Novorossiysk", "Fujairah", "Rotterdam", "Yokohama"),
    "flag": _one_of("Panama", "Liberia", "Cameroon", "Iran", "Cook Islands"),
    "phone": lambda source: f"+{source.randrange(20, 99)} {digits(source, 2)} {digits(source, 7)}",
    "account": lambda source: digits(source, 10),
    "iban": lambda source: f"DE{digits(source, 2)} {digits(source, 4)} {digits(source, 4)} {digits(source, 4)}",
    "passport": lambda source: source.choice("ABEKN") + digits(source, 7),
    "number": lambda source: digits(source, 5),
    "imo": lambda source: digits(source, 7),
    "mmsi": lambda source: digits(source, 9),
    "year": lambda source: str(source.randrange(1940, 1995)),
    "day": lambda source: f"{source.randrange(1, 28):02d}.{source.randrange(1, 12):02d}.{source.randrange(1940, 1995)}",
    "amount": lambda source: (
        f"{source.choice(('USD', 'EUR', 'JPY'))} {source.randrange(1, 999)},{digits(source, 3)}.00"
    ),
    "voyage": lambda source: f"{digits(source, 3)}{source.choice('NESW')}",
    "tonnage": lambda source: f"{digits(source, 5)} DWT",
}
"""What may stand beside a name, all of it made up. None of the parties is on a list."""

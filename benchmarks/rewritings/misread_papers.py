"""Names as scans and readers of handwriting damage them, and as terminals, waybills, indexes and speech give them."""

from __future__ import annotations

import re
from random import Random

from benchmarks.rewritings.model import (
    BODY,
    EVERYBODY,
    MADE_UP,
    NAMED_PARTIES,
    PERSON,
    SHIP,
    Kind,
    Spell,
    beside,
    spelt,
)

_CAPITALS = (("O", "Q"), ("I", "L"), ("E", "F"), ("C", "G"), ("V", "Y"), ("H", "N"), ("B", "R"), ("D", "O"), ("U", "V"))
_HANDWRITTEN = (
    *(("a", "o"), ("n", "u"), ("u", "n"), ("e", "l"), ("h", "n"), ("m", "nn"), ("r", "v"), ("t", "l"), ("g", "y")),
    *(("k", "h"), ("s", "r"), ("i", "e")),
)
_SPEECH = (
    *(("ov", " off"), ("ev", " eff"), ("sky", " ski"), ("man", " men"), ("ali", "ally"), ("din", "deen")),
    *(("in", "een"), ("trading", "trade in"), ("bank", "banc"), ("er", "ar"), ("us", "ous")),
)
_SAME_MEANING = {
    "trading": "Commerce",
    "shipping": "Maritime",
    "construction": "Building",
    "industries": "Industrial",
    "petroleum": "Oil",
    "company": "Firm",
    "international": "Global",
    "development": "Progress",
    "engineering": "Technical",
    "investment": "Capital",
    "transport": "Logistics",
    "services": "Solutions",
    "bank": "Banking",
    "foundation": "Trust",
    "organization": "Body",
    "general": "Common",
    "electronics": "Electronic",
    "institute": "Centre",
    "aviation": "Airlines",
    "group": "Holding",
}
_LEAST_LETTERS = 5


def _swapped(pairs: tuple[tuple[str, str], ...], count: int, *, capitals: bool) -> Spell:
    """So many different letters read as others, each in one place behind the first letter."""

    def spell(name: str, source: Random) -> str:
        start = text = name.upper() if capitals else name
        done: set[int] = set()
        for letter, read in source.sample(pairs, len(pairs)):
            places = [at for at in range(1, len(text)) if text[at] == letter and at not in done]
            if len(done) < count and places and len(read) == 1:
                at = source.choice(places)
                text = text[:at] + read + text[at + 1 :]
                done.add(at)
        return name if text == start else text

    return spell


def _first_lost(name: str, _: Random) -> str:
    """Large first letters that were not read at all."""
    return " ".join(word[1:] if len(word) >= _LEAST_LETTERS else word for word in name.split())


def _edge_lost(name: str, _: Random) -> str:
    """What stands at the left edge of a page."""
    return name[1:] if len(name.split()[0]) >= _LEAST_LETTERS else name


def _last_lost(name: str, _: Random) -> str:
    return " ".join(word[:-1] if len(word) >= _LEAST_LETTERS else word for word in name.split())


def _painted_over(name: str, source: Random) -> str:
    """A ship's name of which one letter at either end is painted over."""
    return source.choice((name[1:], name[:-1]))


def _given_in_brackets(name: str, source: Random) -> str:
    *given, family = name.split()
    return source.choice((f"{family} ({' '.join(given)})", f"{family.upper()} [{' '.join(given)}]")) if given else name


def _title_joined(name: str, source: Random) -> str:
    return source.choice(("Mr", "Mrs.", "Dr", "MR.", "Sr")) + name


def _speech(name: str, source: Random) -> str:
    """One sound of each word as programs that know English write it."""
    words = []
    for word in name.lower().split():
        fitting = [pair for pair in _SPEECH if pair[0] in word[1:] and len(word) >= _LEAST_LETTERS]
        sound, written = source.choice(fitting) if fitting else ("", "")
        words.append(re.sub(f"(?<=.){sound}", written, word, count=1) if sound else word)
    text = " ".join(words)
    return name if text == name.lower() else text


def _same_meaning(name: str, _: Random) -> str:
    """One common word by another of a like meaning."""
    words = name.split()
    for at, word in enumerate(words):
        if word.lower() in _SAME_MEANING:
            return " ".join([*words[:at], _SAME_MEANING[word.lower()], *words[at + 1 :]])
    return name


def _two_rows(name: str, source: Random) -> str:
    """Cells of two rows joined, column by column."""
    first, *rest = name.split()
    other, *others = MADE_UP["person"](source).split()
    return f"{first}\t{other}\n{' '.join(rest)}\t{' '.join(others)}" if rest else name


def _kind(name: str, spell: Spell, of: tuple[str, ...], *, held_back: bool = False) -> Kind:
    return spelt(name, of, spell, own=True, held_back=held_back)


KINDS = (
    _kind("scanned capitals", _swapped(_CAPITALS, 2, capitals=True), EVERYBODY),
    _kind("read from handwriting", _swapped(_HANDWRITTEN, 2, capitals=False), NAMED_PARTIES, held_back=True),
    _kind("large first letters lost", _first_lost, NAMED_PARTIES),
    _kind("letter at the edge lost", _edge_lost, EVERYBODY, held_back=True),
    _kind("last letters lost", _last_lost, NAMED_PARTIES),
    _kind("letter painted over", _painted_over, (SHIP,), held_back=True),
    _kind("given name in brackets", _given_in_brackets, (PERSON,)),
    _kind("title joined", _title_joined, (PERSON,), held_back=True),
    _kind("written by a program that listens", _speech, NAMED_PARTIES),
    _kind("common word for another", _same_meaning, (BODY,), held_back=True),
    _kind("two rows joined by columns", _two_rows, NAMED_PARTIES),
    beside(
        "line of a card terminal",
        NAMED_PARTIES,
        "SQ *{upper} {city} {code}",
        "PAYPAL *{joined}",
        "SumUp  *{upper}",
        "TST* {upper}",
        "ZETTLE_*{upper}",
        "IZ *{name} {phone}",
        "POS 4471 {upper} {city}",
        type_="unknown",
        own=True,
    ),
    beside(
        "terms of delivery",
        NAMED_PARTIES,
        "{upper} FOB {port}",
        "{name} CIF {port} INCOTERMS 2020",
        "EXW {name}, {city}",
        "DAP {name} {port}",
        "{upper} FREIGHT COLLECT",
        "FCA {port} A/C {upper}",
        type_="unknown",
        own=True,
        held_back=True,
    ),
)

"""The words of those who deal with ships, and the tokens of a text that they are looked for in.

The words are tables: what stands beside a ship's name (`tables/ship_words.csv`), ordinary words of ships' names
(`tables/ship_name_words.csv`) and ports (`tables/ports.csv`). What a text says by them is read in `ship_texts.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from service.common.kept_tables import kept_table
from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.text import fold
from service.engine.normalise.words import read_table, word_tables

_TELLING_KINDS = frozenset(("type", "paper", "port", "join", "fact"))
HINTS_OF_A_SHIP, _LEAST_OF_A_HINT = 2, 4
"""So many phrases of so many letters say that a party of unknown type is a ship, if none does alone."""
_DOTTED = lazy_pattern(r"(?<![^\W_])(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?")
_APOSTROPHES = lazy_pattern(r"['’`´]")
_TOKEN = lazy_pattern(r"[^\W_]+|[^\w\s]|_")
DASHES = frozenset("-–—")


class Phrase(NamedTuple):
    """What a phrase of the table is: its kind, and whether only those who deal with ships say it."""

    kind: str
    sole: bool


class Token(NamedTuple):
    """A word or a sign of a text, as written and folded."""

    text: str
    folded: str
    apart: bool
    """Whether a blank stands before or behind."""
    is_cut: bool = False
    """Whether a full stop stands behind."""


@kept_table
def phrases() -> dict[tuple[str, ...], Phrase]:
    """All phrases by their tokens; sole if any row says so, and of the first kind that is named."""
    found: dict[tuple[str, ...], Phrase] = {}
    for row in read_table("ship_words.csv"):
        if row["kind"] != "small":
            for phrase in row["words"].split("|"):
                key = _key(phrase)
                known = found.get(key)
                sole = row["sole"] == "yes" or (known is not None and known.sole)
                found[key] = Phrase(row["kind"] if known is None else known.kind, sole)
    for row in read_table("cues.csv"):
        if row["kind"] != "field":
            found.setdefault(_key(row["cue"]), Phrase(row["kind"], sole=False))
    return {key: row for key, row in found.items() if key}


@kept_table
def small_words() -> frozenset[str]:
    """Words that say nothing at the ends of a ship's name."""
    rows = [row for row in read_table("ship_words.csv") if row["kind"] == "small"]
    return frozenset(fold(word) for row in rows for word in row["words"].split("|"))


@kept_table
def _ports() -> frozenset[tuple[str, ...]]:
    rows = read_table("ports.csv")
    return frozenset(tuple(fold(port).replace("-", " ").split()) for row in rows for port in row["ports"].split("|"))


@kept_table
def words_of_ships() -> frozenset[str]:
    """The ordinary words of ships' names."""
    return frozenset(fold(word) for row in read_table("ship_name_words.csv") for word in row["words"].split("|"))


@lru_cache(maxsize=1)
def _lengths() -> dict[str, tuple[int, ...]]:
    """First tokens of phrases, with how many tokens those may have, the longest first."""
    found: dict[str, set[int]] = {}
    for key in phrases():
        found.setdefault(key[0], set()).add(len(key))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


@lru_cache(maxsize=1)
def first_of_ships() -> frozenset[str]:
    """First tokens of phrases that tell of ships."""
    return frozenset(key[0] for key, row in phrases().items() if hint(key, row))


def hint(key: Sequence[str], row: Phrase) -> int:
    """How much a phrase tells of a party that it is a ship: two if only those who deal with ships say so."""
    if row.sole:
        return HINTS_OF_A_SHIP
    return int(row.kind in _TELLING_KINDS and len("".join(key)) >= _LEAST_OF_A_HINT)


def _key(phrase: str) -> tuple[str, ...]:
    return tuple(token.folded for token in tokens_of(phrase) if token.text not in DASHES)


def tokens_of(text: str) -> list[Token]:
    """The words and signs of a text, without full stops; letters with full stops between are a word."""
    text = _DOTTED.sub(lambda found: found[0].replace(".", "") + " ", _APOSTROPHES.sub("", text))
    found = []
    for match in _TOKEN.finditer(text):
        if match[0] != ".":
            before, behind = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
            apart = before in ("", " ") or behind in ("", " ")
            found.append(Token(match[0], fold(match[0]), apart, is_cut=behind == "."))
    return found


def phrase_at(tokens: Sequence[Token], at: int) -> tuple[int, Phrase | None]:
    """How many tokens from here on are a phrase of the table, and what it is; one and None if none are."""
    lengths = _lengths().get(tokens[at].folded, ())
    # A hyphen joins words that others write apart: off-hire.
    words = [place for place in range(at, len(tokens)) if tokens[place].text not in DASHES][: max(lengths, default=0)]
    for length in lengths:
        row = phrases().get(tuple(tokens[place].folded for place in words[:length]))
        if row is None or len(words) < length:
            continue
        end = words[length - 1] + 1
        if row.kind == "and" and not 0 < at < len(tokens) - (end - at):
            continue
        return end - at, row
    return 1, None


def is_port(name: str) -> bool:
    """Whether a name is that of a port or another place."""
    return is_place([token.folded for token in tokens_of(name)])


def is_place(words: Sequence[str]) -> bool:
    """Whether folded words are a port or another place."""
    key = tuple(words)
    return key in _ports() or key in word_tables().places

"""The names of ships in texts of those who deal with ships: "Bunkers for X", "X T/S ALTAIR", "DA X Port Said", "KM. X".

A ship's name of one word has nothing that a word beside it could agree with, so what stands beside it has to be known
for what it is: kinds of ships, matters of chartering, agency, bunkers, insurance and survey, what joins two ships, and
facts of a voyage (`tables/ship_words.csv`). At these a text is cut, and each piece is asked as if it had been sent
alone. Where a name stands in capitals, small words beside it say something of it. Behind a word such as "discharging"
a place is no name; ports are a table too (`tables/ports.csv`).

Only for ships, and for parties whose type is not known if a word is of ships alone, or two speak of them: a company may
be called Tanker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from service.common.lazy_pattern import lazy_pattern
from service.engine.model.entity import EntityType
from service.engine.normalise.ship_words import (
    DASHES,
    HINTS_OF_A_SHIP,
    Token,
    first_of_ships,
    hint,
    is_place,
    phrase_at,
    phrases,
    small_words,
    tokens_of,
    words_of_ships,
)
from service.engine.normalise.text import fold
from service.engine.normalise.words import is_given_name, word_tables

MAY_BE_SHIPS = frozenset((EntityType.VESSEL, EntityType.UNKNOWN))
_MOST_WORDS, _MOST_NAMES = 5, 6
_LEAST_LETTERS = 3
_LEAST_CAPITALS = 4
_MOST_IN_NUMBER = 3
"""Digits that the number of a ship may have: SEA STAR 5."""
_MONTH = (
    r"(?:jan|feb|m[aä]r|apr|ma[iy]|jun[ei]?|jul|aug|sept?|o[ck]t|nov|de[cz])"
    r"(?:uary|ruary|ch|il|y|e|ust|tember|ober|ember)?\.?(?![^\W\d_])"
)
_UNIT = (
    r"(?:k|mts?|m/t|tons?|tonnes?|t|dwt|dwcc|dwat|ldt|grt|nrt|gt|nt|teu|feu|cbm|m3|cuft|bbls?|mtrs?|m|ft|knots?|kts|nm"
    r"|hrs?|days?|pct|usd|eur|pwwd)(?![^\W\d_])"
)
_FACTS = lazy_pattern(
    r"(?<![^\W_])(?:"
    rf"(?:(?:mid|early|late|beg|beginning|end|ely)[\s-]+(?:of\s)?)?(?:\d{{1,2}}(?:st|nd|rd|th)?(?:\s?[-/]\s?\d{{1,2}})?[\s.-]*)"
    rf"{_MONTH}[\s.,-]*(?:\d{{4}}|\d\d(?!\d))?"
    rf"|(?:mid|early|late|beg|beginning|end|ely)[\s-]+(?:of\s)?{_MONTH}"
    rf"|{_MONTH}\s\d{{1,4}}(?!\d)"
    r"|\d{1,2}\s?[-/.]\s?\d{1,2}(?:\s?[-/.]\s?(?:\d{4}|\d\d))?(?!\d)"
    rf"|\d[\d.,]*\s?{_UNIT}(?:\s?{_UNIT})*"
    r"|\d{1,2}(?:st|nd|rd|th)(?![^\W_])"
    r"|v(?:oy)?[.:]?\s?\d+[nsew]?(?![^\W_])|\d{2,4}[nsew](?![^\W_])"
    r"|[a-z]{2}[\s-]flag(?:ged)?(?![^\W_])"
    r"|\d+\s?x\s?\d{2}['´]?\s?(?:hc|hq|gp|dc|dv|rf|ot|fr|tk)?(?![^\W_])"
    r"|ws\s?\d+|\d{4,}|\d+[.,]\d+"
    r")",
    re.IGNORECASE,
)
_WORDS = lazy_pattern(r"[^\W_]+")
_SIGNS = frozenset('+/&;,:|()[]{}<>@"“”«»=_~*#–—¦')
_FACT_SIGN = "¦"


class ShipName(NamedTuple):
    """A name in a text, and the words that were read as standing beside it."""

    text: str
    left_out: str


@dataclass(slots=True)
class _Piece:
    """A stretch of words, and whether it stands behind a word that leads to a place."""

    words: list[Token] = field(default_factory=list)
    at_port: bool = False


@lru_cache(maxsize=1 << 12)
def ships_in(text: str, kind: EntityType) -> tuple[ShipName, ...]:
    """The names that may be those of ships in a text about a party of this type; none if it is one name and nothing
    else."""
    if kind not in MAY_BE_SHIPS:
        return ()
    is_ship = kind is EntityType.VESSEL
    if not is_ship and _tells_of_no_ship(text):
        return ()
    tokens = tokens_of(_FACTS.sub(f" {_FACT_SIGN} ", text))
    pieces, is_of_ships = _cut(tokens)
    if not (is_ship or (is_of_ships and not _is_of_company(pieces))):
        return ()
    was_cut = len(tokens) > sum(len(piece.words) for piece in pieces)
    names = dict.fromkeys(name for piece in _telling(pieces) for name in _names_of(piece, was_cut=was_cut))
    if not is_ship and phrase_at(tokens, 0)[1] is None:
        names = {name: None for name in names if not is_given_name(fold(name))}
    whole = [token.folded for token in tokens_of(text)]
    return tuple(
        ShipName(name, _left_out(text, name)) for name in names if [one.folded for one in tokens_of(name)] != whole
    )[:_MOST_NAMES]


def _tells_of_no_ship(text: str) -> bool:
    """Whether no word of a text may begin a phrase that tells of ships. True of most texts, so this is quick."""
    if text.isascii() and "." not in text and "'" not in text and "`" not in text:
        return first_of_ships().isdisjoint(_WORDS.findall(text.lower()))
    return first_of_ships().isdisjoint(token.folded for token in tokens_of(text))


def _is_of_company(pieces: Sequence[_Piece]) -> bool:
    """Whether a word beside those of ships' papers is one of companies: Zarvanex Tanker Services."""
    tables = word_tables()
    words = [word.folded for piece in pieces for word in piece.words]
    return any(
        (word in tables.generic_words or (word,) in tables.sole_forms) and word not in words_of_ships()
        for word in words
    )


def _cut(tokens: Sequence[Token]) -> tuple[list[_Piece], bool]:
    """What stands between words of ships' papers, signs and facts; and whether any such word is of ships alone."""
    pieces, hints, at = [_Piece()], 0, 0
    in_capitals = _has_name_in_capitals(tokens)
    while at < len(tokens):
        token, (length, row) = tokens[at], phrase_at(tokens, at)
        if row is not None:
            hints += hint([one.folded for one in tokens[at : at + length] if one.text not in DASHES], row)
            pieces.append(_Piece(at_port=row.kind == "port" or (pieces[-1].at_port and not pieces[-1].words)))
        elif _is_sign(token) or (in_capitals and _is_small(token)):
            pieces.append(_Piece(at_port=token.text == "@" or (pieces[-1].at_port and not pieces[-1].words)))
        else:
            pieces[-1].words.append(token)
        at += length
    return [piece for piece in pieces if piece.words], hints >= HINTS_OF_A_SHIP


def _is_sign(token: Token) -> bool:
    return token.text in _SIGNS or (token.text in DASHES and token.apart)


def _has_name_in_capitals(tokens: Sequence[Token]) -> bool:
    """Whether a word in capitals may be a name, as the table does not know it."""
    return any(
        token.text.isupper() and len(token.text) >= _LEAST_CAPITALS and (token.folded,) not in phrases()
        for token in tokens
    )


def _is_small(token: Token) -> bool:
    return token.text.islower() and token.text.isalpha() and len(token.text) >= _LEAST_LETTERS


def _telling(pieces: Sequence[_Piece]) -> Iterator[_Piece]:
    """The pieces that are no place: not behind a word that leads to one, nor a port, unless nothing else is left."""
    named = [
        piece
        for at, piece in enumerate(pieces)
        if not (is_place([word.folded for word in piece.words]) or (piece.at_port and at))
    ]
    yield from named or pieces


def _names_of(piece: _Piece, *, was_cut: bool) -> Iterator[str]:
    """A piece without what only stands at its ends, and without a place there if it is not all of a text."""
    words = [word for word in piece.words if word.folded.isalnum() or word.text in DASHES]
    words = _without_ends(words)
    yield from _as_name(words)
    shorter = _without_places(words) if was_cut else words
    if len(shorter) < len(words):
        yield from _as_name(shorter)


def _as_name(words: Sequence[Token]) -> Iterator[str]:
    letters = sum(letter.isalpha() for word in words for letter in word.text)
    if words and len(words) <= _MOST_WORDS and letters >= _LEAST_LETTERS:
        before = " ".join(f"{word.text}." if word.is_cut else word.text for word in words[:-1])
        yield f"{before} {words[-1].text}".strip().replace(" - ", "-")


def _without_ends(words: Sequence[Token]) -> list[Token]:
    """Words without small ones at the ends, numbers before and long numbers behind."""
    first, end = 0, len(words)
    small = small_words()
    while first < end and (words[first].folded in small or words[first].text.isdigit() or words[first].text in DASHES):
        first += 1
    while first < end and (
        words[end - 1].folded in small
        or words[end - 1].text in DASHES
        or (words[end - 1].text.isdigit() and len(words[end - 1].text) > _MOST_IN_NUMBER)
    ):
        end -= 1
    return list(words[first:end])


def _without_places(words: Sequence[Token]) -> list[Token]:
    """Words without a place at the end, or else at the beginning, if something is left."""
    for span in (3, 2, 1):
        if span < len(words) and not (span == 1 and words[-1].folded in words_of_ships()):
            if is_place([word.folded for word in words[-span:]]):
                return list(words[:-span])
            if span > 1 and is_place([word.folded for word in words[:span]]):
                return list(words[span:])
    return list(words)


def _left_out(text: str, name: str) -> str:
    """The words of a text beside a name, as written."""
    beside = " … ".join(part.strip() for part in _stretch(name).split(text, maxsplit=1))
    return beside.strip(" …") or text


def _stretch(name: str) -> re.Pattern[str]:
    return re.compile(r"[\W_]+".join(map(re.escape, re.findall(r"[^\W_]+", name))), re.IGNORECASE)

"""What kind of number an identifier is, from the words before it: one mapping for lists, files and requests.

Lists name some 200 kinds of documents in several languages, and customers' files many more. The tables
`identifier_words.csv` and `identifier_types.csv` map them to the few kinds that are compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from service.common.bundled_tables import bundled_rows

OTHER = "other"
"""A number of no stated kind. It is compared with numbers of every kind."""

ANY = "any"
"""The family of such numbers."""

_JOINED = re.compile(r"(?<=[a-z])(?=[A-Z])|_+")


def identifier_type(words: str) -> str:
    """The kind for a heading or word such as `Cedula No.`, `wallet_address`, `vesselImo` or 旅券番号; `other` when the
    tables do not know it."""
    return _matching(words).type


def is_known(words: str) -> bool:
    """Whether the tables know a word, if only as one that states no kind, such as `other` or `number`."""
    return _matching(words).known


def family(kind: str) -> str:
    """Numbers of one family can be the same number. `any` for a word that the tables do not know, or that states no
    kind."""
    word = _matching(kind)
    return _families()[word.type] if word.states_kind else ANY


def types() -> frozenset[str]:
    """All kinds."""
    return frozenset(_families())


def words_not_known(kinds: Iterable[str]) -> tuple[str, ...]:
    """Of some words for kinds of numbers those that the tables do not know, each once, in the order given."""
    return tuple(kind for kind in dict.fromkeys(kinds) if not is_known(kind))


@dataclass(frozen=True, slots=True)
class _Word:
    """What a word says. `known` if the tables have it, `states_kind` if it tells one kind of number from another."""

    type: str
    known: bool
    states_kind: bool


@cache
def _families() -> dict[str, str]:
    return {row["type"]: row["family"] for row in _rows("identifier_types.csv")}


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], _Word], ...]:
    return tuple(
        (re.compile(row["pattern"]), _Word(row["type"], known=True, states_kind=row["states_kind"] == "yes"))
        for row in _rows("identifier_words.csv")
    )


@lru_cache(maxsize=8192)
def _matching(words: str) -> _Word:
    if words in _families():
        return _Word(words, known=True, states_kind=words != OTHER)
    # Capitals inside may begin a word, as in vesselImo, or not, as in KvK.
    written = [" ".join(one.casefold().split()) for one in (_JOINED.sub(" ", words), words)]
    # Headings end in a dot or a colon that says nothing: "Cedula No."
    written += [one.rstrip(".: ") for one in written]
    found = next((word for pattern, word in _patterns() if any(map(pattern.search, written))), None)
    return found or _Word(OTHER, known=False, states_kind=False)


def _rows(name: str) -> list[dict[str, str]]:
    return bundled_rows(__package__, name)

"""A name in front of an address in the same field: "Ivan Zelmarov ul. Lenina 5", "Zelmar Ltd Mill Road 12".

The number behind a street is where `name_parts` cuts; here the street is taken off what stands before the number. The
words are a table (`tables/street_words.csv`). Not handled: streets that no word marks (Unter den Linden 5), and
addresses in front of a name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from service.common.kept_tables import kept_table
from service.engine.normalise.text import fold
from service.engine.normalise.words import read_table

_LONGEST_NAME_OF_STREET = 3


class _StreetWords(NamedTuple):
    """The words of the table, by the place where they stand, as the words they are made of."""

    before: frozenset[tuple[str, ...]]
    behind: frozenset[tuple[str, ...]]
    ends: tuple[str, ...]
    units: frozenset[tuple[str, ...]]


@kept_table
def _street_words() -> _StreetWords:
    found: dict[str, set[tuple[str, ...]]] = {"before": set(), "behind": set(), "end": set(), "unit": set()}
    for row in read_table("street_words.csv"):
        found[row["place"]].update(tuple(fold(words).replace(".", "").split()) for words in row["words"].split("|"))
    ends = tuple(sorted({word for (word,) in found["end"]}))
    return _StreetWords(frozenset(found["before"]), frozenset(found["behind"]), ends, frozenset(found["unit"]))


def before_street(segment: str) -> list[str]:
    """What may be a name in front of a street, given what stands before a number; nothing if no word marks a street.

    Of a street whose word stands behind it one to three words are its name, so that there are as many ways.
    """
    words = segment.split()
    plain = [word.strip(",:").replace(".", "") for word in words]
    last = len(plain) - _units(plain)
    found = [" ".join(words[:end]) for end in _ends_of_name(plain[:last])]
    return found or ([" ".join(words[:last])] if 0 < last < len(words) else [])


def _units(words: Sequence[str]) -> int:
    """How many words at the end are a unit of a house: "room", "p o box"."""
    units = _street_words().units
    return next((count for count in (3, 2, 1) if tuple(words[-count:]) in units), 0)


def _ends_of_name(words: Sequence[str]) -> list[int]:
    """Where names in front of a street may end."""
    table = _street_words()
    for at in range(1, len(words)):
        if any(tuple(words[at : at + count]) in table.before for count in (2, 1)):
            return [at]
        if any(tuple(words[at : at + count]) in table.behind for count in (2, 1)):
            return [at - count for count in range(1, _LONGEST_NAME_OF_STREET + 1) if at > count]
        if words[at].endswith(table.ends) and not words[at].startswith(table.ends):
            return [at, *([at - 1] if at > 1 else [])]
    return []

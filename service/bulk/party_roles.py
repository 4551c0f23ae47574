"""The parties that a row of a file may name beside the one that it is about: the table of roles, and headers of them.

Not handled: roles in the text of a cell ("CONSIGNEE: ..."), which the screening of names reads, and several parties of
one role, which are taken for names of one.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, lru_cache

from service.bulk.header_keys import key
from service.common.bundled_tables import bundled_rows
from service.engine.model.entity import EntityType

_WORDS = re.compile(r"[A-Z]?[^\W_A-Z]+|[A-Z]+|\d+")
_SMALL = re.compile(r"(?:['’]s|\b(?:of|the|de|del|des|du|la|le|les|der|da|do|di|d|l|van|von|das|dos))\b", re.IGNORECASE)
"""Words between a role and what a column holds of it: name of the consignee, adresse du destinataire."""
_EDGES = " _-–—:/.,'’#"


@dataclass(frozen=True, slots=True)
class Role:
    """A role of a party. `type` is what such a party is, unless the row says it."""

    id: str
    type: EntityType


CUSTOMER = "customer"
"""Whom a row is about; a column headed so holds a number as often as a name."""
_BANK = "bank"
_OF_ANOTHER = ("contact", _BANK, "agent", "director", "shareholder", "beneficial_owner", "owner", "guarantor")
"""Roles that somebody has for a party in another one, such as the consignee's agent; of two the first here is meant."""
_THINGS = frozenset((EntityType.VESSEL, EntityType.AIRCRAFT))


@cache
def known_roles() -> dict[str, Role]:
    """The roles by their ids, in the order of the table."""
    rows = bundled_rows(__package__, "party_roles.csv")
    return {row["role"]: Role(row["role"], EntityType(row["type"] or "unknown")) for row in rows}


def is_thing(role: str) -> bool:
    """Whether parties of the role are ships or aircraft."""
    return known_roles()[role].type in _THINGS


def is_role(header: str) -> bool:
    """Whether a header is a word for a role and nothing else: Consignee."""
    return key(header) in role_keys()


def role_keys() -> Collection[str]:
    """The words for roles, as headers are compared."""
    return _roles_by_key().keys()


@lru_cache(maxsize=1_000)
def role_in(header: str) -> str | None:
    """The role that a header speaks of, alone or with what the column holds: "Consignee's address". The bank of a
    consignee is a bank."""
    found = _stretch(header)
    if found is None:
        return None
    rest = without_role(header)
    other = _stretch(rest)
    if other is None or not (is_role(rest) or other[0] == _BANK):
        return found[0]
    return next((role for role in _OF_ANOTHER if role in (found[0], other[0])), found[0])


def without_role(header: str) -> str:
    """A header without the role that it speaks of and the small words beside it; all of it if there is none."""
    found = _stretch(header)
    if found is None:
        return header
    _, first, end = found
    return _SMALL.sub(" ", f"{header[:first]} {header[end:]}").strip(_EDGES)


def _stretch(header: str) -> tuple[str, int, int] | None:
    """The longest words of a header that are a role: its id, and where they begin and end."""
    words = [(found.start(), found.end()) for found in _WORDS.finditer(header)]
    best: tuple[str, int, int] | None = None
    longest = 0
    for at, (first, _) in enumerate(words):
        for _, end in words[at : at + _most_words()]:
            text = key(header[first:end])
            role = _roles_by_key().get(text)
            if role is not None and len(text) > longest:
                best, longest = (role, first, end), len(text)
    return best or _glued(header)


def _glued(header: str) -> tuple[str, int, int] | None:
    """The role at the beginning of a header in a script without blanks: 荷受人住所."""
    if header.isascii():
        return None
    for end in range(len(header), 1, -1):
        role = None if header[:end].isascii() else _roles_by_key().get(key(header[:end]))
        if role is not None:
            return role, 0, end
    return None


@cache
def _roles_by_key() -> dict[str, str]:
    rows = bundled_rows(__package__, "party_roles.csv")
    return {key(word): row["role"] for row in rows for word in row["words"].split("|")}


@cache
def _most_words() -> int:
    rows = bundled_rows(__package__, "party_roles.csv")
    return max(len(_WORDS.findall(word)) for row in rows for word in row["words"].split("|"))

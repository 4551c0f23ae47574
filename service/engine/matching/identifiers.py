"""Identifiers made comparable: passports, tax numbers, LEI, BIC, IMO numbers, wallets and the like.

An equal identifier is decisive. Types are compared loosely, since lists and customers file the same number as
passport, national identity card or plain "number", but words never equal words of another family.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from service.engine.model.entity import Identifier

_FAMILIES = {
    "imo": "imo",
    "mmsi": "mmsi",
    "lei": "lei",
    "bic": "bic",
    "swift": "bic",
    "wallet": "wallet",
    "phone": "phone",
    "email": "email",
    "website": "website",
    "isin": "isin",
}
_KEEPS_CASE = {"wallet"}
_BARE = re.compile(r"[\W_]+")
_SHORTEST = 5


def family(kind: str) -> str:
    """Numbers of one family can be the same number; all numbers issued by states and registers are one family."""
    return _FAMILIES.get(kind.lower(), "number")


def normalise_identifier(kind: str, value: str) -> str | None:
    """The value without blanks and signs, or None if too little is left to tell anybody apart."""
    group = family(kind)
    bare = _BARE.sub("", value)
    if group not in _KEEPS_CASE:
        bare = bare.upper()
    if group == "imo":
        bare = re.sub(r"\D", "", bare)
    if group == "bic":
        bare = bare[:8] if len(bare) == 11 and bare.endswith("XXX") else bare
    if len(bare) < _SHORTEST or len(set(bare)) < 3:
        return None
    return f"{group}:{bare}"


def identifier_keys(identifiers: Iterable[Identifier]) -> dict[str, Identifier]:
    """Comparable keys of identifiers, each with the identifier as given."""
    keys = {normalise_identifier(item.type, item.value): item for item in identifiers}
    return {key: item for key, item in keys.items() if key is not None}

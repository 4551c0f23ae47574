"""Country words as lists write them -> ISO 3166-1 alpha-2, from `countries.csv`.

The table holds English, Japanese and French names (from the Unicode CLDR) and the forms that lists use besides:
`Korea, North`, `Burma`, `Iranian`. Former states and regions under dispute are left as words: USSR, Region: Crimea.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from service.common.bundled_tables import bundled_rows

UNKNOWN_WORDS = frozenset(
    {"", "unknown", "undetermined", "none identified", "na", "n a", "不明", "00", "none", "stateless"}
)

_STYLE = re.compile(r"\A(?:the )?(?:(?:federal |islamic )?(?:republic|kingdom|state|commonwealth) of )?(?:the )?")
_NOT_WORD = re.compile(r"[\W_]+")


def country_code(words: str) -> str | None:
    """The alpha-2 code for a country's name, nationality word or code; None when the words are not in the table."""
    key = _key(words)
    return _table().get(key) or _table().get(_STYLE.sub("", key))


def country(words: str | None) -> str | None:
    """The alpha-2 code, or the words themselves; None when they say that nothing is known."""
    if words is None or _key(words) in UNKNOWN_WORDS:
        return None
    return country_code(words) or " ".join(words.split())


def country_name(code: str) -> str | None:
    """The English name of an alpha-2 code, or None."""
    return _names().get(code.upper())


def country_names(code: str) -> tuple[str, ...]:
    """Every name of an alpha-2 code in the table."""
    return tuple(name for row in _rows() if row["code"] == code for name in row["names"].split(";"))


def countries(words: list[str]) -> tuple[str, ...]:
    """`country` of each, without repeats and unknowns."""
    return tuple(dict.fromkeys(code for code in map(country, words) if code))


@cache
def _rows() -> tuple[dict[str, str], ...]:
    return tuple(bundled_rows(__package__, "countries.csv"))


@cache
def _names() -> dict[str, str]:
    return {row["code"]: row["names"].partition(";")[0] for row in _rows()}


@cache
def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    for row in _rows():
        for name in (row["code"], *row["names"].split(";")):
            table.setdefault(_key(name), row["code"])
    return table


@cache
def _key(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words.casefold().replace("&", " and "))
    plain = "".join(letter for letter in plain if not "\u0300" <= letter <= "\u036f")
    return _NOT_WORD.sub(" ", unicodedata.normalize("NFKC", plain)).strip()

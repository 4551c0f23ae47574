"""What an answer does not cover, said in the answer itself. A warning changes no decision.

A `clear` speaks of what was looked at; a warning names what was not, or was less well than one would think.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from service.engine.model.watchlist import Watchlist
from service.engine.normalise.scripts import scripts_in
from service.engine.screening.request import PartyQuery

BUNDLED = "bundled"
"""The format of the lists that come with the program."""

_HAN = "Hani"
_WELL_SUPPORTED = frozenset(("Latn", "Cyrl", "Grek", "Armn", "Geor", "Arab", "Hebr", "Hang", "Kana"))
"""Scripts (ISO 15924) whose letters are read as sounds by rules of their own, or letter by letter without loss. Any
other is compared as written and by a rough romanisation."""

_SCRIPT_NAMES = {
    "Beng": "Bengali",
    "Deva": "Devanagari",
    "Ethi": "Ethiopic",
    "Gujr": "Gujarati",
    "Guru": "Gurmukhi",
    "Khmr": "Khmer",
    "Knda": "Kannada",
    "Laoo": "Lao",
    "Mlym": "Malayalam",
    "Mong": "Mongolian",
    "Mymr": "Burmese",
    "Orya": "Oriya",
    "Sinh": "Sinhala",
    "Syrc": "Syriac",
    "Taml": "Tamil",
    "Telu": "Telugu",
    "Thaa": "Thaana",
    "Thai": "Thai",
    "Tibt": "Tibetan",
}
"""English names of scripts, by ISO 15924."""


@dataclass(frozen=True, slots=True)
class ScreeningWarning:
    """One thing that the answer does not cover. `code` is for programs and stays the same, `detail` is a sentence,
    `pointer` (RFC 6901) says what in the request it speaks of; None for all of it."""

    code: str
    detail: str
    pointer: str | None = None


def party_warnings(asked: PartyQuery, pointer: str) -> Iterator[ScreeningWarning]:
    """What to know about the search for one party, which stands at `pointer` in the request."""
    for position, name in enumerate(asked.party.names):
        if not name.isascii():
            where = f"{pointer}/name" if position == 0 else f"{pointer}/aliases/{position - 1}"
            yield from _script_warnings(name, where)


def request_warnings(parties: Sequence[PartyQuery]) -> tuple[ScreeningWarning, ...]:
    """What to know about the search for all parties of a request."""
    return tuple(
        warning for position, asked in enumerate(parties) for warning in party_warnings(asked, f"/parties/{position}")
    )


def as_of_warnings(on: date, today: date) -> Iterator[ScreeningWarning]:
    """A day still to come is answered by what the lists say today."""
    if on > today:
        detail = f"{on} is still to come; the lists and measures known on {today} were used"
        yield ScreeningWarning("as_of_in_future", detail, "/options/as_of")


def watchlist_warnings(loaded: Iterable[Watchlist]) -> Iterator[ScreeningWarning]:
    """What to know about the lists that are loaded."""
    lists = tuple(loaded)
    if all(one.format == BUNDLED for one in lists):
        names = ", ".join(f"{one.id}, {len(one.entities)} entities" for one in lists)
        detail = (
            f"only the list that comes with the program is loaded ({names}); import official lists, such as with: "
            "sekisho watchlists fetch us_ofac_sdn"
        )
        yield ScreeningWarning("sample_list_only", detail)


def _script_warnings(name: str, pointer: str) -> Iterator[ScreeningWarning]:
    scripts = scripts_in(name)
    if _HAN in scripts:
        detail = (
            "Han characters are compared as written and by their Chinese reading only; give a Japanese, Korean or "
            "Vietnamese name in kana, hangul or Latin letters too"
        )
        yield ScreeningWarning("han_read_as_chinese", detail, pointer)
    weak = sorted(scripts - _WELL_SUPPORTED - {_HAN})
    if weak:
        words = ", ".join(_SCRIPT_NAMES.get(script, "one that is not known here") for script in weak)
        detail = (
            f"the script ({words}) is compared as written and by a rough romanisation; give the name in Latin letters "
            "too"
        )
        yield ScreeningWarning("script_not_well_supported", detail, pointer)

"""What an answer does not cover, said in the answer itself. A warning changes no decision.

A `clear` speaks of what was looked at; a warning names what was not, or was less well than one would think.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from service.engine.matching.identifier_types import is_known, types
from service.engine.matching.profile import Profile
from service.engine.model.watchlist import Watchlist
from service.engine.normalise.scripts import scripts_in
from service.engine.screening.request import PartyQuery

BUNDLED = "bundled"
"""The format of the lists that come with the program."""

UNREAD_COLUMNS = "columns_not_screened"
NO_NAME = "name_not_given"
UNSCREENED_PARTIES = "party_not_screened"
OF_A_FILE = frozenset((UNREAD_COLUMNS, NO_NAME, UNSCREENED_PARTIES))
"""Codes of warnings that speak of the row of a file and not of what was asked."""
_SHOWN_COLUMNS = 20

_COMPANIONS = ("us_ofac_sdn", "us_ofac_cons")
"""OFAC publishes its other lists, such as the sectoral ones, apart from the SDN list."""

_SET_OF_FILES = "ofac_csv"
_FEW_ENTITIES = 100
"""So few targets may well have neither aliases nor addresses."""

_HAN = "Hani"
_WELL_SUPPORTED = frozenset(("Latn", "Cyrl", "Grek", "Armn", "Geor", "Arab", "Hebr", "Hang", "Kana"))
"""Scripts (ISO 15924) whose letters are read as sounds by rules of their own, or letter by letter without loss. Any
other is compared as written and by a romanisation."""
_READ_BY_RULES = frozenset(
    ("Beng", "Deva", "Gujr", "Guru", "Knda", "Laoo", "Mlym", "Mymr", "Orya", "Sinh", "Taml", "Telu", "Thai")
)
"""Those of the others that have rules of their own as well. No official list has names in them, so that nothing was
learned from one, and nothing is measured."""

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
_ROUGHLY = "compared as written and by a rough romanisation"


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
    for position, identifier in enumerate(asked.party.identifiers):
        if not is_known(identifier.type):
            yield _unknown_kind(identifier.type, f"{pointer}/identifiers/{position}/type")


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


def watchlist_warnings(
    loaded: Iterable[Watchlist], searched: Iterable[Watchlist], profile: Profile, today: date
) -> Iterator[ScreeningWarning]:
    """What to know about the lists that are loaded, and about those of them that are searched."""
    lists = tuple(loaded)
    yield from _sample_warnings(lists)
    yield from _companion_warnings(lists)
    for one in searched:
        yield from _part_warnings(one)
        yield from _age_warnings(one, profile, today)


def publication_age(watchlist: Watchlist, today: date) -> int | None:
    """Days since the publisher's date of an edition; None if it is not known, or comes with the program: measures of
    a past day do not age."""
    if watchlist.published_on is None or watchlist.format == BUNDLED:
        return None
    return max(0, (today - watchlist.published_on).days)


def unread_columns_warning(headers: Sequence[str]) -> ScreeningWarning:
    """Of a row of a file, that it holds something in columns that nobody knows."""
    shown = ", ".join(map(repr, headers[:_SHOWN_COLUMNS]))
    more = f" and {len(headers) - _SHOWN_COLUMNS} more" if len(headers) > _SHOWN_COLUMNS else ""
    detail = f"these columns of the file were not looked at: {shown}{more}; say what one holds with column=FIELD=HEADER"
    return ScreeningWarning(UNREAD_COLUMNS, detail)


def no_name_warning(cells: Sequence[tuple[str, str]]) -> ScreeningWarning:
    """Of a row of a file, that columns of names (header and text) say that there is no name: TO ORDER, N/A."""
    shown = ", ".join(f"{header} ({text})" for header, text in cells[:_SHOWN_COLUMNS])
    return ScreeningWarning(NO_NAME, f"these columns say that there is no name, so that nobody was looked for: {shown}")


def unscreened_parties_warning(cells: Sequence[tuple[str, str]]) -> ScreeningWarning:
    """Of a row of a file, that columns of other parties (header, and what is wrong) could not be used."""
    shown = "; ".join(f"{header}: {reason}" for header, reason in cells[:_SHOWN_COLUMNS])
    return ScreeningWarning(UNSCREENED_PARTIES, f"not all that these columns say was looked for: {shown}")


def _sample_warnings(lists: Sequence[Watchlist]) -> Iterator[ScreeningWarning]:
    if all(one.format == BUNDLED for one in lists):
        names = ", ".join(f"{one.id}, {len(one.entities)} entities" for one in lists)
        detail = (
            f"only the list that comes with the program is loaded ({names}); import official lists, such as with: "
            "sekisho watchlists fetch us_ofac_sdn"
        )
        yield ScreeningWarning("sample_list_only", detail)


def _unknown_kind(word: str, pointer: str) -> ScreeningWarning:
    detail = (
        f"{word!r} is no known kind of identifier; the number was compared with listed numbers of every kind. "
        f"Known are {', '.join(sorted(types()))}, and the usual words for them"
    )
    return ScreeningWarning("identifier_type_unknown", detail, pointer)


def _companion_warnings(lists: Sequence[Watchlist]) -> Iterator[ScreeningWarning]:
    """A publisher whose targets stand on two lists, of which only one is loaded."""
    ids = {one.id for one in lists}
    for one, other in (_COMPANIONS, _COMPANIONS[::-1]):
        if one in ids and other not in ids:
            detail = f"{other} is not loaded, which its publisher keeps beside {one}; its targets are not searched"
            yield ScreeningWarning("companion_list_missing", detail)


def _part_warnings(watchlist: Watchlist) -> Iterator[ScreeningWarning]:
    """A set of files of which one was left out: then no entity at all has what stands in it."""
    if watchlist.format != _SET_OF_FILES or len(watchlist.entities) < _FEW_ENTITIES:
        return
    missing = []
    if not any(len(entity.names) > 1 for entity in watchlist.entities):
        missing.append("other names (ALT.CSV, CONS_ALT.CSV)")
    if not any(entity.addresses for entity in watchlist.entities):
        missing.append("addresses (ADD.CSV, CONS_ADD.CSV)")
    if missing:
        detail = f"{watchlist.id} was imported without its file of {' and of '.join(missing)}; import the whole set"
        yield ScreeningWarning("watchlist_incomplete", detail)


def _age_warnings(watchlist: Watchlist, profile: Profile, today: date) -> Iterator[ScreeningWarning]:
    age = publication_age(watchlist, today)
    if age is not None and age > profile.oldest_edition_days(watchlist.id):
        detail = f"the edition of {watchlist.id} was published on {watchlist.published_on}, {age} days ago"
        yield ScreeningWarning("watchlist_old", detail)


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
        how = "read by rules that are not learned from any list" if _READ_BY_RULES.issuperset(weak) else _ROUGHLY
        detail = f"the script ({words}) is {how}; give the name in Latin letters too"
        yield ScreeningWarning("script_not_well_supported", detail, pointer)

"""Readers find headings, elements and keys by their names: one with another name is lost, and nothing else tells.

`fields.csv` names what each format was seen to have in real files and in the samples of the tests. The fields marked as
needed are those that names, numbers, dates and addresses come from. Formats without names for their columns have none.
`scripts/list_fields.py` prints the rows of a new format.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from service.common.bundled_tables import bundled_rows
from service.engine.model.watchlist import Watchlist
from service.watchlists.editions.model import GateFinding
from service.watchlists.parsing.text import first_few, heading_key

_FEW_FILLED, _RARE = 20, 0.01
"""A field that is filled fewer times than this in the whole file, or for a smaller share of the records, may go with
the few records that had it."""

_LEFT = 0.1
"""A field is missing when it is filled less than a tenth as often as before, by the number of records."""

_SHOWN = 5
_LONG = 4
"""Names shorter than this differ in one letter by nature: `id` and `no`, `aka` and `fka`."""

_WHOLE = 500
"""A list of so many entities has every field that its format needs. Parts of lists may lack some."""


@dataclass(frozen=True, slots=True)
class KnownFields:
    """What a format has, by comparable names, each as it is written."""

    known: dict[str, str] = field(default_factory=dict)
    needed: dict[str, str] = field(default_factory=dict)


@cache
def known_fields() -> Mapping[str, KnownFields]:
    """The fields of each format."""
    found: dict[str, KnownFields] = defaultdict(KnownFields)
    for row in bundled_rows(__package__, "fields.csv"):
        one = found[row["format"]]
        one.known[heading_key(row["field"])] = row["field"]
        if row["needed"] == "yes":
            one.needed[heading_key(row["field"])] = row["field"]
    return found


def unknown_fields(watchlist: Watchlist) -> dict[str, int]:
    """The fields of a file that its reader was not made for, and how often each is filled; most often first."""
    known = known_fields().get(watchlist.format)
    if known is None:
        return {}
    found = [(name, count) for name, count in watchlist.fields if count and heading_key(name) not in known.known]
    return dict(sorted(found, key=lambda item: -item[1]))


def fields_known(new: Watchlist, active: Watchlist | None) -> Iterator[GateFinding]:
    """No field that a format always has is missing where another one has come, or from a whole list; and none is a
    known one but for a letter, as after a damage. New fields alone are no objection: publishers add some now and
    then. What the active edition has as well was let in before."""
    known = known_fields().get(new.format)
    if known is None:
        return
    before = {} if active is None or active.format != new.format else dict(active.fields)
    unknown = [name for name in unknown_fields(new) if name not in before]
    there = {heading_key(name) for name, count in new.fields if count}
    missing = [name for key, name in known.needed.items() if key not in there and (not before or before.get(name))]
    if missing and (unknown or len(new.entities) >= _WHOLE):
        and_has = f" and has {first_few(unknown, _SHOWN)}, which is not known" if unknown else ""
        yield GateFinding("fields known", f"the file has no {first_few(missing, _SHOWN)}{and_has}")
    damaged = [f"{name} for {near}" for name in unknown if (near := _misspelt(name, known.known.values()))]
    if damaged:
        shown = first_few(damaged, _SHOWN)
        yield GateFinding("fields known", f"a field is named like a known one but for a letter: {shown}")


def _misspelt(name: str, known: Iterable[str]) -> str | None:
    """The known field that has one other letter in one place. Digits count fields that are alike."""
    if len(name) < _LONG:
        return None
    for other in known:
        if len(other) == len(name):
            differing = [pair for pair in zip(name.casefold(), other.casefold(), strict=False) if len(set(pair)) > 1]
            if len(differing) == 1 and not any(letter.isdigit() for letter in differing[0]):
                return other
    return None


def fields_kept(new: Watchlist, active: Watchlist | None) -> Iterator[GateFinding]:
    """No field that the active edition's file fills is suddenly missing or empty."""
    if active is None or active.format != new.format or not new.entities or not active.entities:
        return
    before, after = dict(active.fields), dict(new.fields)
    ratio = len(new.entities) / len(active.entities)
    least = max(_FEW_FILLED, _RARE * len(active.entities))
    gone = [name for name, count in before.items() if count >= least and after.get(name, 0) < count * ratio * _LEFT]
    if gone:
        came = sorted((name for name in after if name not in before), key=lambda name: -after[name])
        told = first_few([f"{name} ({after.get(name, 0)}, was {before[name]})" for name in gone], _SHOWN)
        instead = f"; new: {first_few(came, _SHOWN)}" if came else ""
        yield GateFinding("fields kept", f"fields that the file had are missing or empty: {told}{instead}")

"""What an edition has to pass before it may replace the active one. Pure: two watchlists in, findings out.

The gates that need a search (every name finds itself, the canaries) stand above the index, in `search_gates`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from service.engine.model.entity import Entity, Skipped
from service.engine.model.watchlist import Watchlist
from service.watchlists.editions.field_gates import fields_kept, fields_known
from service.watchlists.editions.model import GateFinding

QualityGate = Callable[[Watchlist, Watchlist | None], Iterator[GateFinding]]
"""What is wrong with a watchlist that would replace another, or be the first."""

_FEW = 5
"""A field that fewer entities than this ever had may vanish by chance, and fewer names or numbers than this."""

_NEWER = 2
"""One record newer than all of an undated edition may have been struck since. Several say that the edition is older."""

_STRETCH, _STRETCH_SHARE = 10, 0.01
"""So many records, and at least so large a share of all, that stand together are hardly struck on one day."""

_LACKING = ("has no ", "in none of the files", " columns")
"""Reasons for which a record is left out, if something is missing in the file."""

_NAMELESS, _MORE_SKIPPED = 0.02, 0.001
"""The share of records that lack something in a first edition, and the share more than before in a later one."""

_LEFT = 0.1
"""A field has vanished when its share of the entities is below a tenth of what it was."""

_REPEATED = 0.01
"""Publishers now and then use an id twice. More often than this, the wrong column was taken for the id."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much smaller an edition may be than the one it replaces, as a share of its entities."""

    shrink: float = 0.10


def list_gates(limits: Limits) -> tuple[QualityGate, ...]:
    """All gates that need nothing but the two watchlists."""
    lost = (not_shrunk(limits), not_cut_off, nothing_vanished, fields_kept, fields_known)
    return (not_empty, accounted, few_skipped, unique_ids, not_older, *lost)


def not_empty(new: Watchlist, active: Watchlist | None) -> Iterator[GateFinding]:
    """A list without entities protects nobody."""
    if not new.entities:
        yield GateFinding("not empty", "the edition has no entities", acceptable=False)


def accounted(new: Watchlist, active: Watchlist | None) -> Iterator[GateFinding]:
    """Every published record is an entity with a name, or skipped with a reason."""
    mute = [item.location for item in new.skipped if not item.reason.strip()]
    if mute:
        where = f"{mute[0].file}, record {mute[0].record}"
        yield GateFinding("nothing lost", f"{len(mute)} records are skipped without a reason, first {where}", False)
    nameless = [entity.id for entity in new.entities if not any(name.text.strip() for name in entity.names)]
    if nameless:
        yield GateFinding("nothing lost", f"{len(nameless)} entities have no name, first {nameless[0]}", False)


def few_skipped(new: Watchlist, active: Watchlist | None) -> Iterator[GateFinding]:
    """No more records are left out because something is missing in them, as a share of all, than of the active edition.
    What is no party, or is told with one, is left out by right."""
    records = len(new.entities) + len(new.skipped)
    bad = [item for item in new.skipped if _lacks_something(item)]
    if active is None:
        limit = max(_FEW, _NAMELESS * records)
    else:
        before = sum(map(_lacks_something, active.skipped)) / ((len(active.skipped) + len(active.entities)) or 1)
        limit = before * records + max(_FEW, _MORE_SKIPPED * records)
    if len(bad) > limit:
        shown = f"{bad[-1].location.file}, line {bad[-1].location.line}: {bad[-1].reason}"
        yield GateFinding("few skipped", f"{len(bad)} records lack something and are left out; the last is {shown}")


def _lacks_something(item: Skipped) -> bool:
    return any(words in item.reason for words in _LACKING)


def unique_ids(new: Watchlist, active: Watchlist | None) -> Iterator[GateFinding]:
    """No two entities under one id; and the publisher's own record ids are not used twice all over the list."""
    twice = [key for key, count in Counter(entity.id for entity in new.entities).items() if count > 1]
    if twice:
        yield GateFinding("unique ids", f"{len(twice)} entity ids are used twice, first {twice[0]}", acceptable=False)
    repeated = [entity.id for entity in new.entities if "~" in entity.record_id]
    if len(repeated) > max(_FEW, _REPEATED * len(new.entities)):
        yield GateFinding("unique ids", f"{len(repeated)} of {len(new.entities)} record ids repeat another one's")


def not_older(new: Watchlist, active: Watchlist | None) -> Iterator[GateFinding]:
    """A list never goes back unless a person says so. Where only one side has a date, the days in its records and what
    would be lost speak for the other: a file of March has none of the parties that were listed in July."""
    if active is None:
        return
    if new.published_on and active.published_on:
        if new.published_on < active.published_on:
            yield GateFinding(
                "not older", f"it was published on {new.published_on}, the active one on {active.published_on}"
            )
    elif active.published_on:
        yield GateFinding(
            "not older", f"it has no publication date, the active one was published on {active.published_on}"
        )
    else:
        yield from _not_older_by_records(new, active)


def _not_older_by_records(new: Watchlist, active: Watchlist) -> Iterator[GateFinding]:
    """The active edition has no publication date."""
    day = new.published_on or newest_record(new)
    newer = [entity.id for entity in active.entities if day and (last := _last_day(entity)) and last > day]
    if newer and (new.published_on or len(newer) >= _NEWER):
        words = f"it is of {day}" if new.published_on else f"its newest record is of {day}"
        yield GateFinding("not older", f"{words}, and the active one has {len(newer)} newer records, first {newer[0]}")
        return
    kept = {entity.id for entity in new.entities}
    lost = [entity.id for entity in active.entities if entity.id not in kept]
    if lost and new.published_on:
        words = (
            f"it was published on {new.published_on} and lacks {len(lost)} entities of the active one, first {lost[0]}"
        )
        yield GateFinding("not older", f"{words}; the active one has no publication date to compare")


def newest_record(watchlist: Watchlist) -> date | None:
    """The latest day on which a record was listed, amended or lifted: the edition is not older than that."""
    return max(filter(None, map(_last_day, watchlist.entities)), default=None)


def _last_day(entity: Entity) -> date | None:
    days = (day for item in entity.designations for day in (item.listed_on, item.amended_on) if day is not None)
    return max(days, default=None)


def not_shrunk(limits: Limits) -> QualityGate:
    """A list that suddenly is much shorter was more likely cut off than emptied. So was one whose entities lost many
    of their names or numbers, as when the file of aliases was cut."""

    def gate(new: Watchlist, active: Watchlist | None) -> Iterator[GateFinding]:
        if active is None:
            return
        for noun, number in _SIZES.items():
            before, after = number(active), number(new)
            if after < before * (1 - limits.shrink) and (noun == _ENTITIES or before - after >= _FEW):
                lost = (before - after) / before
                limit = f"the limit is {limits.shrink:.0%}"
                yield GateFinding("not shrunk", f"{after} {noun} instead of {before}, {lost:.1%} fewer; {limit}")
                return

    return gate


def not_cut_off(new: Watchlist, active: Watchlist | None) -> Iterator[GateFinding]:
    """No stretch of the active edition is missing, nor its end: a text file that lost a block, or breaks off after a
    whole line, looks like any other, and publishers strike records here and there."""
    if active is None or active.format != new.format:
        return
    kept = {entity.id for entity in new.entities}
    *stretches, end = _missing_stretches(active.entities, kept)
    if _FEW <= len(end) < len(active.entities):
        at = f"{end[0].id} to {end[-1].id}"
        yield GateFinding("not cut off", f"the last {len(end)} records of the active edition are all missing: {at}")
    longest = max(stretches, key=len, default=[])
    if len(longest) >= max(_STRETCH, _STRETCH_SHARE * len(active.entities)):
        at = f"{longest[0].id} to {longest[-1].id}"
        words = f"{len(longest)} records that stand together in the active edition are all missing: {at}"
        yield GateFinding("not cut off", words)


def _missing_stretches(entities: Sequence[Entity], kept: Container[str]) -> list[list[Entity]]:
    """Entities that are missing, in stretches between those that are kept; the last stretch is what is at the end."""
    found: list[list[Entity]] = [[]]
    for entity in entities:
        if entity.id not in kept:
            found[-1].append(entity)
        elif found[-1]:
            found.append([])
    return found


def nothing_vanished(new: Watchlist, active: Watchlist | None) -> Iterator[GateFinding]:
    """No kind of fact that the active edition gives is suddenly missing all over the list."""
    if active is None or not active.entities or not new.entities:
        return
    before, after = field_counts(active), field_counts(new)
    for field, count in before.items():
        share = count / len(active.entities)
        if count >= _FEW and after[field] / len(new.entities) < share * _LEFT:
            yield GateFinding("nothing vanished", f"{field}: {after[field]} entities have any, {count} had")


def field_counts(watchlist: Watchlist) -> dict[str, int]:
    """How many entities of a watchlist have each kind of fact."""
    return {field: sum(1 for entity in watchlist.entities if has(entity)) for field, has in _FIELDS.items()}


def _dated(pick: Callable[[Entity], tuple[date | None, ...]]) -> Callable[[Entity], bool]:
    return lambda entity: any(pick(entity))


_ENTITIES = "entities"

_SIZES: Mapping[str, Callable[[Watchlist], int]] = MappingProxyType(
    {
        _ENTITIES: lambda watchlist: len(watchlist.entities),
        "names": lambda watchlist: sum(len(entity.names) for entity in watchlist.entities),
        "identifiers": lambda watchlist: sum(len(entity.identifiers) for entity in watchlist.entities),
        "addresses": lambda watchlist: sum(len(entity.addresses) for entity in watchlist.entities),
    }
)

_FIELDS: Mapping[str, Callable[[Entity], bool]] = MappingProxyType(
    {
        "more than one name": lambda entity: len(entity.names) > 1,
        "strong aliases": lambda entity: any(not name.weak for name in entity.names[1:]),
        "weak aliases": lambda entity: any(name.weak for name in entity.names),
        "birth dates": lambda entity: any(item.earliest or item.latest for item in entity.birth_dates),
        "birth places": lambda entity: bool(entity.birth_places),
        "nationalities": lambda entity: bool(entity.nationalities),
        "countries": lambda entity: bool(entity.countries),
        "gender": lambda entity: entity.gender is not None,
        "titles": lambda entity: bool(entity.titles),
        "positions": lambda entity: bool(entity.positions),
        "identifiers": lambda entity: bool(entity.identifiers),
        "addresses": lambda entity: bool(entity.addresses),
        "links": lambda entity: bool(entity.links),
        "remarks": lambda entity: bool(entity.remarks),
        "programmes": lambda entity: any(item.programme for item in entity.designations),
        "legal bases": lambda entity: any(item.legal_basis for item in entity.designations),
        "listing dates": _dated(lambda entity: tuple(item.listed_on for item in entity.designations)),
    }
)

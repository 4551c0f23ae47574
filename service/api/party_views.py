"""Listed entities and parties, from the nouns of the program to those of HTTP."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from service.api.schemas.entities import ListedDateOut, NameOut, PartyEntryOut, PartyFoundOut
from service.api.schemas.screening_answer import DesignationOut
from service.engine.index.entity_index import is_listed
from service.engine.model.entity import Designation, Entity, ListedDate, Name
from service.snapshots.entity_directory import PartyFound


def party_out(party: PartyFound, on: date) -> PartyFoundOut:
    """A party with its entries, as the lists stand on a day."""
    entries, first = party.entries, party.entries[0]
    names: dict[str, Name] = {}
    births: dict[str, ListedDate] = {}
    for entity in entries:
        for name in entity.names:
            names.setdefault(name.text, name)
        for birth in entity.birth_dates:
            births.setdefault(birth.raw, birth)
    days = [one.listed_on for entity in entries for one in entity.designations if one.listed_on is not None]
    return PartyFoundOut(
        group_id=party.position.group_id,
        name=first.names[0].text,
        type=first.type,
        found_by=party.found_by,
        listed=any(is_listed(one, on) for one in entries),
        first_listed_on=min(days, default=None),
        names=[NameOut.model_validate(one, from_attributes=True) for one in names.values()],
        birth_dates=[listed_date_out(one) for one in births.values()],
        nationalities=_unique(code for entity in entries for code in entity.nationalities),
        countries=_unique(code for entity in entries for code in entity.countries),
        entries=[_entry_out(one, on, found=one.id in party.found) for one in entries],
    )


def _entry_out(entity: Entity, on: date, *, found: bool) -> PartyEntryOut:
    return PartyEntryOut(
        entity_id=entity.id,
        watchlist=entity.watchlist,
        record_id=entity.record_id,
        type=entity.type,
        name=entity.names[0].text,
        listed=is_listed(entity, on),
        found=found,
        designations=[designation_out(one) for one in entity.designations],
    )


def designation_out(one: Designation) -> DesignationOut:
    """A designation."""
    return DesignationOut(
        programme=one.programme,
        authority=one.authority,
        legal_basis=one.legal_basis,
        measures=list(one.measures),
        listed_on=one.listed_on,
        delisted_on=one.delisted_on,
        source_url=one.source_url,
    )


def listed_date_out(one: ListedDate) -> ListedDateOut:
    """A date as a list gives it."""
    return ListedDateOut(
        raw=one.raw,
        earliest=None if one.earliest is None else str(one.earliest),
        latest=None if one.latest is None else str(one.latest),
        circa=one.circa,
        since=one.since,
        until=one.until,
    )


def _unique(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))

"""Facts that stand in the text of a name, made facts of the party: "Testan Examplov DOB 01.02.1970 passport AB1234567".

They are compared as facts that are sent in fields of their own, and said to be read from the name; but where they
disagree they hide no name that would be shown without them. What the party states itself is never replaced.
"""

from __future__ import annotations

from dataclasses import replace

from service.engine.matching.identifiers import numbers_in_names
from service.engine.matching.model import FactsRead, Party
from service.engine.model.entity import EntityType, PartialDate
from service.engine.normalise.text_facts import birth_date_in, countries_in, may_hold_facts

_BORN = (EntityType.PERSON, EntityType.UNKNOWN)


def with_facts_in_names(party: Party) -> Party:
    """The party with the facts that stand in its names; the same party if there are none."""
    numbers = numbers_in_names(party.names)
    born: PartialDate | None = None
    countries: tuple[str, ...] = ()
    texts = [text for text in party.names if may_hold_facts(text)] if party.type in _BORN else []
    if texts:
        born = next(filter(None, map(birth_date_in, texts)), None) if party.birth_date is None else None
        stated = party.nationalities or party.countries
        countries = () if stated else tuple(dict.fromkeys(code for text in texts for code in countries_in(text)))
    if not numbers and born is None and not countries:
        return party
    return replace(
        party,
        birth_date=born or party.birth_date,
        countries=countries or party.countries,
        identifiers=(*party.identifiers, *numbers),
        read=FactsRead(born is not None, bool(countries), frozenset(numbers)),
    )

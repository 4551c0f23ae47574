"""Hashes of the three sides of a decision: the subject, the listed entity, and the rule by which it is listed.

Equal hashes mean that nothing significant differs. Order never counts, nor do case, accents and punctuation of words:
another spelling with the same letters is the same subject.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, fields, is_dataclass
from typing import TYPE_CHECKING, Any

from pydantic_core import to_json

from service.alerts.significant_fields import Side, facts_left_out, fields_of
from service.engine.matching.identifier_types import identifier_type
from service.engine.matching.identifiers import normalise_identifier
from service.engine.matching.model import Party
from service.engine.model.entity import Address, Designation, Entity, Identifier, Link, Name
from service.engine.model.watchlist import Watchlist
from service.engine.normalise.names import split_words
from service.engine.normalise.text import fold

if TYPE_CHECKING:
    from service.engine.goods.model import Goods


def party_sha256(party: Party) -> str:
    """The fingerprint of a party: every field that is screened, names as words in order of the alphabet."""
    return _sha256(
        {
            "type": party.type.value,
            "names": _set(sorted(_words(name)) for name in party.names),
            "birth_date": None if party.birth_date is None else str(party.birth_date),
            "nationalities": _set(party.nationalities),
            "countries": _set(party.countries),
            "gender": party.gender,
            "identifiers": _set(_identifier(one) for one in party.identifiers),
            "address": None if party.address is None else _words(party.address),
        }
    )


def goods_sha256(goods: Goods) -> str:
    """The fingerprint of a line of goods: every field that is read."""
    return _sha256({"goods": asdict(goods)})


def entity_sha256(entity: Entity) -> str:
    """The fingerprint of a listed entity, over the fields that the table of significant fields ascribes to it."""
    left_out = facts_left_out()
    facts = tuple(pair for pair in entity.facts if pair[0].casefold() not in left_out)
    values = {name: getattr(entity, name) for name in fields_of()["entity", Side.ENTITY]} | {"facts": facts}
    return _sha256({name: _value(value) for name, value in values.items()})


def rule_sha256(entity: Entity, watchlist: Watchlist) -> str:
    """The fingerprint of the rule: programme, law, measures and dates of every designation, and the list's own law."""
    law = {name: getattr(watchlist, name) for name in fields_of()["watchlist", Side.RULE]}
    designations = {name: _value(getattr(entity, name)) for name in fields_of()["entity", Side.RULE]}
    return _sha256({"watchlist": law, **designations})


def territory_id(territory: str) -> str:
    """The id under which a territory stands among the entities of an alert."""
    return f"territory:{territory}"


def _name(name: Name) -> Any:
    return [_words(name.text), name.weak]


def _identifier(one: Identifier) -> Any:
    """With its kind and country: an equal number of another kind or country may be equal by chance."""
    return [identifier_type(one.type), one.country, normalise_identifier(one.type, one.value) or fold(one.value)]


def _address(address: Address) -> Any:
    return [_words(address.text), address.country]


def _designation(designation: Designation) -> Any:
    return [_value(getattr(designation, name)) for name in fields_of()["designation", Side.RULE]]


def _link(link: Link) -> Any:
    return [_words(link.relation), _words(link.target)]


_VALUES: Mapping[type, Callable[[Any], Any]] = {
    Name: _name,
    Identifier: _identifier,
    Address: _address,
    Designation: _designation,
    Link: _link,
}


def _value(value: Any) -> Any:
    """A field as it is hashed: of several values the set, of words what is compared of them."""
    own = _VALUES.get(type(value))
    if own is not None:
        return own(value)
    if isinstance(value, tuple):
        return _set(_value(one) for one in value)
    if is_dataclass(value):
        return [_value(getattr(value, one.name)) for one in fields(value)]
    return value


def _words(text: str) -> list[str]:
    """The words of a text; what has no letters or digits at all stands for itself."""
    return split_words(fold(text)) or [text]


def _set(values: Iterable[Any]) -> list[str]:
    return sorted({to_json(value).decode() for value in values})


def _sha256(value: Mapping[str, Any]) -> str:
    return hashlib.sha256(to_json(value)).hexdigest()

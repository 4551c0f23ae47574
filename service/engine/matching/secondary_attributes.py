"""What speaks for or against a party beside its name: birth date, countries, gender, identifiers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from service.engine.matching.dates import compare_birth_dates, in_force
from service.engine.matching.identifier_types import OTHER, identifier_type
from service.engine.matching.identifiers import identifier_keys, is_certain
from service.engine.matching.model import Feature, Party
from service.engine.matching.weights import Weights
from service.engine.model.entity import Entity, Identifier

_HEADROOM = 0.55
"""Agreement adds at most this share of what the name has left to 1.00, so that scores stay apart; and all of it
together no more than the whole, or a worse name could come out above a better one."""

_BY_CHANCE = 0.8
"""How well a short number of another kind or country agrees."""


def _agreement(points: float, score: float, added: float = 0.0) -> float:
    """Points for a fact beside a name's score, if others have added some. Points off are what they are."""
    return min(points, _HEADROOM * (1.0 - score), 1.0 - score - added) if points > 0 else points


def _birth_date(party: Party, entity: Entity, on: date, score: float, weights: Weights) -> Feature | None:
    if party.birth_date is None:
        return None
    verdict = compare_birth_dates(party.birth_date, in_force(entity.birth_dates, on), weights)
    if verdict is None:
        return None
    read = party.read is not None and party.read.birth_date
    points = _limited(_agreement(verdict.points, score), score, weights, read=read)
    return Feature("birth_date", verdict.score, points, _said(verdict.detail, read=read))


def _limited(points: float, score: float, weights: Weights, *, read: bool) -> float:
    """Points off for a fact that is only read from the name take the score no lower than where an exact name is held:
    what stands beside a listed name lowers it, and hides nobody."""
    return max(points, min(0.0, weights.exact_name_floor - score)) if read and points < 0 else points


def _said(detail: str, *, read: bool) -> str:
    return f"{detail}; read from the name" if read else detail


def countries_of(entity: Entity) -> frozenset[str]:
    """All countries that a list connects with an entity."""
    return frozenset((*entity.nationalities, *entity.countries, *(a.country for a in entity.addresses if a.country)))


def _country(party: Party, entity: Entity, score: float, birth_date: float, weights: Weights) -> Feature | None:
    """The line for countries beside a name's score and what the birth date added to it or took off."""
    asked = set(party.nationalities) | set(party.countries)
    listed = countries_of(entity)
    if not asked or not listed:
        return None
    common = sorted(asked & listed)
    read = party.read is not None and party.read.countries
    if common:
        detail = _said(f"both are connected with {', '.join(common)}", read=read)
        return Feature("country", 1.0, _agreement(weights.country_same, score, max(0.0, birth_date)), detail)
    detail = f"connected with {', '.join(sorted(asked))}, listed with {', '.join(sorted(listed))}"
    points = _limited(weights.country_other, score + birth_date, weights, read=read)
    return Feature("country", 0.0, points, _said(detail, read=read))


def _gender(party: Party, entity: Entity, weights: Weights) -> Feature | None:
    if party.gender is None or entity.gender is None or party.gender == entity.gender:
        return None
    return Feature("gender", 0.0, weights.gender_other, f"asked {party.gender}, listed {entity.gender}")


def _identifier(party: Party, entity: Entity, name_score: float, so_far: float, weights: Weights) -> Feature | None:
    asked, listed = identifier_keys(party.identifiers), identifier_keys(entity.identifiers)
    common = sorted(asked.keys() & listed.keys())
    if common:
        certain = [key for key in common if is_certain(key, asked[key], listed[key])]
        key = (certain or common)[0]
        read = party.read is not None and asked[key] in party.read.identifiers
        said = _said(_same_number(asked[key], listed[key]), read=read)
        if certain or name_score >= weights.identifier_name:
            return Feature("identifier", 1.0, max(0.0, weights.identifier_same - so_far), said)
        points = max(0.0, weights.identifier_by_chance - so_far)
        return Feature("identifier", _BY_CHANCE, points, f"{said}, which may be chance")
    types = (_types(party.identifiers) & _types(entity.identifiers)) - {OTHER}  # of no kind, it contradicts nothing
    if not types:
        return None
    numbers = [item for item in party.identifiers if identifier_type(item.type) in types]
    read = party.read is not None and party.read.identifiers.issuperset(numbers)
    detail = _said(f"another {' and '.join(sorted(types))} than the one listed", read=read)
    points = _limited(weights.identifier_other, so_far, weights, read=read)
    return Feature("identifier", 0.0, points, detail)


def _same_number(asked: Identifier, listed: Identifier) -> str:
    countries = f" ({asked.country} asked, {listed.country} listed)" if asked.country and listed.country else ""
    return f"{asked.type} {asked.value} is listed as {listed.type} {listed.value}{countries}: the same number"


def _types(identifiers: Iterable[Identifier]) -> set[str]:
    return {identifier_type(item.type) for item in identifiers}


def fact_features(party: Party, entity: Entity, on: date, name_score: float, weights: Weights) -> Sequence[Feature]:
    """One feature for every fact that both sides state. An equal identifier comes last and lifts to certainty."""
    birth_date = _birth_date(party, entity, on, name_score, weights)
    points = birth_date.contribution if birth_date is not None else 0.0
    found = (birth_date, _country(party, entity, name_score, points, weights), _gender(party, entity, weights))
    features = [feature for feature in found if feature is not None]
    so_far = name_score + sum(feature.contribution for feature in features)
    identifier = _identifier(party, entity, name_score, so_far, weights) if party.identifiers else None
    return [*features, identifier] if identifier is not None else features

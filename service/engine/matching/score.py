"""From a name match and the facts beside it to one score with its explanation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from service.engine.matching.explain import rounded
from service.engine.matching.lexicon import Lexicon
from service.engine.matching.model import Comparison, Feature, Party
from service.engine.matching.name_pair import NameMatch, best_match
from service.engine.matching.secondary_attributes import fact_features
from service.engine.matching.weights import Weights
from service.engine.model.entity import Entity, EntityType, ListedDate, Location, Name
from service.engine.normalise.ship_texts import MAY_BE_SHIPS


def total_score(match: NameMatch, facts: Sequence[Feature], weights: Weights) -> float:
    """Name and facts together, 0 to 1. Facts that disagree lower a name exact in its own script and never hide it."""
    score = match.total + sum(fact.contribution for fact in facts)
    if match.total >= weights.exact_name and match.same_script:
        score = max(score, weights.exact_name_floor)
    return min(1.0, max(0.0, score))


_THINGS = frozenset((EntityType.VESSEL, EntityType.AIRCRAFT))


def type_features(asked: EntityType, listed: EntityType, match: NameMatch, weights: Weights) -> list[Feature]:
    """A line where a company is asked and a ship is listed, or the other way about, by one word: "Star Shipping" is not
    the ship STAR K. A ship may be owned by a company of its very name, so equal names are left alone. And a line where
    a ship's name of one word is a part of another ship's: ATLANTIC PIONEER is not PIONEER."""
    if asked in MAY_BE_SHIPS and listed is EntityType.VESSEL and match.is_of_another_ship:
        return [
            Feature(
                "another_ship",
                0.0,
                -weights.another_ship,
                "the words beside the listed name make another ship's name of it",
            )
        ]
    crossed = (asked is EntityType.ENTITY and listed in _THINGS) or (asked in _THINGS and listed is EntityType.ENTITY)
    if not crossed or not match.is_one_word_unequal:
        return []
    detail = f"asked as {asked.value}, listed as {listed.value}, and only one word tells them apart from others"
    return [Feature("type", 0.0, -weights.one_word_of_other_type, detail)]


def explained(match: NameMatch, facts: Sequence[Feature], score: float, query: str, listed: Name) -> Comparison:
    """The comparison as shown: every line, and which word met which."""
    features = rounded([*match.features(), *facts], score)
    return Comparison(round(score, 4), query, listed, features, match.alignment())


def _as_entity(party: Party) -> Entity:
    dates: tuple[ListedDate, ...] = ()
    if party.birth_date is not None:
        dates = (ListedDate(str(party.birth_date), party.birth_date, party.birth_date),)
    return Entity(
        id="compared",
        watchlist="",
        record_id="",
        type=party.type,
        names=tuple(Name(text) for text in party.names),
        location=Location("", ""),
        birth_dates=dates,
        nationalities=party.nationalities,
        countries=party.countries,
        gender=party.gender,
        identifiers=party.identifiers,
    )


def compare_parties(left: Party, right: Party, *, lexicon: Lexicon, weights: Weights, on: date) -> Comparison:
    """The best comparison over all names of two parties. An unknown type is tried both ways."""
    types = {left.type, right.type} - {EntityType.UNKNOWN}
    kinds = [EntityType.PERSON in types] if types else [True, False]
    entity = _as_entity(right)
    best: tuple[float, NameMatch, Sequence[Feature], str, Name] | None = None
    for is_person in kinds:
        for query in left.names:
            for listed in entity.names:
                match = best_match(
                    query, listed.text, is_person=is_person, lexicon=lexicon, weights=weights, kind=left.type
                )
                facts: Sequence[Feature] = [
                    *fact_features(left, entity, on, match.total, weights),
                    *type_features(left.type, right.type, match, weights),
                ]
                score = total_score(match, facts, weights)
                if best is None or score > best[0]:
                    best = (score, match, facts, query, listed)
    if best is None:
        raise ValueError("both parties need a name")
    score, match, facts, query, listed = best
    return explained(match, facts, score, query, listed)

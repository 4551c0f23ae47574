"""A hit with its provenance: the first designation of the day, all others, and what stands in for missing facts."""

from dataclasses import replace
from datetime import date

import pytest

from service.engine.matching.model import Comparison, Feature, Match
from service.engine.model.decision import Decision
from service.engine.model.entity import Designation, Entity, EntityType, Location, Name, NameType
from service.engine.model.watchlist import Watchlist
from service.engine.screening.hits import make_hit
from service.engine.screening.result import Hit

ON = date(2026, 1, 1)
OLD = Designation("Old", "Ministry", "Notice 1", ("travel_ban",), date(2010, 1, 1), delisted_on=date(2020, 1, 1))
NOW = Designation("Now", "Council", "Act 2", ("asset_freeze",), date(2021, 1, 1), source_url="https://act/")
BARE = Designation("Bare", "Council")
LIST = Watchlist("l", "T", "Publisher", "JP", "Law", "https://list/", "7", None, "L", "a" * 64, "csv", ())
LISTED = Name("Z. Qorvatin", NameType.ALIAS, weak=True)


def hit(*designations: Designation, score: float = 0.91236, threshold: float = 0.7, **facts: object) -> Hit:
    names = (Name("Zelmanko Qorvatin"), LISTED)
    entity = Entity("l:1", "l", "1", EntityType.PERSON, names, Location("f", "1"), designations)
    features = (Feature("name", 0.912361, 1.0, "d"), Feature("order", 0.99, -0.087642, "o"))
    match = Match(entity, Comparison(score, "z qorvatin", LISTED, features, ()))
    return make_hit(
        match,
        LIST,
        on=ON,
        threshold=threshold,
        decision=Decision.REVIEW,
        group_id="g1",
        **facts,  # type: ignore[arg-type]
    )


def test_what_is_shown_of_the_match() -> None:
    found = hit(NOW)
    assert (found.entity_id, found.watchlist, found.name, found.group_id) == ("l:1", "l", "Zelmanko Qorvatin", "g1")
    assert (found.matched.query, found.matched.listed) == ("z qorvatin", "Z. Qorvatin")
    assert (found.matched.name_type, found.matched.weak) == (NameType.ALIAS, True)
    assert found.score == 0.9124
    assert [(one.score, one.contribution) for one in found.features] == [(0.9124, 1.0), (0.99, -0.0876)]
    assert 0 <= found.confidence <= 1
    assert found.suppressed_by is None
    assert hit(suppressed_by="sup_1").suppressed_by == "sup_1"


@pytest.mark.parametrize(("score", "above"), [(0.7, True), (0.69999, False), (0.70001, True)])
def test_the_score_as_it_is_not_as_it_is_shown_is_held_against_the_threshold(score: float, above: bool) -> None:
    assert hit(score=score).above_threshold is above


def test_provenance_is_that_of_the_first_designation_of_the_day() -> None:
    found = hit(OLD, NOW, BARE).provenance
    assert (found.programme, found.authority, found.legal_basis) == ("Now", "Council", "Act 2")
    assert (found.measures, found.listed_on, found.source_url) == (("asset_freeze",), date(2021, 1, 1), "https://act/")
    assert [one.programme for one in found.further_designations] == ["Bare"]
    assert (found.edition, found.edition_sha256, found.record_id) == ("7", "a" * 64, "1")


def test_the_list_stands_in_for_what_a_designation_does_not_say() -> None:
    found = hit(BARE).provenance
    assert (found.authority, found.legal_basis, found.source_url) == ("Council", "Law", "https://list/")
    for designations in ((), (OLD,)):
        nothing = hit(*designations).provenance
        assert (nothing.programme, nothing.authority, nothing.measures) == (None, "Publisher", ())
        assert nothing.further_designations == ()


def test_a_designation_ends_on_the_day_of_delisting() -> None:
    last = replace(OLD, delisted_on=ON)
    assert hit(last).provenance.programme is None
    assert hit(replace(OLD, delisted_on=date(2026, 1, 2))).provenance.programme == "Old"

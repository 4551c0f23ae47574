"""What a hit asks for, by its score and by the measures against the listed party."""

from datetime import date

import pytest

from service.engine.matching.model import Comparison, Feature, Match
from service.engine.matching.profile import Profile, load_profile
from service.engine.model.decision import Decision
from service.engine.model.entity import Designation, Entity, EntityType, Location, Name
from service.engine.screening.decide import decide_match

DAY = date(2026, 11, 23)
PROFILE = Profile("p")


def decided(*measures, type_=EntityType.ENTITY, score=1.0, features=(), profile=PROFILE, until=None):
    acts = tuple(Designation("P", "A", measures=(one,), delisted_on=until) for one in measures)
    entity = Entity("l:1", "l", "1", type_, (Name("N"),), Location("f", "1"), acts)
    match = Match(entity, Comparison(score, "N", entity.names[0], features, ()))
    return decide_match(match, profile=profile, threshold=0.7, on=DAY)


@pytest.mark.parametrize(
    ("measures", "decision"),
    [
        (("asset_freeze",), Decision.BLOCK),
        (("sectoral",), Decision.REVIEW),
        (("export_denial",), Decision.REVIEW),
        (("export_red_flag",), Decision.REVIEW),
        (("a word nobody foresaw",), Decision.REVIEW),
        ((), Decision.REVIEW),
        (("sectoral", "asset_freeze"), Decision.BLOCK),
    ],
)
def test_only_a_freeze_blocks(measures, decision):
    assert decided(*measures) is decision


def test_a_freeze_that_is_over_blocks_no_more():
    assert decided("asset_freeze", until=date(2020, 1, 1)) is Decision.REVIEW


def test_below_the_thresholds():
    assert decided("asset_freeze", score=0.9) is Decision.REVIEW
    assert decided("asset_freeze", score=0.6) is Decision.CLEAR


def test_a_person_needs_a_fact():
    same_day = (Feature("birth_date", 1.0, 0.0, "the same date"),)
    assert decided("asset_freeze", type_=EntityType.PERSON) is Decision.REVIEW
    assert decided("asset_freeze", type_=EntityType.PERSON, features=same_day) is Decision.BLOCK


def test_a_profile_may_say_otherwise(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text('id = "own"\n[decisions]\nnone = "block"\n')
    profile = load_profile(path)
    assert decided(profile=profile) is Decision.BLOCK
    assert decided("asset_freeze", profile=profile) is Decision.BLOCK
    assert decided("sectoral", profile=profile) is Decision.REVIEW

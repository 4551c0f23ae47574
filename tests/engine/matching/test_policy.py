"""What a score means: thresholds, and names that make no hit alone."""

import pytest

from service.engine.matching.model import Feature
from service.engine.matching.policy import capped, is_acronym_alone, shown_from, threshold_of, weak_names
from service.engine.matching.profile import Profile
from service.engine.model.entity import Entity, EntityType, Location, Name, NameType

PROFILE = Profile("test", review_threshold=0.7, show_below=0.08)


def test_the_threshold_asked_for_comes_before_that_of_the_profile() -> None:
    assert threshold_of(PROFILE, None) == 0.7
    assert threshold_of(PROFILE, 0.0) == 0.0
    assert shown_from(PROFILE, 0.9) == pytest.approx(0.82)
    assert shown_from(PROFILE, 0.01) == 0.0


def test_a_weak_name_stays_below_the_threshold_unless_a_fact_supports_it() -> None:
    assert capped(0.98, [], PROFILE) < 0.7
    assert capped(0.98, [Feature("birth_date", 1.0, 0.1, "")], PROFILE) == 0.98
    assert capped(0.98, [Feature("birth_date", 0.2, -0.1, "")], PROFILE) < 0.7
    assert capped(0.98, [], Profile("fires", weak_aliases_fire=True)) == 0.98


def test_an_acronym_alone_is_looked_at_and_blocks_nothing() -> None:
    assert 0.7 <= capped(1.0, [], PROFILE, acronym_alone=True) < PROFILE.block_threshold


@pytest.mark.parametrize(
    ("listed", "kind", "asked", "alone"),
    [
        ("ZVREX", NameType.VARIANT, "ZVREX", True),
        ("ZVREX", NameType.VARIANT, " zvrex", True),
        ("ZVREX", NameType.VARIANT, "ZVREX Trading", False),
        ("ZVREX", NameType.VARIANT, "ZVREY", False),
        ("ZVREX", NameType.ALIAS, "ZVREX", False),
        ("ZVR", NameType.VARIANT, "ZVR", False),
        ("CAST", NameType.VARIANT, "CAST", False),
    ],
)
def test_which_weak_name_is_an_acronym_that_is_all_that_was_asked(
    listed: str, kind: NameType, asked: str, alone: bool
) -> None:
    assert is_acronym_alone(Name(listed, kind, weak=True), asked) is alone


def entity(*names: str) -> Entity:
    listed = tuple(Name(text, NameType.ALIAS if at else NameType.PRIMARY) for at, text in enumerate(names))
    return Entity("x:1", "x", "1", EntityType.ENTITY, listed, Location("", ""))


def test_an_alias_of_common_words_that_repeats_the_end_of_a_name_is_weak() -> None:
    assert weak_names(entity("Zarvan Republic (Public Organisation)", "Public Organisation")) == (False, True)
    assert weak_names(entity("Public Organisation", "Zarvan Republic")) == (False, False)
    assert weak_names(entity("Zarvan Trading", "Zarvan")) == (False, False)

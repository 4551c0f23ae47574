"""A decision needs two people: names that may be anybody's count for nobody."""

import pytest

from service.auth.second_person import SecondPersonNeeded, is_a_person, require_second_person, same_actor


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("a.yamada", "A.Yamada", True),
        ("a.yamada", " a.yamada ", True),
        ("ａ.yamada", "a.yamada", True),  # of full width
        ("STRASSE", "straße", True),
        ("a.yamada", "b.yamada", False),
        ("a.yamada", "a.yamada2", False),
    ],
)
def test_an_actor_is_a_name_however_it_is_written(left, right, same):
    assert same_actor(left, right) is same
    assert same_actor(right, left) is same


@pytest.mark.parametrize("name", ["local", "LOCAL", "local:root", " local:a", "unauthenticated", "System", "sekisho"])
def test_nobody_in_particular_cannot_decide(name):
    assert not is_a_person(name)
    with pytest.raises(SecondPersonNeeded, match="may be anybody"):
        require_second_person("b.tanaka", name)


@pytest.mark.parametrize("name", ["a.yamada", "locally", "https://login.example:a"])
def test_other_names_are_people(name):
    assert is_a_person(name)


def test_whoever_proposed_does_not_decide_but_another_does():
    with pytest.raises(SecondPersonNeeded, match="has proposed this"):
        require_second_person("a.yamada", "A.YAMADA")
    require_second_person("a.yamada", "b.tanaka")
    require_second_person("local:root", "b.tanaka")

"""What a key may ask with."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.auth.errors import KeyRefused
from service.auth.key_policy import (
    KeyPolicy,
    NotAllowed,
    check_policy,
    read_policy,
    refuse_options,
    refuse_profile,
    write_policy,
)
from service.engine.matching.profile import Profile
from service.engine.screening.errors import NotReady
from service.engine.screening.request import Options

DEFAULT = Profile("default")
LOADED = ("one", "two")


def refused(policy, profile=DEFAULT, **options):
    try:
        refuse_options(policy, Options(**options), profile, LOADED)
    except NotAllowed as error:
        return [fault.pointer for fault in error.faults]
    return []


@pytest.mark.parametrize(
    ("policy", "options", "pointers"),
    [
        (KeyPolicy(), {"threshold": 1.0, "watchlists": ("one",), "as_of": date(1990, 1, 1)}, []),
        (KeyPolicy(max_threshold=0.8), {"threshold": 0.81}, ["/options/threshold"]),
        (KeyPolicy(max_threshold=0.8), {"threshold": 0.8}, []),
        (KeyPolicy(max_threshold=0.8), {}, []),
        (KeyPolicy(min_threshold=0.75), {}, ["/options/threshold"]),
        (KeyPolicy(profiles=("strict",)), {}, ["/options/profile"]),
        (KeyPolicy(watchlists=("one", "two")), {"watchlists": ("one",)}, ["/options/watchlists"]),
        (KeyPolicy(watchlists=("one",)), {"watchlists": ("two", "one")}, []),
        (KeyPolicy(watchlists=("one",)), {}, []),
        (KeyPolicy(regimes=("JP",)), {"regimes": ("EU",)}, ["/options/regimes"]),
        (KeyPolicy(as_of=False), {"as_of": date(1990, 1, 1)}, ["/options/as_of"]),
        (
            KeyPolicy(max_threshold=0.8, as_of=False),
            {"threshold": 1.0, "as_of": date(1990, 1, 1)},
            ["/options/as_of", "/options/threshold"],
        ),
    ],
)
def test_options_beyond_a_policy_are_refused(policy, options, pointers):
    assert refused(policy, **options) == pointers


def test_the_watchlists_of_the_profile_count():
    narrow = replace(DEFAULT, watchlists=("one",))
    assert refused(KeyPolicy(watchlists=("two",)), narrow) == ["/options/watchlists"]


def test_a_list_that_is_not_loaded_stops_the_answer():
    with pytest.raises(NotReady, match="three"):
        refused(KeyPolicy(watchlists=("three",)))


def test_what_the_key_allows_is_named():
    with pytest.raises(NotAllowed, match=r"thresholds from 0 to 0\.8; 1 was asked with"):
        refuse_options(KeyPolicy(max_threshold=0.8), Options(threshold=1.0), DEFAULT, LOADED)
    with pytest.raises(NotAllowed, match="the profiles strict"):
        refuse_profile(KeyPolicy(profiles=("strict",)), "default", pointer="/profile")


@pytest.mark.parametrize(
    "policy",
    [KeyPolicy(min_threshold=0.8, max_threshold=0.7), KeyPolicy(max_threshold=1.5), KeyPolicy(profiles=())],
)
def test_a_policy_that_nothing_fits_is_refused(policy):
    with pytest.raises(KeyRefused):
        check_policy(policy)


NAMES = st.none() | st.lists(st.text(max_size=5), min_size=1, max_size=3).map(tuple)
BOUNDS = st.none() | st.floats(0, 1)


@given(st.builds(KeyPolicy, NAMES, BOUNDS, BOUNDS, NAMES, NAMES, st.booleans()))
def test_a_policy_is_read_as_it_was_written(policy):
    assert read_policy(write_policy(policy)) == policy

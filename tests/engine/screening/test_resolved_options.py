"""Options against a snapshot: what the profile fills in, and what is refused with what is known."""

from datetime import date, timedelta
from typing import Any

import pytest

from service.engine.matching.profile import Profile
from service.engine.screening.errors import InvalidRequest, NotReady
from service.engine.screening.request import Options
from service.engine.screening.resolved_options import (
    ResolvedOptions,
    choose_profile,
    find_profile,
    refuse_future,
    resolve_options,
)
from service.engine.screening.snapshot_summary import SnapshotSummary
from service.engine.snapshot import Snapshot

TODAY = date(2026, 11, 23)
PROFILES = {
    "default": Profile("default"),
    "narrow": Profile("narrow", watchlists=("one",), regimes=("JP",), review_threshold=0.8),
    "needy": Profile("needy", watchlists=("one", "missing")),
    "open": Profile("open", future_as_of=True),
}
SUMMARY = SnapshotSummary("s", {"one": "a", "two": "b"}, PROFILES, frozenset({"JP", "EU"}))


def resolved(snapshot: Snapshot, **options: Any) -> ResolvedOptions:
    return resolve_options(Options(**options), snapshot, today=TODAY)


def test_what_is_left_open_is_filled_in(snapshot: Snapshot) -> None:
    found = resolved(snapshot)
    profile = snapshot.profiles["default"]
    assert (found.watchlists, found.regimes, found.on) == (None, None, TODAY)
    assert found.threshold == found.used_options.threshold == profile.review_threshold
    assert found.used_profile.sha256 == profile.sha256
    assert [one.id for one in found.used_snapshot.watchlists] == [one.id for one in snapshot.watchlists]
    assert found.used_snapshot.sha256 == snapshot.sha256


def test_what_is_asked_for_goes_before_the_profile(snapshot: Snapshot) -> None:
    only = snapshot.watchlists[0].id
    found = resolved(
        snapshot, watchlists=(only, only), regimes=("JP", "EU"), threshold=0.5, limit=9, as_of=date(2020, 1, 2)
    )
    assert (found.watchlists, found.regimes) == ({only}, {"JP", "EU"})
    assert (found.on, found.limit, found.threshold) == (date(2020, 1, 2), 9, 0.5)
    assert list(found.editions) == [only]
    assert (found.used_options.watchlists, found.used_options.regimes) == ((only,), ("EU", "JP"))


def test_a_day_to_come_is_refused_unless_it_is_tomorrow_or_the_profile_allows_it() -> None:
    for day, profile in ((TODAY, "default"), (TODAY + timedelta(1), "default"), (date(2030, 1, 1), "open")):
        refuse_future(Options(as_of=day), PROFILES[profile], TODAY)
    refuse_future(Options(), PROFILES["default"], TODAY)
    with pytest.raises(InvalidRequest, match="2026-11-25 is still to come") as caught:
        refuse_future(Options(as_of=TODAY + timedelta(2)), PROFILES["default"], TODAY)
    (fault,) = caught.value.faults
    assert (fault.pointer, fault.expected, fault.got) == ("/options/as_of", "2026-11-24 or earlier", "2026-11-25")


@pytest.mark.parametrize(
    ("options", "pointer", "detail"),
    [
        ({"profile": "nobody"}, "/options/profile", "unknown profile 'nobody'; known: default, narrow, needy, open"),
        ({"watchlists": ("one", "three")}, "/options/watchlists/1", "unknown watchlist 'three'; known: one, two"),
        ({"watchlists": ()}, "/options/watchlists", "no watchlist at all would be asked"),
        ({"regimes": ("ZZ",)}, "/options/regimes/0", "unknown regime 'ZZ'; known: EU, JP"),
        ({"regimes": ()}, "/options/regimes", "no regime at all would be asked"),
        ({"threshold": 1.01}, "/options/threshold", "between 0 and 1"),
        ({"threshold": -0.01}, "/options/threshold", "between 0 and 1"),
        ({"threshold": float("nan")}, "/options/threshold", "between 0 and 1"),
        ({"limit": 0}, "/options/limit", "at least one hit"),
    ],
)
def test_what_is_unknown_is_refused_with_what_is_known(options: dict[str, Any], pointer: str, detail: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        choose_profile(Options(**options), SUMMARY)
    (fault,) = caught.value.faults
    assert fault.pointer == pointer
    assert detail in fault.detail


def test_every_fault_is_told() -> None:
    with pytest.raises(InvalidRequest) as caught:
        choose_profile(Options("nobody", ("three",), ("ZZ",), None, 0, 2.0), SUMMARY)
    assert [one.pointer.split("/")[2] for one in caught.value.faults] == [
        "profile", "watchlists", "regimes", "threshold", "limit",
    ]  # fmt: skip


def test_a_list_that_the_profile_needs_and_that_is_not_loaded_stops_the_answer() -> None:
    with pytest.raises(NotReady, match="the profile 'needy' needs watchlists that are not loaded: missing"):
        choose_profile(Options("needy"), SUMMARY)
    assert choose_profile(Options("needy", watchlists=("one",)), SUMMARY).id == "needy"


def test_without_any_list_nothing_is_answered() -> None:
    with pytest.raises(NotReady, match="no watchlist is loaded"):
        choose_profile(Options(), SnapshotSummary("s", {}, PROFILES, frozenset({"JP"})))


def test_the_profile_of_an_id(snapshot: Snapshot) -> None:
    assert find_profile(snapshot, "default", pointer="/profile").id == "default"
    with pytest.raises(InvalidRequest, match="/profile: unknown profile 'nobody'"):
        find_profile(snapshot, "nobody", pointer="/profile")


def test_two_plans_are_the_same_only_if_they_are_one(snapshot: Snapshot) -> None:
    one = resolved(snapshot)
    assert one == one
    assert one != resolved(snapshot)

"""A snapshot is put together again from what is on record of it, or every part that is not there is named."""

import copy
import json

import pytest

from service.engine.snapshot import build_snapshot
from service.snapshots.manifest import (
    PartsMissing,
    PartsSource,
    manifest_of,
    read_profile,
    rebuild,
    rebuild_watchlists,
)
from service.watchlists.editions.store import Store
from tests.alerts.conftest import IVANOV, watchlist


@pytest.fixture
def source(snapshot, tmp_path):
    return PartsSource(snapshot, Store(tmp_path))


@pytest.fixture
def parts(snapshot):
    """As it comes back from the audit chain."""
    return json.loads(json.dumps(manifest_of(snapshot)))


def test_the_parts_of_a_snapshot_make_it_again(snapshot, source, parts):
    again = rebuild(snapshot.sha256, parts, source)
    assert again is not snapshot
    assert again.sha256 == snapshot.sha256
    assert rebuild_watchlists(parts, source) == snapshot.watchlists


def test_a_profile_is_made_of_its_settings_alone(snapshot, parts):
    for profile_id, part in parts["profiles"].items():
        assert read_profile(profile_id, part).screening_settings() == snapshot.profiles[profile_id].screening_settings()


CHANGES = {
    "engine": (lambda parts: parts.update(engine="0.0"), "version 0.0 of the program; this is"),
    "tables": (
        lambda parts: parts.update(tables="f" * 64),
        "the language tables ffffffffffff; this program has others",
    ),
    "rules": (lambda parts: parts.update(rules="f" * 64), "the origin rules ffffffffffff; those here are"),
    "edition": (
        lambda parts: parts["watchlists"].append(
            {"id": "own", "edition": "5", "sha256": "e" * 64, "superseded": ["d" * 64]}
        ),
        "edition 5 (dddddddddddd, eeeeeeeeeeee) of own, which is not stored",
    ),
    "profile": (lambda parts: parts["profiles"]["default"].update(sha256="f" * 64), "profile default ffffffffffff"),
}


@pytest.mark.parametrize(("change", "told"), CHANGES.values(), ids=CHANGES)
def test_what_is_missing_is_named(snapshot, source, parts, change, told):
    change(parts)
    with pytest.raises(PartsMissing) as refused:
        rebuild(snapshot.sha256, parts, source)
    (part,) = refused.value.parts
    assert part.startswith(told)


def test_all_that_is_missing_is_named_at_once(snapshot, source, parts):
    for change, _ in CHANGES.values():
        change(parts)
    with pytest.raises(PartsMissing) as refused:
        rebuild(snapshot.sha256, parts, source)
    assert len(refused.value.parts) == len(CHANGES) - 1  # of another version nobody asks for its tables


@pytest.mark.parametrize(
    "change",
    [
        lambda settings: settings.pop("weights"),
        lambda settings: settings.pop("id"),
        lambda settings: settings.update(colour="red"),
        lambda settings: settings.update(weights={"colour": 1}),
        lambda settings: settings.update(weights=5),
    ],
)
def test_settings_of_another_version_are_a_part_that_is_missing(parts, change):
    part = copy.deepcopy(parts["profiles"]["default"])
    settings = json.loads(part["settings"])
    change(settings)
    with pytest.raises(PartsMissing, match="profile default"):
        read_profile("default", part | {"settings": json.dumps(settings)})
    with pytest.raises(PartsMissing, match="profile default"):
        read_profile("default", part | {"settings": "{"})


def test_parts_of_another_snapshot_do_not_pass_for_this_one(source, parts):
    with pytest.raises(PartsMissing, match=r"its parts make snapshot .* and not ffffffffffff"):
        rebuild("f" * 64, parts, source)


def test_a_list_that_came_with_the_program_and_has_changed_is_missing(snapshot, tmp_path):
    other = build_snapshot((watchlist(IVANOV),), snapshot.rules, snapshot.profiles)
    with pytest.raises(PartsMissing, match="of test, which is not stored"):
        rebuild_watchlists(manifest_of(other), PartsSource(snapshot, Store(tmp_path)))

"""A job stays on its snapshot: the one at hand, a rebuilt one, or none."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from service.engine.screening.errors import NotReady
from service.worker.bulk.pinned_snapshot import PinnedSnapshot
from tests.bulk.test_model import KEY, job


@pytest.fixture
def runtime(make_runtime):
    return make_runtime()


@pytest.fixture
def settings(runtime):
    return runtime.settings


@pytest.fixture
def pinned(runtime):
    """Of the records of a runtime, in which the bundled lists are in use."""
    return lambda snapshot=None: PinnedSnapshot(runtime.settings, runtime.records.events_now, snapshot)


def key_of(snapshot, **change):
    watchlists = tuple((one.id, one.sha256) for one in snapshot.watchlists)
    options = replace(KEY.options, watchlists=None)
    return replace(KEY, snapshot_sha256=snapshot.sha256, watchlists=watchlists, options=options, **change)


def test_the_snapshot_at_hand_is_used_and_kept(pinned, snapshot):
    terms = pinned(snapshot).terms(
        replace(job(), question=key_of(snapshot, max_name_length=7), created_at=datetime(2026, 1, 1, tzinfo=UTC))
    )
    assert terms.snapshot is snapshot
    assert (terms.max_name_length, terms.resolved.on) == (7, date(2026, 1, 1))


def test_the_active_editions_are_loaded_where_none_is_at_hand(pinned, snapshot):
    found = pinned()
    assert found.snapshot(key_of(snapshot)).sha256 == snapshot.sha256
    assert found.snapshot(key_of(snapshot)) is found.snapshot(key_of(snapshot))


def test_a_former_snapshot_is_rebuilt_from_its_editions_and_kept(pinned, snapshot):
    found = pinned(replace(snapshot, sha256="0" * 64))
    rebuilt = found.snapshot(key_of(snapshot))
    assert rebuilt.sha256 == snapshot.sha256
    assert found.snapshot(key_of(snapshot)) is rebuilt


def test_one_that_cannot_be_had_is_refused_with_what_is_missing(pinned, snapshot):
    wanted = replace(key_of(snapshot), snapshot_sha256="0" * 64)
    with pytest.raises(NotReady, match=r"pinned to the snapshot 000000000000.* for want of the record of what"):
        pinned(snapshot).snapshot(wanted)

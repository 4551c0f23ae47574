"""A job stays on its snapshot: the one at hand, a rebuilt one, or none."""

from dataclasses import replace
from datetime import date

import pytest

from service.engine.screening.errors import NotReady
from service.worker.bulk.pinned_snapshot import PinnedSnapshot
from service.worker.bulk.warm_up import ready_snapshot
from tests.bulk.test_model import KEY, job


@pytest.fixture
def settings(make_runtime):
    return make_runtime().settings


def key_of(snapshot, **change):
    watchlists = tuple((one.id, one.sha256) for one in snapshot.watchlists)
    options = replace(KEY.options, watchlists=None)
    return replace(KEY, snapshot_sha256=snapshot.sha256, watchlists=watchlists, options=options, **change)


def test_the_snapshot_at_hand_is_used_and_kept(settings, snapshot):
    pinned = PinnedSnapshot(settings, snapshot)
    terms = pinned.terms(replace(job(), question=key_of(snapshot, max_name_length=7)))
    assert terms.snapshot is snapshot
    assert (terms.max_name_length, terms.resolved.on) == (7, date(2026, 1, 1))


def test_the_active_editions_are_loaded_where_none_is_at_hand(settings, snapshot):
    pinned = PinnedSnapshot(settings)
    assert pinned.snapshot(key_of(snapshot)).sha256 == snapshot.sha256
    assert pinned.snapshot(key_of(snapshot)) is pinned.snapshot(key_of(snapshot))


def test_a_snapshot_of_some_lists_is_rebuilt_from_their_editions(settings, snapshot):
    wanted = key_of(snapshot)
    other = replace(snapshot, sha256="0" * 64)
    assert PinnedSnapshot(settings, other).snapshot(wanted).sha256 == snapshot.sha256


def test_one_that_cannot_be_had_is_refused(settings, snapshot):
    with pytest.raises(NotReady, match="pinned to the snapshot 000000000000, which cannot be had any more"):
        PinnedSnapshot(settings, snapshot).snapshot(replace(key_of(snapshot), snapshot_sha256="0" * 64))


def test_what_workers_share_is_the_active_editions(settings, snapshot):
    assert ready_snapshot(settings).sha256 == snapshot.sha256

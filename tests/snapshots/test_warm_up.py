"""A snapshot of which all tables are read is still the same."""

from service.snapshots.warm_up import ready_snapshot, warm_up


def test_what_workers_share_is_the_active_editions(make_runtime, snapshot):
    assert ready_snapshot(make_runtime().settings).sha256 == snapshot.sha256


def test_it_is_the_same_snapshot(snapshot):
    assert warm_up(snapshot) is snapshot

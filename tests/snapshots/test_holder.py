"""The snapshot of now: swapped in whole, only once it is on record, and kept if another one cannot be had."""

import pytest

from service.engine.screening.errors import NotReady
from service.engine.snapshot import build_snapshot
from service.records.records import Records
from service.settings import Settings
from service.snapshots import holder as module
from service.snapshots.holder import SnapshotHolder
from service.storage.errors import RecordsUnavailable
from tests.alerts.conftest import IVANOV, watchlist


@pytest.fixture
def records(database):
    opened = Records(database, timeout=20)
    yield opened
    opened.close()


@pytest.fixture
def lists(snapshot):
    """What is loaded next: a snapshot, or an error."""
    return [snapshot]


@pytest.fixture
def told():
    return []


@pytest.fixture
def holder(records, lists, told, tmp_path):
    def load(before):
        if isinstance(lists[0], Exception):
            raise lists[0]
        return lists[0]

    return SnapshotHolder(Settings(data_dir=tmp_path), records, load, told.append)


def other(snapshot):
    return build_snapshot((watchlist(IVANOV),), snapshot.rules, snapshot.profiles)


def test_before_anything_is_loaded_the_reason_is_told(holder):
    assert holder.loaded is None
    with pytest.raises(NotReady, match="the lists have not been loaded yet"):
        holder.current()


def test_whoever_waits_for_a_snapshot_is_told_of_it(holder, snapshot, lists, told):
    assert holder.load()
    assert holder.current() is snapshot
    lists[0] = other(snapshot)
    assert holder.load()
    assert told == [snapshot, lists[0]]


def test_a_request_at_work_keeps_what_it_began_with(holder, snapshot, lists):
    holder.load()
    screener = holder.screener()
    lists[0] = other(snapshot)
    holder.load()
    assert screener.snapshot is snapshot
    assert holder.screener().snapshot is lists[0]


def test_a_list_that_cannot_be_read_leaves_the_snapshot_before(holder, snapshot, lists, told):
    holder.load()
    lists[0] = ValueError("line 4: expected a name")
    assert not holder.load()
    assert holder.current() is snapshot
    assert holder.last_failure == "line 4: expected a name"
    assert told == [snapshot]
    lists[0] = snapshot
    holder.load()
    assert holder.last_failure is None


def test_without_any_the_reason_is_the_answer(holder, lists):
    lists[0] = ValueError("line 4")
    assert not holder.load()
    with pytest.raises(NotReady, match="cannot be used: line 4"):
        holder.current()


def test_what_cannot_be_put_on_record_does_not_come_into_use(holder, monkeypatch):
    def fail(*_):
        raise RecordsUnavailable("disk full")

    monkeypatch.setattr(module, "record_activation", fail)
    assert not holder.load()
    with pytest.raises(NotReady, match="cannot be put on record: disk full"):
        holder.current()


def test_whoever_is_told_may_fail_and_it_is_in_use_all_the_same(records, snapshot, tmp_path):
    def fail(_):
        raise RecordsUnavailable("gone")

    holder = SnapshotHolder(Settings(data_dir=tmp_path), records, lambda _: snapshot, fail)
    assert holder.load()
    assert holder.current() is snapshot

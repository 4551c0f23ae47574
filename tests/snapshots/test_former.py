"""Former snapshots are put together when somebody asks for one."""

import pytest

from service.audit.search import EventPage
from service.engine.snapshot import build_snapshot
from service.records.records import Records
from service.settings import Settings
from service.snapshots import former as module
from service.snapshots.activation import record_activation
from service.snapshots.former import FormerSnapshots, recorded_parts
from service.snapshots.manifest import PartsMissing, manifest_of
from tests.alerts.conftest import IVANOV, watchlist


def nothing(_):
    return EventPage((), None)


@pytest.fixture
def former(tmp_path):
    return FormerSnapshots(Settings(data_dir=tmp_path))


def test_the_current_one_is_taken_as_it_is(former, snapshot):
    assert former.get(snapshot.sha256, snapshot, nothing) is snapshot


def test_of_what_is_not_on_record_nothing_can_be_made(former, snapshot):
    with pytest.raises(PartsMissing, match="the record of what the snapshot ffffffffffff was made of"):
        former.get("f" * 64, snapshot, nothing)
    with pytest.raises(PartsMissing):
        recorded_parts(nothing, "f" * 64)


def test_the_last_one_is_kept(former, snapshot, database, monkeypatch):
    records = Records(database, timeout=20)
    current = build_snapshot((*snapshot.watchlists, watchlist(IVANOV)), snapshot.rules, snapshot.profiles)
    record_activation(records, snapshot.sha256, manifest_of(snapshot))
    built = []
    whole = module.rebuild
    monkeypatch.setattr(module, "rebuild", lambda *given: built.append(1) or whole(*given))
    one, two = (former.get(snapshot.sha256, current, records.events_now) for _ in range(2))
    assert one is two
    assert one.sha256 == snapshot.sha256
    assert built == [1]
    assert former.watchlists(snapshot.sha256, current, records.events_now) == snapshot.watchlists
    records.close()

"""New active editions are taken over while questions are answered."""

import itertools
import threading
from datetime import UTC, datetime, timedelta

import pytest

from service.settings import bundled_lists
from service.snapshots.loader import load_snapshot
from service.watchlists.editions.importing import ImportOptions, import_files
from service.watchlists.editions.store import Store, store_of
from service.worker.list_reload import is_stale, reloader_of

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LIST = "own_partners"


@pytest.fixture
def bring(tmp_path):
    """Import a list of these names and activate it, each a minute after the last."""
    minutes = itertools.count()

    def bring_(*names, id_=LIST):
        path = tmp_path / "own.csv"
        path.write_text("id,name\n" + "".join(f"{at},{name}\n" for at, name in enumerate(names)), encoding="utf-8")
        store, at = Store(tmp_path / "editions"), NOW + timedelta(minutes=next(minutes))
        return import_files(store, id_, [path], gates=(), clock=lambda: at, options=ImportOptions()).edition

    return bring_


@pytest.fixture
def runtime(make_runtime, tmp_path):
    return make_runtime(load=lambda: load_snapshot(bundled_lists(), Store(tmp_path / "editions")))


def test_the_active_edition_is_searched(bring, runtime):
    edition = bring("Testan Examplov")
    reloader = reloader_of(runtime)
    assert runtime.snapshots.current().watchlist(LIST) is None
    assert reloader.check()
    assert runtime.snapshots.current().watchlist(LIST).sha256 == edition.sha256
    assert runtime.snapshots.current().watchlist("jp_crimea_2014") is not None
    before = runtime.snapshots.current()
    assert reloader.check()
    assert runtime.snapshots.current() is before


def test_a_broken_edition_leaves_the_snapshot(bring, runtime, tmp_path):
    bring("Testan Examplov")
    reloader_of(runtime).check()
    before = runtime.snapshots.current()
    edition = bring("Testan Examplov", "Proba Samplova")
    kept = Store(tmp_path / "editions").home(edition) / "files" / "own.csv"
    kept.write_text("id,name\n1,Somebody Else\n", encoding="utf-8")
    assert not reloader_of(runtime).check()
    assert runtime.snapshots.current() is before
    assert "SHA-256" in runtime.snapshots.last_failure


def test_the_thread_takes_over(bring, make_runtime, tmp_path):
    loaded = threading.Event()

    def load():
        snapshot = load_snapshot(bundled_lists(), Store(tmp_path / "editions"))
        if snapshot.watchlist(LIST):
            loaded.set()
        return snapshot

    runtime = make_runtime(load=load, reload_seconds=0.02)
    reloader = reloader_of(runtime)
    reloader.start()
    bring("Testan Examplov")
    assert loaded.wait(60)
    loaded.clear()
    reloader.reload()
    assert loaded.wait(60)
    reloader.stop()
    assert not is_stale(runtime, store_of(runtime.settings))


def test_former_editions_change_the_hash(bring, runtime):
    bring("Testan Examplov", "Proba Samplova")
    bring("Testan Examplov")
    runtime.snapshots.load()
    watchlist = runtime.snapshots.current().watchlist(LIST)
    assert (watchlist.former, len(watchlist.superseded)) == (1, 1)

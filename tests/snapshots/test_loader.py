"""From files on disk to one snapshot."""

import pytest

from service.engine.screening.errors import NotReady
from service.settings import Settings, bundled_lists
from service.snapshots import loader
from service.snapshots.index_cache import IndexCache
from service.snapshots.loader import load_rules_of, load_snapshot, load_watchlists
from service.snapshots.warm_up import warm_up_names
from service.watchlists.editions.importing import ImportOptions, import_files
from service.watchlists.editions.store import store_of
from tests.conftest import NOW


@pytest.fixture
def store(tmp_path):
    return store_of(Settings(data_dir=tmp_path))


def bring(store, watchlist_id, path):
    options = ImportOptions(accept=True)
    import_files(store, watchlist_id, [path], gates=(), clock=lambda: NOW, options=options)


@pytest.fixture
def partners(tmp_path):
    path = tmp_path / "partners.csv"
    path.write_text("id,type,name,listed_on\n1,person,Testan Examplov,2020-01-02\n")
    return path


def test_bundled_and_stored_lists_are_loaded_together(store, partners):
    bundled = {one.id for one in load_watchlists(bundled_lists())}
    bring(store, "own_partners", partners)
    assert {one.id for one in load_watchlists(bundled_lists(), store)} == bundled | {"own_partners"}


def test_what_is_loaded_already_is_not_read_again(store, partners):
    bring(store, "own_partners", partners)
    (before,) = (one for one in load_watchlists(bundled_lists(), store) if one.id == "own_partners")
    (again,) = (one for one in load_watchlists(bundled_lists(), store, [before]) if one.id == "own_partners")
    assert again is before


def test_without_any_list_there_is_no_snapshot(tmp_path):
    with pytest.raises(NotReady, match="there is no watchlist"):
        load_watchlists(tmp_path)


def test_the_same_files_make_the_same_snapshot(snapshot):
    assert load_snapshot(bundled_lists()).sha256 == snapshot.sha256


def test_rules_are_read_again_when_their_files_are_others(tmp_path, monkeypatch):
    for folder in ("territories", "goods"):
        (tmp_path / "lists" / folder).mkdir(parents=True)
    read = []
    monkeypatch.setattr(loader, "load_rules", lambda *given: read.append(given) or object())
    settings = Settings(data_dir=tmp_path / "var", lists_dir=tmp_path / "lists")
    before = load_rules_of(settings)
    assert load_rules_of(settings) is before
    for number, folder in enumerate(("territories", "goods"), 2):
        (tmp_path / "lists" / folder / "new.csv").write_text("x")
        assert load_rules_of(settings) is not before
        assert len(read) == number


def test_rules_in_memory_are_not_read_again_for_another_data_folder(tmp_path, monkeypatch):
    for folder in ("territories", "goods"):
        (tmp_path / "lists" / folder).mkdir(parents=True)
    monkeypatch.setattr(loader, "load_rules", lambda *given: object())
    one, other = (Settings(data_dir=tmp_path / name, lists_dir=tmp_path / "lists") for name in ("one", "other"))
    assert load_rules_of(one) is load_rules_of(other)


def test_an_index_that_is_left_for_later_is_built_once_it_is_searched(store, partners, tmp_path):
    bring(store, "own_partners", partners)
    indexes = IndexCache(tmp_path / "indexes")
    snapshot = load_snapshot(bundled_lists(), store, indexes, index_later=True)
    assert not list(indexes.path.glob("*.index"))
    assert snapshot.sha256 == load_snapshot(bundled_lists(), store).sha256
    assert snapshot.entity("own_partners:1") is not None
    warm_up_names(snapshot)
    assert len(list(indexes.path.glob("*.index"))) == 1

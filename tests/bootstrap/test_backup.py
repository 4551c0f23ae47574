"""Backups taken while others write are whole, and what is restored from them is intact."""

import shutil
import stat

import pytest

from service.bootstrap.backup import MANIFEST, back_up, restore
from service.bootstrap.runtime import open_runtime
from service.common.clock import utc_now
from service.settings import Settings
from service.storage.errors import RecordsUnavailable


@pytest.fixture(scope="module")
def used(tmp_path_factory):
    """A folder with an installation that has little in it, and a backup of that."""
    folder = tmp_path_factory.mktemp("used")
    settings = Settings(data_dir=folder / "data")
    open_runtime(settings).close()
    back_up(settings, folder / "backup", actor="local", clock=utc_now)
    return folder


@pytest.fixture
def backed_up(used, tmp_path):
    """A copy of both."""
    shutil.copytree(used, tmp_path, dirs_exist_ok=True)
    return Settings(data_dir=tmp_path / "data"), tmp_path / "backup"


def test_a_backup_is_for_its_owner_only(backed_up):
    _, folder = backed_up
    modes = {stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*") if path.is_file()}
    assert modes == {0o600}
    assert {stat.S_IMODE(path.stat().st_mode) for path in [folder, *folder.rglob("*")] if path.is_dir()} == {0o700}


@pytest.mark.parametrize("change", ["changed", "missing"])
def test_a_damaged_backup_is_not_restored(backed_up, tmp_path, change):
    _, folder = backed_up
    path = folder / "database" / "sekisho.db"
    if change == "changed":
        content = bytearray(path.read_bytes())
        content[-1] ^= 1
        path.write_bytes(content)
    else:
        path.unlink()
    with pytest.raises(RecordsUnavailable, match=f"database/sekisho.db (was|is) {change}"):
        restore(Settings(data_dir=tmp_path / "new"), folder, actor="local", clock=utc_now)
    assert not (tmp_path / "new").exists()


def test_a_backup_is_restored_only_where_nothing_is(backed_up, tmp_path):
    settings, folder = backed_up
    with pytest.raises(RecordsUnavailable, match="is not empty"):
        restore(settings, folder, actor="local", clock=utc_now)
    with pytest.raises(RecordsUnavailable, match="is no backup"):
        restore(Settings(data_dir=tmp_path / "new"), tmp_path, actor="local", clock=utc_now)
    elsewhere = Settings(data_dir=tmp_path / "new", database_url="postgresql://nobody@localhost/none")
    with pytest.raises(RecordsUnavailable, match="one of sqlite"):
        restore(elsewhere, folder, actor="local", clock=utc_now)


def test_a_backup_needs_a_new_folder(backed_up):
    settings, folder = backed_up
    with pytest.raises(RecordsUnavailable, match="a new folder"):
        back_up(settings, folder, actor="local", clock=utc_now)
    assert (folder / MANIFEST).exists()

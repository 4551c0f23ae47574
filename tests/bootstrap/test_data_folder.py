"""What is said of a data folder before it is used."""

import stat
import sys
from pathlib import Path

import pytest

from service.bootstrap.data_folder import data_folder_warnings, keep_to_owner
from service.bootstrap.runtime import open_records, open_runtime
from service.settings import Settings


def said(folder, usual):
    return [(one.code, one.detail) for one in data_folder_warnings(Settings(data_dir=folder), usual)]


def test_a_new_folder_is_said_to_be_new_once(tmp_path):
    folder = tmp_path / "new"
    ((code, detail),) = said(folder, folder)
    assert (code, str(folder) in detail) == ("new_data_folder", True)
    open_records(Settings(data_dir=folder)).close()
    assert said(folder, folder) == []


def test_another_folder_that_has_records_is_named(tmp_path):
    usual = tmp_path / "var"
    open_records(Settings(data_dir=usual)).close()
    ((code, detail),) = said(tmp_path / "vra", usual)
    assert (code, str(usual) in detail) == ("new_data_folder", True)


def test_a_used_folder_without_its_database_is_said_to_lack_it(tmp_path):
    (tmp_path / "editions").mkdir()
    ((code, detail),) = said(tmp_path, tmp_path)
    assert (code, "editions" in detail) == ("database_missing", True)


def test_a_database_elsewhere_says_nothing_of_the_folder(tmp_path):
    settings = Settings(data_dir=tmp_path, database_url=f"sqlite:///{tmp_path / 'other.db'}")
    assert data_folder_warnings(settings) == ()


def test_the_runtime_remembers_what_was_odd(tmp_path):
    runtime = open_runtime(Settings(data_dir=tmp_path / "new"))
    assert [one.code for one in runtime.folder_warnings] == ["new_data_folder"]
    runtime.close()


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
class TestKeepToOwner:
    """Nobody but its owner looks into the data folder."""

    def test_what_is_made_is_closed(self, tmp_path):
        open_records(Settings(data_dir=tmp_path / "var")).close()
        assert mode(tmp_path / "var") == 0o700
        files = [path for path in (tmp_path / "var").iterdir() if path.is_file()]
        open_records(Settings(data_dir=tmp_path / "var")).close()
        assert {mode(path) for path in files if path.exists()} == {0o600}

    def test_what_was_open_is_closed_with_what_holds_names_in_it(self, tmp_path):
        folder = tmp_path / "var"
        result, other = folder / "bulk" / "blk_1" / "result.parquet", folder / "notes.txt"
        result.parent.mkdir(parents=True)
        for path in (result, other, folder / "sekisho.db"):
            path.touch()
            path.chmod(0o644)
        folder.chmod(0o755)
        assert keep_to_owner(Settings(data_dir=folder)) == ()
        assert mode(folder) == mode(result.parent) == 0o700
        assert mode(result) == mode(folder / "sekisho.db") == 0o600
        assert mode(other) == 0o644  # not ours

    def test_a_folder_of_everybody_stays_as_it_is_and_is_said(self, tmp_path):
        folder = tmp_path / "var"
        folder.mkdir()
        folder.chmod(0o1777)
        (warning,) = keep_to_owner(Settings(data_dir=folder))
        assert (warning.code, mode(folder)) == ("data_folder_readable", 0o1777)

    def test_what_belongs_to_others_is_said(self, tmp_path, monkeypatch):
        (tmp_path / "log.key").touch()
        (tmp_path / "log.key").chmod(0o644)

        def refuse(*_):
            raise PermissionError

        monkeypatch.setattr(Path, "chmod", refuse)
        (warning,) = keep_to_owner(Settings(data_dir=tmp_path))
        assert "log.key" in warning.detail


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)

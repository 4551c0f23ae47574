"""What is said of a data folder before it is used."""

from service.bootstrap.data_folder import data_folder_warnings
from service.bootstrap.runtime import open_runtime
from service.settings import Settings


def said(folder, usual):
    return [(one.code, one.detail) for one in data_folder_warnings(Settings(data_dir=folder), usual)]


def test_a_new_folder_is_said_to_be_new_once(tmp_path):
    folder = tmp_path / "new"
    ((code, detail),) = said(folder, folder)
    assert (code, str(folder) in detail) == ("new_data_folder", True)
    open_runtime(Settings(data_dir=folder)).close()
    assert said(folder, folder) == []


def test_another_folder_that_has_records_is_named(tmp_path):
    usual = tmp_path / "var"
    open_runtime(Settings(data_dir=usual)).close()
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

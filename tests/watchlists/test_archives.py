"""Packed list files are read as what they hold."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from service.watchlists import archives
from service.watchlists.archives import unpacked
from service.watchlists.errors import HostileFileError, UnreadableFileError
from service.watchlists.load import load_files
from tests.tabular.workbooks import write_xlsx

OWN = b"id,name\n7,Testan Examplov\n"


def zipped(files: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("own.csv.gz", gzip.compress(OWN, mtime=0)),
        ("own.zip", zipped({"folder/own.csv": OWN, "readme.md": b"about", "__MACOSX/own.csv": b""})),
        ("own.csv", OWN),
    ],
)
def test_what_an_archive_holds_is_loaded(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    watchlist = load_files("own_list", [tmp_path / name])
    assert [(entity.record_id, entity.location.file) for entity in watchlist.entities] == [("7", "own.csv")]


def test_a_workbook_is_no_archive_of_lists(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "x.xlsx", {"list": [["id", "name"]]})
    with unpacked([path]) as files:
        assert files == (path,)


def test_what_was_unpacked_is_gone_afterwards(tmp_path: Path) -> None:
    (tmp_path / "own.csv.gz").write_bytes(gzip.compress(OWN, mtime=0))
    with unpacked([tmp_path / "own.csv.gz"]) as (file,):
        assert file.read_bytes() == OWN
    assert not file.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cut.gz", gzip.compress(OWN, mtime=0)[:-9]),
        ("noise.gz", b"\x1f\x8b" + bytes(20)),
        ("none.zip", zipped({"readme.md": b"about"})),
        ("twice.zip", zipped({"a/own.csv": OWN, "b/own.csv": OWN})),
    ],
)
def test_a_damaged_archive_and_one_without_lists_are_refused(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableFileError, match=name), unpacked([tmp_path / name]):
        pass


@pytest.mark.parametrize("name", ["own.csv.gz", "own.zip"])
def test_what_unpacks_to_more_than_the_limit_is_refused(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MAX_BYTES", 10)
    (tmp_path / name).write_bytes(gzip.compress(OWN, mtime=0) if name.endswith("gz") else zipped({"own.csv": OWN}))
    with pytest.raises(HostileFileError, match="at most 10 unpacked bytes"), unpacked([tmp_path / name]):
        pass


def test_no_path_leads_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "own.zip").write_bytes(zipped({"../../../own.csv": OWN}))
    with unpacked([tmp_path / "own.zip"]) as (file,):
        assert file.parent != tmp_path.parent
        assert file.name == "own.csv"
    assert not (tmp_path.parent / "own.csv").exists()

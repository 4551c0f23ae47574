"""The archive of an XLSX: only what was looked through reaches the library."""

import zipfile
from pathlib import Path

import pytest

from service.tabular.archive import check_archive, checked_archive
from service.tabular.errors import TableError
from service.tabular.limits import Limits
from tests.tabular.workbooks import write_xlsx


def add(path: Path, name: str, content: bytes) -> Path:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return path


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return write_xlsx(tmp_path / "a.xlsx", {"S": [["name"], ["A"]]})


def test_other_parts_are_left_out(workbook: Path) -> None:
    before = len(zipfile.ZipFile(checked_archive(workbook, Limits())).namelist())
    for name in ("xl/vbaProject.bin", "xl/media/a.png", "customXml/item1.xml", "xl/workbook.bin", "mimetype"):
        add(workbook, name, b"not XML")
    assert len(zipfile.ZipFile(checked_archive(workbook, Limits())).namelist()) == before


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("xl/b.xml", b"<a>", "xl/b.xml: expected a whole workbook, got damaged XML"),
        ("xl/b.xml", b"<!DOCTYPE a><a/>", "document type"),
        ("xl/b.xml", '<?xml version="1.0" encoding="utf-16"?><a/>'.encode("utf-16"), "XML in UTF-8, got UTF-16"),
        ("XL/Workbook.xml", b"<a/>", "two parts of one name"),
        ("xl/b.xml", b" " * 20_000_000, "ZIP bomb"),
        ("xl/b.xml", bytes(range(256)) * 4_000, "at most 900000 unpacked bytes"),
    ],
)
def test_what_is_refused(workbook: Path, name: str, content: bytes, reason: str) -> None:
    limits = Limits() if reason == "ZIP bomb" else Limits(workbook_bytes=900_000)
    with pytest.raises(TableError, match=reason):
        checked_archive(add(workbook, name, content), limits)


def test_a_quick_look_refuses_what_the_directory_shows(tmp_path: Path, workbook: Path) -> None:
    check_archive(workbook, Limits())
    with pytest.raises(TableError, match="a ZIP archive that holds none"):
        check_archive(add(tmp_path / "b.zip", "a.txt", b"A"), Limits())
    (tmp_path / "c").write_bytes(workbook.read_bytes()[:-30])
    with pytest.raises(TableError, match="damaged"):
        check_archive(tmp_path / "c", Limits())

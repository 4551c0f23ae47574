"""A first look at files."""

from pathlib import Path

import pytest

from service.watchlists.errors import HostileFileError, UnreadableFileError
from service.watchlists.sniff import FileSample, describe, sample_file
from tests.tabular.workbooks import write_xlsx


def seen(folder: Path, content: bytes) -> FileSample:
    path = folder / "file.dat"
    path.write_bytes(content)
    return sample_file(path)


@pytest.mark.parametrize(
    ("content", "kind", "root"),
    [
        (b"id;name\n1;A\n", "text", None),
        (b"\xef\xbb\xbf<?xml version='1.0'?><l:list xmlns:l='urn:x'/>", "xml", "list"),
        ("<liste/>".encode("utf-16"), "xml", "liste"),
        ("<liste/>".encode("utf-16-le"), "xml", "liste"),
        (b"<!doctype html><html>", "html", None),
        (b"\n <HTML lang='en'>", "html", None),
        (b'{"a": 1}', "text", None),
        (b"<", "text", None),
    ],
)
def test_what_a_file_seems_to_be(tmp_path: Path, content: bytes, kind: str, root: str | None) -> None:
    sample = seen(tmp_path, content)
    assert (sample.kind, sample.root) == (kind, root)


def test_headings_are_found_below_a_title_and_in_any_order(tmp_path: Path) -> None:
    sample = seen(tmp_path, b"Last updated;today\nNAME;Post/Zip Code;id\n1;2;3\n")
    assert sample.has_headings("id", "post zip code")
    assert not sample.has_headings("id", "country")


def test_headings_of_every_sheet_count(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "x.xlsx", {"notes": [["about"]], "list": [["id", "name"]]})
    sample = sample_file(path)
    assert sample.kind == "workbook"
    assert sample.has_headings("Name", "ID")


@pytest.mark.parametrize("content", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\x00\x00", b"\x1a"])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UnreadableFileError, match="expected content, got an empty file"):
        seen(tmp_path, content)


def test_a_document_type_is_refused_at_first_sight(tmp_path: Path) -> None:
    with pytest.raises(HostileFileError):
        seen(tmp_path, b"<?xml version='1.0'?><!DOCTYPE list []><list/>")


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"none\.csv: expected a readable file"):
        sample_file(tmp_path / "none.csv")
    with pytest.raises(UnreadableFileError):
        sample_file(tmp_path)


def test_a_few_words_about_it(tmp_path: Path) -> None:
    assert "HTML page" in describe(seen(tmp_path, b"<html>"))
    assert describe(seen(tmp_path, b"<list/>")) == "XML with the root element list"
    assert describe(seen(tmp_path, b"a,b\n")) == "text that starts with 'a,b\\n'"


def test_the_headings_that_are_missing_are_named(tmp_path: Path) -> None:
    sample = seen(tmp_path, b"NAME,Reference,Name Typ\n1,2,3\n")
    assert not sample.has_headings("Reference", "Name", "Name Type")
    assert not sample.has_headings("Group ID", "Regime")
    assert sample.missing_headings() == ("Name Type",)


@pytest.mark.parametrize("content", [b'{"a": 1}', b"<html>", b"<list/>", "a,b".encode("utf-16-le")])
def test_a_file_that_is_no_table_misses_no_headings(tmp_path: Path, content: bytes) -> None:
    sample = seen(tmp_path, content)
    assert not sample.has_headings("Reference")
    assert sample.missing_headings() == ()


def test_text_in_utf_16_without_a_mark_is_told(tmp_path: Path) -> None:
    assert "UTF-16" in describe(seen(tmp_path, "a,b".encode("utf-16-le")))


def test_the_delimiter_is_that_of_the_headings_below_a_date(tmp_path: Path) -> None:
    assert seen(tmp_path, b"Report Date, 8 Oct 2026\nid;name;type;note\n").has_headings("id", "note")

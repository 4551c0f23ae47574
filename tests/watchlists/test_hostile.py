"""Files that no publisher sends: refused with a clear message and in bounded memory."""

import zipfile
from pathlib import Path

import pytest

from service.watchlists.errors import HostileFileError, ListError, UnknownFormatError, UnreadableFileError
from service.watchlists.load import load_files
from service.watchlists.parsing.tables import text_sheet, workbook_sheets
from service.watchlists.parsing.xml import elements
from tests.tabular.workbooks import write_raw_xlsx, write_xlsx


def _write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_deep_nesting(tmp_path: Path) -> None:
    path = _write(tmp_path / "deep.xml", b"<a>" * 5_000 + b"</a>" * 5_000)
    with pytest.raises(HostileFileError, match="depth"):
        list(elements(path, "record"))


def test_a_document_type_behind_a_long_comment(tmp_path: Path) -> None:
    comment = b"<!--" + b"x" * 200_000 + b"-->"
    path = _write(tmp_path / "late.xml", comment + b'<!DOCTYPE r [<!ENTITY a "x">]><r><record>&a;</record></r>')
    with pytest.raises(ListError):
        list(elements(path, "record"))


def test_a_document_type_in_utf16(tmp_path: Path) -> None:
    path = _write(tmp_path / "wide.xml", '<?xml version="1.0"?><!DOCTYPE r><r><record/></r>'.encode("utf-16"))
    with pytest.raises(HostileFileError, match="document type"):
        list(elements(path, "record"))


def test_a_huge_text_node(tmp_path: Path) -> None:
    path = _write(tmp_path / "huge.xml", b"<r><record>" + b"x" * 11_000_000 + b"</record></r>")
    with pytest.raises(ListError):
        list(elements(path, "record"))


def test_a_zip_bomb_in_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    write_xlsx(path, {"Sheet1": [["a"]]})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/sharedStrings.xml", "w") as part:
        for _ in range(64):
            part.write(b"\0" * 1_048_576)
    with pytest.raises(HostileFileError, match="ZIP bomb"):
        list(workbook_sheets(path))


def test_one_far_cell(tmp_path: Path) -> None:
    path = write_raw_xlsx(tmp_path / "far.xlsx", ['<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'])
    with pytest.raises(HostileFileError, match="1048576 rows by 16384 columns"):
        list(workbook_sheets(path))


def test_a_workbook_that_is_no_workbook(tmp_path: Path) -> None:
    for content in (b"PK\x03\x04 and so on", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600):
        with pytest.raises(UnreadableFileError):
            list(workbook_sheets(_write(tmp_path / "no.xlsx", content)))


def test_a_cell_of_a_megabyte(tmp_path: Path) -> None:
    path = _write(tmp_path / "wide.csv", b'id,name\n1,"' + b"x" * 1_048_576 + b'"\n')
    with pytest.raises(HostileFileError, match="line 2"):
        text_sheet(path)


def test_an_unclosed_quote(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="well-formed rows"):
        text_sheet(_write(tmp_path / "open.csv", b'id,name\n1,"cut he'))


def test_a_stray_quote_is_a_slip_and_loses_nothing(tmp_path: Path) -> None:
    sheet = text_sheet(_write(tmp_path / "slip.csv", b'id,name\n1,"the "big" one"\n2,"b"\n'))
    assert [row[0] for row in sheet.rows] == ["id", "1", "2"]


def test_the_wrong_encoding_says_where(tmp_path: Path) -> None:
    path = _write(tmp_path / "latin.csv", "id,name\n1,Müller\n".encode("latin-1"))
    with pytest.raises(UnreadableFileError, match="line 2: expected text in utf-8, got the byte 0xFC"):
        text_sheet(path)


def test_a_nul_byte_says_where(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="line 2: expected text in utf-8, got a NUL character"):
        text_sheet(_write(tmp_path / "nul.csv", b"id,name\n1,a\0b\n"))


def test_a_final_ctrl_z_is_dropped(tmp_path: Path) -> None:
    assert text_sheet(_write(tmp_path / "z.csv", b"id,name\r\n\x1a")).rows == [["id", "name"]]


def test_utf16_with_a_mark_is_read(tmp_path: Path) -> None:
    path = _write(tmp_path / "own.csv", "id,name,note\n1,Тест,x\n".encode("utf-16"))
    assert load_files("own_list", [path]).entities[0].names[0].text == "Тест"


def test_another_format_says_what_it_is(tmp_path: Path) -> None:
    path = _write(tmp_path / "x.xml", b"<other><record/></other>")
    with pytest.raises(UnknownFormatError, match="UN consolidated list XML, got XML with the root element other"):
        load_files("un_sc_sanctions", [path])


def test_a_list_without_any_entity_is_refused(tmp_path: Path) -> None:
    path = _write(tmp_path / "x.xml", b"<CONSOLIDATED_LIST><INDIVIDUALS/></CONSOLIDATED_LIST>")
    with pytest.raises(UnreadableFileError, match="at least one entity"):
        load_files("un_sc_sanctions", [path])


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="readable file"):
        load_files("un_sc_sanctions", [tmp_path / "none.xml"])
    with pytest.raises(UnreadableFileError, match="at least one file"):
        load_files("un_sc_sanctions", [])

"""XLS: far cells and stated sizes are found before the library reads them."""

import struct
from pathlib import Path

import pytest

from service.tabular.errors import TableError, TableTooLarge
from service.tabular.limits import Limits
from service.tabular.workbook import open_workbook, sheet_of
from tests.tabular.workbooks import write_xls, xls_record


def test_cells_are_read(tmp_path: Path) -> None:
    book = open_workbook(write_xls(tmp_path / "a", [(0, 0), (2, 1)], stated=(3, 2)), Limits())
    assert sheet_of(book, "S0").to_python() == [[1.0, ""], ["", ""], ["", 1.0]]


@pytest.mark.parametrize(
    ("cells", "stated"),
    [([(0, 0), (65_535, 65_535)], (1, 1)), ([(0, 0)], (0xFFFFFFFF, 0xFFFF)), ([(65_535, 200)], (0, 0))],
)
def test_far_cells_are_refused(tmp_path: Path, cells: list[tuple[int, int]], stated: tuple[int, int]) -> None:
    with pytest.raises(TableTooLarge, match="at most 8000000 cells in all sheets, got a sheet of"):
        open_workbook(write_xls(tmp_path / "a", cells, stated), Limits())


def test_a_file_cut_off_or_in_a_circle_is_refused(tmp_path: Path) -> None:
    content = write_xls(tmp_path / "a", [(0, 0)]).read_bytes()
    for broken in (content[:40], content[:600], content[:516] + b"\1\0\0\0" + content[520:]):
        (tmp_path / "b").write_bytes(broken)
        with pytest.raises(TableError, match="XLS"):
            open_workbook(tmp_path / "b", Limits())


def shared_texts(*pieces: bytes) -> bytes:
    """The records of a workbook's shared texts: the first one and those that go on with it."""
    return b"".join(xls_record(0x3C if place else 0xFC, piece) for place, piece in enumerate(pieces))


def text(words: str) -> bytes:
    return struct.pack("<HB", len(words), 0) + words.encode("latin-1")


COUNTS = struct.pack("<2I", 2, 2)
RICH = struct.pack("<HBHI", 2, 0x0D, 1, 3) + "ab".encode("utf-16-le") + bytes(4 + 3)


@pytest.mark.parametrize(
    "pieces",
    [
        (COUNTS + text("one") + text("two"),),
        (COUNTS + RICH + text(""),),
        (COUNTS + text("one"), text("two")),
        (COUNTS + text("one") + text("two")[:4], b"\0wo"),
        (COUNTS + text("one") + text("two")[:4], b"\1" + "wo".encode("utf-16-le")),
    ],
)
def test_shared_texts_that_are_as_long_as_they_say(tmp_path: Path, pieces: tuple[bytes, ...]) -> None:
    path = write_xls(tmp_path / "a", [(0, 0)], more=shared_texts(*pieces), text_cells=[(1, 1, 1)])
    assert sheet_of(open_workbook(path, Limits()), "S0").height == 2


@pytest.mark.parametrize(
    ("pieces", "said"),
    [
        ((COUNTS + text("one"),), "1 of 2 shared texts are there"),
        ((COUNTS + text("one") + text("two") + b"x",), "1 bytes behind the last of 2 shared texts"),
        ((COUNTS + text("one") + struct.pack("<HB", 99, 0) + b"two",), "the shared texts end 1 bytes too early"),
    ],
)
def test_shared_texts_of_another_length_are_a_damage(tmp_path: Path, pieces: tuple[bytes, ...], said: str) -> None:
    path = write_xls(tmp_path / "a", [(0, 0)], more=shared_texts(*pieces))
    with pytest.raises(TableError, match=said):
        open_workbook(path, Limits())


def test_a_cell_of_a_text_that_is_not_there(tmp_path: Path) -> None:
    texts = shared_texts(COUNTS + text("one") + text("two"))
    path = write_xls(tmp_path / "a", [(0, 0)], more=texts, text_cells=[(4, 1, 2)])
    with pytest.raises(TableError, match="row 5, column 2 refers to a text that is not there"):
        open_workbook(path, Limits())


def test_noise_between_the_records_is_a_damage(tmp_path: Path) -> None:
    content = write_xls(tmp_path / "a", [(row, 0) for row in range(40)]).read_bytes()
    for noise in (bytes(60), b"\xff" * 60):
        at = content.rindex(struct.pack("<2H", 0x203, 14)) - 300
        (tmp_path / "b").write_bytes(content[:at] + noise + content[at + 60 :])
        with pytest.raises(TableError, match="no record at byte"):
            open_workbook(tmp_path / "b", Limits())

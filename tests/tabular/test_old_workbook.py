"""XLS: far cells and stated sizes are found before the library reads them."""

from pathlib import Path

import pytest

from service.tabular.errors import TableError, TableTooLarge
from service.tabular.limits import Limits
from service.tabular.workbook import open_workbook, sheet_of
from tests.tabular.workbooks import write_xls


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

"""Reading data files: every complaint names file and line, what was expected and what is there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from service.engine.goods.tables import Row, RuleError, read_rows


def row(**values: str) -> Row:
    return Row(Path("lists/words.csv"), 7, values)


def test_the_parts_of_a_row() -> None:
    one = row(name="Kerch", empty="", kinds="a| b ||", day="2014-08-05", size="3.5")
    assert one.text("name") == "Kerch"
    assert (one.optional("name"), one.optional("empty")) == ("Kerch", None)
    assert (one.items("kinds"), one.items("empty")) == (("a", "b"), ())
    assert one.choice("name", frozenset({"Kerch", "Yalta"})) == "Kerch"
    assert (one.day("day"), one.optional_day("empty")) == (date(2014, 8, 5), None)
    assert one.number("size", 3.5, 4) == 3.5


@pytest.mark.parametrize("size", ["-1", "91", "nan", "many", ""])
def test_a_number_outside_its_bounds_or_none_at_all_is_refused(size: str) -> None:
    with pytest.raises(RuleError, match=r"words\.csv, line 7: size is .*expected"):
        row(size=size).number("size", 0, 90)


@pytest.mark.parametrize("day", ["05.08.2014", "2014-02-30", "", "soon"])
def test_a_day_that_is_none_is_refused(day: str) -> None:
    with pytest.raises(RuleError, match="expected YYYY-MM-DD"):
        row(day=day).day("day")


def test_a_word_outside_the_set_is_refused_with_the_set() -> None:
    with pytest.raises(RuleError, match="effect is 'clear', expected one of block, review"):
        row(effect="clear").choice("effect", frozenset({"review", "block"}))
    with pytest.raises(RuleError, match="name is empty"):
        row(name="").text("name")


def test_rows_know_their_line_also_behind_a_cell_of_two_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('x,y\n1, two \n"3\n4",5\n6,7\n', encoding="utf-8")
    rows = list(read_rows(path, ("x", "y")))
    assert [one.values for one in rows] == [{"x": "1", "y": "two"}, {"x": "3\n4", "y": "5"}, {"x": "6", "y": "7"}]
    assert [one.line for one in rows] == [2, 4, 5]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"x,z\n1,2\n", r"a\.csv, line 1: the columns are x, z, expected x, y"),
        (b"", "line 1: the columns are , expected"),
        (b"\xef\xbb\xbfx,y\n", "line 1: the columns are"),
        (b"x,y\n1,2\n1,2,3\n", "line 3: 3 cells, expected 2"),
        (b"x,y\n1,2\n\n", "line 3: 0 cells, expected 2"),
        (b'x,y\n1,"2\n', "line"),
        (b"x,y\n\xff,2\n", "codec"),
    ],
)
def test_a_file_of_another_shape_is_refused(tmp_path: Path, content: bytes, complaint: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(RuleError, match=complaint):
        list(read_rows(path, ("x", "y")))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"b\.csv, line 0: cannot be read"):
        list(read_rows(tmp_path / "b.csv", ("x",)))

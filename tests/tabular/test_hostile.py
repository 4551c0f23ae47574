"""Hostile shapes, through both callers: read within the limits, or refused with a sentence; nothing else happens."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.bulk.errors import BadFile
from service.bulk.options import ReadOptions
from service.bulk.reading import open_table
from service.tabular.limits import Limits
from service.watchlists.errors import ListError
from service.watchlists.parsing import tables
from tests.examples import examples
from tests.tabular.workbooks import write_raw_xlsx, write_xls

LIMITS = Limits(unpacked_bytes=100_000, workbook_bytes=400_000, sheet_cells=2_000, line_characters=2_000, columns=50)
NEAR, FAR = st.integers(1, 60), st.sampled_from([1_048_576, 4_294_967_295, 0])
ROW_NUMBERS = st.integers(0, 30).flatmap(lambda chance: FAR if chance == 0 else NEAR)
COLUMNS = st.sampled_from(["A", "A", "b", "C", "F", "Z", "BI", "BI", "XFD"])
VALUES = st.sampled_from(["<v>1</v>", "<v>0</v>", "<v/>", "<is><t>x</t></is>", "<f>A1</f>", "<v>0<!-- -->1</v>", ""])
BROKEN = st.sampled_from(["<v>0</v><v>1</v>", "<c/>", "<v>", "<v>&a;</v>", "<row><c/></row>"])
TEXTS = st.lists(st.integers(0, 9_000).map("x".__mul__), min_size=2, max_size=3)


@st.composite
def cells(draw: st.DrawFn) -> str:
    place = f' r="{draw(COLUMNS)}{draw(ROW_NUMBERS)}"' if draw(st.booleans()) else ""
    kind = draw(st.sampled_from(["", ' t="s"', ' t="inlineStr"']))
    value = draw(BROKEN if draw(st.integers(0, 30)) == 0 else VALUES)
    return f"<c{place}{kind}>{value}</c>" * draw(st.sampled_from([1, 1, 1, 60]))


@st.composite
def rows(draw: st.DrawFn) -> str:
    place = f' r="{draw(ROW_NUMBERS)}"' if draw(st.booleans()) else ""
    return f"<row{place}>{''.join(draw(st.lists(cells(), max_size=4)))}</row>" * draw(st.sampled_from([1, 1, 50]))


@pytest.fixture(autouse=True)
def _small_limits_for_lists(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(tables, "LIMITS", LIMITS)
    yield
    tables.forget_workbooks()


def in_bulk(path: Path, delimiter: str | None = None) -> int | None:
    """How many cells are read, or None for refused. A TableError that comes through fails the test."""
    try:
        with open_table(path, ReadOptions(delimiter=delimiter), LIMITS) as table:
            return (1 + sum(1 for _ in table.rows)) * len(table.headers)
    except BadFile:
        return None


def in_lists(path: Path, delimiter: str | None = None) -> int | None:
    tables.forget_workbooks()
    try:
        sheets = [tables.text_sheet(path, delimiter=delimiter)] if delimiter else list(tables.workbook_sheets(path))
    except ListError:
        return None
    return sum(len(sheet.rows) * max(map(len, sheet.rows), default=0) for sheet in sheets)


@settings(max_examples=examples(150), deadline=None)
@given(st.lists(st.lists(rows(), max_size=3).map("".join), min_size=1, max_size=3), TEXTS)
def test_workbooks(sheets: list[str], texts: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write_raw_xlsx(Path(folder) / "a.xlsx", sheets, texts)
        bulk, lists = in_bulk(path), in_lists(path)
    assert lists is None or lists <= LIMITS.sheet_cells
    assert bulk is None or (lists is not None and bulk <= lists)


@settings(max_examples=examples(80), deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 65_535), st.integers(0, 65_535)) | st.tuples(st.integers(0, 9), st.integers(0, 9))
    ),
    st.tuples(st.integers(0, 2**32 - 1), st.integers(0, 65_535)) | st.just((0, 0)),
)
def test_old_workbooks(places: list[tuple[int, int]], stated: tuple[int, int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write_xls(Path(folder) / "a.xls", places, stated)
        bulk, lists = in_bulk(path), in_lists(path)
    assert bulk is None
    assert lists is None or lists <= LIMITS.sheet_cells


@settings(max_examples=examples(80), deadline=None)
@given(st.binary(max_size=300), st.integers(0, 4_000), st.integers(0, 255))
def test_a_damaged_workbook(noise: bytes, place: int, byte: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write_raw_xlsx(Path(folder) / "a.xlsx", ['<row r="1"><c r="A1" t="s"><v>0</v></c></row>'], ["name"])
        content = bytearray(path.read_bytes())
        content[place % len(content)] = byte
        path.write_bytes(bytes(content) + noise)
        assert in_lists(path) in (None, 0, 1)
        in_bulk(path)


@settings(max_examples=examples(150), deadline=None)
@given(
    st.text(st.sampled_from('a",;\t|\n\r\0\x1a\ufeffé'), max_size=60),
    st.sampled_from(["utf-8", "utf-16", "cp1252"]),
    st.sampled_from(",;\t|"),
)
def test_delimited_text(text: str, encoding: str, delimiter: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(text.encode(encoding, "replace"))
        lists, bulk = in_lists(path, delimiter), in_bulk(path, delimiter)
    assert bulk is None or lists is not None


@settings(max_examples=examples(60), deadline=None)
@given(st.integers(1, 3_000), st.integers(0, 50_000), st.booleans(), st.booleans())
def test_parquet(rows: int, size: int, is_list: bool, is_dictionary: bool) -> None:
    values = pa.array(["x" * size] * rows)
    values = pa.array([["x" * size]] * rows) if is_list else values.dictionary_encode() if is_dictionary else values
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.parquet"
        pq.write_table(pa.table({"name": values}), path)
        assert path.stat().st_size < LIMITS.unpacked_bytes
        assert (in_bulk(path) is None) == (rows * size > LIMITS.unpacked_bytes)

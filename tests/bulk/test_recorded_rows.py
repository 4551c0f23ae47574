"""One row out of the record of a job, by its number."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from service.bulk.batch_screening import FULL_ANSWER, ROW
from service.bulk.recorded_rows import read_recorded_row

COLUMNS = [
    {"column": "Vorname", "field": "given_name"},
    {"column": "decision", "field": "family_name"},
    {"column": "note", "field": None},
    {"column": "ID", "field": "id_number"},
    {"column": "ID 2", "field": "id_number"},
]


@pytest.fixture
def record(tmp_path):
    rows = range(1, 8)
    table = pa.table(
        {
            ROW: pa.array(rows, pa.int64()),
            "Vorname": [f"Anna {n}" if n % 2 else None for n in rows],
            "input_decision": ["Primerova"] * 7,
            "note": ["private"] * 7,
            "ID": [f"a{n}" for n in rows],
            "ID 2": ["b" if n == 5 else "" for n in rows],
            "decision": ["clear"] * 7,
            FULL_ANSWER.name: [None if n == 4 else f'{{"parties":[{n}]}}' for n in rows],
        }
    )
    path = tmp_path / "result.parquet"
    pq.write_table(table, path, row_group_size=3)
    return path


@pytest.mark.parametrize(
    ("number", "asked"),
    [
        (1, {"name": "Anna 1 Primerova", "id_number": "a1"}),
        (2, {"name": "Primerova", "id_number": "a2"}),
        (3, {"name": "Anna 3 Primerova", "id_number": "a3"}),
        (5, {"name": "Anna 5 Primerova", "id_number": "a5 | b"}),
        (7, {"name": "Anna 7 Primerova", "id_number": "a7"}),
    ],
)
def test_a_row_has_what_it_asked_and_its_full_answer(record, number, asked):
    found = read_recorded_row(record, COLUMNS, number)
    about = found.asked_of("party")
    assert {name: about.get(name) for name in asked} == asked
    assert found.answer == {"parties": [number]}
    assert "private" not in found.asked.values()


def test_what_is_not_there_is_none(record, tmp_path):
    assert read_recorded_row(record, COLUMNS, 8) is None
    assert read_recorded_row(record, COLUMNS, 4) is None  # it was rejected
    assert read_recorded_row(tmp_path / "none", COLUMNS, 1) is None


def test_a_name_in_one_column_is_the_name(record):
    columns = [{"column": "Vorname", "field": "name"}, *COLUMNS[1:]]
    assert read_recorded_row(record, columns, 1).asked["name"] == "Anna 1"

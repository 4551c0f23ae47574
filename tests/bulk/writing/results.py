"""Read a result back, of any format."""

import csv
import json

import pyarrow.parquet as pq
from python_calamine import CalamineWorkbook


def cells(path, name):
    if name == "csv":
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    if name == "xlsx":
        header, *rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
        return [dict(zip(header, row, strict=True)) for row in rows]
    if name == "jsonl":
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return pq.read_table(path).to_pylist()

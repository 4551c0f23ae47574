"""One row out of the record of a job, for whoever decides about the alert that it has led to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from pydantic_core import from_json

from service.bulk.batch_screening import FULL_ANSWER, ROW, own_names
from service.bulk.columns import described_layout
from service.bulk.party_roles import known_roles
from service.bulk.row_parties import PARTS_OF_NAME


@dataclass(frozen=True, slots=True)
class RecordedRow:
    """What a row asked, by the fields of its columns, and the full answer."""

    asked: Mapping[str, str]
    answer: Mapping[str, Any]

    def asked_of(self, item_id: str) -> dict[str, str]:
        """What it asked about one of its parties, or its goods."""
        before = f"{item_id}." if item_id in known_roles() else ""
        of_item = {name.removeprefix(before): text for name, text in self.asked.items() if name.startswith(before)}
        return _with_whole_name({name: text for name, text in of_item.items() if "." not in name})


def read_recorded_row(record: Path, columns: Sequence[dict[str, str | None]], number: int) -> RecordedRow | None:
    """The row of that number. `columns` say what each column of the file was taken for. None if the record, or such a
    row, is not there."""
    if not record.exists():
        return None
    layout = described_layout(columns)
    own = dict(zip(own_names(layout.headers), columns, strict=True))
    file = pq.ParquetFile(record)
    for group in range(file.num_row_groups):
        rows = file.metadata.row_group(group).num_rows
        if number > rows:
            number -= rows
            continue
        table = file.read_row_group(group, columns=[ROW, *own, FULL_ANSWER.name]).slice(number - 1, 1)
        (row,) = table.to_pylist()
        answer = row[FULL_ANSWER.name]
        return None if answer is None else RecordedRow(_asked(row, own), from_json(answer))
    return None


def _asked(row: Mapping[str, Any], own: Mapping[str, dict[str, str | None]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, column in own.items():
        field, text = column["field"], row[name]
        if field is not None and text:
            found[field] = f"{found[field]} | {text}" if field in found else text
    return found


def _with_whole_name(asked: dict[str, str]) -> dict[str, str]:
    """The fields of a party, with the name of which they hold the parts."""
    parts = [asked[part] for part in PARTS_OF_NAME if part in asked]
    return asked if "name" in asked or not parts else {"name": " ".join(parts), **asked}

"""JSON lines: one object a line. Arrays are several values of one cell; objects inside objects are not read."""

from __future__ import annotations

import itertools
import json
from typing import Any, TextIO

from service.tabular.errors import TableError, TableTooLarge
from service.tabular.limits import Limits
from service.tabular.table import BadRow, Row, Table, unique_headers
from service.tabular.text import lines

_LOOKED_AT = 1_000
"""Lines whose keys make the columns. A key that comes later is reported with its row."""


def read_json_lines(stream: TextIO, encoding: str, limits: Limits) -> Table:
    """The table in a stream of JSON lines. Raises TableError."""
    source = (line for line in lines(stream, encoding, limits.line_characters) if line.strip())
    first = [_parsed(line) for line in itertools.islice(source, _LOOKED_AT)]
    keys = list(dict.fromkeys(name for one in first if isinstance(one, dict) for name in one))
    if not keys:
        raise TableError("one JSON object a line", f"none in the first {len(first)} lines")
    if len(keys) > limits.columns:
        raise TableTooLarge(f"at most {limits.columns} different keys", f"{len(keys)} of them")
    rest = itertools.chain(first, map(_parsed, source))
    return Table("jsonl", {"encoding": encoding}, unique_headers(keys), (_row(one, keys) for one in rest))


def _parsed(line: str) -> dict[str, Any] | BadRow:
    try:
        found = json.loads(line, parse_int=str, parse_float=str, object_pairs_hook=_once)
    except RecursionError:
        return BadRow("", "the line is nested too deeply")
    except ValueError as error:
        return BadRow("", f"the line is not JSON: {error}")
    return found if isinstance(found, dict) else BadRow("", "the line is not a JSON object")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands more than once in one object")
    return found


def _row(one: dict[str, Any] | BadRow, keys: list[str]) -> Row:
    if isinstance(one, BadRow):
        return one
    unknown = [name for name in one if name not in keys]
    if unknown:
        return BadRow(unknown[0], f"none of the first {_LOOKED_AT} lines has this key")
    cells: list[str | None] = []
    for name in keys:
        try:
            cells.append(_text(one.get(name)))
        except ValueError as error:
            return BadRow(name, str(error))
    return cells


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        if any("|" in item for item in value):
            raise ValueError("a value in an array may not hold a |, which separates values")
        return "|".join(value)
    raise ValueError(f"expected a text, a number or an array of texts, got {type(value).__name__}")


def looks_like_json(line: str) -> bool:
    """Whether a first line begins an object."""
    return line.lstrip("\ufeff \t\r\n").startswith("{")

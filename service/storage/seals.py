"""Hashes of rows that stand in the audit chain, so that rows changed behind the program's back are found.

`sealed_tables.csv` says which tables are sealed. What is inserted into them with `insert_rows` is sealed by that;
whoever changes a row, or inserts it in another way, calls `seal_rows` in the same transaction. The chain takes the
seals of a transaction (`take_seals`) and writes them as events; a transaction whose seals nobody took is not committed.
A feature that adds a table adds a line to the file.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from json.encoder import encode_basestring_ascii as _quoted
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Engine, TableClause, bindparam, event, func, select, text, update

from service.common.chunks import chunks

_FILE = Path(__file__).with_name("sealed_tables.csv")
_SEALS, _SAVEPOINTS = "sekisho_seals", "sekisho_seals_at_savepoints"
_AT_ONCE = 500
_COUNTER = "revision"
"""The column that `seal_rows` counts up itself. One of another name is counted up by whoever changes the row."""

_Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SealedParts:
    """Rows of another table that are sealed with the row they belong to: those whose `column` has the value of its
    column `owner`."""

    table: str
    column: str
    owner: str


@dataclass(frozen=True, slots=True)
class SealedTable:
    """How a table is sealed.

    Rows with the same values in `key` have one seal, and are written together. Of columns `hashed` the seal
    names a hash: callers choose their values, and the chain is to hold nothing about people. A row that may change
    counts its changes in the column `counter`: its newest seal is that with the greatest number. Columns `left_out` may
    change without a seal. `each` seal is an event of its own, found by its key, or all of a transaction are one. Rows
    that meet `may_be_unsealed` (SQL) may be there without a seal.
    """

    name: str
    key: tuple[str, ...]
    hashed: frozenset[str]
    counter: str | None
    left_out: frozenset[str]
    parts: SealedParts | None
    each: bool
    may_be_unsealed: str | None


class Seal(NamedTuple):
    """The hash of the rows of a table that have a key. `key` joins its values with spaces."""

    table: str
    key: str
    counter: int
    sha256: str


@lru_cache(maxsize=1)
def sealed_tables() -> Mapping[str, SealedTable]:
    """All sealed tables by name."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return {line["table"]: _sealed_table(line) for line in csv.DictReader(file)}


def _sealed_table(line: Mapping[str, str]) -> SealedTable:
    key = line["key"].split()
    return SealedTable(
        line["table"],
        tuple(name.rstrip("#") for name in key),
        frozenset(name.rstrip("#") for name in key if name.endswith("#")),
        line["counter"] or None,
        frozenset(line["left_out"].split()),
        SealedParts(*line["parts"].split()) if line["parts"] else None,
        line["event"] == "each",
        line["may_be_unsealed"] or None,
    )


def seals_of(table: SealedTable, rows: Iterable[_Row], parts: Mapping[Any, Sequence[_Row]] | None = None) -> list[Seal]:
    """The seals of rows that are all there are of their keys and come with those side by side. `parts` are the rows
    that belong to them, by the value that they share."""
    return [
        _seal(table, key, list(several), parts or {}) for key, several in groupby(rows, lambda row: key_of(table, row))
    ]


def _seal(table: SealedTable, key: str, rows: list[_Row], parts: Mapping[Any, Sequence[_Row]]) -> Seal:
    lines = [_line(table.left_out, row) for row in rows]
    if table.parts is not None:
        lines += [_line(frozenset(), part) for row in rows for part in parts.get(row[table.parts.owner], ())]
    counter = max(row.get(table.counter) or 0 for row in rows) if table.counter else 0
    return Seal(table.name, key, counter, hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest())


def key_of(table: SealedTable, row: _Row) -> str:
    """The values by which the seal of a row is found."""
    return " ".join(_hashed(row[name]) if name in table.hashed else str(row[name]) for name in table.key)


def _hashed(value: Any) -> str:
    return hashlib.sha256(str(value).encode()).hexdigest()[:16]


def _line(left_out: Collection[str], row: _Row) -> str:
    """A row as JSON with its columns in order of the alphabet. Columns without a value are left out, so that a column
    added later breaks no seal."""
    kept = sorted((name, value) for name, value in row.items() if value is not None and name not in left_out)
    return "{" + ",".join(f"{_quoted(name)}:{_json(value)}" for name, value in kept) + "}"


def _json(value: Any) -> str:
    """A value as `json.dumps` writes it, in a fraction of the time. A whole number is the same as it was, also if the
    column that it comes from gives fractions."""
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, float) and value.is_integer():
        return repr(int(value))
    if type(value) in (int, float):
        return repr(value)
    return json.dumps(value.hex() if isinstance(value, bytes) else value)


@dataclass(frozen=True, slots=True)
class _Places:
    """Where in an inserted row stands what is sealed: columns with their names as JSON, the key, the counter."""

    columns: tuple[tuple[str, int], ...]
    key: tuple[tuple[int, bool], ...]
    counter: int | None


@lru_cache(maxsize=256)
def _places(table: str, columns: tuple[str, ...]) -> _Places:
    sealed = sealed_tables()[table]
    at = {name: place for place, name in enumerate(columns)}
    return _Places(
        tuple((f"{_quoted(name)}:", at[name]) for name in sorted(columns) if name not in sealed.left_out),
        tuple((at[name], name in sealed.hashed) for name in sealed.key),
        at.get(sealed.counter) if sealed.counter else None,
    )


def seals_of_inserted(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[Seal]:
    """The seals of rows that are to be inserted; none if the table is not sealed."""
    return list(_inserted(table, tuple(columns), rows)) if table in sealed_tables() else []


def _inserted(table: str, columns: tuple[str, ...], rows: Iterable[Sequence[Any]]) -> Iterator[Seal]:
    """What `seals_of` gives for such rows. This is the hot path."""
    places = _places(table, columns)

    def key_of_row(row: Sequence[Any]) -> str:
        return " ".join([_hashed(row[at]) if hashed else str(row[at]) for at, hashed in places.key])

    for key, several in groupby(rows, key_of_row):
        lines, counter = [], 0
        for row in several:
            kept = [name + _json(row[at]) for name, at in places.columns if row[at] is not None]
            lines.append("{" + ",".join(kept) + "}")
            counter = max(counter, 0 if places.counter is None else row[places.counter] or 0)
        yield Seal(table, key, counter, hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest())


def note_inserted(connection: Connection, seals: Iterable[Seal]) -> None:
    """Have rows sealed that are inserted in the transaction of `connection`."""
    _noted(connection).extend(seals)


def seal_rows(connection: Connection, table: TableClause, **key: Any) -> None:
    """Seal the rows that have this value in a column, or one of these values, as they are now in the transaction of
    `connection`."""
    sealed = sealed_tables()[table.name]
    for wanted in _conditions(table, key):
        if sealed.counter == _COUNTER:
            counted = func.coalesce(table.c[_COUNTER], 0) + 1
            connection.execute(update(table).where(wanted).values({_COUNTER: counted}))
        order = [table.c[name] for name in sealed.key]
        rows = [dict(row._mapping) for row in connection.execute(select(table).where(wanted).order_by(*order))]
        _noted(connection).extend(seals_of(sealed, rows, _parts(connection, sealed, rows)))


def _conditions(table: TableClause, key: Mapping[str, Any]) -> Iterator[ColumnElement[bool]]:
    [(name, value)] = key.items()
    if isinstance(value, (str, int)):
        yield table.c[name] == value
        return
    for some in chunks(value, _AT_ONCE):
        yield table.c[name].in_(some)


def read_seals(connection: Connection, table: SealedTable) -> Iterator[tuple[Seal, bool]]:
    """What the seals of all rows of a table have to be as it is now, and of which there may be none."""
    order, unsealed = ", ".join(table.key), table.may_be_unsealed or "1 = 0"
    statement = f"SELECT *, CASE WHEN {unsealed} THEN 1 ELSE 0 END FROM {table.name} ORDER BY {order}"  # nosec B608  # names of our own file
    result = connection.execute(text(statement), execution_options={"yield_per": _AT_ONCE})
    columns = list(result.keys())[:-1]
    rows = ((dict(zip(columns, row, strict=False)), bool(row[-1])) for row in result)
    groups = (list(several) for _, several in groupby(rows, lambda one: key_of(table, one[0])))
    for some in chunks(groups, _AT_ONCE):
        whole = [row for group in some for row, _ in group]
        seals = seals_of(table, whole, _parts(connection, table, whole))
        yield from zip(seals, (all(may for _, may in group) for group in some), strict=True)


def _parts(connection: Connection, table: SealedTable, rows: Sequence[_Row]) -> Mapping[Any, Sequence[_Row]]:
    found: dict[Any, list[_Row]] = {}
    parts = table.parts
    if parts is None or not rows:
        return found
    wanted = text(f"SELECT * FROM {parts.table} WHERE {parts.column} IN :owners")  # nosec B608  # names of our own file
    wanted = wanted.bindparams(bindparam("owners", expanding=True))
    for row in connection.execute(wanted, {"owners": [row[parts.owner] for row in rows]}):
        found.setdefault(row._mapping[parts.column], []).append(dict(row._mapping))
    return found


def seals_pending(connection: Connection) -> bool:
    """Has this transaction seals that nobody has taken?"""
    return bool(connection.info.get(_SEALS))


def take_seals(connection: Connection) -> list[Seal]:
    """The seals of this transaction. Afterwards there are none."""
    seals: list[Seal] = connection.info.pop(_SEALS, [])
    return seals


def _noted(connection: Connection) -> list[Seal]:
    noted: list[Seal] = connection.info.setdefault(_SEALS, [])
    return noted


def follow_transactions(engine: Engine) -> None:
    """Forget the seals of what is undone: of whole transactions, and of those within them. Refuse to commit rows whose
    seals are not in the audit chain."""
    event.listen(engine, "begin", _begin)
    event.listen(engine, "commit", _commit)
    event.listen(engine, "savepoint", _savepoint)
    event.listen(engine, "rollback_savepoint", _rollback_savepoint)


def _begin(connection: Connection) -> None:
    connection.info.pop(_SEALS, None)
    connection.info.pop(_SAVEPOINTS, None)


def _commit(connection: Connection) -> None:
    if seals := take_seals(connection):
        tables = ", ".join(sorted({seal.table for seal in seals}))
        raise AssertionError(f"rows of {tables} were written without the audit chain: write them with Records.perform")


def _savepoint(connection: Connection, name: str) -> None:
    connection.info.setdefault(_SAVEPOINTS, {})[name] = len(_noted(connection))


def _rollback_savepoint(connection: Connection, name: str, _: object) -> None:
    del _noted(connection)[connection.info.get(_SAVEPOINTS, {}).get(name, 0) :]

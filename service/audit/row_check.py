"""Are the rows of sealed tables what the audit chain says, all of them, and no others?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from pydantic_core import from_json
from sqlalchemy import Connection, inspect

from service.audit.chain import SEALED_FORMAT, STARTED
from service.audit.event import ROWS_WRITTEN
from service.audit.link import Link
from service.audit.verdict import Findings
from service.common.chunks import chunks
from service.storage.seals import Seal, read_seals, sealed_tables

_AT_ONCE = 5_000
_GREATEST_COUNTER = 1 << 62
_TABLES = """
CREATE TABLE found
("table" TEXT, key TEXT, sha256 TEXT, may_be_unsealed INTEGER, PRIMARY KEY ("table", key)) WITHOUT ROWID;
CREATE TABLE sealed
("table" TEXT, key TEXT, counter INTEGER, sha256 TEXT, PRIMARY KEY ("table", key)) WITHOUT ROWID;
"""
_NEWEST = """
INSERT INTO sealed VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET counter = excluded.counter, sha256 = excluded.sha256
WHERE excluded.counter >= counter
"""
_FAULTS = """
SELECT 'inserted: the audit chain does not know this row of ' || "table" || ': ' || key FROM found
LEFT JOIN sealed USING ("table", key) WHERE sealed.sha256 IS NULL AND NOT may_be_unsealed
UNION ALL
SELECT 'changed: the audit chain says something else of this row of ' || "table" || ': ' || key FROM found
JOIN sealed USING ("table", key) WHERE sealed.sha256 <> found.sha256
UNION ALL
SELECT 'removed: the audit chain knows this row of ' || "table" || ': ' || key FROM sealed
LEFT JOIN found USING ("table", key) WHERE found.sha256 IS NULL
"""


class RowCheck:
    """Gathers the seals of events as these go by, and at the end compares the tables with them.

    What is written while this runs has seals that have not gone by, so the tables are read in the transaction that
    began it. Both sides are kept in a temporary database, of which SQLite keeps in memory what there is room for: a
    book of a million subjects has as many seals. Tables in which nothing was sealed yet, since they were last written
    by an earlier program, are not compared.
    """

    def __init__(self, findings: Findings, connection: Connection) -> None:
        """`connection` is in the transaction that decides how far the chains are verified."""
        self._findings = findings
        self._sealing = False
        self._kept = sqlite3.connect("")
        self._kept.executescript(_TABLES)
        for rows in chunks(_found(connection), _AT_ONCE):
            self._kept.executemany("INSERT OR REPLACE INTO found VALUES (?, ?, ?, ?)", rows)

    def look(self, links: Sequence[Link]) -> None:
        """Gather the seals of these events."""
        for link in links:
            if link.kind == STARTED:
                self._sealing = self._sealing or _begins_sealing(link)
            elif link.kind == ROWS_WRITTEN:
                self._kept.executemany(_NEWEST, _seals(link))

    def finish(self) -> None:
        """Compare."""
        if self._sealing:
            for (detail,) in self._kept.execute(_FAULTS):
                self._findings.add(detail)
        self._kept.close()


def _begins_sealing(link: Link) -> bool:
    try:
        return int(from_json(link.details)["format"]) >= SEALED_FORMAT
    except (ValueError, KeyError, TypeError):
        return False  # the event was changed, which is found where events are looked at


def _seals(link: Link) -> Iterator[Seal]:
    try:
        for table, key, counter, sha256 in from_json(link.details)["rows"]:
            if type(counter) is not int or abs(counter) > _GREATEST_COUNTER:
                return
            yield Seal(str(table), str(key), counter, str(sha256))
    except (ValueError, KeyError, TypeError):
        return  # the same


def _found(connection: Connection) -> Iterator[tuple[str, str, str, bool]]:
    present = set(inspect(connection).get_table_names())
    for table in sealed_tables().values():
        if table.name in present:
            for seal, may_be_unsealed in read_seals(connection, table):
                yield seal.table, seal.key, seal.sha256, may_be_unsealed

"""How long lists of alerts take: `python -m benchmarks.alert_list [--alerts 100000] [--database ADDRESS]`.

Fills the tables of an empty database with alerts of invented subjects in all states, then asks for pages with every
kind of filter, also with those that find nothing, and prints median and 95th percentile in milliseconds.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, text

from service.alerts.search import AlertQuery, find_alerts
from service.alerts.statuses import AlertStatus
from service.alerts.tables import ALERTS, MATCHES, STATES
from service.common.clock import sortable
from service.common.ids import new_id
from service.storage.bulk_insert import insert_rows
from service.storage.database import begin_writing, open_database
from service.storage.seals import take_seals

_BEGUN = datetime(2026, 1, 1, tzinfo=UTC)
_LISTS = 10
_PEOPLE = 20


def fill(engine: Engine, number: int, chance: random.Random) -> None:
    """Write alerts, nine of ten of them decided."""
    with begin_writing(engine) as connection:
        for start in range(0, number, 5000):
            _fill(connection, range(start, min(start + 5000, number)), chance)
    with engine.connect() as connection:
        connection.execute(text("ANALYZE"))
        connection.commit()


def _fill(connection: Connection, numbers: range, chance: random.Random) -> None:
    alerts, matches, states = [], [], []
    worked_on = [one for one in AlertStatus if not one.startswith("closed")]
    for n in numbers:
        at = _BEGUN + timedelta(minutes=n)
        alert_id = new_id("alr_", at)
        due = sortable(at + timedelta(hours=72))
        status = AlertStatus.CLOSED_FALSE_POSITIVE if chance.random() < 0.9 else chance.choice(worked_on)
        reference, person = f"TRD-{n % 5000}", f"officer-{chance.randrange(_PEOPLE)}"
        subject = ("normal", f"subject-{n}", "default", 1, "party", "buyer", None, "f" * 64)
        found = ("review", 0.8, "p" * 64, "s" * 64, None)
        alerts.append((alert_id, sortable(at), due, *subject, reference, f"scr_{n}", *found))
        watchlist = f"list_{chance.randrange(_LISTS)}"
        matches.append(
            (alert_id, 1, f"{watchlist}:{chance.randrange(20_000)}", watchlist, "e" * 64, "r" * 64, 0.8, None)
        )
        states.append((alert_id, status.value, 1, due, person, reference, None, None, None))
    for table, rows in ((ALERTS, alerts), (MATCHES, matches), (STATES, states)):
        insert_rows(connection, table, [column.name for column in table.columns], rows)
    take_seals(connection)  # these are not verified


def queries(number: int) -> dict[str, AlertQuery]:
    """Every filter, and pairs of them, those that find nothing among them."""
    middle = sortable(_BEGUN + timedelta(minutes=number // 2))
    early = sortable(_BEGUN - timedelta(days=1))
    given: dict[str, dict[str, Any]] = {
        "all": {},
        "status": {"status": AlertStatus.OPEN},
        "decided": {"status": AlertStatus.CLOSED_FALSE_POSITIVE},
        "assignee": {"assignee": "officer-7"},
        "watchlist": {"watchlist": "list_3"},
        "entity": {"entity": "list_3:77"},
        "reference": {"reference": "TRD-77"},
        "due before": {"due_before": middle},
        "status, due before": {"status": AlertStatus.OPEN, "due_before": middle},
        "status, watchlist": {"status": AlertStatus.OPEN, "watchlist": "list_3"},
        "status, assignee": {"status": AlertStatus.IN_REVIEW, "assignee": "officer-7"},
        "watchlist, reference": {"watchlist": "list_3", "reference": "TRD-77"},
        "none due": {"due_before": early},
        "none due, status": {"status": AlertStatus.CLOSED_FALSE_POSITIVE, "due_before": early},
        "no such status": {"status": AlertStatus.CLOSED_TRUE_MATCH},
        "no such status, watchlist": {"status": AlertStatus.CLOSED_TRUE_MATCH, "watchlist": "list_3"},
        "no such assignee, watchlist": {"assignee": "nobody", "watchlist": "list_3"},
        "watchlist, none due": {"watchlist": "list_3", "due_before": early},
        "no such list": {"watchlist": "none"},
        "no such entity, status": {"entity": "none:1", "status": AlertStatus.OPEN},
    }
    return {name: AlertQuery(**one) for name, one in given.items()}


def measure(engine: Engine, query: AlertQuery, times: int) -> tuple[list[float], int]:
    """Milliseconds of each time, and how many alerts were on the page."""
    taken, found = [], 0
    for _ in range(times):
        begun = time.perf_counter()
        with engine.connect() as connection:
            found = len(find_alerts(connection, query).alerts)
        taken.append((time.perf_counter() - begun) * 1000)
    return sorted(taken), found


def main(arguments: Sequence[str] | None = None) -> None:
    """Fill a database and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--alerts", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--database", help="an empty database; default: SQLite in a folder that is removed afterwards")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        engine = open_database(chosen.database or f"sqlite:///{Path(folder) / 'alerts.db'}", timeout=120)
        fill(engine, chosen.alerts, random.Random(7))
        print(f"{'filter':<30}{'found':>6}{'median':>9}{'p95':>9}  ms, {chosen.alerts:,} alerts")
        for name, query in queries(chosen.alerts).items():
            taken, found = measure(engine, query, chosen.times)
            print(f"{name:<30}{found:>6}{taken[len(taken) // 2]:>9.1f}{taken[int(len(taken) * 0.95)]:>9.1f}")
        engine.dispose()


if __name__ == "__main__":
    main()

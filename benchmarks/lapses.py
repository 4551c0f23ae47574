"""How many remembered decisions another edition of a list ends, and how soon there are alerts for them.

    python -m benchmarks.lapses --list un_sc_sanctions --before PATH --after PATH [--active 10000]
    python -m benchmarks.lapses --list un_sc_sanctions --after PATH --days 30
    python -m benchmarks.lapses --list un_sc_sanctions --after PATH --reworded

Each path is the file, or a folder with the files, of one edition. So many suppressions are remembered, spread evenly
over the entities of the first, in a database of their own, each from an alert that is closed; then the second comes
into use. Shown: how many lapsed and why, and the seconds from the new snapshot to the last alert.

`--days` makes the edition of so many days before out of the publisher's own dates: without the entities that were
listed since, and with another gender for each that was amended since, as if every amendment counted. It is an upper
bound, as the publisher does not say what an amendment was. `--reworded` makes an edition in which every record differs
in what does not count: order, spacing and capitals of names, remarks, titles, positions, sources, days of amendments.
Nothing may lapse. `--same` brings the first edition into use again.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import Connection, select, update

from service.alerts.drafting import Raised
from service.alerts.finding_model import Finding, FoundMatch, Subject, SubjectKind
from service.alerts.lapsing import find_lapsed
from service.alerts.listed_fingerprints import ListedFingerprints
from service.alerts.raising import raise_alerts
from service.alerts.statuses import AlertStatus
from service.alerts.suppression_tables import SUPPRESSIONS
from service.alerts.tables import ALERTS, STATES
from service.bootstrap.runtime import Runtime, open_records
from service.common.clock import sortable, utc_now
from service.common.ids import new_id
from service.engine.goods.rules import load_rules
from service.engine.matching.profile import load_profiles
from service.engine.model.entity import Designation, Entity, Location
from service.engine.model.watchlist import Watchlist
from service.engine.snapshot import Snapshot, build_snapshot
from service.records.action import Action, Performed
from service.settings import Settings, bundled_lists
from service.storage.bulk_insert import insert_rows
from service.storage.seals import seal_rows
from service.watchlists.load import load_files

_TOGETHER = 500
_COLUMNS = tuple(column.name for column in SUPPRESSIONS.columns)


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", required=True)
    parser.add_argument("--after", type=Path, required=True)
    parser.add_argument("--active", type=int, default=10_000)
    other = parser.add_mutually_exclusive_group(required=True)
    other.add_argument("--before", type=Path)
    other.add_argument("--days", type=int)
    other.add_argument("--reworded", action="store_true")
    other.add_argument("--same", action="store_true")
    arguments = parser.parse_args()
    after = _edition(arguments.list, arguments.after)
    if arguments.before:
        measure(_edition(arguments.list, arguments.before), after, arguments.active)
    elif arguments.days:
        measure(earlier(after, arguments.days), after, arguments.active)
    else:
        measure(after, reworded(after) if arguments.reworded else after, arguments.active)


def earlier(edition: Watchlist, days: int) -> Watchlist:
    """The edition of so many days before the last that the publisher names in this one, by its dates."""
    dates = [day for entity in edition.entities for one in entity.designations for day in _days(one)]
    since = max(dates) - timedelta(days=days)
    entities = []
    for entity in edition.entities:
        listed = [one.listed_on for one in entity.designations if one.listed_on is not None]
        if listed and min(listed) > since:
            continue
        touched = any(day > since for one in entity.designations for day in _days(one))
        entities.append(replace(entity, gender=f"not {entity.gender}") if touched else entity)
    changed = len([one for one in entities if (one.gender or "").startswith("not ")])
    added = len(edition.entities) - len(entities)
    print(f"since {since}: {added} listed and {changed} amended of {len(edition.entities)}")
    return replace(edition, entities=tuple(entities), edition=f"before {since}", sha256="0" * 64)


def _days(designation: Designation) -> list[date]:
    return [day for day in (designation.listed_on, designation.amended_on) if day is not None]


def reworded(edition: Watchlist) -> Watchlist:
    """An edition in which every record differs in what does not count, and in nothing else."""
    entities = tuple(_reworded(one) for one in reversed(edition.entities))
    return replace(edition, entities=entities, edition="reworded", sha256="0" * 64, source_url="https://example.com/")


def _reworded(entity: Entity) -> Entity:
    names = tuple(replace(one, text=f"  {one.text.upper()}  ".replace(" ", "  ")) for one in reversed(entity.names))
    designations = tuple(
        replace(one, amended_on=date(2026, 1, 1), source_url="https://example.com/")
        for one in reversed(entity.designations)
    )
    return replace(
        entity,
        names=names,
        designations=designations,
        location=Location("other.csv", "1"),
        titles=("reworded", *entity.titles),
        positions=("reworded", *entity.positions),
        remarks=f"Reviewed. {entity.remarks or ''}",
        birth_dates=entity.birth_dates[::-1],
        birth_places=entity.birth_places[::-1],
        nationalities=entity.nationalities[::-1],
        countries=entity.countries[::-1],
        identifiers=entity.identifiers[::-1],
        addresses=tuple(replace(one, text=one.text.upper()) for one in reversed(entity.addresses)),
        links=entity.links[::-1],
        facts=(*entity.facts[::-1], ("updated on", "2026-01-01")),
    )


def _edition(watchlist_id: str, path: Path) -> Watchlist:
    """The edition in a file, or in all files of a folder."""
    files = [path] if path.is_file() else sorted(one for one in path.iterdir() if one.is_file())
    return load_files(watchlist_id, files)


def measure(before: Watchlist, after: Watchlist, active: int) -> None:
    """Remember decisions on one edition, and bring the other into use."""
    rules, profiles = load_rules(bundled_lists() / "territories"), load_profiles(bundled_lists() / "profiles")
    listed = [before]

    def load(_: Snapshot | None) -> Snapshot:
        return build_snapshot(tuple(listed), rules, profiles)

    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), record_timeout_seconds=60)
        runtime = Runtime(settings, open_records(settings), load, utc_now)
        runtime.snapshots.load()
        fingerprints = runtime.alerts.fingerprints(runtime.snapshots.current())
        for start in range(0, active, _TOGETHER):
            numbers = range(start, min(start + _TOGETHER, active))
            runtime.records.perform_now(_remembering(before, fingerprints, numbers))
        listed[:] = [after]
        changed = load(None)
        runtime.alerts.suppressions.refresh()
        because = Counter(
            one.because.value for one in find_lapsed(runtime.alerts.suppressions.all(), ListedFingerprints(changed))
        )
        started, worked = time.perf_counter(), time.process_time()
        lapsed = runtime.alerts.lapse_changed(changed)
        seconds, processor = time.perf_counter() - started, time.process_time() - worked
        with runtime.records.engine.connect() as connection:
            raised = len(connection.execute(select(ALERTS.c.id).where(ALERTS.c.previous_alert_id.is_not(None))).all())
        runtime.close()
    print(f"{before.id}: {before.edition} ({len(before.entities)}) -> {after.edition} ({len(after.entities)})")
    print(
        f"{lapsed} of {active} lapsed ({lapsed / active:.2%}): {dict(because)}; {raised} alerts in {seconds:.1f} s, "
        f"{processor:.1f} s of processor"
    )


def _remembering(edition: Watchlist, listed: ListedFingerprints, numbers: Sequence[int]) -> Action[None]:
    """For each number an alert and a suppression of it, on the entity whose turn it is."""

    def run(connection: Connection) -> Performed[None]:
        at, rows, raised = utc_now(), [], []
        for number in numbers:
            entity = edition.entities[number % len(edition.entities)]
            hashes = listed.of(entity, edition)
            subject = Subject(SubjectKind.PARTY, "p", f"{number:064x}", f"C-{number}")
            match = FoundMatch(entity.id, edition.id, *hashes, 0.9)
            finding = Finding(subject, new_id("alr_", at), "review", (match,))
            raised.append(Raised(finding, sortable(at), "benchmark", "default", "0" * 64, listed.snapshot.sha256))
            values = {
                "id": new_id("sup_", at),
                "subject_key": subject.key,
                "subject_sha256": subject.fingerprint_sha256,
                "entity_id": entity.id,
                "entity_sha256": hashes.entity_sha256,
                "rules_sha256": hashes.rules_sha256,
                "profile_id": "default",
                "score": 0.9,
                "disposition_id": "dsp_benchmark",
                "alert_id": finding.alert_id,
                "approved_by": "benchmark",
                "starts_at": sortable(at),
                "expires_at": sortable(at + timedelta(days=365)),
            }
            rows.append(tuple(values[name] for name in _COLUMNS))
        events = raise_alerts(connection, raised)
        insert_rows(connection, SUPPRESSIONS, _COLUMNS, rows)
        decided = {"status": AlertStatus.CLOSED_FALSE_POSITIVE.value, "closed_at": sortable(at), "version": 2}
        ids = [one.finding.alert_id for one in raised]
        connection.execute(update(STATES).where(STATES.c.alert_id.in_(ids)).values(decided))
        seal_rows(connection, STATES, alert_id=ids)
        return Performed(None, events)

    return Action(run)


if __name__ == "__main__":
    main()

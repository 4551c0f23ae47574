"""The book screened again: does the delta miss anything, and how long is it from activation to the last alert?

    python -m benchmarks.book equality --bench FOLDER --data FOLDER [--subjects 20000]
    python -m benchmarks.book time --bench FOLDER --data-dir DIR --before LIST=FILE... --after LIST=FILE...
                                   [--subjects 10000 100000] [--processes 2]

`equality` takes two real vintages of every list that has two (`VINTAGES`; `--data` holds one folder a list, and
`recent/`), answers the subjects on the first in full, then on the second once in full and once as last state and
delta,
and back again (a rollback). Every subject whose states differ is a difference.

`time` copies a data directory with lists, imports the book, screens it, activates the other vintage and measures until
the rescreen is done, in seconds, with the largest process. Subjects are made of the labelled customers
(`benchmarks.bulk_rows`), so that every thirtieth is listed, mostly with a slip.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table
from sqlalchemy import Connection

from benchmarks.bulk_rows import make_rows
from benchmarks.memory import Watch
from benchmarks.mornings import morning_time_zone
from service.bootstrap.runtime import Runtime, open_runtime
from service.common.clock import utc_now
from service.common.processes import start_module
from service.customers.delta import difference_of, reduced
from service.customers.model import Rescreen, SubjectContent
from service.customers.state import SubjectScreener, merge
from service.customers.writing import Put, put_contents
from service.engine.matching.model import Party
from service.engine.matching.profile import load_profiles
from service.engine.model.entity import EntityType, PartialDate
from service.engine.model.watchlist import Watchlist
from service.engine.snapshot import build_snapshot
from service.records.action import Action, Performed
from service.settings import Settings, bundled_lists
from service.snapshots.loader import load_rules_of
from service.watchlists.editions.importing import ImportOptions
from service.watchlists.load import load_files
from service.watchlists.service import watchlist_service_of
from service.worker.bulk.environment import with_plain_memory
from service.worker.list_reload import reload_with_index
from service.worker.rescreening.monitor import leader_arguments, tell_leader

_ONE_FOLDER = ("sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv")
VINTAGES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("un_sc_sanctions", ("recent/un_2020.xml",), ("un_sc_sanctions/UN_consolidated.xml",)),
    ("us_ofac_sdn", ("us_ofac_sdn/sdn.xml",), tuple(f"us_ofac_sdn/{name}" for name in _ONE_FOLDER)),
    ("us_ofac_cons", ("recent/ofac_cons_advanced_2025.xml",), ("us_ofac_cons",)),
    ("ca_dfatd_sema_sanctions", ("ca_dfatd_sema_sanctions",), ("recent/ca_sema_2025.xml",)),
    ("gb_hmt_sanctions", ("recent/uk_boe_opendatalab.csv",), ("gb_hmt_sanctions",)),
    ("eu_fsf", ("eu_fsf",), ("recent/eu_fsf_real_fragment_2026.xml",)),
    ("jp_mof_sanctions", ("recent/shisantouketsu20260828.csv",), ("jp_mof_sanctions",)),
    ("us_bis_denied", ("recent/us_dpl_2018.txt",), ("recent/us_dpl_watchman_old.txt",)),
)
"""Lists of which there are two vintages or parts of them, and the files of both below the folder of real lists. Of
Australia and the Foreign End User List there is one only."""

_TOGETHER = 1_000
_DAY = date(2026, 11, 1)


@dataclass(frozen=True)
class Compared:
    """What became of one pair of vintages, in one direction."""

    name: str
    entities: int
    touched: int
    hits: int
    differences: int
    full_seconds: float
    delta_seconds: float


def subjects_of(bench: Path, number: int) -> list[tuple[str, SubjectContent]]:
    """So many subjects with their references."""
    found = []
    for reference, name, type_, born, nationality in make_rows(bench, number):
        try:
            birth_date = PartialDate.parse(born) if born else None
        except ValueError:
            birth_date = None
        countries = (nationality,) if len(nationality) == 2 else ()
        party = Party(EntityType(type_), (name,), birth_date, nationalities=countries)
        found.append((reference, SubjectContent(party)))
    return found


def _files(data: Path, names: Sequence[str]) -> Iterator[Path]:
    """The files of these names, or of these folders."""
    for path in (data / name for name in names):
        yield from sorted(one for one in path.iterdir() if one.is_file()) if path.is_dir() else [path]


def equality(bench: Path, data: Path, number: int, only: Sequence[str] = ()) -> list[Compared]:
    """All pairs of vintages, or `only` those of some lists, forward and back."""
    subjects = [content for _, content in subjects_of(bench, number)]
    found: list[Compared] = []
    for watchlist_id, before, after in VINTAGES:
        if only and watchlist_id not in only:
            continue
        older, newer = (load_files(watchlist_id, list(_files(data, names))) for names in (before, after))
        found += _compared(watchlist_id, older, newer, subjects)
    return found


def _compared(name: str, older: Watchlist, newer: Watchlist, subjects: Sequence[SubjectContent]) -> Iterator[Compared]:
    rules = load_rules_of(Settings())
    profiles = load_profiles(bundled_lists() / "profiles")
    states = {}
    seconds = {}
    snapshots = {"older": build_snapshot([older], rules, profiles), "newer": build_snapshot([newer], rules, profiles)}
    for key, snapshot in snapshots.items():
        began = time.perf_counter()
        screener = SubjectScreener(snapshot, on=_DAY, max_name_length=500)
        states[key] = [
            state for start in range(0, len(subjects), _TOGETHER)
            for state in screener.states(subjects[start : start + _TOGETHER], check=False)
        ]  # fmt: skip
        seconds[key] = time.perf_counter() - began
    for before, after in (("older", "newer"), ("newer", "older")):
        began = time.perf_counter()
        there = snapshots[after]
        found = difference_of(snapshots[before].watchlists, there.watchlists, since=_DAY, on=_DAY)
        part = SubjectScreener(reduced(there, found.present), on=_DAY, max_name_length=500, addresses=False)
        new = [
            state for start in range(0, len(subjects), _TOGETHER)
            for state in part.states(subjects[start : start + _TOGETHER], check=False)
        ]  # fmt: skip
        took = time.perf_counter() - began
        merged = [merge(old, one, found.touched) for old, one in zip(states[before], new, strict=True)]  # type: ignore[arg-type]
        wrong = sum(one != full for one, full in zip(merged, states[after], strict=True))
        hits = sum(map(len, merged))
        yield Compared(f"{name} {before} to {after}", len(there.index.entities), len(found.touched), hits, wrong,
                       seconds[after], took)  # fmt: skip


def import_book(settings: Settings, subjects: Sequence[tuple[str, SubjectContent]]) -> None:
    """Put subjects into the book, to be screened by the next rescreen."""
    runtime = open_runtime(settings)
    try:
        for start in range(0, len(subjects), _TOGETHER):
            some = subjects[start : start + _TOGETHER]
            runtime.records.perform_now(_putting(some))
    finally:
        runtime.close()


def _putting(some: Sequence[tuple[str, SubjectContent]]) -> Action[None]:
    def run(connection: Connection) -> Performed[None]:
        puts = [Put(reference, content) for reference, content in some]
        return Performed(None, put_contents(connection, puts, actor="benchmark", at=utc_now()))

    return Action(run)


@dataclass(frozen=True)
class Timed:
    """How long a rescreen took from the activation on, the processor time of the processes that made it, and the
    largest of those in MB."""

    what: str
    rescreen: Rescreen
    seconds: float
    cpu_seconds: float
    megabytes: float


def timed(runtime: Runtime, what: str, processes: int) -> Timed:
    """Take over the active lists as a running server does, and make what rescreens are due."""
    began = time.perf_counter()
    environment = with_plain_memory(os.environ | runtime.settings.environment())
    with (
        start_module(*leader_arguments(processes, None), environment=environment, listens=True) as process,
        Watch(process.pid) as watch,
    ):
        reload_with_index(runtime)
        before = _children_seconds()  # without those of the index: they have been waited for
        tell_leader(process, runtime.snapshots.current().sha256)
        process.wait()
    took = time.perf_counter() - began
    spent = _children_seconds() - before
    made = runtime.rescreens.list_now(1)[0]
    return Timed(what, made, took, spent, watch.peaks.rss)


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(arguments: argparse.Namespace) -> list[Timed]:
    """The curve."""
    found = []
    for number in arguments.subjects:
        with tempfile.TemporaryDirectory(dir=arguments.scratch) as folder:
            target = Path(folder) / "var"
            shutil.copytree(arguments.data_dir, target, ignore=shutil.ignore_patterns("*.db*", "bulk", "*.index"))
            settings = Settings(
                data_dir=target,
                time_zone=morning_time_zone(),
                rescreen_hour=23,
                record_timeout_seconds=60,
                log_level="error",
            )
            _activate(settings, arguments.before)
            import_book(settings, subjects_of(arguments.bench, number))
            with closing(open_runtime(settings)) as runtime:
                found.append(timed(runtime, f"{number:,} subjects, first in full", arguments.processes))
                _activate(settings, arguments.after)
                found.append(timed(runtime, f"{number:,} subjects, delta", arguments.processes))
    return found


def _activate(settings: Settings, files: Sequence[str]) -> None:
    for one in files:
        watchlist_id, _, path = one.partition("=")
        sources = sorted(Path(path).iterdir()) if Path(path).is_dir() else [Path(path)]
        options = ImportOptions(accept=True, reason="benchmark")
        watchlist_service_of(settings).import_files(watchlist_id, sources, options)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    same = commands.add_parser("equality")
    same.add_argument("--data", type=Path, required=True)
    same.add_argument("--list", action="append", default=[], help="Only this list. May be repeated.")
    clock = commands.add_parser("time")
    clock.add_argument("--data-dir", type=Path, required=True)
    clock.add_argument("--before", action="append", default=[])
    clock.add_argument("--after", action="append", default=[])
    clock.add_argument("--processes", type=int, default=2)
    clock.add_argument("--scratch", type=Path)
    for one in (same, clock):
        one.add_argument("--bench", type=Path, required=True)
    same.add_argument("--subjects", type=int, default=20_000)
    clock.add_argument("--subjects", type=int, nargs="+", default=[10_000, 100_000])
    arguments = parser.parse_args()
    if arguments.command == "equality":
        table = Table("vintages", "entities", "touched", "hits", "differences", "full s", "delta s")
        for row in equality(arguments.bench, arguments.data, arguments.subjects, arguments.list):
            table.add_row(row.name, f"{row.entities:,}", f"{row.touched:,}", f"{row.hits:,}", str(row.differences),
                          f"{row.full_seconds:.1f}", f"{row.delta_seconds:.1f}")  # fmt: skip
    else:
        columns = (
            "rescreen",
            "seconds",
            "CPU s",
            "state",
            "changed entities",
            "subjects",
            "failed",
            "new hits",
            "alerts",
            "MB",
        )
        table = Table(*columns)
        for measured in measure(arguments):
            made, counts = measured.rescreen, measured.rescreen.entities_changed
            changed = counts.added + counts.changed + counts.removed
            cells = (
                f"{measured.seconds:.1f}",
                f"{measured.cpu_seconds:.1f}",
                made.state,
                f"{changed:,}",
                f"{made.subjects_total:,}",
                str(made.failed),
            )
            alerts = (f"{made.hits.new:,}", f"{made.alerts:,}", f"{measured.megabytes:.0f}")
            table.add_row(measured.what, *cells, *alerts)
    Console(width=150).print(table)


if __name__ == "__main__":
    main()

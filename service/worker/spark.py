"""Screening a table on Spark: `pip install 'sekisho[spark]'`.

One function over record batches does all the work, the same as in a bulk job; Spark does the rest. The lists travel
once to each executor as an archive, and every executor proves by the hash of what it loaded that it is the snapshot
that the run was begun with.

    run = begin_run(session, Settings(), frame.columns, input_sha256=...)
    run.screen(numbered(frame)).write.parquet("results")
    run.finish(session.read.parquet("results"))
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import pyarrow as pa

from service import __version__
from service.audit.event import Event
from service.bootstrap.runtime import open_records, open_runtime
from service.bulk.batch_screening import ROW, BatchScreener, Work, output_schema, screen_batch
from service.bulk.columns import lay_out
from service.bulk.model import JobKey, State
from service.bulk.options import ReadOptions
from service.bulk.row_screening import JobContext
from service.bulk.totals import DECISIONS
from service.common.clock import utc_now
from service.engine.screening.errors import NotReady
from service.engine.screening.request import Options
from service.engine.screening.resolved_options import resolve_options
from service.engine.snapshot import Snapshot
from service.records.model import LOCAL_ACTOR
from service.settings import Settings
from service.snapshots.index_cache import IndexCache
from service.snapshots.loader import load_snapshot
from service.watchlists.editions.store import Store, store_of

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

SNAPSHOT = "snapshot_sha256"
"""The column of a result that says what its rows rest on."""

_LISTS, _EDITIONS, _INDEXES = "lists", "editions", "indexes"


@dataclass(frozen=True, slots=True)
class Run:
    """One run over one table. Everything that its rows depend on is in the question, whose hash is its id."""

    question: JobKey
    headers: tuple[str, ...]
    archive: str
    settings: Settings

    @property
    def id(self) -> str:
        """The id of the run: that of the bulk job that would answer the same question."""
        return self.question.job_id

    def screen(self, frame: DataFrame) -> DataFrame:
        """The rows of a frame with their answers, and the hash of the snapshot. Its rows have numbers (`numbered`)."""
        from pyspark.sql.pandas.types import from_arrow_schema

        question, headers, archive = self.question, self.headers, self.archive

        def answered(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            return screen_partition(batches, question, headers, archive)

        return frame.mapInArrow(answered, from_arrow_schema(result_schema(headers)))

    def finish(self, result: DataFrame) -> dict[str, int]:
        """Count a result that is written, and put its end on record as one event. Returns the control totals.

        Raises NotReady if a row rests on another snapshot, and RecordsUnavailable.
        """
        counted = {row["decision"]: row["count"] for row in result.groupBy("decision").count().collect()}
        found = [row[0] for row in result.select(SNAPSHOT).distinct().collect()]
        if found not in ([], [self.question.snapshot_sha256]):
            raise NotReady(f"the result rests on the snapshots {found}, not on {self.question.snapshot_sha256} alone")
        totals = {name: counted.get(name, 0) for name in DECISIONS}
        details = {
            "state": State.DONE.value,
            "on": "spark",
            "input_sha256": self.question.input_sha256,
            "snapshot_sha256": self.question.snapshot_sha256,
            "profile_sha256": self.question.profile_sha256,
            "rows": sum(totals.values()),
            **totals,
        }
        records = open_records(self.settings)
        try:
            records.note_now(Event("job_finished", self.question.actor, self.id, details))
        finally:
            records.close()
        return totals


def begin_run(
    session: SparkSession,
    settings: Settings,
    headers: Sequence[str],
    *,
    input_sha256: str,
    read: ReadOptions | None = None,
    options: Options | None = None,
    actor: str = LOCAL_ACTOR,
) -> Run:
    """Load the lists, send them to the executors, and fix what is asked. `input_sha256` says which input it is about.

    Raises BadFile for headers that nothing can be made of, InvalidRequest, or NotReady, also if executors have another
    version of this package or none.
    """
    refuse_other_executors(session.sparkContext.parallelize([0], 1).map(executor_probe()).first())
    read, options = read or ReadOptions(), options or Options()
    lay_out(headers, read.columns)
    runtime = open_runtime(settings)
    try:
        snapshot, today = runtime.snapshots.current(), runtime.screenings.today()
    finally:
        runtime.close()
    options = replace(options, as_of=options.as_of or today)
    question = JobKey(
        actor=actor,
        input_sha256=input_sha256,
        snapshot_sha256=snapshot.sha256,
        watchlists=tuple((one.id, one.sha256) for one in snapshot.watchlists),
        profile_sha256=resolve_options(options, snapshot, today=today).profile.sha256,
        read=read,
        options=options,
        max_name_length=settings.max_name_length,
    )
    name = f"sekisho-{snapshot.sha256[:16]}"
    archive = pack(settings, Path(mkdtemp(prefix="sekisho-")) / f"{name}.zip")
    session.sparkContext.addArchive(f"{archive}#{name}")
    return Run(question, tuple(headers), name, settings)


def executor_probe() -> Callable[[object], tuple[str, str]]:
    """A function that an executor runs before anything else: gives the path of its Python, and the version of this
    package there or why it cannot be imported. It is sent by value, since there may be nothing to import."""

    def probe(_: object) -> tuple[str, str]:
        import importlib
        import sys

        try:
            for name in ("pandas", "pyarrow"):
                importlib.import_module(name)
            import service
        except ImportError as error:
            return sys.executable, str(error)
        return sys.executable, service.__version__

    return probe


def refuse_other_executors(probed: tuple[str, str]) -> None:
    """Raises NotReady if executors cannot do the work of this version."""
    python, version = probed
    if version != __version__:
        raise NotReady(
            f"the executors' Python, {python}, has no sekisho {__version__} to run ({version}): install "
            f"'sekisho[spark]=={__version__}' there, or name a Python that has it in PYSPARK_PYTHON before the session "
            "begins"
        )


def numbered(frame: DataFrame) -> DataFrame:
    """The frame with a column of row numbers from 1, in its own order."""
    from pyspark.sql import functions as f

    marked = frame.withColumn("sekisho_mark", f.monotonically_increasing_id())
    partition, place = f.shiftright("sekisho_mark", 33), f.col("sekisho_mark").bitwiseAND(f.lit((1 << 33) - 1))
    sizes = marked.groupBy(partition.alias("partition")).count().orderBy("partition").collect()
    before, starts = 0, {}
    for row in sizes:
        starts[row["partition"]] = before
        before += row["count"]
    offsets = f.create_map(*[f.lit(one) for pair in starts.items() for one in pair]) if starts else f.create_map()
    number = (offsets[partition.cast("int")] + place + 1).cast("long")
    return marked.withColumn(ROW, number).drop("sekisho_mark")


def result_schema(headers: Sequence[str]) -> pa.Schema:
    """The columns of a result."""
    return output_schema(headers).append(pa.field(SNAPSHOT, pa.string(), nullable=False))


def screen_partition(
    batches: Iterable[pa.RecordBatch], question: JobKey, headers: Sequence[str], archive: str
) -> Iterator[pa.RecordBatch]:
    """What an executor does with its share. Raises NotReady if what was shipped is not the snapshot of the run."""
    from pyspark import SparkFiles

    yield from screen_with(
        shipped_snapshot(SparkFiles.get(archive), question.snapshot_sha256), batches, question, headers
    )


def screen_with(
    snapshot: Snapshot, batches: Iterable[pa.RecordBatch], question: JobKey, headers: Sequence[str]
) -> Iterator[pa.RecordBatch]:
    """The answered rows of some batches, with the hash of the snapshot in every row."""
    today = question.options.as_of or utc_now().date()
    terms = JobContext(snapshot, resolve_options(question.options, snapshot, today=today), question.max_name_length)
    screener = BatchScreener(Work(question.job_id, lay_out(headers, question.read.columns), question.read, terms))
    for batch in batches:
        answered = screen_batch(batch, screener)
        mark = pa.array([snapshot.sha256] * answered.num_rows, pa.string())
        yield pa.RecordBatch.from_arrays([*answered.columns, mark], schema=result_schema(headers))


@lru_cache(maxsize=1)
def shipped_snapshot(folder: str, sha256: str) -> Snapshot:
    """The snapshot in an unpacked archive, once for each process. The first of them keeps the index for the others.

    Raises NotReady if its hash is another one.
    """
    root = Path(folder)
    snapshot = load_snapshot(root / _LISTS, Store(root / _EDITIONS), IndexCache(root / _INDEXES))
    if snapshot.sha256 != sha256:
        raise NotReady(f"this executor has the snapshot {snapshot.sha256}, the run was begun with {sha256}")
    return snapshot


def pack(settings: Settings, path: Path) -> Path:
    """The lists, rules, profiles and editions of this installation as one archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, root in ((_LISTS, settings.lists_dir), (_EDITIONS, store_of(settings).root)):
            for file in sorted(one for one in root.rglob("*") if one.is_file() and one.name != ".lock"):
                archive.write(file, f"{name}/{file.relative_to(root)}")
    return path

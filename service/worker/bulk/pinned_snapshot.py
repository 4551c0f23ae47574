"""The snapshot that a job is pinned to, in the process that works on it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from service.bulk.model import Job, JobKey
from service.bulk.row_screening import JobContext
from service.common.gc_tuning import undisturbed
from service.engine.screening.errors import NotReady
from service.engine.screening.resolved_options import resolve_options
from service.engine.snapshot import Snapshot
from service.settings import Settings
from service.snapshots.activation import FindEvents
from service.snapshots.former import FormerSnapshots
from service.snapshots.loader import load_current
from service.snapshots.manifest import PartsMissing


class PinnedSnapshot:
    """Loads snapshots as jobs ask for them, and keeps the last."""

    def __init__(self, settings: Settings, events: FindEvents, snapshot: Snapshot | None = None) -> None:
        self._settings, self._events = settings, events
        self._former = FormerSnapshots(settings)
        self._current = snapshot

    def terms(self, job: Job) -> JobContext:
        """What a job is screened with. Raises NotReady if its snapshot cannot be had any more."""
        question = job.question
        snapshot = self.snapshot(question)
        today = job.created_at.astimezone(ZoneInfo(self._settings.time_zone)).date()
        return JobContext(snapshot, resolve_options(question.options, snapshot, today=today), question.max_name_length)

    def snapshot(self, question: JobKey) -> Snapshot:
        """The snapshot with the hash of a question: that of the active editions, or a former one, rebuilt."""
        if self._current is None:
            self._current = undisturbed(lambda: load_current(self._settings))
        wanted = question.snapshot_sha256
        try:
            return self._former.get(wanted, self._current, self._events)
        except PartsMissing as error:
            raise NotReady(
                f"the job is pinned to the snapshot {wanted[:12]}, which cannot be had any more, for want of {error}. "
                "Ask again, on the lists of now"
            ) from error

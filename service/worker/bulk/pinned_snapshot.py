"""The snapshot that a job is pinned to, in the process that works on it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from service.bulk.model import Job, JobKey
from service.bulk.row_screening import JobContext
from service.common.gc_tuning import undisturbed
from service.engine.matching.profile import load_profiles
from service.engine.model.watchlist import Watchlist
from service.engine.screening.errors import NotReady
from service.engine.screening.resolved_options import resolve_options
from service.engine.snapshot import Snapshot, build_snapshot
from service.settings import Settings
from service.snapshots.loader import index_cache_of, load_current
from service.watchlists.editions.loading import load_up_to
from service.watchlists.editions.store import store_of
from service.watchlists.load import bundled_folders, load_bundled


class PinnedSnapshot:
    """Loads snapshots as jobs ask for them, and keeps the last."""

    def __init__(self, settings: Settings, snapshot: Snapshot | None = None) -> None:
        self._settings = settings
        self._kept = snapshot

    def terms(self, job: Job) -> JobContext:
        """What a job is screened with. Raises NotReady if its snapshot cannot be had any more."""
        question = job.question
        snapshot = self.snapshot(question)
        today = job.created_at.astimezone(ZoneInfo(self._settings.time_zone)).date()
        return JobContext(snapshot, resolve_options(question.options, snapshot, today=today), question.max_name_length)

    def snapshot(self, question: JobKey) -> Snapshot:
        """The snapshot with the hash of a question: that of the active editions, or one of the editions it names."""
        if self._kept is None:
            self._kept = undisturbed(lambda: load_current(self._settings))
        if self._kept.sha256 != question.snapshot_sha256:
            self._kept = self._rebuilt(question)
        if self._kept.sha256 != question.snapshot_sha256:
            raise NotReady(
                f"the job is pinned to the snapshot {question.snapshot_sha256[:12]}, which cannot be had any more: the "
                "program, its rules or its profiles have changed. Ask again, on the lists of now"
            )
        return self._kept

    def _rebuilt(self, question: JobKey) -> Snapshot:
        lists = self._settings.lists_dir
        current = load_current(self._settings, self._kept)
        if current.sha256 == question.snapshot_sha256:
            return current
        bundled = {one.id: one for one in map(load_bundled, bundled_folders(lists))}
        watchlists = [self._edition(bundled, one, sha256) for one, sha256 in question.watchlists]
        indexes = index_cache_of(self._settings)
        return build_snapshot(watchlists, current.rules, load_profiles(lists / "profiles"), indexes.index_of)

    def _edition(self, bundled: dict[str, Watchlist], watchlist_id: str, sha256: str) -> Watchlist:
        found = bundled.get(watchlist_id)
        if found is not None and found.sha256 == sha256:
            return found
        store = store_of(self._settings)
        return load_up_to(store, store.edition(watchlist_id, sha256))

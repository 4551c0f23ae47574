"""The composition root: from settings to a snapshot, records and a screener. Owns the clock and the random numbers."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from threading import Lock, Thread

import structlog
from pydantic_core import from_json

from service.audit.anchors import anchoring_in
from service.common.clock import Clock, sortable, utc_now
from service.common.cooperative import Stage, run_cooperatively
from service.engine.goods.rules import OriginRules, load_rules
from service.engine.matching.phonetic.name import prepare_sound
from service.engine.matching.profile import load_profiles
from service.engine.model.watchlist import Watchlist
from service.engine.screening.errors import NotReady
from service.engine.screening.replay import Difference, differences
from service.engine.screening.request import ScreeningRequest
from service.engine.screening.result import ScreeningResult
from service.engine.screening.screen import Screener
from service.engine.screening.written import serialize_result
from service.engine.snapshot import Snapshot, build_snapshot
from service.records.model import LOCAL_ACTOR, Document
from service.records.records import Records
from service.screenings.micro_batching import MicroBatcher, ScreeningCall
from service.settings import Settings
from service.snapshots.activation import parts_of, record_activation
from service.snapshots.index_cache import IndexCache
from service.snapshots.manifest import PartsMissing, manifest_of, rebuild
from service.snapshots.rules_cache import RulesCache
from service.storage.errors import RecordsUnavailable
from service.watchlists.editions.loading import load_active
from service.watchlists.editions.store import Store, store_of
from service.watchlists.load import bundled_folders, load_bundled

log = structlog.get_logger("sekisho")

Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Recorded:
    """An answer that is on record. `repeated` if it is that of an earlier request with the same idempotency key."""

    id: str
    decision: str
    answer: bytes
    repeated: bool


@dataclass(frozen=True, slots=True)
class Replay:
    """An answer on record beside the answer to the same question now. `missing` says what the recorded snapshot lacks,
    if it could not be asked."""

    id: str
    replayed_at: datetime
    same_snapshot: bool
    identical: bool
    differences: tuple[Difference, ...]
    missing: tuple[str, ...]


class Runtime:
    """Everything a door needs. The snapshot, with the screener that keeps it, is one attribute, swapped by one
    assignment."""

    def __init__(
        self, settings: Settings, records: Records, load: Callable[[Snapshot | None], Snapshot], clock: Clock
    ) -> None:
        self.settings = settings
        self.records = records
        self.clock = clock
        self._screener: Screener | None = None
        self._reason = "the lists have not been loaded yet"
        self._load = load
        self._loading = Lock()
        self._replaying = Lock()
        self._last_former: Screener | None = None
        self._together = MicroBatcher()
        self.not_reloaded: str | None = None
        """Why the last try to load the lists again failed. The snapshot before it keeps answering."""
        self._chances = chances()

    def load(self) -> bool:
        """Load lists and rules aside and swap them in; requests at work keep what they started with.

        If that fails, the snapshot there is stays. Without one, the reason is what every question is answered with.
        """
        with self._loading:
            try:
                snapshot = self._load(self.loaded)
                if self.loaded is None or self.loaded.sha256 != snapshot.sha256:
                    record_activation(self.records, snapshot.sha256, manifest_of(snapshot))
            except Exception as error:  # a list that cannot be read must be said, whatever is wrong with it
                what = "put on record" if isinstance(error, RecordsUnavailable) else "used"
                self._reason = f"the lists in {self.settings.lists_dir} cannot be {what}: {error}"
                self.not_reloaded = str(error)
                log.error("lists_not_loaded", reason=self._reason, answering=self._screener is not None)
                return False
            self._screener = Screener(
                snapshot, max_name_length=self.settings.max_name_length, room=self.settings.remembered_bytes
            )
            self.not_reloaded = None
        log.info("lists_loaded", snapshot=snapshot.sha256, watchlists=len(snapshot.watchlists))
        return True

    @property
    def loaded(self) -> Snapshot | None:
        """The snapshot, if there is one."""
        return None if self._screener is None else self._screener.snapshot

    def snapshot(self) -> Snapshot:
        """What answers rest on now. Raises NotReady with the reason while there is none."""
        return self._ready().snapshot

    def _ready(self) -> Screener:
        if self._screener is None:
            raise NotReady(self._reason)
        return self._screener

    def today(self) -> date:
        """The day on which a question without `as_of` is asked, where the operator is."""
        return self._day_of(self.clock())

    def tell_stages(self, stage: Stage) -> None:
        """From here on tell somebody of each stage of a question as it begins."""
        self._together.stage = stage

    def _day_of(self, at: datetime) -> date:
        return (at + timedelta(hours=self.settings.utc_offset_hours)).date()

    async def screen(
        self,
        request: ScreeningRequest,
        *,
        document: bytes,
        actor: str = LOCAL_ACTOR,
        idempotency_key: str | None = None,
        fingerprint: str | None = None,
    ) -> Recorded:
        """Screen, put on record, and only then answer. `document` is the request as it is to be recorded."""
        at = self.clock()
        screening_id = new_id(at, next(self._chances))
        stage = self._together.stage
        call = ScreeningCall(request, screening_id, at, self._day_of(at))
        result = await self._together.ask(self._ready(), call)
        stage("write")
        answer = serialize_result(result)
        stage("record")
        stored = await self.records.append(
            Document(
                id=screening_id,
                screened_at=sortable(at),
                reference=result.reference,
                decision=result.decision.value,
                snapshot_sha256=result.snapshot.sha256,
                profile_id=result.profile.id,
                profile_sha256=result.profile.sha256,
                engine=result.engine,
                request=document,
                answer=answer,
                actor=actor,
                idempotency_key=idempotency_key,
                fingerprint=fingerprint,
                entities=hit_entities(result),
            )
        )
        stage(None)
        return Recorded(stored.id, stored.decision, stored.answer, repeated=stored.id != screening_id)

    async def replay(self, document: Document, request: ScreeningRequest) -> Replay:
        """Ask a recorded question again, at the recorded time, of the recorded snapshot: the one in use if it is that,
        or it is put together again. If that cannot be done, the one in use is asked, and the answer says what is
        missing."""
        screener = self._ready()
        missing: tuple[str, ...] = ()
        if screener.snapshot.sha256 != document.snapshot_sha256:
            try:
                screener = await asyncio.to_thread(self._former, document.snapshot_sha256)
            except PartsMissing as error:
                missing = error.parts
        at = datetime.fromisoformat(document.screened_at)
        result = await run_cooperatively(
            ScreeningCall(request, document.id, at, self._day_of(at)).answered_by(screener)
        )
        found = differences(from_json(document.answer), from_json(serialize_result(result)))
        same = screener.snapshot.sha256 == document.snapshot_sha256
        return Replay(document.id, self.clock(), same, not found, found, missing)

    def _former(self, sha256: str) -> Screener:
        """A snapshot of the past, put together again. The last one is kept for further questions."""
        with self._replaying:
            if self._last_former is None or self._last_former.snapshot.sha256 != sha256:
                parts = parts_of(self.records, sha256)
                if parts is None:
                    raise PartsMissing(("the record of what the snapshot was made of",))
                self._last_former = None
                snapshot = rebuild(sha256, parts, self.snapshot(), store_of(self.settings))
                self._last_former = Screener(snapshot, max_name_length=self.settings.max_name_length)
            return self._last_former

    def warm(self) -> None:
        """Read tables that are read on first use, aside, so that the first question in Chinese need not wait for them.

        Those of Han readings take 0.4 s.
        """
        Thread(target=lambda: prepare_sound("李", is_person=True), name="sekisho-warm", daemon=True).start()

    def close(self) -> None:
        """Write what is still to be written."""
        self.records.close()


def open_runtime(settings: Settings, *, clock: Clock | None = None) -> Runtime:
    """Open the records and load the lists. Raises RecordsUnavailable; lists that fail leave a runtime that says so."""
    runtime = unloaded_runtime(settings, clock=clock)
    runtime.load()
    return runtime


def unloaded_runtime(settings: Settings, *, clock: Clock | None = None) -> Runtime:
    """Open the records; the lists are not loaded, at least not yet. Raises RecordsUnavailable."""
    clock = clock or utc_now
    records = open_records(settings, clock)
    return Runtime(settings, records, lambda before: load_current(settings, before), clock)


def open_records(settings: Settings, clock: Clock = utc_now) -> Records:
    """The records where the settings say. Raises RecordsUnavailable."""
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = f"the folder {settings.data_dir} cannot be made: {error.strerror}"
        raise RecordsUnavailable(f"SEKISHO_DATA_DIR: {reason}") from error
    anchors = anchoring_in(settings.data_dir, key=settings.audit_key_file, seconds=settings.anchor_seconds)
    return Records(settings.database_address, timeout=settings.record_timeout_seconds, clock=clock, anchors=anchors)


def indexes_of(settings: Settings) -> IndexCache:
    """Where built indexes are kept."""
    return IndexCache(settings.indexes_dir)


def load_snapshot(
    lists: Path, store: Store | None = None, indexes: IndexCache | None = None, before: Snapshot | None = None
) -> Snapshot:
    """Everything answers rest on: the lists, rules and profiles of one folder, and the active editions of a store.

    The index is taken from `indexes`, lists that are still the same from the snapshot `before`.
    """
    watchlists = load_watchlists(lists, store, () if before is None else before.watchlists)
    rules = _rules_of(lists, None if indexes is None else RulesCache(indexes.path))
    index_of = None if indexes is None else indexes.index_of
    return build_snapshot(watchlists, rules, load_profiles(lists / "profiles"), index_of)


def load_rules_of(settings: Settings) -> OriginRules:
    """The rules on goods of an installation."""
    return _rules_of(settings.lists_dir, RulesCache(settings.indexes_dir))


def _rules_of(lists: Path, compiled: RulesCache | None) -> OriginRules:
    folder = lists / "territories"
    return _rules(folder, (*_stamp(folder), *_stamp(lists / "goods")), compiled)


def load_current(settings: Settings, before: Snapshot | None = None) -> Snapshot:
    """The snapshot that the settings and the active editions make now."""
    return load_snapshot(settings.lists_dir, store_of(settings), indexes_of(settings), before)


@lru_cache(maxsize=1)
def _rules(folder: Path, stamp: Stamp, compiled: RulesCache | None) -> OriginRules:
    """The rules, kept while their files stay as they are: to read them takes longer than a new edition of a list."""
    return load_rules(folder, compiled)


def _stamp(folder: Path) -> Stamp:
    found = ((path.name, path.stat()) for path in sorted(folder.glob("*")))
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in found)


def load_watchlists(lists: Path, store: Store | None = None, loaded: Iterable[Watchlist] = ()) -> tuple[Watchlist, ...]:
    """The lists of a folder and the active editions of a store, which win where both have one. Raises NotReady.

    What is `loaded` already and still the same is not read again.
    """
    bundled = {watchlist.id: watchlist for watchlist in map(load_bundled, bundled_folders(lists))}
    known = {watchlist.id: watchlist for watchlist in loaded}
    active = {watchlist.id: watchlist for watchlist in load_active(store, known)} if store else {}
    watchlists = bundled | active
    if not watchlists:
        raise NotReady("there is no watchlist")
    return tuple(watchlists.values())


def chances() -> Iterator[str]:
    """Sixteen hex digits of chance at a time. To ask the system for each would cost more than all the rest of an id."""
    while True:
        digits = secrets.token_hex(4096)
        for start in range(0, len(digits), 16):
            yield digits[start : start + 16]


def new_id(at: datetime, chance: str) -> str:
    """An id that nobody can guess and that sorts by time: twelve hex digits of milliseconds, then chance."""
    return f"scr_{int(at.timestamp() * 1000):012x}{chance}"


def fingerprint_of(canonical: bytes) -> str:
    """What tells a repeated question from another one under the same key."""
    return hashlib.sha256(canonical).hexdigest()


def hit_entities(result: ScreeningResult) -> tuple[str, ...]:
    """The ids of all listed entities that were hits, in order and each once."""
    return tuple(sorted({hit.entity_id for party in result.parties for hit in party.hits if hit.above_threshold}))

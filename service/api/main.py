"""Where a server finds the application: `uvicorn --factory service.api.main:from_environment`."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from functools import partial

from fastapi import FastAPI

from service.alerts import raising  # noqa: F401  # now, and not while the first hit is recorded
from service.api.app import create_app
from service.api.http_protocol import ConnectionLimits, LimitedHttpProtocol, usable_connections
from service.api.tracing import provider_of
from service.bootstrap.runtime import Runtime, open_runtime
from service.common.background import BackgroundService
from service.common.gc_tuning import OldGarbage, undisturbed
from service.common.leader_lock import LeaderLock
from service.common.logging import configure_logs
from service.settings import Settings
from service.snapshots.warm_up import warm_up
from service.watchlists.editions.store import store_of
from service.watchlists.service import fetchable
from service.worker.bulk.job_service import JobService
from service.worker.bulk.launcher import BulkWorkers
from service.worker.checkpointing import checkpointing_of
from service.worker.event_watch import event_watch_of
from service.worker.list_refresh import refresher_of
from service.worker.list_reload import Reloader, reloader_of
from service.worker.rescreening.monitor import RescreenMonitor
from service.worker.timestamping import timestamping_of
from service.worker.webhook_delivery import webhook_delivery_of

_SWITCH_SECONDS = 0.0001


def from_environment() -> FastAPI:
    """The application as the environment asks for it, lists loaded."""
    # The records' writer is a thread beside the event loop. With the usual 5 ms it would wait that long for its turn
    # whenever it comes back from SQLite, five times a record and fifteen where an alert is raised. With half a
    # millisecond one transaction in a hundred took twice as long as with a tenth; with less all others take longer.
    sys.setswitchinterval(_SWITCH_SECONDS)
    settings = Settings()
    configure_logs(settings.log_level)
    LimitedHttpProtocol.limits = ConnectionLimits(connections=usable_connections(settings.max_connections))
    runtime = undisturbed(lambda: open_runtime(settings))
    if runtime.snapshots.loaded is not None:
        undisturbed(partial(warm_up, runtime.snapshots.loaded))
    reloader = reloader_of(runtime)
    _reload_on_hangup(reloader)
    beside: list[BackgroundService] = [
        OldGarbage(),
        reloader,
        LeaderLock(settings.data_dir / ".alone", list(_for_all(runtime))),
    ]
    return create_app(runtime, beside, provider_of(settings))


def _for_all(runtime: Runtime) -> Iterator[BackgroundService]:
    """What one of the processes that serve together does for all."""
    settings = runtime.settings
    yield webhook_delivery_of(runtime)
    yield event_watch_of(runtime)
    if (timestamping := timestamping_of(runtime)) is not None:
        yield timestamping
    if (checkpointing := checkpointing_of(runtime.records)) is not None:
        yield checkpointing
    if settings.bulk_processes:
        yield BulkWorkers(JobService(runtime).store, settings.bulk_processes)
    if settings.rescreen_processes:
        yield RescreenMonitor(runtime)
    if settings.refresh_hours:
        store = store_of(settings)
        yield refresher_of(settings, lambda: fetchable(settings, store), runtime.clock)


def _reload_on_hangup(reloader: Reloader) -> None:
    """`kill -HUP` loads the lists again, where the system knows it."""
    if hasattr(signal, "SIGHUP") and threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGHUP, lambda *_: reloader.reload())

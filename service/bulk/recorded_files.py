"""The files of finished jobs and their hashes in the audit chain: what is fetched, and what an auditor verifies."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, select

from service.audit.event import Event
from service.audit.heads import TABLE as EVENTS
from service.audit.link import Link
from service.audit.verdict import Findings
from service.bulk.job_files import JobFiles
from service.bulk.jobs.tables import BulkJobRow
from service.bulk.model import State

JOBS = BulkJobRow.__table__  # type: ignore[attr-defined]
FINISHED, WRITTEN_OUT = "job_finished", "result_written_out"
_FINAL = frozenset({State.DONE.value, State.VALIDATED.value})
"""States that a job never leaves."""

Hashes = Mapping[str, set[str]]
"""The SHA-256 that a file of a job may have, by its name. Two servers may have written one out at the same time."""


def written_out(job_id: str, actor: str, path: Path) -> Event:
    """What the audit chain says of a result that was written out in another format."""
    return Event(WRITTEN_OUT, actor, job_id, {"file": path.name, "sha256": file_sha256(path)})


def recorded_hashes(engine: Engine, job_id: str) -> Hashes:
    """What the audit chain says of the files of a job."""
    wanted = select(EVENTS.c.kind, EVENTS.c.details).where(
        EVENTS.c.subject == job_id, EVENTS.c.kind.in_((FINISHED, WRITTEN_OUT))
    )
    hashes: defaultdict[str, set[str]] = defaultdict(set)
    with engine.connect() as connection:
        for kind, details in connection.execute(wanted):
            for name, sha256 in _files(kind, json.loads(details)):
                hashes[name].add(sha256)
    return hashes


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _files(kind: str, details: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if kind == WRITTEN_OUT:
        yield details["file"], details["sha256"]
    elif "summary_sha256" in details:  # runs on Spark keep no files here
        yield JobFiles(Path()).result.name, details["result_sha256"]
        yield JobFiles(Path()).summary.name, details["summary_sha256"]


class BulkFileCheck:
    """Gathers what events say of jobs as these go by, and at the end looks at their files and states."""

    def __init__(self, findings: Findings, connection: Connection, folder: Path) -> None:
        """`folder` has the folders of the jobs. `connection` is in the transaction that decides how far events go."""
        self._findings, self._folder = findings, folder
        self._states: dict[str, str] = {
            row.id: row.state for row in connection.execute(select(JOBS.c.id, JOBS.c.state))
        }
        self._hashes: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._final: dict[str, str] = {}

    def look(self, links: Sequence[Link]) -> None:
        """Gather what these events say."""
        for link in links:
            if link.kind in (FINISHED, WRITTEN_OUT) and link.subject is not None:
                try:
                    self._gather(link.subject, link.kind, json.loads(link.details))
                except (ValueError, KeyError, TypeError, RecursionError):
                    continue  # the event was changed, which is found where events are looked at

    def _gather(self, job_id: str, kind: str, details: Mapping[str, Any]) -> None:
        for name, sha256 in _files(kind, details):
            self._hashes[job_id][name].add(sha256)
        if kind == FINISHED and details["state"] in _FINAL and "on" not in details:
            self._final[job_id] = details["state"]

    def finish(self) -> None:
        """Compare files and states."""
        for job_id, state in self._final.items():
            if self._states.get(job_id) != state:
                self._findings.add(f"changed: the audit chain says that the job {job_id} is {state}")
        for job_id, hashes in self._hashes.items():
            for name, allowed in hashes.items():
                self._compare(self._folder / job_id / name, allowed)

    def _compare(self, path: Path, allowed: set[str]) -> None:
        try:
            if file_sha256(path) not in allowed:
                self._findings.add(f"changed: the audit chain says something else of the file {self._shown(path)}")
        except FileNotFoundError:
            self._findings.add(f"removed: the audit chain knows the file {self._shown(path)}")
        except OSError as error:
            self._findings.add(f"the file {self._shown(path)} cannot be read: {error.strerror}")

    def _shown(self, path: Path) -> Path:
        return path.relative_to(self._folder.parent)

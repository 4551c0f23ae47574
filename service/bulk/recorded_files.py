"""The files of finished jobs and their hashes in the audit chain: what is fetched, and what an auditor verifies."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from service.audit.event import Event
from service.audit.file_check import check_file, file_sha256
from service.audit.link import Link
from service.audit.tables import AUDIT_EVENTS
from service.audit.verdict import Findings
from service.bulk.job_files import JobFiles

FINISHED, WRITTEN_OUT = "job_finished", "result_written_out"

Hashes = Mapping[str, set[str]]
"""The SHA-256 that a file of a job may have, by its name. Two servers may have written one out at the same time."""


def written_out(job_id: str, actor: str, path: Path) -> Event:
    """What the audit chain says of a result that was written out in another format."""
    return Event(WRITTEN_OUT, actor, job_id, {"file": path.name, "sha256": file_sha256(path)})


def recorded_hashes(engine: Engine, job_id: str) -> Hashes:
    """What the audit chain says of the files of a job."""
    wanted = select(AUDIT_EVENTS.c.kind, AUDIT_EVENTS.c.details).where(
        AUDIT_EVENTS.c.subject == job_id, AUDIT_EVENTS.c.kind.in_((FINISHED, WRITTEN_OUT))
    )
    hashes: defaultdict[str, set[str]] = defaultdict(set)
    with engine.connect() as connection:
        for kind, details in connection.execute(wanted):
            for name, sha256 in _files(kind, json.loads(details)):
                hashes[name].add(sha256)
    return hashes


def _files(kind: str, details: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if kind == WRITTEN_OUT:
        yield str(details["file"]), details["sha256"]
    elif "summary_sha256" in details:  # runs on Spark keep no files here
        yield JobFiles(Path()).result.name, details["result_sha256"]
        yield JobFiles(Path()).summary.name, details["summary_sha256"]


class BulkFileCheck:
    """Gathers what events say of the files of jobs as these go by, and at the end looks at the files."""

    def __init__(self, findings: Findings, folder: Path, *, elsewhere: bool) -> None:
        """`folder` has the folders of the jobs. Some may be `elsewhere` (`check_file`)."""
        self._findings, self._folder, self._elsewhere = findings, folder, elsewhere
        self._hashes: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))

    def look(self, links: Sequence[Link]) -> None:
        """Gather what these events say."""
        for link in links:
            if link.kind in (FINISHED, WRITTEN_OUT) and link.subject is not None:
                with suppress(ValueError, KeyError, TypeError, RecursionError):  # then the event is found to be changed
                    for name, sha256 in _files(link.kind, json.loads(link.details)):
                        self._hashes[link.subject][name].add(sha256)

    def finish(self) -> None:
        """Compare."""
        for job_id, hashes in self._hashes.items():
            for name, allowed in hashes.items():
                path = self._folder / job_id / name
                check_file(self._findings, path, allowed, root=self._folder.parent, elsewhere=self._elsewhere)

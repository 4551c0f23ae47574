"""Are the records of rescreens, which are files, what their certificates say?"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, inspect, select

from service.audit.file_check import check_file
from service.audit.link import Link
from service.audit.verdict import Findings
from service.customers.record import RECORD
from service.customers.tables import RESCREENS


class RescreenFileCheck:
    """Compares the files with the certificates as they were when verifying began. Those are sealed rows, so whether
    they were changed is found elsewhere."""

    def __init__(self, findings: Findings, connection: Connection, folder: Path, *, elsewhere: bool) -> None:
        """`folder` has the folders of the rescreens. Some may be `elsewhere` (`check_file`)."""
        self._findings, self._folder, self._elsewhere = findings, folder, elsewhere
        self._certificates: dict[str, str] = {}
        if inspect(connection).has_table(RESCREENS.name):
            wanted = select(RESCREENS.c.id, RESCREENS.c.certificate).where(RESCREENS.c.certificate.is_not(None))
            self._certificates = {row.id: row.certificate for row in connection.execute(wanted)}

    def look(self, links: Sequence[Link]) -> None:
        """Nothing is known from events."""

    def finish(self) -> None:
        """Compare."""
        for rescreen_id, certificate in self._certificates.items():
            with suppress(ValueError, TypeError, AttributeError, RecursionError):  # then the row is found to be changed
                sha256 = json.loads(certificate).get("record_sha256")
                if sha256:
                    path = self._folder / rescreen_id / RECORD
                    check_file(self._findings, path, {sha256}, root=self._folder.parent, elsewhere=self._elsewhere)

"""Are the stored editions that answers rested on still what came from their publishers?"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from service.audit.link import Link
from service.audit.verdict import Findings
from service.watchlists.editions.store import Store
from service.watchlists.errors import ListError

_RECORDED = "snapshot_recorded"


class EditionCheck:
    """Gathers the editions that events name as these go by, and at the end looks at their files."""

    def __init__(self, findings: Findings, store: Store, lists_dir: Path, *, elsewhere: bool) -> None:
        """Lists in `lists_dir` come with the program and are not stored. Lists may also be stored
        `elsewhere`, by another machine that uses the same database."""
        self._findings, self._store, self._lists_dir, self._elsewhere = findings, store, lists_dir, elsewhere
        self._named: defaultdict[str, set[str]] = defaultdict(set)

    def look(self, links: Sequence[Link]) -> None:
        """Gather what these events name."""
        for link in links:
            if link.kind == _RECORDED:
                with suppress(ValueError, KeyError, TypeError, RecursionError):  # then the event is found to be changed
                    for one in json.loads(link.details)["watchlists"]:
                        self._named[str(one["id"])].update(map(str, (one["sha256"], *one["superseded"])))

    def finish(self) -> None:
        """Compare."""
        for watchlist_id, wanted in sorted(self._named.items()):
            for detail in self._faults(watchlist_id, wanted):
                self._findings.add(detail)

    def _faults(self, watchlist_id: str, wanted: set[str]) -> Iterator[str]:
        stored_here = watchlist_id in self._store.watchlists()
        for sha256 in sorted(wanted):
            try:
                stored = {one.sha256: one for one in self._store.editions(watchlist_id)}
                if sha256 in stored:
                    self._store.files(stored[sha256])
                elif not (self._lists_dir / watchlist_id).is_dir() and (stored_here or not self._elsewhere):
                    yield f"removed: the audit chain knows edition {sha256} of {watchlist_id}"
            except ListError as error:
                yield f"changed: edition {sha256} of {watchlist_id}: {error}"
            except OSError as error:
                yield f"edition {sha256} of {watchlist_id} cannot be read: {error.strerror}"

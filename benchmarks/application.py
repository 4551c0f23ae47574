"""The application without a network, on the lists of a data directory, for benchmarks that ask it as a caller would.

Everything here that knows how the program is laid out stands at the top. Answers are the JSON of the HTTP contract.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx

from service.api.app import create_app
from service.bootstrap.runtime import Runtime, open_runtime
from service.common.logging import configure_logs
from service.settings import Settings

COMMAND = "service.cli"
"""The module that is the `sekisho` command."""

BATCH = 250
"""Parties or pairs in one request."""

_KEPT = ("editions", "indexes")
_SECONDS = 3600.0

Json = dict[str, Any]


@dataclass(frozen=True)
class Listed:
    """A listed entity, with what a rewriting needs of it. `names` are those that may make a hit alone, the primary one
    first; `identifiers` are pairs of kind and value."""

    id: str
    watchlist: str
    type: str
    names: tuple[str, ...]
    identifiers: tuple[tuple[str, str], ...]


class Application:
    """Asks the application in this process."""

    def __init__(self, runtime: Runtime, client: httpx.AsyncClient) -> None:
        self._runtime = runtime
        self._client = client

    async def post(self, path: str, body: Json) -> httpx.Response:
        """Whatever is answered, also where it is a refusal."""
        return await self._client.post(path, json=body)

    async def screen(self, parties: Sequence[Json], options: Json | None = None) -> list[Json]:
        """The answer for each party; for one that is refused its errors, under `refused`.

        One party that is refused makes a request fail, so the others are asked again without it.
        """
        answers: list[Json] = [{} for _ in parties]
        for start in range(0, len(parties), BATCH):
            open_places = list(range(start, min(start + BATCH, len(parties))))
            while open_places:
                open_places = await self._ask([*open_places], parties, options or {}, answers)
        return answers

    async def _ask(self, places: list[int], parties: Sequence[Json], options: Json, answers: list[Json]) -> list[int]:
        """Put the answers in their places. The places that have to be asked again."""
        body = {"reference": "benchmark", "parties": [parties[place] for place in places], "options": options}
        answer = await self.post("/v1/screenings", body)
        if answer.status_code == httpx.codes.OK:
            for place, found in zip(places, answer.json()["parties"], strict=True):
                answers[place] = found
            return []
        if answer.status_code not in (httpx.codes.UNPROCESSABLE_ENTITY, httpx.codes.BAD_REQUEST):
            answer.raise_for_status()
        refused: dict[int, list[str]] = {}
        for error in answer.json().get("errors", []):
            steps = str(error.get("pointer", "")).lstrip("#").split("/")
            if steps[1:2] == ["parties"] and steps[2:] and steps[2].isdigit():
                refused.setdefault(int(steps[2]), []).append(str(error.get("detail", "")))
        if not refused and len(places) > 1:  # refused without a word about which: ask each alone
            for place in places:
                await self._ask([place], parties, options, answers)
            return []
        for at, details in (refused or {0: [answer.text]}).items():
            answers[places[at]] = {"decision": "refused", "hits": [], "refused": details}
        return [place for at, place in enumerate(places) if at not in (refused or {0: []})]

    def listed(self) -> Iterator[Listed]:
        """All entities of the loaded lists."""
        for watchlist in self._runtime.snapshots.current().watchlists:
            for entity in watchlist.entities:
                names = [name.text for name in entity.names if not name.weak]
                identifiers = tuple((one.type, one.value) for one in entity.identifiers)
                yield Listed(entity.id, entity.watchlist, entity.type.value, tuple(names), identifiers)

    @property
    def watchlists(self) -> dict[str, int]:
        """The loaded lists, with how many entities each has."""
        return {one.id: len(one.entities) for one in self._runtime.snapshots.current().watchlists}


@contextmanager
def borrowed(data: Path) -> Iterator[Path]:
    """A data directory of our own, with the lists of another one. What is put on record here ends with it."""
    with TemporaryDirectory(prefix="sekisho-bench-") as name:
        for kept in _KEPT:
            (data / kept).mkdir(exist_ok=True)
            (Path(name) / kept).symlink_to((data / kept).resolve())
        yield Path(name)


@asynccontextmanager
async def opened(data: Path) -> AsyncIterator[Application]:
    """The application on the lists of a data directory, which is left as it is."""
    configure_logs("error")
    with borrowed(data) as folder:
        runtime = open_runtime(Settings(data_dir=folder, request_seconds=_SECONDS, log_level="error"))
        try:
            runtime.snapshots.current()
            transport = httpx.ASGITransport(app=create_app(runtime))
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost", timeout=None) as client:
                yield Application(runtime, client)
        finally:
            runtime.close()


def screen_file(
    data: Path, headers: Sequence[str], rows: Sequence[Mapping[str, str]], options: Sequence[str] = ()
) -> list[Json]:
    """For each row of a CSV file what `sekisho bulk` answers: a line of the result, with its hits under `all_hits`."""
    with borrowed(data) as folder:
        path, out, hits = folder / "rows.csv", folder / "result.csv", folder / "hits.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, headers, restval="")
            writer.writeheader()
            writer.writerows(rows)
        command = [sys.executable, "-m", COMMAND, "bulk", str(path), "-o", str(out), "--hits", str(hits), *options]
        done = subprocess.run(
            command, env=os.environ | {"SEKISHO_DATA_DIR": str(folder)}, capture_output=True, text=True, check=False
        )
        if not out.exists():
            raise SystemExit(f"sekisho bulk failed: {done.stderr or done.stdout}")
        with out.open(encoding="utf-8-sig", newline="") as file:
            results: list[Json] = [dict(row) for row in csv.DictReader(file)]
        for result in results:
            result["all_hits"] = []
        with hits.open(encoding="utf-8-sig", newline="") as file:
            for hit in csv.DictReader(file):
                results[int(hit["row"]) - 1]["all_hits"].append(hit)
        return results

"""Changes of the stored lists, each in a process of its own: `python -m service.worker.list_commands COMMAND`.

Reading a list and searching for every name of it takes up to a minute of all cores. The server only waits.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from service.common.processes import module_command, run_module
from service.settings import Settings
from service.watchlists.editions.importing import ImportOptions, Outcome
from service.watchlists.errors import ListError
from service.watchlists.service import WatchlistService, outcome_document, watchlist_service_of

_LONGEST_SECONDS = 1800.0
_FETCH_SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class ListCommand:
    """What to do with a stored list, as `WatchlistService` does it. `edition` is needed to activate one, `files` to
    import them."""

    action: Literal["import", "fetch", "activate", "rollback"]
    watchlist_id: str
    edition: str = ""
    accept: bool = False
    reason: str = ""
    files: tuple[str, ...] = ()
    activate: bool = True
    dry_run: bool = False

    def document(self) -> str:
        """The argument of the process that carries it out."""
        return json.dumps(asdict(self))


@dataclass(frozen=True, slots=True)
class Ended:
    """How a change ended: `activated`, `stored`, `unchanged`, `refused` by a gate, or `failed`; with which edition (as
    the store describes it), and what there is to say."""

    outcome: str
    edition: dict[str, Any] | None
    messages: tuple[str, ...]

    @property
    def done(self) -> bool:
        """Whether it was done, or nothing had to be done."""
        return self.outcome not in ("refused", "failed")


async def change(settings: Settings, command: ListCommand) -> Ended:
    """Carry out a command in a process of its own and wait for it. Raises OSError if no process can be started."""
    process = await asyncio.create_subprocess_exec(
        *module_command(__spec__.name, command.document()),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=os.environ | settings.environment(),
    )
    try:
        async with asyncio.timeout(_LONGEST_SECONDS):
            out, err = await process.communicate()
    except TimeoutError:
        process.kill()
        await process.wait()
        return Ended("failed", None, (f"it took longer than {_LONGEST_SECONDS:g} s",))
    return _ended(out, err)


def run_fetch(watchlist_id: str, settings: Settings | None = None) -> None:
    """Fetch a list in a process of its own. How it ended stands in the store. Raises OSError and SubprocessError."""
    command = ListCommand("fetch", watchlist_id, reason="fetch")
    environment = os.environ | (settings or Settings()).environment()
    run_module(__spec__.name, command.document(), environment=environment, seconds=_FETCH_SECONDS)


def _ended(out: bytes, err: bytes) -> Ended:
    """What the process wrote: one document with the outcome, or errors, or neither if it was killed."""
    told = _document(out)
    if "outcome" in told:
        return Ended(told["outcome"], told["edition"], tuple(told["messages"]))
    return Ended("failed", None, tuple(_document(err).get("errors", ("the process ended without a word",))))


def _document(content: bytes) -> dict[str, Any]:
    lines = content.splitlines()
    try:
        found = json.loads(lines[0]) if lines else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def carry_out(service: WatchlistService, command: ListCommand) -> Outcome:
    """Carry out a command in this process. Raises ListError."""
    reason = command.reason or command.action
    options = ImportOptions(command.accept, command.activate, reason=reason, dry_run=command.dry_run)
    match command.action:
        case "import":
            return service.import_files(command.watchlist_id, [Path(file) for file in command.files], options)
        case "fetch":
            return service.fetch(command.watchlist_id, options)
        case "activate":
            return service.activate(command.watchlist_id, command.edition, options)
        case "rollback":
            return service.roll_back(command.watchlist_id, options.reason)


def main() -> None:
    """Carry out the command given as JSON; write the outcome to standard output, or the error to standard error."""
    command = ListCommand(**json.loads(sys.argv[1]))
    try:
        outcome = carry_out(watchlist_service_of(Settings()), command)
    except ListError as error:
        print(json.dumps({"errors": [str(error)]}), file=sys.stderr)
        sys.exit(2)
    print(json.dumps(outcome_document(command.watchlist_id, outcome), default=str))


if __name__ == "__main__":
    main()

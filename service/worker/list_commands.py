"""Changes of the stored lists that somebody asks a server for, each in a process of its own.

To read a list and to search for every name of it takes up to a minute of all cores. The server only waits.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from service.settings import Settings

_LONGEST_SECONDS = 1800.0


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


async def change(settings: Settings, *arguments: str, options: Sequence[str] = ()) -> Ended:
    """Do what `sekisho watchlists ARGUMENTS` does. Raises OSError if no process can be started."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "service.cli", "watchlists", *arguments[:1], "--json", *options, "--", *arguments[1:]),
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

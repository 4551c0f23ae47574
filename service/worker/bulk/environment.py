"""The environment of processes that read, screen or write files."""

from __future__ import annotations

from collections.abc import Mapping

_POOL = {"ARROW_DEFAULT_MEMORY_POOL": "system"}
"""Arrow's own allocator keeps what it has had: to put a result together out of many small files took some 70 MB more
than out of the system's memory, and no less time. It is chosen when the library is loaded, so only the environment can
say."""


def with_plain_memory(environment: Mapping[str, str]) -> dict[str, str]:
    """An environment in which Arrow takes its memory from the system, unless it says something else itself."""
    return {**_POOL, **environment}

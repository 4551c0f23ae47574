"""The lists, rules and profiles that come with the program, read once in a process: to compile the rules takes two
seconds of processor. For a test module that needs them at import; a test takes the fixture `snapshot`."""

from __future__ import annotations

from functools import cache

from service.engine.goods.rules import OriginRules
from service.engine.snapshot import Snapshot
from service.settings import bundled_lists
from service.snapshots.loader import load_snapshot


@cache
def bundled_snapshot() -> Snapshot:
    """Everything that answers rest on."""
    return load_snapshot(bundled_lists())


def bundled_rules() -> OriginRules:
    """The rules on goods."""
    return bundled_snapshot().rules

"""The command-line interface. Exit status: 0 clear, 1 hit, 2 error."""

from __future__ import annotations

from importlib import import_module

from service.common.gc_tuning import undisturbed


def main() -> None:
    """The command `sekisho`."""
    undisturbed(lambda: import_module("service.cli.app")).main()

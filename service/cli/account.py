"""Who works at the command line."""

from __future__ import annotations

from getpass import getuser


def local_actor() -> str:
    """The account on this machine, as far as the system knows it, as an actor for the records."""
    try:
        return f"local:{getuser()}"
    except (KeyError, OSError):
        return "local"

"""What can go wrong with keys."""

from __future__ import annotations

from service.records.action import ActionRefused


class KeyNotProposed(ActionRefused):
    """There is nothing to approve about a key: it is in force already, or has ended."""


class KeyRefused(ValueError):  # noqa: N818 - reads as what it is
    """A key cannot be made as it was asked for."""

    def __init__(self, field: str, expected: str, got: str) -> None:
        self.field, self.expected, self.got = field, expected, got
        super().__init__(f"{field}: expected {expected}, got {got!r}")


class IdentityUnavailable(RuntimeError):  # noqa: N818 - reads as what it is
    """The identity provider does not tell its keys, so nobody can be told from anybody else."""

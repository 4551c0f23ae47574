"""What can go wrong with records."""

from __future__ import annotations


class RecordsUnavailable(RuntimeError):  # noqa: N818 - reads as what it is
    """The record could not be written or read, so nothing may be answered."""


class KeyReused(ValueError):  # noqa: N818 - reads as what it is
    """An idempotency key came again with another request."""

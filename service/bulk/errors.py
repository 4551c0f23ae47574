"""What can be wrong with a file, with one of its rows, or with a job."""

from __future__ import annotations

from dataclasses import dataclass


class BadFile(ValueError):  # noqa: N818 - reads as what it is
    """The file cannot be read as a whole. The message says where, what was expected and what to do."""


class FileTooLarge(BadFile):
    """The file has more bytes than are taken in."""


class Stopped(RuntimeError):  # noqa: N818 - reads as what it is
    """Whoever asked for some work wants it no more."""


class CellFault(ValueError):  # noqa: N818 - reads as what it is
    """One cell of one row cannot be used. The row is rejected, the others go on."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(f"{column}: {reason}" if column else reason)
        self.column = column
        self.reason = reason


@dataclass(frozen=True, slots=True)
class RowFault:
    """Why a row was rejected. `row` counts the rows below the header from 1."""

    row: int
    column: str
    reason: str


class TooManyJobs(RuntimeError):  # noqa: N818 - reads as what it is
    """So many jobs wait already that no more is taken."""

"""Why a file cannot be read as a table."""

from __future__ import annotations


class TableError(ValueError):
    """A file cannot be read as a whole: where, what was expected, what was there instead, and what to do about it."""

    def __init__(self, expected: str, got: str, *, where: str = "", advice: str = "") -> None:
        self.where, self.expected, self.got = where, expected, got
        place, way_out = f"{where}: " if where else "", f"; {advice}" if advice else ""
        super().__init__(f"{place}expected {expected}, got {got}{way_out}")


class TableTooLarge(TableError):  # noqa: N818 - reads as what it is
    """A file, or one of its parts, is larger than any that is read, or would be once it is unpacked."""


class StrayQuote(TableError):  # noqa: N818 - reads as what it is
    """A quote stands where delimited text may not have one."""


class WrongEncoding(TableError):  # noqa: N818 - reads as what it is
    """Bytes are not text in the encoding that was expected."""

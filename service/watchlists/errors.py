"""What can be wrong with a list file. Every message says where, what was expected and what was there instead."""

from __future__ import annotations


class ListError(ValueError):
    """A list or one of its files cannot be used. Never raised for one odd record: that becomes a `Skipped`."""

    def __init__(self, file: str, where: str, expected: str, got: str) -> None:
        self.file, self.where, self.expected, self.got = file, where, expected, got
        place = f"{file}, {where}" if where else file
        super().__init__(f"{place}: expected {expected}, got {got}")


class UnknownWatchlistError(ListError):
    """The watchlist id is not in the catalogue."""

    def __str__(self) -> str:
        return f"there is no watchlist {self.got!r}: expected {self.expected}"


class ManifestError(ListError):
    """The manifest of a bundled list is missing, incomplete or does not list its files."""


class DigestError(ListError):
    """A record file is not the one the manifest names: its SHA-256 differs."""


class UnreadableFileError(ListError):
    """A file is missing, empty, cut off, in the wrong encoding or not what its structure claims."""


class UnknownFormatError(ListError):
    """No reader recognises the content."""


class HostileFileError(ListError):
    """A file that no publisher sends: document types, entities, bombs, unbounded nesting or size."""

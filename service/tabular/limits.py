"""How large a file, and each of its parts, may be. Every limit is there so that no file can exhaust the machine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of reading. Bytes are counted on the disk, `unpacked_bytes` after decompression."""

    unpacked_bytes: int = 8 * 1024**3
    workbook_bytes: int = 200 * 1024**2
    """An XLSX is held in memory while it is read: about one and a half times its unpacked size."""
    sheet_cells: int = 8_000_000
    """Rows by columns up to the farthest cell, of all sheets: the library keeps 32 bytes for each, filled or not."""
    line_characters: int = 1024 * 1024
    cell_characters: int = 32_767
    """As many as a cell of Excel holds, so that every result can be written in every format."""
    columns: int = 1_000
    rows: int = 20_000_000

"""Names over several lines: divided at the end of a line, cut in the middle of a word, numbered, in columns.

What a line of a record means (an address, a tag) is told in `record_text`.
"""

from __future__ import annotations

from collections.abc import Iterator

from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.record_text import columns, quoted_cells, without_line_ends, without_line_numbers

_BLANKS = lazy_pattern(r"[\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_DIVIDED = lazy_pattern(r"(?<=[^\W\d_])[-\u2010\u00ad][^\S\n\r]*[\n\r\x85\u2028\u2029]+\s*(?=[^\W\d_])")
_BREAK_IN_WORD = lazy_pattern(r"(?<=[^\W\d_])[\r\n\t]+[ \t]?(?=[^\W\d_])")
_COLUMN_BY_COLUMN = "rows of a table were read column by column"


def without_line_breaks(text: str) -> str:
    """A word divided at the end of a line is one word; other line breaks and tabs are blanks."""
    return _BLANKS.sub(" ", _DIVIDED.sub("", text))


def names_of_lines(text: str) -> Iterator[tuple[str, str]]:
    """The other texts that the lines and cells of one may be read as, and how they were read."""
    if _DIVIDED.search(text):
        yield _BLANKS.sub(" ", _DIVIDED.sub("-", text)), "a hyphen at the end of a line is kept"
    if _BREAK_IN_WORD.search(text):
        yield _BLANKS.sub(" ", _BREAK_IN_WORD.sub("", text)), "lines cut in the middle of a word were joined"
    if "\n" in text:
        shorter = without_line_ends(text)
        if shorter != text:
            yield without_line_breaks(shorter), "numbers behind its lines were left out"
        unnumbered = without_line_numbers(text)
        if unnumbered != text:
            yield without_line_breaks(unnumbered), "numbers before its lines were left out"
    for cells in columns(text) if "\t" in text else ():
        yield cells, _COLUMN_BY_COLUMN
    for cells in quoted_cells(text):
        yield cells, _COLUMN_BY_COLUMN

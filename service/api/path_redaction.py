"""Where things lie on the server is for its log, not for its callers."""

from __future__ import annotations

import re

from service.settings import Settings

_ABSOLUTE = re.compile(r"(?<![\w:/.])/(?:[^\s/:;,'\"]+/)+")

_TORN = re.compile(r" \(\)| +(?=[ ,;.)]|\Z)")
"""What is left around a folder that was named alone: empty brackets, blanks before another one or before a comma."""


def without_folders(text: str, settings: Settings) -> str:
    """The text with names of files, but not of the folders that they are in."""
    for folder in (settings.lists_dir, settings.data_dir):
        for spelling in {str(folder.absolute()), str(folder)} - {"."}:
            text = re.sub(rf"(?<![\w/.]){re.escape(spelling)}(?:/(?:[^\s/:;,'\"]+/)*|(?![\w]))", "", text)
    return _TORN.sub("", _ABSOLUTE.sub("", text))

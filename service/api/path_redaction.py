"""Where things lie on the server is for its log, not for its callers."""

from __future__ import annotations

import re

from service.settings import Settings

_ABSOLUTE = re.compile(r"(?<![\w:/.])/(?:[^\s/:;,'\"]+/)+")


def without_folders(text: str, settings: Settings) -> str:
    """The text with names of files, but not of the folders that they are in."""
    for folder in (settings.lists_dir, settings.data_dir):
        for spelling in {str(folder.absolute()), str(folder)} - {"."}:
            text = re.sub(rf"(?<![\w/.]){re.escape(spelling)}(?:/(?:[^\s/:;,'\"]+/)*|(?![\w]))", "", text)
    return _ABSOLUTE.sub("", text)

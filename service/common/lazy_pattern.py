"""Regular expressions that are compiled once they are used.

Python keeps no compiled expression from one start to the next. Those of this program take a third of a second, and a
command that screens one name needs a tenth of them.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _LazyPattern:
    """Stands for a pattern. A method that was used once is an attribute of its own from then on, and as quick."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        found = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, found)
        return found


def lazy_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, compiled at its first use. To be used by its methods, not handed to functions of `re`.
    An expression that is none raises re.error only then, so each needs a test that uses it."""
    return cast("re.Pattern[str]", _LazyPattern(source, flags))

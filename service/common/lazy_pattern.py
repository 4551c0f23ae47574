"""Regular expressions that are compiled once they are used.

Python keeps no compiled expression from one start to the next. Those of this program take a third of a second, and a
command that screens one name needs a tenth of them.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, ClassVar, cast
from weakref import WeakSet


class _LazyPattern:
    """Stands for a pattern. A method that was used once is an attribute of its own from then on, and as quick."""

    made: ClassVar[WeakSet[_LazyPattern]] = WeakSet()

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags
        self.made.add(self)

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._source, self._flags)

    def compile(self) -> None:
        """Compile it, used or not."""
        _ = self._compiled

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found


def lazy_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, compiled at its first use. To be used by its methods, not handed to functions of `re`.
    An expression that is none raises re.error only then, so each needs a test that uses it."""
    return cast("re.Pattern[str]", _LazyPattern(source, flags))


def compile_all() -> None:
    """Compile the expressions of all modules that are loaded: for a server, in which whoever asks first, and all others
    meanwhile, would wait for it."""
    for pattern in tuple(_LazyPattern.made):
        pattern.compile()

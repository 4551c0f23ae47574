"""The values asked for last, by key; those not asked for the longest time are forgotten first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

_K = TypeVar("_K", bound=Hashable)
_V = TypeVar("_V")


class LruCache(Generic[_K, _V]):
    """So many values at most. Used by all threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[_K, _V] = OrderedDict()
        self._lock = Lock()

    def get(self, key: _K) -> _V | None:
        """The value of a key, None if it was never kept or is forgotten."""
        found = self._values.get(key)
        if found is not None:
            with self._lock:
                if key in self._values:
                    self._values.move_to_end(key)
        return found

    def keep(self, key: _K, value: _V) -> None:
        """Keep a value, and forget others for it where there are too many."""
        with self._lock:
            self._values[key] = value
            while len(self._values) > self._most:
                self._values.popitem(last=False)

    def forget(self) -> None:
        """Forget everything."""
        with self._lock:
            self._values.clear()

    def __len__(self) -> int:
        return len(self._values)

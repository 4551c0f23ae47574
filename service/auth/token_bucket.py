"""A token bucket: so many requests a second in the long run, and a second's worth (at least one) or more at once."""

from __future__ import annotations

from math import ceil


class TokenBucket:
    """The requests of one actor. Counts in this process only: two replicas let twice as many through.

    Not for several threads: it belongs to the event loop.
    """

    __slots__ = ("_at", "_tokens", "per_second", "size")

    def __init__(self, per_second: float, now: float, size: float | None = None) -> None:
        self.per_second = per_second
        self.size = max(1.0, per_second) if size is None else size
        self._tokens = self.size
        self._at = now

    def take(self, now: float) -> bool:
        """Take one request out of it, if there is one. `now` is in seconds of a clock that never goes back."""
        tokens = min(self.size, self._tokens + (now - self._at) * self.per_second)
        self._at = now
        taken = tokens >= 1
        self._tokens = tokens - 1 if taken else tokens
        return taken

    @property
    def left(self) -> int:
        """How many requests may follow at once."""
        return int(self._tokens)

    @property
    def wait_seconds(self) -> int:
        """Whole seconds until one more may follow."""
        return max(0, ceil((1 - self._tokens) / self.per_second))

    @property
    def full_seconds(self) -> int:
        """Whole seconds until as many as ever may follow at once."""
        return ceil((self.size - self._tokens) / self.per_second)

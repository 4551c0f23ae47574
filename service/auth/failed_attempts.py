"""How often an address may show a key that does not do.

Keys cannot be guessed (they hold 256 bits of chance), so this keeps nobody out: it keeps whoever tries from filling
logs, and tells a client with an old key to stop. For that reason a key that does is let in from wherever it comes,
however many wrong ones came from there: behind one address there may be a whole company, or the proxy of all callers.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from ipaddress import ip_address

from service.auth.token_bucket import TokenBucket

_MOST_ADDRESSES = 10_000
"""Known at a time. The one that failed longest ago is forgotten first."""
_IPV6_NETWORK_BITS = 64
"""What one customer of a provider gets: all its addresses are as one."""


class FailedAttempts:
    """Counts in this process only. Not for several threads: it belongs to the event loop."""

    def __init__(self, per_minute: int, monotonic: Callable[[], float]) -> None:
        """`per_minute` failures of one address, in the long run and at once; 0 for no limit."""
        self._per_minute, self._monotonic = per_minute, monotonic
        self._buckets: OrderedDict[str, TokenBucket] = OrderedDict()

    def count(self, peer: str | None) -> int:
        """Another one from there. Returns 0, or if they are too many, the whole seconds until one more may follow."""
        if not self._per_minute or peer is None:
            return 0
        now, address = self._monotonic(), _network(peer)
        bucket = self._buckets.get(address) or TokenBucket(self._per_minute / 60, now, size=self._per_minute)
        self._buckets[address] = bucket
        self._buckets.move_to_end(address)
        if len(self._buckets) > _MOST_ADDRESSES:
            self._buckets.popitem(last=False)
        return 0 if bucket.take(now) else bucket.wait_seconds


def _network(peer: str) -> str:
    try:
        address = ip_address(peer)
    except ValueError:
        return peer
    if address.version == 4:
        return peer
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return f"{int(address) >> (128 - _IPV6_NETWORK_BITS):x}"

"""Counters for Prometheus. Their labels hold routes and decisions, never names."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

CONTENT_TYPE = CONTENT_TYPE_LATEST
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)


class Metrics:
    """The counters of one application, in a registry of their own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._seconds = Histogram(
            "sekisho_http_request_seconds",
            "Time to answer, by route and status.",
            ("method", "route", "status"),
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._screenings = Counter(
            "sekisho_screenings", "Screenings answered, by decision.", ("decision",), registry=self._registry
        )
        self._items = Counter(
            "sekisho_screened_items", "Parties and lines of goods screened.", ("kind",), registry=self._registry
        )
        self._by_route: dict[tuple[str, str, int], Histogram] = {}

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request. An odd method is counted as such, so that nobody can invent labels."""
        key = (
            method if method in {"GET", "POST", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE"} else "OTHER",
            route,
            status,
        )
        child = self._by_route.get(key)
        if child is None:
            child = self._by_route[key] = self._seconds.labels(*map(str, key))
        child.observe(seconds)

    def screening(self, decision: str, parties: int, goods: int) -> None:
        """Count one answer."""
        self._screenings.labels(decision).inc()
        if parties:
            self._items.labels("party").inc(parties)
        if goods:
            self._items.labels("goods").inc(goods)

    def text(self) -> bytes:
        """Everything, in the Prometheus text format."""
        return generate_latest(self._registry)

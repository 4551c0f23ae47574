"""Counters for Prometheus. Their labels hold routes and decisions, never names.

Several processes that serve one port count together, in files, if the server that started them said so
(`service.cli.serve`); which of them is asked then makes no difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, values
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from service.customers.rescreens import BookFigures
from service.engine.snapshot import Snapshot
from service.watchlists.service import ListStatus
from service.webhooks.delivery_queue import QueueFigures

CONTENT_TYPE = CONTENT_TYPE_LATEST
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)

_LIST_GAUGES = {
    "entities": "Entities of the edition that is searched.",
    "age_seconds": "Time since the list was last found current.",
    "last_success_timestamp_seconds": "When the list was last found current.",
    "last_attempt_ok": "0 if the last import or fetch was refused or failed.",
}


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
        self._refused_in_hand = Counter(
            "sekisho_refused_for_work_in_hand",
            "Requests refused because their caller has too much work in hand.",
            registry=self._registry,
        )
        self._lists = _Noted()
        self._list_registry = CollectorRegistry()
        self._list_registry.register(self._lists)
        self._webhooks = _Noted()
        self._list_registry.register(self._webhooks)
        self._book = _Noted()
        self._list_registry.register(self._book)
        self._timestamps = _Noted()
        self._list_registry.register(self._timestamps)
        self._children: dict[tuple[Counter, str], Counter] = {}
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
        self._child(self._screenings, decision).inc()
        if parties:
            self._child(self._items, "party").inc(parties)
        if goods:
            self._child(self._items, "goods").inc(goods)

    def refused_for_work_in_hand(self) -> None:
        """Count one request that was refused for what its caller has in hand."""
        self._refused_in_hand.inc()

    def _child(self, counter: Counter, label: str) -> Counter:
        """Looked up once: to find the one of a label takes longer than to count."""
        child = self._children.get((counter, label))
        if child is None:
            child = self._children[counter, label] = counter.labels(label)
        return child

    def lists(self, snapshot: Snapshot | None, stored: Iterable[ListStatus], *, reloaded: bool, now: datetime) -> None:
        """Note how the lists stand, in this process."""
        self._lists.families = tuple(_families(snapshot, stored, reloaded=reloaded, now=now))

    def webhooks(self, figures: QueueFigures) -> None:
        """Note how the sending of events stands, for all processes."""
        self._webhooks.families = tuple(_webhook_families(figures))

    def book(self, figures: BookFigures) -> None:
        """Note how the book stands, for all processes."""
        self._book.families = tuple(_book_families(figures))

    def timestamps(self, unstamped_seconds: float | None) -> None:
        """Note how time-stamps of the audit chain stand, for all processes; None if there are none."""
        text = "For how long the first event that no time-stamp covers has been on record."
        gauge = GaugeMetricFamily("sekisho_audit_unstamped_seconds", text, value=unstamped_seconds)
        self._timestamps.families = () if unstamped_seconds is None else (gauge,)

    def text(self) -> bytes:
        """Everything, in the Prometheus text format."""
        counted = self._registry
        if values.ValueClass is not values.MutexValue:
            counted = CollectorRegistry()
            MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
        return generate_latest(counted) + generate_latest(self._list_registry)


class _Noted(Collector):
    """Gauges as they were noted last."""

    families: tuple[Metric, ...] = ()

    def collect(self) -> Iterable[Metric]:
        return self.families


def _families(
    snapshot: Snapshot | None, stored: Iterable[ListStatus], *, reloaded: bool, now: datetime
) -> Iterator[Metric]:
    gauges = {
        name: GaugeMetricFamily(f"sekisho_list_{name}", text, labels=["watchlist"])
        for name, text in _LIST_GAUGES.items()
    }
    for watchlist in snapshot.watchlists if snapshot else ():
        gauges["entities"].add_metric([watchlist.id], len(watchlist.entities))
    for one in stored:
        age = one.age(now)
        if one.success is not None and age is not None:
            gauges["age_seconds"].add_metric([one.id], age.total_seconds())
            gauges["last_success_timestamp_seconds"].add_metric([one.id], one.success.at.timestamp())
        if one.attempt is not None:
            gauges["last_attempt_ok"].add_metric([one.id], float(one.attempt.good))
    yield from gauges.values()
    text = "1 if the lists in use are the active ones."
    yield GaugeMetricFamily("sekisho_lists_reloaded", text, value=float(reloaded))


def _book_families(figures: BookFigures) -> Iterator[Metric]:
    subjects = GaugeMetricFamily("sekisho_book_subjects", "Subjects of the book, by status.", labels=["status"])
    for status, number in figures.subjects.items():
        subjects.add_metric([status], number)
    yield subjects
    text = "Subjects that were not screened on the lists in use yet."
    yield GaugeMetricFamily("sekisho_book_waiting_subjects", text, value=figures.waiting)
    text = "For how long the oldest rescreen has been at work."
    yield GaugeMetricFamily("sekisho_rescreen_open_seconds", text, value=figures.open_seconds)
    text = "Differences that the last full run of a day found and no rescreen before. Has to be 0."
    yield GaugeMetricFamily("sekisho_rescreen_daily_missed", text, value=figures.daily_missed)
    if figures.daily_at is not None:
        text = "When the last full run of a day has ended."
        ended = datetime.fromisoformat(figures.daily_at).timestamp()
        yield GaugeMetricFamily("sekisho_rescreen_daily_timestamp_seconds", text, value=ended)


def _webhook_families(figures: QueueFigures) -> Iterator[Metric]:
    endpoints = GaugeMetricFamily("sekisho_webhook_endpoints", "Endpoints, by status.", labels=["status"])
    for status, number in figures.endpoints.items():
        endpoints.add_metric([status], number)
    yield endpoints
    text = "Deliveries that wait for endpoints that are enabled."
    yield GaugeMetricFamily("sekisho_webhook_deliveries_pending", text, value=figures.pending)
    text = "For how long the delivery that should have been tried first has been due."
    yield GaugeMetricFamily("sekisho_webhook_overdue_seconds", text, value=figures.overdue_seconds)

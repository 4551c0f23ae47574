"""The answer of `/catalog`: the loaded lists as datasets, with versions, and the collections they are in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from service.api.compat.yente.datasets import COLLECTIONS, DEFAULT, children
from service.api.compat.yente.editions import Sightings
from service.api.compat.yente.entity import Document, moment_text
from service.api.compat.yente.view import View
from service.engine.model.watchlist import Watchlist
from service.watchlists.catalogue import OWN_PREFIX, catalogue
from service.watchlists.service import ListStatus

_LICENSED = frozenset({"opensanctions"})
"""Lists that the user may have under terms of their own."""


def catalogue_document(view: View, statuses: Mapping[str, ListStatus], stale: Collection[str], base: str) -> Document:
    """All datasets. `stale` are lists that are older than the operator allows; `base` is the address of this API."""
    lists = sorted(view.snapshot.watchlists, key=lambda one: one.id)
    datasets = [_collection(name, title, lists, view) for name, title in COLLECTIONS.items()]
    datasets += [
        _dataset(one, view.sightings[one.id], statuses.get(one.id), one.id not in stale, base) for one in lists
    ]
    return {
        "datasets": datasets,
        "current": [one["name"] for one in datasets if one["load"] and one["index_current"]],
        "outdated": sorted(stale),
        "index_stale": bool(stale),
    }


def is_open(watchlist_id: str) -> bool:
    """Whether a list may be handed on: one that an authority publishes for everybody, and nobody's own."""
    entry = catalogue().get(watchlist_id)
    return entry is not None and entry.id not in _LICENSED


def _dataset(watchlist: Watchlist, seen: Sightings, status: ListStatus | None, current: bool, base: str) -> Document:
    checked = None if status is None or status.success is None else status.success.at
    address = f"{base}/datasets/{watchlist.id}"
    return {
        "name": watchlist.id,
        "title": watchlist.title,
        "summary": watchlist.title,
        "url": watchlist.source_url or None,
        "version": seen.version,
        "index_version": seen.version,
        "index_current": current,
        "load": True,
        "updated_at": moment_text(seen.usual.last),
        "last_export": moment_text(seen.usual.last if checked is None else checked),
        "entity_count": len(watchlist.entities) - watchlist.former,
        "children": [],
        "publisher": {
            "name": watchlist.authority,
            "url": watchlist.source_url or None,
            "country": watchlist.jurisdiction.lower() or None,
            "official": not watchlist.id.startswith(OWN_PREFIX),
        },
        "license_url": None,
        "license": watchlist.licence,
        "tags": _tags(watchlist.id),
        "entities_url": f"{address}/entities.ftm.json" if is_open(watchlist.id) else None,
        "delta_url": f"{address}/delta.json" if is_open(watchlist.id) else None,
    }


def _collection(name: str, title: str, lists: list[Watchlist], view: View) -> dict[str, Any]:
    inside = children(name, lists)
    version = max((view.sightings[one].version for one in inside), default=None)
    counts = [len(one.entities) - one.former for one in lists if one.id in inside]
    return {
        "name": name,
        "title": title,
        "summary": title,
        "version": version,
        "index_version": version,
        "index_current": True,
        "load": name == DEFAULT,
        "entity_count": sum(counts),
        "children": list(inside),
        "tags": [],
        "entities_url": None,
        "delta_url": None,
    }


def _tags(watchlist_id: str) -> list[str]:
    entry = catalogue().get(watchlist_id)
    if entry is None:
        return []
    export = bool(entry.measures) and all(measure.startswith("export_") for measure in entry.measures)
    return [
        "list.risk" if export else "list.sanction",
        *([f"juris.{entry.jurisdiction.lower()}"] if entry.jurisdiction else []),
    ]

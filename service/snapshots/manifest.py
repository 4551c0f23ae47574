"""What a snapshot is made of, written down when it comes into use, so that it can be put together again years later."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from service.engine.matching.profile import Profile
from service.engine.matching.weights import Weights
from service.engine.model.watchlist import Watchlist
from service.engine.snapshot import IndexOf, Snapshot, build_snapshot, tables_sha256
from service.watchlists.editions.loading import load_chain
from service.watchlists.editions.store import Store
from service.watchlists.errors import ListError

_T = TypeVar("_T")
_P = TypeVar("_P")


class PartsMissing(ValueError):  # noqa: N818 - reads as what it is
    """A snapshot cannot be put together again. `parts` are sentences, one for each part that is not there."""

    def __init__(self, parts: tuple[str, ...]) -> None:
        super().__init__("; ".join(parts))
        self.parts = parts


def manifest_of(snapshot: Snapshot) -> dict[str, Any]:
    """The parts of a snapshot: hashes of everything, and the settings of its profiles in full (as JSON text, because
    fractions have no canonical form)."""
    return {
        "engine": snapshot.engine,
        "tables": tables_sha256(),
        "rules": snapshot.rules.sha256,
        "watchlists": [
            {"id": one.id, "edition": one.edition, "sha256": one.sha256, "superseded": list(one.superseded)}
            for one in snapshot.watchlists
        ],
        "profiles": {
            profile_id: {"sha256": profile.sha256, "settings": json.dumps(profile.screening_settings())}
            for profile_id, profile in snapshot.profiles.items()
        },
    }


@dataclass(frozen=True, slots=True)
class PartsSource:
    """Where the parts of a former snapshot are looked for: the current one, which has the lists that come with the
    program, and the stored editions."""

    current: Snapshot
    store: Store
    index_of: IndexOf | None = None


def rebuild(sha256: str, parts: Mapping[str, Any], source: PartsSource) -> Snapshot:
    """The snapshot with this hash, from its parts. Raises PartsMissing, naming every part that is not there."""
    current = source.current
    missing = list(_other_program(parts, current))
    watchlists = _each(missing, parts["watchlists"], lambda part: _watchlist(part, source))
    profiles = _each(missing, parts["profiles"].items(), lambda part: _profile(part, current))
    if missing:
        raise PartsMissing(tuple(missing))
    named = {profile.id: profile for profile in profiles}
    snapshot = build_snapshot(watchlists, current.rules, named, source.index_of)
    if snapshot.sha256 != sha256:
        raise PartsMissing((f"its parts make snapshot {snapshot.sha256[:12]} and not {sha256[:12]}",))
    return snapshot


def rebuild_watchlists(parts: Mapping[str, Any], source: PartsSource) -> tuple[Watchlist, ...]:
    """The lists alone of a former snapshot, from its parts. Raises PartsMissing."""
    missing: list[str] = []
    watchlists = _each(missing, parts["watchlists"], lambda part: _watchlist(part, source))
    if missing:
        raise PartsMissing(tuple(missing))
    return tuple(watchlists)


def _each(missing: list[str], parts: Iterable[_P], make: Callable[[_P], _T]) -> list[_T]:
    """What can be made of the parts; why the rest cannot is added to what is missing."""
    made: list[_T] = []
    for part in parts:
        try:
            made.append(make(part))
        except (PartsMissing, ListError) as error:
            missing.append(str(error))
    return made


def _other_program(parts: Mapping[str, Any], current: Snapshot) -> Iterator[str]:
    if parts["engine"] != current.engine:
        yield f"version {parts['engine']} of the program; this is {current.engine}"
    elif parts["tables"] != tables_sha256():
        yield f"the language tables {parts['tables'][:12]}; this program has others"
    if parts["rules"] != current.rules.sha256:
        yield f"the origin rules {parts['rules'][:12]}; those here are {current.rules.sha256[:12]}"


def _watchlist(part: Mapping[str, Any], source: PartsSource) -> Watchlist:
    superseded = tuple(part["superseded"])
    here = source.current.watchlist(part["id"])
    if here is not None and (here.sha256, here.superseded) == (part["sha256"], superseded):
        return here
    stored = {one.sha256: one for one in source.store.editions(part["id"])}
    wanted = (*superseded, part["sha256"])
    if not stored.keys() >= set(wanted):
        absent = ", ".join(sha[:12] for sha in wanted if sha not in stored)
        raise PartsMissing((f"edition {part['edition']} ({absent}) of {part['id']}, which is not stored",))
    return load_chain(source.store, tuple(stored[sha] for sha in wanted))


def _profile(named: tuple[str, Mapping[str, str]], current: Snapshot) -> Profile:
    profile_id, part = named
    here = current.profiles.get(profile_id)
    return here if here is not None and here.sha256 == part["sha256"] else read_profile(profile_id, part)


def _as_tuple(value: Any) -> Any:
    """JSON's lists, in which those of pairs stand too, as the tuples that they were."""
    return tuple(map(_as_tuple, value)) if isinstance(value, list) else value


def read_profile(profile_id: str, part: Mapping[str, str]) -> Profile:
    """A profile from its part of a manifest. Raises PartsMissing if that does not make the profile it names."""
    try:
        settings = json.loads(part["settings"])
        weights = Weights(**settings.pop("weights"))
        profile = Profile(**{name: _as_tuple(value) for name, value in settings.items()}, weights=weights)
    except (KeyError, TypeError, ValueError):  # another version of the program had other settings
        profile = None
    if profile is None or profile.sha256 != part["sha256"]:
        raise PartsMissing((f"profile {profile_id} {part['sha256'][:12]}",))
    return profile

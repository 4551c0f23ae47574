"""Everything that one answer depends on, frozen and hashed: lists, indexes, rules, profiles, engine version."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from service import __version__
from service.common.cooperative import Steps
from service.engine.goods.rules import OriginRules
from service.engine.index.entity_index import TOGETHER, EntityIndex, Search
from service.engine.index.work import SearchWork
from service.engine.matching.facts_in_names import with_facts_in_names
from service.engine.matching.lexicon import Lexicon, lexicon
from service.engine.matching.model import Comparison, Match, Party
from service.engine.matching.policy import shown_from
from service.engine.matching.profile import Profile
from service.engine.matching.score import compare_parties
from service.engine.model.entity import Entity
from service.engine.model.lazy_entities import ids_of, joined
from service.engine.model.watchlist import Watchlist

IndexOf = Callable[[Sequence[Watchlist], Sequence[Entity], Lexicon], EntityIndex]
"""Gives the index of all entities of some watchlists, built now or kept from before."""


@dataclass(frozen=True)
class Snapshot:
    """One state of the world. Requests pin one and use nothing else, so a swap never mixes two editions."""

    sha256: str
    watchlists: tuple[Watchlist, ...]
    rules: OriginRules
    profiles: Mapping[str, Profile]
    engine: str
    index: EntityIndex
    lexicon: Lexicon
    _places: Mapping[str, int]

    def search_in_steps(
        self,
        parties: Sequence[Party],
        *,
        profile: Profile,
        on: date,
        watchlists: frozenset[str] | None = None,
        threshold: float | None = None,
        limit: int | None = 5,
        together: int = TOGETHER,
        work: SearchWork | None = None,
    ) -> Steps[list[list[Match]]]:
        """For each party the entities that it may be, best first. With a profile that shows near misses, those too.
        Pauses now and then, at least after so many parties as are looked up `together`. Raises TooLongToSearch and
        RequestTooLong by what is counted in `work`."""
        least = shown_from(profile, threshold)
        asked: list[Party] = []
        for party in parties:
            asked.append(with_facts_in_names(party))
            yield
        search = Search(profile, on, least, watchlists, limit, together)
        return (yield from self.index.search_in_steps(asked, search, work))

    def compare(self, left: Party, right: Party, *, profile: Profile, on: date | None = None) -> Comparison:
        """How alike two parties are, whether listed or not."""
        left = with_facts_in_names(left)
        return compare_parties(left, right, lexicon=self.lexicon, weights=profile.weights, on=on or date.max)

    def entity(self, entity_id: str) -> Entity | None:
        """The listed entity of that id."""
        place = self._places.get(entity_id)
        return None if place is None else self.index.entities[place]

    def watchlist(self, watchlist_id: str) -> Watchlist | None:
        """The loaded watchlist of that id."""
        return next((item for item in self.watchlists if item.id == watchlist_id), None)


@cache
def tables_sha256() -> str:
    """Hash over the tables that come with the program and take part in every comparison.

    It covers names and contents of the files, not their folders, which may move.
    """
    digest = hashlib.sha256()
    for package in ("service.engine.normalise", "service.engine.matching"):
        for name, content in sorted((table.name, table.read_bytes()) for table in _tables(files(package))):
            digest.update(name.encode())
            digest.update(content)
    return digest.hexdigest()


def _tables(folder: Traversable) -> Iterator[Traversable]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _tables(entry)
        elif entry.name.endswith(".csv"):
            yield entry


def snapshot_sha256(
    watchlists: Iterable[Watchlist], rules: OriginRules, profiles: Mapping[str, Profile], engine: str
) -> str:
    """Hash over the hashes of all parts, in an order of its own."""
    lines = [f"engine {engine}", f"tables {tables_sha256()}", f"rules {rules.sha256}"]
    lines += [" ".join(("watchlist", item.id, item.sha256, *item.superseded)) for item in watchlists]
    lines += [f"profile {profile_id} {profile.sha256}" for profile_id, profile in profiles.items()]
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def build_snapshot(
    watchlists: Iterable[Watchlist],
    rules: OriginRules,
    profiles: Mapping[str, Profile],
    index_of: IndexOf | None = None,
) -> Snapshot:
    """Index everything, or take the index from `index_of`. Raises ValueError if two lists carry one entity id."""
    lists = tuple(watchlists)
    entities = joined([watchlist.entities for watchlist in lists])
    places = {entity_id: place for place, entity_id in enumerate(ids_of(entities))}
    if len(places) != len(entities):
        raise ValueError("two entities of the loaded watchlists carry the same id")
    words = lexicon()
    return Snapshot(
        sha256=snapshot_sha256(lists, rules, profiles, __version__),
        watchlists=lists,
        rules=rules,
        profiles=dict(profiles),
        engine=__version__,
        index=index_of(lists, entities, words) if index_of else EntityIndex.build(entities, words),
        lexicon=words,
        _places=places,
    )

"""Count words and learn spelling variants from official lists: the tables `word_counts.csv` and `variants.csv`.

    python -m scripts.learn_words us_ofac_sdn=FILE[,FILE...] un_sc_sanctions=FILE...

A variant is a pair of words that stand for each other in the aliases of at least two entities while the rest of the
name stays the same, and that sound nearly alike. Counts are of entities, per 10,000.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path

from rapidfuzz.distance import OSA

from service.engine.model.entity import Entity, EntityType
from service.engine.normalise.names import prepare
from service.engine.normalise.phonetic import phonetic

TABLES = Path("service/engine/normalise/tables")
LEAST_COUNT = 5
LEAST_ENTITIES = 2


def tokens_of(entity: Entity) -> list[tuple[str, ...]]:
    """The core words of every Latin name of an entity."""
    is_person = entity.type is EntityType.PERSON
    prepared = (prepare(name.text, is_person=is_person) for name in entity.names)
    return list({name.tokens: None for name in prepared if name.latin and name.tokens})


def exchanged(names: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Pairs of words that differ between two otherwise equal names."""
    for left, right in combinations(names, 2):
        if len(left) == len(right) and len(left) > 1:
            only_left, only_right = set(left) - set(right), set(right) - set(left)
            if len(only_left) == len(only_right) == 1:
                yield only_left.pop(), only_right.pop()


def near_in_sound(left: str, right: str) -> bool:
    """Whether two words sound alike but for one sound; short words have to sound the same."""
    distance = OSA.distance(phonetic(left), phonetic(right))
    return min(len(left), len(right)) >= 3 and (distance == 0 or (distance == 1 and min(len(left), len(right)) >= 5))


def learn(entities: Iterable[Entity]) -> tuple[Counter[str], dict[tuple[str, str], int], int]:
    """Counts of words by entity, numbers of entities by pair of variants, and how many entities there were."""
    counts: Counter[str] = Counter()
    seen: dict[tuple[str, str], set[str]] = defaultdict(set)
    total = 0
    for entity in entities:
        total += 1
        names = tokens_of(entity)
        counts.update({word for name in names for word in name if len(word) > 1 and not word.isdigit()})
        if entity.type is EntityType.PERSON:
            for pair in exchanged(names):
                left, right = sorted(pair)
                if left.isalpha() and right.isalpha() and near_in_sound(left, right):
                    seen[left, right].add(entity.id)
    return counts, {pair: len(ids) for pair, ids in seen.items() if len(ids) >= LEAST_ENTITIES}, total


def write(counts: Counter[str], variants: dict[tuple[str, str], int], total: int, source: str) -> None:
    """Write both tables with their source."""
    with (TABLES / "word_counts.csv").open("w", encoding="utf-8") as file:
        file.write(f"# Entities with a word in a name, per 10,000; words of {LEAST_COUNT} entities and more.\n")
        file.write(f"# Source: counted by scripts/learn_words.py in {source}.\nword,per_10000\n")
        for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            if count >= LEAST_COUNT:
                file.write(f"{word},{count * 10_000 / total:.1f}\n")
    with (TABLES / "variants.csv").open("w", encoding="utf-8") as file:
        file.write("# Words that stand for each other in the aliases of at least two entities.\n")
        file.write(f"# Source: learned by scripts/learn_words.py from {source}.\nleft,right,entities\n")
        for (left, right), number in sorted(variants.items(), key=lambda item: (-item[1], item[0])):
            file.write(f"{left},{right},{number}\n")


def main(arguments: list[str]) -> None:
    """Read the lists named on the command line and write the tables."""
    from service.watchlists.load import load_files

    entities: list[Entity] = []
    sources = []
    for argument in arguments:
        watchlist_id, _, paths = argument.partition("=")
        watchlist = load_files(watchlist_id, [Path(path) for path in paths.split(",")])
        entities.extend(watchlist.entities)
        sources.append(f"{watchlist_id} {watchlist.edition}")
    counts, variants, total = learn(entities)
    write(counts, variants, total, " and ".join(sources))


if __name__ == "__main__":
    main(sys.argv[1:])

"""Count how often words of one sound occur in official lists: the table `skeleton_counts.csv`.

    python -m scripts.learn_sound_rarity us_ofac_sdn=FILE[,FILE...] un_sc_sanctions=FILE...

Counted are names of persons in Latin script; a sound is the consonant skeleton of a word.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from service.engine.matching.phonetic.name import prepare_sound
from service.engine.matching.phonetic.rarity import skeleton
from service.engine.model.entity import EntityType
from service.engine.normalise.scripts import script_of
from service.watchlists.load import load_files

TABLE = Path("service/engine/matching/phonetic/tables/skeleton_counts.csv")
LEAST_COUNT = 3


def main(arguments: list[str]) -> None:
    """Read the lists named on the command line and write the table."""
    counts: Counter[str] = Counter()
    total = 0
    sources = []
    for argument in arguments:
        watchlist_id, _, paths = argument.partition("=")
        watchlist = load_files(watchlist_id, [Path(path) for path in paths.split(",")])
        sources.append(f"{watchlist_id} {watchlist.edition}")
        for entity in watchlist.entities:
            if entity.type is EntityType.PERSON:
                for name in entity.names:
                    if script_of(name.text) == "Latn":
                        total += 1
                        words = prepare_sound(name.text, is_person=True).words
                        counts.update({skeleton(word.readings[0]) for word in words})
    with TABLE.open("w", encoding="utf-8") as file:
        file.write(
            f"# Names with a word of that sound; sounds of {LEAST_COUNT} names and more. The first row counts all.\n"
        )
        file.write(f"# Source: counted by scripts/learn_sound_rarity.py in {', '.join(sources)}.\n")
        file.write(f"skeleton,names\n*,{total}\n")
        for sound, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            if count >= LEAST_COUNT and sound:
                file.write(f"{sound},{count}\n")


if __name__ == "__main__":
    main(sys.argv[1:])

"""A customer file of any size out of the labelled ones: seeded, mostly distinct rows.

Names are recombined inside their script (the given name of one synthetic customer with the family name of another), so
that words repeat as they do in a real file and whole names hardly do. A tenth of the rows (or as many as one likes)
repeats an earlier one, as a customer with several accounts does. Three in a hundred are names as on the UN list, most
with a slip.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from pathlib import Path

from benchmarks.inputs import country_of, read_rows

HEADER = ("client_ref", "full_name", "entity_type", "date_of_birth", "nationality")
REPEATED = 0.10
_LISTED = 0.03
_REMEMBERED = 5_000


def make_rows(
    bench: Path, number: int, *, repeated: float = REPEATED, seed: int = 20140805
) -> Iterator[tuple[str, ...]]:
    """The rows, without the header. The first of a large file are those of a small one."""
    source = random.Random(seed)
    negatives = [row for name in ("us", "global") for row in read_rows(bench / f"negatives_{name}.csv")]
    groups: dict[bool, list[list[str]]] = {}
    for one in negatives:
        words = one["full_name"].split()
        if len(words) > 1:
            groups.setdefault(one["full_name"].isascii(), []).append(words)
    scripts = {script: _by_alphabet(names) for script, names in groups.items()}
    codes = [code for one in negatives[:500] if (code := country_of(one["nationality"]))]
    listed = read_rows(bench / "positives_un.csv")
    recent: list[tuple[str, ...]] = []
    for at in range(number):
        row: tuple[str, ...]
        if recent and source.random() < repeated:
            row = source.choice(recent)
        elif source.random() < _LISTED:
            one = source.choice(listed)
            name = _slip(one["full_name"], source) if source.random() < 0.7 else one["full_name"]
            row = (name, "person", one["date_of_birth"], one["nationality"].upper())
        else:
            names = source.choice(scripts[source.random() < 0.8])
            row = (_recombined(names, source), "person", _date(source), source.choice(codes))
        if len(recent) < _REMEMBERED:
            recent.append(row)
        else:
            recent[at % _REMEMBERED] = row
        yield (f"C{at + 1:08d}", *row)


def write_csv(path: Path, bench: Path, number: int, *, repeated: float = REPEATED) -> None:
    """A CSV file of so many rows."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(make_rows(bench, number, repeated=repeated))


def _by_alphabet(names: list[list[str]]) -> list[list[list[str]]]:
    """Names in groups of one script, so that nobody has a given name in Thai and a family name in Greek."""
    groups: dict[str, list[list[str]]] = {}
    for words in names:
        letter = next(character for character in words[0] if character.isalpha())
        groups.setdefault("latin" if letter < "\u0250" else f"{ord(letter) >> 8:x}", []).append(words)
    large = [group for group in groups.values() if len(group) > 1]
    return [group for group in large for _ in range(1 + len(group) // 50)]


def _recombined(names: list[list[str]], source: random.Random) -> str:
    first, second = source.choice(names), source.choice(names)
    return " ".join([*first[:-1], second[-1]])


def _slip(name: str, source: random.Random) -> str:
    at = source.randrange(1, max(2, len(name) - 1))
    kind = source.randrange(3)
    if kind == 0:
        return name[:at] + name[at + 1 :]
    if kind == 1:
        return name[:at] + source.choice("aeiourlnst") + name[at:]
    return name[: at - 1] + name[at : at + 1] + name[at - 1 : at] + name[at + 1 :]


def _date(source: random.Random) -> str:
    return f"{source.randrange(1940, 2006)}-{source.randrange(1, 13):02d}-{source.randrange(1, 29):02d}"

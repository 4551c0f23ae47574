"""How good the matching is, on labelled data: a table a set, and JSON.

    python -m benchmarks.quality [--bench ../shared/bench] [--data ../shared/data] [--json FILE]

Sets (each is left out if its file is missing): spellings of the 42 Japanese targets, asked over HTTP; labelled pairs
of names; UN names with slips, as they are and with two more seeded slips; synthetic customers who are on no list. The
last two are asked against OFAC SDN and the UN list, read from `--data`.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.inputs import against_ofac_and_un, country_of, read_rows
from benchmarks.over_http import screen_names
from benchmarks.pairs import area, f1_at, our_score
from service.engine.index.entity_index import EntityIndex, Search
from service.engine.matching.model import Party
from service.engine.matching.profile import Profile
from service.engine.model.entity import EntityType, PartialDate
from service.engine.normalise.names import prepare
from service.engine.normalise.scripts import script_of

TODAY = date(2026, 11, 1)
PROFILE = Profile("default")


@dataclass(frozen=True)
class Line:
    """One line of the report: what was asked, how many rows, how many came out as wanted."""

    set: str
    what: str
    rows: int
    right: int
    share: float
    note: str = ""


def line(name: str, what: str, right: int, rows: int, note: str = "") -> Line:
    return Line(name, what, rows, right, right / rows if rows else 0.0, note)


def japan(bench: Path) -> list[Line]:
    """Spellings of the Japanese targets: is the target among the hits that the service returns?"""
    rows = read_rows(bench / "japan_variants.csv")
    hits = screen_names([(row["type"].replace("individual", "person"), row["query"]) for row in rows])
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter(row["variant"] for row in rows)
    missed = []
    for row, found in zip(rows, hits, strict=True):
        hit = any(entity_id.endswith(":" + row["target"]) for entity_id in found)
        right[row["variant"]] += hit
        if not hit and row["variant"] != "initial":
            missed.append(row["query"])
    lines = [line("japan_variants", kind, right[kind], asked[kind]) for kind in sorted(asked)]
    kinds = [kind for kind in asked if kind != "initial"]
    total = line(
        "japan_variants",
        "all but initials",
        sum(right[kind] for kind in kinds),
        sum(asked[kind] for kind in kinds),
        "; ".join(missed[:6]),
    )
    return [*lines, total]


def pairs(bench: Path) -> list[Line]:
    """Labelled pairs: right answers by quality tier and by schema; F1, precision, recall and AUC."""
    rows = read_rows(bench / "name_pairs.csv")
    scored = [(our_score(row), row["is_match"] == "true") for row in rows]
    groups: dict[str, list[bool]] = defaultdict(list)
    for row, (score, truth) in zip(rows, scored, strict=True):
        right = (score >= PROFILE.review_threshold) == truth
        groups[f"quality {row['quality']}"].append(right)
        groups[f"schema {row['schema']}"].append(right)
    lines = [line("name_pairs", name, sum(right), len(right)) for name, right in sorted(groups.items())]
    f1, precision, recall = f1_at(scored, PROFILE.review_threshold)
    note = f"precision {precision:.3f}, recall {recall:.3f}, AUC {area(scored):.3f}"
    note += f", {len({score for score, _ in scored})} distinct scores"
    curve = ", ".join(f"{t / 100:.2f}: {f1_at(scored, t / 100)[0]:.3f}" for t in range(50, 95, 5))
    return [
        *lines,
        Line("name_pairs", "F1 at the default threshold", len(rows), 0, f1, note),
        Line(
            "name_pairs", "F1 by threshold", len(rows), 0, max(f1_at(scored, t / 100)[0] for t in range(50, 95)), curve
        ),
    ]


def with_slips(text: str, number: int, random_source: random.Random) -> str:
    """The text with letters changed, dropped, added or swapped at random places."""
    letters = list(text)
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    for _ in range(number):
        at = random_source.choice([n for n, letter in enumerate(letters) if letter.isalpha()])
        kind = random_source.randrange(4)
        if kind == 0:
            letters[at] = random_source.choice(alphabet)
        elif kind == 1:
            del letters[at]
        elif kind == 2:
            letters.insert(at, random_source.choice(alphabet))
        elif at + 1 < len(letters):
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
    return "".join(letters)


def _party(name: str, born: str = "", country: str | None = None) -> Party:
    try:
        birth_date = PartialDate.parse("-".join(part.zfill(2) for part in born.split("-"))) if born else None
    except ValueError:
        birth_date = None
    return Party(EntityType.PERSON, (name,), birth_date, (country,) if country else ())


def positives(bench: Path, index: EntityIndex) -> list[Line]:
    """UN names as a customer record might have them: is the entity of that name among the hits?"""
    known: dict[str, set[str]] = defaultdict(set)
    for entity in index.entities:
        if entity.watchlist == "un_sc_sanctions" and entity.type is EntityType.PERSON:
            for listed in entity.names:
                known[prepare(listed.text, is_person=True).plain].add(entity.id)
    rows = [
        (row, known.get(prepare(row["listed_name"], is_person=True).plain))
        for row in read_rows(bench / "positives_un.csv")
    ]
    lines = []
    for misspellings, what in ((0, "as they are"), (2, "with two more slips")):
        for facts in (True, False):
            source = random.Random(1)
            right = asked = 0
            for row, targets in rows:
                if targets:
                    asked += 1
                    name = with_slips(row["full_name"], misspellings, source)
                    party = (
                        _party(name, row["date_of_birth"], row["nationality"].upper() or None)
                        if facts
                        else _party(name)
                    )
                    found = {match.entity.id for match in index.search(party, Search(PROFILE, TODAY, 0.7))}
                    right += bool(found & targets)
            lines.append(
                line("positives_un", what + (", birth date and country" if facts else ", name alone"), right, asked)
            )
    return lines


def negatives(bench: Path, index: EntityIndex) -> Iterable[Line]:
    """Synthetic customers: how many are flagged, by name alone and with birth date and nationality?"""
    for name in ("global", "us"):
        path = bench / f"negatives_{name}.csv"
        if not path.exists():
            continue
        rows = read_rows(path)
        for facts in (True, False):
            flagged: Counter[str] = Counter()
            for row in rows:
                country = country_of(row["nationality"])
                party = _party(row["full_name"], row["date_of_birth"], country) if facts else _party(row["full_name"])
                if index.search(party, Search(PROFILE, TODAY, 0.7, None, 1)):
                    flagged[script_of(row["full_name"])] += 1
            what = "flagged" + (", birth date and country" if facts else ", name alone")
            yield line(f"negatives_{name}", what, flagged.total(), len(rows), str(dict(flagged)))


def show(lines: Sequence[Line]) -> None:
    table = Table(title="Quality at the default threshold of 0.70")
    for heading in ("set", "what", "rows", "right or flagged", "share", "note"):
        table.add_column(heading, justify="right" if heading in ("rows", "right or flagged", "share") else "left")
    for item in lines:
        counted = "" if item.what.startswith("F1") else str(item.right)
        table.add_row(item.set, item.what, str(item.rows), counted, f"{item.share:.4f}", item.note)
    Console(width=170).print(table)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    lines = japan(arguments.bench) + pairs(arguments.bench)
    index = against_ofac_and_un(arguments.data)
    lines += [*positives(arguments.bench, index), *negatives(arguments.bench, index)]
    show(lines)
    if arguments.json:
        arguments.json.write_text(json.dumps([asdict(item) for item in lines], ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()

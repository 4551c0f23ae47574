"""Are listed parties found however their names are written? A seeded suite of rewritings, a table by kind.

    python -m benchmarks.evasions --data-dir VAR [--bench BENCH_DIR] [--names N] [--customers N] [--seed S] [--kind K]
                                  [--held-back] [--show [N]] [--json FILE]

Takes `--names` listed persons, bodies and ships in like parts, from all lists of `VAR` in turn, writes each in every
way of `benchmarks.rewritings`, and asks the application in this process about all of them. A party is lost if it is
answered `clear`. It is found if the answer is a hit on the same entity, or on one of the same name or number; hits on
others only are counted in a column of their own, and so are refusals.

With `--bench` customers on no list (`negatives_*.csv`, and companies of `names_across_languages.csv`) are written in
the same ways, and the share of those that are not clear is the price.

`--held-back` asks the kinds that are held back as well, in a table of their own; a rule is better made without them.
`--kind` takes a part of a kind's name and may be repeated. `--show` prints lost parties and flagged customers.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, zip_longest
from pathlib import Path
from random import Random

from rich.console import Console
from rich.table import Table

from benchmarks.application import Application, Json, Listed, opened
from benchmarks.inputs import read_rows
from benchmarks.rewritings import (
    account_holders,
    bank_records,
    charter_parties,
    damaged_text,
    desks,
    desks_abroad,
    disguises,
    documents,
    ears,
    held_back,
    held_back_documents,
    held_back_letters,
    identifiers,
    joined_names,
    known,
    letters,
    markers_and_initials,
    misread_papers,
    other_hands,
    papers,
    parts_moved,
    print_and_speech,
    romanised_words,
    round_trips,
    ship_papers,
    signs_and_fields,
    software_exports,
    spellings_abroad,
    syllables_and_endings,
    telling,
    trade_papers,
    words_abroad,
)
from benchmarks.rewritings.model import BODY, EVERYBODY, NAMED_PARTIES, PERSON, Kind, Subject

KINDS: tuple[Kind, ...] = (
    *(*known.KINDS, *papers.KINDS, *letters.KINDS, *identifiers.KINDS, *documents.KINDS),
    *(*trade_papers.KINDS, *damaged_text.KINDS, *disguises.KINDS),
    *(*bank_records.KINDS, *software_exports.KINDS, *print_and_speech.KINDS),
    *(*words_abroad.KINDS, *spellings_abroad.KINDS, *parts_moved.KINDS),
    *(*telling.KINDS, *round_trips.KINDS, *misread_papers.KINDS, *account_holders.KINDS, *romanised_words.KINDS),
    *(*other_hands.KINDS, *markers_and_initials.KINDS, *signs_and_fields.KINDS),
    *(*desks.KINDS, *desks_abroad.KINDS, *ears.KINDS, *joined_names.KINDS, *syllables_and_endings.KINDS),
    *(*charter_parties.KINDS, *ship_papers.KINDS),
    *(*held_back.KINDS, *held_back_letters.KINDS, *held_back_documents.KINDS),
)

_MOST_HITS = 20
_SHOWN = 5
_LONGEST_NAME = 70
_PLAIN = re.compile(r"[A-Za-z][A-Za-z '.,&-]*\Z")
_LEAST_LETTERS = {1: 8, 2: 7}
"""How many letters names of one and of two words must have, so as not to be everyday words."""


@dataclass
class Tally:
    """What became of the questions of one kind. All but `others` and `refused` are by type."""

    asked: dict[str, int] = field(default_factory=lambda: dict.fromkeys(EVERYBODY, 0))
    lost: dict[str, int] = field(default_factory=lambda: dict.fromkeys(EVERYBODY, 0))
    others: int = 0
    refused: int = 0
    customers: dict[str, int] = field(default_factory=lambda: dict.fromkeys(NAMED_PARTIES, 0))
    flagged: dict[str, int] = field(default_factory=lambda: dict.fromkeys(NAMED_PARTIES, 0))
    examples: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Count the questions of another kind as well."""
        for sort in EVERYBODY:
            self.asked[sort] += other.asked[sort]
            self.lost[sort] += other.lost[sort]
        self.others += other.others
        self.refused += other.refused
        for sort in NAMED_PARTIES:
            self.customers[sort] += other.customers[sort]
            self.flagged[sort] += other.flagged[sort]


@dataclass(frozen=True)
class Question:
    """A subject as one kind writes it."""

    kind: Kind
    subject: Subject
    party: Json


class Relations:
    """Which listed entities are the same party: those of one name, or of one number."""

    def __init__(self, listed: Iterable[Listed]) -> None:
        self._by_key: dict[object, set[str]] = defaultdict(set)
        self._keys: dict[str, tuple[object, ...]] = {}
        for one in listed:
            names = [_folded(name) for name in one.names]
            numbers = [(kind, _folded(value)) for kind, value in one.identifiers if identifiers.usable(kind, value)]
            self._keys[one.id] = (*names, *numbers)
            for key in self._keys[one.id]:
                self._by_key[key].add(one.id)

    def same(self, entity_id: str) -> set[str]:
        """The ids of the entity and of those that share a name or number with it."""
        return {entity_id}.union(*(self._by_key[key] for key in self._keys[entity_id]))


def _folded(text: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode() or text
    return tuple(sorted(re.findall(r"\w+", plain.casefold())))


def as_people_write(name: str, type_: str) -> str:
    """A person's given name before the family name, where a list has them the other way about."""
    family, comma, given = name.partition(", ")
    return f"{given} {family}" if type_ == PERSON and comma and "," not in given else name


def _is_plain(one: Listed) -> bool:
    """Whether a name says enough to be found by, and is one name and nothing else."""
    if one.type not in EVERYBODY or not one.names or len(one.names[0]) > _LONGEST_NAME:
        return False
    words = one.names[0].split()
    enough = len(one.names[0]) >= _LEAST_LETTERS.get(len(words), 1)
    return enough and _PLAIN.match(one.names[0]) is not None and (one.type != PERSON or len(words) > 1)


def sample(listed: Iterable[Listed], count: int, source: Random) -> list[Subject]:
    """Some listed parties: of each type a like part, of each list in turn."""
    pools: dict[str, dict[str, list[Listed]]] = {type_: defaultdict(list) for type_ in EVERYBODY}
    for one in listed:
        if one.type in pools:
            pools[one.type][one.watchlist].append(one)
    chosen: list[Subject] = []
    for number, pool in enumerate(pools.values()):
        for entries in pool.values():
            source.shuffle(entries)
        turns = [one for one in chain.from_iterable(zip_longest(*pool.values())) if one is not None]
        wanted = count // len(pools) + (number < count % len(pools))
        chosen += [_subject(one) for one in turns[:wanted]]
    return chosen


def _subject(one: Listed) -> Subject:
    numbers = tuple(pair for pair in one.identifiers if identifiers.usable(*pair))
    return Subject(one.id, one.type, as_people_write(one.names[0], one.type), numbers)


def customers(bench: Path, count: int, source: Random) -> list[Subject]:
    """Parties on no list: two persons for each company."""
    persons = [row["full_name"] for path in sorted(bench.glob("negatives_*.csv")) for row in read_rows(path)]
    path = bench / "names_across_languages.csv"
    companies = sorted(
        {row["right"] for row in (read_rows(path) if path.exists() else ()) if row["source"] == "edinet/written"}
    )
    some = count // 3 if companies else 0
    names = [(BODY, name) for name in source.sample(companies, min(some, len(companies)))]
    names += [(PERSON, name) for name in source.sample(persons, min(count - some, len(persons)))]
    return [Subject(f"customer {at}", type_, name, _made_up_numbers(source)) for at, (type_, name) in enumerate(names)]


def _made_up_numbers(source: Random) -> tuple[tuple[str, str], ...]:
    kinds = sorted({number for kind in KINDS for number in kind.numbers})
    return tuple((kind, identifiers.made_up(kind, source)) for kind in kinds)


def questions(kinds: Sequence[Kind], subjects: Sequence[Subject], seed: int) -> Iterator[Question]:
    """Every subject in every way that fits it. What one kind asks does not hang on which others are asked."""
    for kind in kinds:
        source = Random(f"{seed} {kind.name}")
        for subject in subjects:
            has = {number for number, _ in subject.identifiers}
            if subject.type in kind.of and (not kind.numbers or kind.numbers & has):
                party = kind.write(subject, source)
                if party is not None:
                    yield Question(kind, subject, party)


def first_of_each(asked: Iterable[Question], count: int) -> Iterator[Question]:
    """So many questions, of each type at most a like part."""
    left = dict.fromkeys(EVERYBODY, count // len(EVERYBODY))
    for question in asked:
        if left[question.subject.type]:
            left[question.subject.type] -= 1
            yield question


async def ask(application: Application, asked: Sequence[Question]) -> list[Json]:
    """The answer to each question."""
    return await application.screen([question.party for question in asked], {"limit": _MOST_HITS})


def judge(tallies: dict[str, Tally], asked: Sequence[Question], answers: Sequence[Json], relations: Relations) -> None:
    """Count what became of questions about listed parties."""
    for question, answer in zip(asked, answers, strict=True):
        tally, type_ = tallies[question.kind.name], question.subject.type
        tally.asked[type_] += 1
        if answer["decision"] == "clear":
            tally.lost[type_] += 1
            tally.examples.append(f"{question.party!r}, listed as {question.subject.name} ({question.subject.id})")
        elif answer["decision"] == "refused":
            tally.refused += 1
        else:
            found = {hit["entity_id"] for hit in answer["hits"] if hit["above_threshold"]}
            tally.others += not found & relations.same(question.subject.id)


def price(tallies: dict[str, Tally], asked: Sequence[Question], answers: Sequence[Json]) -> None:
    """Count what became of questions about customers on no list."""
    for question, answer in zip(asked, answers, strict=True):
        tally, type_ = tallies[question.kind.name], question.subject.type
        tally.customers[type_] += 1
        if answer["decision"] in ("review", "block"):
            tally.flagged[type_] += 1
            hit = answer["hits"][0]
            tally.examples.append(f"flagged {question.party!r} as {hit['name']} ({hit['score']})")


async def measure(kinds: Sequence[Kind], arguments: argparse.Namespace) -> dict[str, Tally]:
    """The tallies of some kinds, by name."""
    tallies = {kind.name: Tally() for kind in kinds}
    async with opened(arguments.data_dir) as application:
        listed = list(application.listed())
        relations = Relations(listed)
        by_name = [kind for kind in kinds if not kind.numbers]
        subjects = sample(filter(_is_plain, listed), arguments.names, Random(arguments.seed))
        asked = list(questions(by_name, subjects, arguments.seed))
        numbered = [one for one in listed if one.names and any(identifiers.usable(*pair) for pair in one.identifiers)]
        shuffled = sample(numbered, len(EVERYBODY) * len(numbered), Random(arguments.seed))
        for kind in kinds:
            if kind.numbers:
                asked += first_of_each(questions([kind], shuffled, arguments.seed), arguments.names)
        judge(tallies, asked, await ask(application, asked), relations)
        if arguments.bench:
            others = customers(arguments.bench, arguments.customers, Random(arguments.seed))
            asked = list(questions(kinds, others, arguments.seed))
            price(tallies, asked, await ask(application, asked))
    return tallies


def show(title: str, kinds: Sequence[Kind], tallies: dict[str, Tally], console: Console) -> Tally:
    """The table of some kinds; their total."""
    table = Table(title=title, caption="by type: lost of asked; innocents: flagged of asked, written in the same ways")
    table.add_column("kind", no_wrap=True)
    for heading in ("own", "asked", "clear", "share", "persons", "bodies", "ships", "others", "refused"):
        table.add_column(heading, justify="right", no_wrap=True)
    for heading in ("innocent persons", "companies", "flagged"):
        table.add_column(heading, justify="right", no_wrap=True)
    total = Tally()
    for kind in kinds:
        tally = tallies[kind.name]
        total.add(tally)
        table.add_row(kind.name, "own" if kind.own else "", *_cells(tally))
    table.add_section()
    for what, own in (("of the design", False), ("of our own", True)):
        part = Tally()
        for kind in kinds:
            if kind.own == own:
                part.add(tallies[kind.name])
        table.add_row(what, "", *_cells(part))
    table.add_row("total", "", *_cells(total), style="bold")
    console.print(table)
    return total


def _cells(tally: Tally) -> list[str]:
    asked, lost = sum(tally.asked.values()), sum(tally.lost.values())
    by_type = [_part(tally.lost[one], tally.asked[one]) for one in EVERYBODY]
    priced = [_part(tally.flagged[one], tally.customers[one]) for one in NAMED_PARTIES]
    priced.append(_share(sum(tally.flagged.values()), sum(tally.customers.values())))
    return [str(asked), str(lost), _share(lost, asked), *by_type, str(tally.others), str(tally.refused), *priced]


def _part(part: int, whole: int) -> str:
    return f"{part} of {whole}" if whole else "-"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data-dir", type=Path, required=True, help="data directory with the imported lists")
    parser.add_argument("--bench", type=Path, help="folder with customers on no list")
    parser.add_argument("--names", type=int, default=150, help="listed parties to rewrite")
    parser.add_argument("--customers", type=int, default=150, help="customers to rewrite")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", action="append", default=[], help="only kinds with this in their name")
    parser.add_argument("--held-back", action="store_true", help="ask the kinds that are held back as well")
    parser.add_argument(
        "--show", type=int, nargs="?", const=_SHOWN, default=0, help="lost and flagged examples of each kind"
    )
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    arguments = parser.parse_args()
    kinds = [kind for kind in KINDS if not arguments.kind or any(part in kind.name for part in arguments.kind)]
    parts = {"Rewritten names": [kind for kind in kinds if not kind.held_back]}
    if arguments.held_back:
        parts["Rewritten names, kinds held back"] = [kind for kind in kinds if kind.held_back]
    tallies = asyncio.run(measure([kind for part in parts.values() for kind in part], arguments))
    console = Console(width=180)
    totals = {title: show(title, part, tallies, console) for title, part in parts.items()}
    for name, tally in tallies.items():
        for example in tally.examples[: arguments.show]:
            console.print(f"{name}: {example}", markup=False, highlight=False, soft_wrap=True)
    if arguments.json:
        figures = {name: _figures(tally) for name, tally in (tallies | totals).items()}
        arguments.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1), encoding="utf-8")


def _figures(tally: Tally) -> Json:
    return {
        "asked": tally.asked,
        "lost": tally.lost,
        "others": tally.others,
        "refused": tally.refused,
        "customers": tally.customers,
        "flagged": tally.flagged,
    }


if __name__ == "__main__":
    main()

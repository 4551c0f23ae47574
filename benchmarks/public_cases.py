"""Are the cases of public bug reports answered as they should be? A table by kind.

    python -m benchmarks.public_cases BENCH_DIR --data-dir VAR [--bulk] [--kind K] [--wrong]

Asks every case of `public_cases.csv` of the application in this process, with the lists imported into `VAR` (all that
there are, beside the bundled ones). Dates of birth as files write them go through `sekisho bulk`; with `--bulk` the
cases about parties, addresses and goods go through it too, as rows of a file. `--kind` takes a part of a kind's name,
and may be repeated. `--wrong` shows each wrong case with what was got.
"""

from __future__ import annotations

import argparse
import asyncio
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.application import Application, Json, opened, screen_file
from benchmarks.inputs import read_rows

HTTP, FILE = "HTTP", "file"

_NOBODY = "Quorvella Zhamatrix"
"""A name on no list, for an address or a number that is asked about alone."""

_ORIGIN_COLUMNS = {
    "text": "origin",
    "country": "origin_country",
    "subdivision": "origin_region",
    "city": "origin_city",
    "port": "port",
    "locode": "locode",
    "postal_code": "postal_code",
    "latitude": "latitude",
    "longitude": "longitude",
}
_HEADERS = (
    *("name", "aliases", "entity_type", "date_of_birth", "nationality", "country", "address"),
    *("id_type", "id_number", "id_country", "goods", *_ORIGIN_COLUMNS.values()),
)
_MOST_HITS = 20
_SHOWN_HITS = 3
_MANY = "|"


@dataclass(frozen=True)
class Case:
    """One input with the right answer to it."""

    id: str
    kind: str
    mode: str
    input: Json
    expected: str
    note: str

    @property
    def watchlists(self) -> tuple[str, ...]:
        """The lists it is asked of; none for all."""
        return tuple(self.input.get("watchlists") or ())


@dataclass(frozen=True)
class Got:
    """What a case was answered: a decision (`match` and `no match` for two names; `refused` for what was not answered)
    and the hits, as names with scores. `met` are the listed names that the hits met, which may be other ones."""

    decision: str
    hits: tuple[tuple[str, float], ...] = ()
    met: tuple[str, ...] = ()
    detail: str = ""

    def __str__(self) -> str:
        shown = [f"{name} {score:.2f}" for name, score in self.hits[:_SHOWN_HITS]]
        return ": ".join(filter(None, (self.decision, "; ".join(shown), self.detail)))


def read_cases(bench: Path) -> list[Case]:
    """The cases of a bench folder."""
    cases = []
    for row in read_rows(bench / "public_cases.csv"):
        asked = json.loads(row["input"])
        cases.append(Case(row["id"], row["kind"], asked["mode"], asked, row["expected"], row["notes"]))
    return cases


def is_right(expected: str, got: Got) -> bool:
    """Whether an answer is the one wanted. Raises ValueError for a wish that is not known."""
    looked_at = got.decision != "refused"
    if expected.startswith("hit "):
        wanted = expected.removeprefix("hit ").casefold()
        found = [name.casefold() for name in (*(name for name, _ in got.hits), *got.met)]
        return got.decision in ("review", "block") and any(wanted == "any" or wanted in name for name in found)
    wishes = {
        "match": got.decision == "match",
        "no match": got.decision == "no match",
        "clear": got.decision == "clear",
        "not clear": got.decision in ("review", "block"),
        "flag": got.decision in ("review", "block"),
        "not block": looked_at and got.decision != "block",
        "answered": looked_at,
        "read": looked_at,
        "rejected": not looked_at,
    }
    if expected not in wishes:
        raise ValueError(f"nobody knows what {expected!r} wants")
    return wishes[expected]


async def over_http(application: Application, cases: Sequence[Case]) -> dict[str, Got]:
    """The answers to all cases but those that only a file can ask, by id."""
    answers: dict[str, Got] = {}
    for case in cases:
        if case.mode == "compare":
            answers[case.id] = await _compared(application, case)
        elif case.mode == "goods":
            answers[case.id] = await _checked(application, case)
    for watchlists, group in _by_watchlists(case for case in cases if case.mode in ("screen", "address")).items():
        options = {"limit": _MOST_HITS, "watchlists": list(watchlists) or None}
        found = await application.screen([_party(case) for case in group], options)
        answers |= {case.id: _of_party(answer) for case, answer in zip(group, found, strict=True)}
    return answers


async def _compared(application: Application, case: Case) -> Got:
    pair = {name: case.input[name] for name in ("type", "left", "right")}
    answer = await application.post("/v1/compare", {"pairs": [pair]})
    if answer.is_error:
        return Got("refused", detail=answer.json()["detail"])
    [result] = answer.json()["results"]
    said = "; ".join(f"{one['name']} {one['contribution']:+.2f}" for one in result["features"])
    return Got("match" if result["match"] else "no match", ((case.input["right"], result["score"]),), detail=said)


async def _checked(application: Application, case: Case) -> Got:
    line = {name: case.input[name] for name in ("description", "hs_code", "origin") if case.input.get(name)}
    answer = await application.post("/v1/screenings", {"goods": [line]})
    if answer.is_error:
        return Got("refused", detail=answer.json()["detail"])
    [found] = answer.json()["goods"]
    return Got(found["decision"], detail="; ".join(found["reasons"]))


def _party(case: Case) -> Json:
    if case.mode == "address":
        return {"name": _NOBODY, "type": "unknown", "address": case.input["address"]}
    party: Json = case.input["party"]
    return party


def _of_party(answer: Json) -> Got:
    hits = [hit for hit in answer["hits"] if hit["above_threshold"]]
    named = tuple((hit["name"], hit["score"]) for hit in hits)
    met = tuple(hit["matched"]["listed"] for hit in hits)
    return Got(answer["decision"], named, met, "; ".join(answer.get("refused", ())))


def in_file(data: Path, cases: Sequence[Case]) -> dict[str, Got]:
    """The answers that rows of a file get, by id."""
    answers: dict[str, Got] = {}
    for watchlists, group in _by_watchlists(cases).items():
        options = ["--limit", str(_MOST_HITS), *(word for one in watchlists for word in ("--watchlist", one))]
        results = screen_file(data, _HEADERS, [_row(case) for case in group], options)
        answers |= {case.id: _of_row(result) for case, result in zip(group, results, strict=True)}
    return answers


def _row(case: Case) -> dict[str, str]:
    asked = case.input
    if case.mode == "bulkdate":
        return {"name": asked["name"], "entity_type": "person", "date_of_birth": asked["date_of_birth"]}
    if case.mode == "goods":
        origin = {_ORIGIN_COLUMNS[name]: str(value) for name, value in (asked.get("origin") or {}).items()}
        return {"goods": asked.get("description") or ""} | origin
    party = _party(case)
    numbers: list[dict[str, Any]] = party.get("identifiers") or []
    return {
        "name": party.get("name") or "",
        "aliases": _MANY.join(party.get("aliases") or ()),
        "entity_type": party.get("type") or "",
        "date_of_birth": party.get("birth_date") or "",
        "nationality": _MANY.join(party.get("nationalities") or ()),
        "country": _MANY.join(party.get("countries") or ()),
        "address": party.get("address") or "",
        "id_type": _MANY.join(one["type"] for one in numbers),
        "id_number": _MANY.join(one["value"] for one in numbers),
        "id_country": _MANY.join(one.get("country") or "" for one in numbers),
    }


def _of_row(result: Json) -> Got:
    decision = "refused" if result["decision"] == "rejected" else result["decision"]
    hits = [hit for hit in result["all_hits"] if hit["of"] == "party"]
    named = tuple((hit["name"], float(hit["score"])) for hit in hits)
    return Got(decision, named, tuple(hit["matched_listed"] for hit in hits), result["error"] or "")


def _by_watchlists(cases: Iterable[Case]) -> dict[tuple[str, ...], list[Case]]:
    groups: dict[tuple[str, ...], list[Case]] = defaultdict(list)
    for case in cases:
        groups[case.watchlists].append(case)
    return groups


def show(cases: Sequence[Case], answers: dict[str, dict[str, Got]], console: Console) -> None:
    """The table by kind, with its totals."""
    table = Table(title="Cases of public bug reports")
    table.add_column("kind", no_wrap=True)
    for interface in answers:
        for what in ("cases", "right", "share"):
            table.add_column(f"{what}, {interface}", justify="right", no_wrap=True)
    kinds = sorted({case.kind for case in cases})
    for kind in (*kinds, "total"):
        cells = []
        for got in answers.values():
            asked = [case for case in cases if kind in (case.kind, "total") and case.id in got]
            right = sum(is_right(case.expected, got[case.id]) for case in asked)
            cells += [str(len(asked)), str(right), f"{100 * right / len(asked):.1f} %"] if asked else ["-", "-", "-"]
        table.add_row(kind, *cells, style="bold" if kind == "total" else None, end_section=kind == kinds[-1])
    console.print(table)


def show_wrong(cases: Sequence[Case], answers: dict[str, dict[str, Got]], console: Console) -> None:
    """Each wrong case, a line for what was asked and one for each interface that was wrong."""
    for case in cases:
        wrong = {d: got[case.id] for d, got in answers.items() if case.id in got}
        wrong = {interface: got for interface, got in wrong.items() if not is_right(case.expected, got)}
        if wrong:
            asked = json.dumps({k: v for k, v in case.input.items() if k != "mode"}, ensure_ascii=False)
            console.print(f"{case.id} {case.kind}: {asked}", markup=False, highlight=False)
            console.print(f"    expected {case.expected}", markup=False, highlight=False)
            for interface, got in wrong.items():
                console.print(f"    {interface}: {got}", markup=False, highlight=False)


async def answer_all(cases: Sequence[Case], data: Path, *, bulk: bool) -> dict[str, dict[str, Got]]:
    """The answers by interface and id."""
    dates = [case for case in cases if case.mode == "bulkdate"]
    async with opened(data) as application:
        answers = {HTTP: await over_http(application, [case for case in cases if case.mode != "bulkdate"])}
    rows = [case for case in cases if case.mode != "compare"] if bulk else dates
    if rows:
        answers[FILE] = in_file(data, rows)
    return answers


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path, help="folder with public_cases.csv")
    parser.add_argument("--data-dir", type=Path, required=True, help="data directory with the imported lists")
    parser.add_argument("--bulk", action="store_true", help="ask through a file as well")
    parser.add_argument("--kind", action="append", default=[], help="only kinds with this in their name")
    parser.add_argument("--wrong", action="store_true", help="show the cases that are wrong")
    arguments = parser.parse_args()
    cases = [
        case
        for case in read_cases(arguments.bench)
        if not arguments.kind or any(kind in case.kind for kind in arguments.kind)
    ]
    console = Console(width=150, soft_wrap=True)
    answers = asyncio.run(answer_all(cases, arguments.data_dir, bulk=arguments.bulk))
    show(cases, answers, console)
    right = {case.id: all(is_right(case.expected, got[case.id]) for got in answers.values() if case.id in got)
             for case in cases}  # fmt: skip
    share = 100 * sum(right.values()) / max(len(right), 1)
    console.print(
        f"{sum(right.values())} of {len(right)} cases are right through every interface they were asked, {share:.1f} %"
    )
    if arguments.wrong:
        show_wrong(cases, answers, console)


if __name__ == "__main__":
    main()

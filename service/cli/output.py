"""How answers look in a terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from pydantic_core import to_json
from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from service.engine.screening.warnings import ScreeningWarning

_COLOURS = {"clear": "bold green", "review": "bold yellow", "block": "bold red"}


def print_json(content: bytes) -> None:
    """JSON as it is, for programs."""
    sys.stdout.buffer.write(content + b"\n")
    sys.stdout.flush()


def complain(*lines: str) -> None:
    """An error, on standard error; as JSON where the answer was to be JSON."""
    if "--json" in sys.argv and lines:
        sys.stderr.buffer.write(to_json({"errors": lines}) + b"\n")
        sys.stderr.flush()
        return
    console = Console(stderr=True, highlight=False)
    for line in lines:
        console.print(Text.assemble(("error: ", "bold red"), line), soft_wrap=True)


def note(*warnings: ScreeningWarning) -> None:
    """What people should know, on standard error; nothing where the answer is to be JSON, which says it itself."""
    console = Console(stderr=True, highlight=False)
    for one in () if "--json" in sys.argv else warnings:
        console.print(Text.assemble(("note: ", "bold yellow"), one.detail), soft_wrap=True)


def print_screening(answer: dict[str, Any]) -> None:
    """One screening, for people."""
    console = Console(highlight=False)
    for party in answer["parties"]:
        _print_party(console, party)
    for line in answer["goods"]:
        _print_goods(console, line)
    for one in answer["warnings"]:
        console.print(Text.assemble(("note: ", "bold yellow"), one["detail"]), soft_wrap=True)
    lists = ", ".join(f"{one['id']} {one['edition']}" for one in answer["snapshot"]["watchlists"])
    footer = f"as of {answer['as_of']} · {lists} · profile {answer['profile']['id']} · recorded as {answer['id']}"
    console.print(Text(footer, style="dim"), soft_wrap=True)


def print_comparison(score: float, match: bool, features: list[Any], alignment: list[Any]) -> None:
    """One comparison, for people."""
    console = Console(highlight=False)
    verdict = ("match", "bold yellow") if match else ("no match", "bold green")
    console.print(Text.assemble(verdict, f"  score {score:.2f}"))
    console.print(_features(features))
    if alignment:
        words = Table("left", "right", "alike", title="Words", title_justify="left")
        for pair in alignment:
            words.add_row(Text(pair.query), Text(pair.listed), f"{pair.score:.2f}")
        console.print(words)


def print_table(title: str, columns: list[str], rows: list[list[str]]) -> None:
    """A plain table, for people. Ids stay whole, also where the terminal is narrow: they are copied."""
    table = Table(title=title, title_justify="left")
    for column in columns:
        table.add_column(column, no_wrap=column in (columns[0], "id", "entity"), overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console(highlight=False).print(table)


def _print_party(console: Console, party: dict[str, Any]) -> None:
    console.print(_decision(party["decision"]))
    if not party["hits"]:
        return
    table = Table("score", "listed", "by")
    for hit in party["hits"]:
        source = hit["provenance"]
        measures = ", ".join(source["measures"]) + (f" since {source['listed_on']}" if source["listed_on"] else "")
        by = [hit["entity_id"], measures, source["legal_basis"], source["source_url"]]
        table.add_row(f"{hit['score']:.2f}", Text(hit["name"]), Text("\n".join(line for line in by if line)))
    console.print(table)
    best = party["hits"][0]
    console.print(Text(f"Why {best['matched']['query']} ~ {best['matched']['listed']}:"))
    for line in best["features"]:
        console.print(Text(f"  {line['contribution']:+.2f}  {line['name']}: {line['detail']}"))


def _print_goods(console: Console, line: dict[str, Any]) -> None:
    console.print(_decision(line["decision"], line["territory"]))
    for reason in line["reasons"]:
        console.print(Text(f"  {reason}"))
    for one in line["evidence"]:
        console.print(Text(f"  {one['score']:.2f}  {one['field']} “{one['matched']}”: {one['detail']}"))
    for one in line["suppressed"]:
        console.print(Text(f"  set aside: {one['field']} “{one['matched']}”: {one['detail']}", style="dim"))
    for one in line["contradictions"]:
        console.print(Text(f"  against: {one['field']} {one['value']}: {one['detail']}"))
    if line["measures"]:
        table = Table("regime", "decision", "code", "in force from", "legal basis")
        for one in line["measures"]:
            since, code = one["in_force_from"] or "", one["matched_code"] or ""
            table.add_row(one["regime"], _decision(one["decision"]), code, since, Text(one["legal_basis"]))
        console.print(table)


def _decision(decision: str, territory: str | None = None) -> Text:
    text = Text(decision.upper(), style=_COLOURS[decision])
    return text.append(f"  {territory}", style="not bold") if territory else text


def _features(features: list[Any]) -> Table:
    table = Table("feature", "alike", "adds", "why", title="Features", title_justify="left")
    for one in features:
        table.add_row(one.name, f"{one.score:.2f}", f"{one.contribution:+.2f}", Text(one.detail))
    return table

"""`sekisho goods`: check a line of goods, list what is known of the law, compare it with a tariff."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import typer
from pydantic_core import to_json
from typer.core import TyperGroup

from service.cli.output import print_json, print_table
from service.cli.screening import HIT, ask, read_day, show
from service.common.clock import utc_now
from service.engine.goods.catalogue import Filter, coverage_of, lapsing, measures_of
from service.engine.goods.import_measures import PERMITS_CLEAR, ImportMeasure
from service.engine.goods.map import render_map
from service.engine.goods.model import Direction, Goods, Origin
from service.engine.goods.tariff import UnreadableTariffError, differences, read_tariff
from service.engine.screening.errors import Fault, InvalidRequest
from service.engine.screening.recorded_assessment import assessment_of
from service.engine.screening.request import GoodsQuery, Options, ScreeningRequest
from service.settings import Settings
from service.snapshots.loader import load_rules_of

_LONGEST_WHAT = 70


class _CheckByDefault(TyperGroup):
    """A group whose first word may also be the text to check: `sekisho goods "Made in Crimea"`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ("--help", "-h"):
            args = ["check", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=_CheckByDefault,
    no_args_is_help=True,
    help="May these goods come in? Without a command, checks the words given.",
    rich_markup_mode="markdown",
)


@app.command("check")
def check(
    text: str = typer.Argument(help="What the papers say about the origin, in any script."),
    country: str | None = typer.Option(None, help="Declared country of origin, ISO 3166-1 alpha-2."),
    hs_code: str | None = typer.Option(None, "--hs-code", help="Harmonized System code, with or without dots."),
    description: str | None = typer.Option(None, help="What the goods are."),
    shipped_from: str | None = typer.Option(None, help="Country the goods were shipped from, ISO 3166-1 alpha-2."),
    port_of_loading: str | None = typer.Option(None, help="Port of loading, a UN/LOCODE or words."),
    processed_in: str | None = typer.Option(None, help="Country the goods were last worked in."),
    destination: str | None = typer.Option(None, help="Country the goods go to; needed with --direction export."),
    direction: Direction = typer.Option(Direction.IMPORT, help="Which way the goods go."),
    as_of: str | None = typer.Option(None, help="Answer by what applied on that day."),
    regime: list[str] = typer.Option([], help="Apply only this regime's measures, such as JP. May be repeated."),
    map_file: Path | None = typer.Option(None, "--map", help="Write a map of the origin to this SVG file."),
    json: bool = typer.Option(False, "--json", help="The answer as JSON."),
) -> None:
    """May these goods come in?"""
    origin = Origin(text=text, country=_upper(country))
    goods = Goods(
        description=description,
        hs_code=hs_code,
        origin=origin,
        shipped_from=_upper(shipped_from),
        port_of_loading=port_of_loading,
        processed_in=_upper(processed_in),
        destination=_upper(destination),
        direction=direction,
    )
    options = Options(regimes=tuple(regime) or None, as_of=read_day(as_of, "as-of"))
    answered = ask(ScreeningRequest(goods=(GoodsQuery("1", goods),), options=options))
    if map_file is not None:
        picture = render_map(assessment_of(answered.document["goods"][0]), answered.snapshot.rules, origin)
        map_file.write_text(picture, encoding="utf-8")
    show(answered, json=json)


@app.command("measures")
def measures(
    regime: str | None = typer.Option(None, help="Only this regime, such as EU."),
    origin: str | None = typer.Option(None, help="Only this origin: ISO 3166-1 alpha-2, or a part such as CN-XJ."),
    code: str | None = typer.Option(None, help="Only measures that touch this HS code."),
    as_of: str | None = typer.Option(None, help="Only measures in force on that day, and what lapses soon after it."),
    json: bool = typer.Option(False, "--json", help="As JSON."),
) -> None:
    """What is known of the law on goods, what is known only in part, and what lapses within 60 days (status 1)."""
    rules = load_rules_of(Settings())
    on = read_day(as_of, "as-of")
    digits = "".join(filter(str.isdigit, code)) if code else None
    wanted = Filter(regime and regime.upper(), origin and origin.upper(), digits, on)
    found = list(measures_of(rules, wanted))
    coverage = list(coverage_of(rules, wanted))
    soon = list(lapsing(rules, on or _today(), wanted))
    if json:
        document = {
            "measures": [_document(one) for one in found],
            "coverage": [asdict(one) for one in coverage],
            "lapsing": [dict(zip(("regime", "measure", "last_day"), one, strict=True)) for one in soon],
        }
        print_json(to_json(document))
    else:
        print_table(
            "Measures",
            ["id", "what", "codes", "in force", "effect", "grade"],
            [_row(one) for one in found],
        )
        print_table(
            "Known only in part: an unlisted code of these origins is for review",
            ["regime", "origin", "state", "day", "why"],
            [
                [one.regime, one.origin, one.state, str(one.checked_on or ""), one.why]
                for one in coverage
                if one.state not in PERMITS_CLEAR
            ],
        )
        for regime_id, measure, last in soon:
            typer.echo(f"Lapses on {last.isoformat()} unless extended: {regime_id} {measure}", err=True)
    raise typer.Exit(HIT if soon else 0)


@app.command("import-tariff")
def import_tariff(
    file: Path = typer.Argument(
        help="TARIC monthly extraction (CSV) or a commodity of the UK Trade Tariff API (JSON)."
    ),
    as_of: str | None = typer.Option(None, help="Compare as of that day."),
    json: bool = typer.Option(False, "--json", help="As JSON."),
) -> None:
    """Compare the import bans of a tariff with the measures known here. A second opinion: nothing is changed."""
    try:
        bans, codes = read_tariff(file.read_text(encoding="utf-8-sig"))
    except (UnreadableTariffError, UnicodeDecodeError) as error:
        raise InvalidRequest([Fault("/file", f"{file.name}: {error}")]) from None
    on = read_day(as_of, "as-of") or _today()
    found = list(differences(bans, codes, load_rules_of(Settings()), on))
    if json:
        print_json(to_json({"bans": len(bans), "codes": len(codes), "differences": [asdict(one) for one in found]}))
    else:
        typer.echo(f"{len(bans)} bans on {len(codes)} codes read from {file.name}")
        print_table(
            "Differences on " + on.isoformat(),
            ["kind", "regime", "code", "origin", "detail"],
            [[one.kind, one.regime, one.code, one.origin, one.detail] for one in found],
        )
    raise typer.Exit(HIT if found else 0)


def _today() -> date:
    """The day where the operator is."""
    return utc_now().astimezone(ZoneInfo(Settings().time_zone)).date()


def _upper(code: str | None) -> str | None:
    return None if code is None else code.upper()


def _row(one: ImportMeasure) -> list[str]:
    codes = "all goods" if one.all_goods else str(len({line.prefix for line in one.codes}))
    days = f"{one.in_force_from or '?'} to {one.in_force_to or 'now'}"
    what = one.what if len(one.what) <= _LONGEST_WHAT else f"{one.what[: _LONGEST_WHAT - 3]}..."
    return [one.id, what, codes, days, one.effect, one.grade]


def _document(one: ImportMeasure) -> dict[str, Any]:
    known = asdict(one)
    known["connects"] = sorted(one.connects)
    known["exempt_origins"] = sorted(one.exempt_origins)
    return known

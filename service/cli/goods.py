"""`sekisho goods`."""

from __future__ import annotations

from pathlib import Path

import typer

from service.cli.screening import ask, read_day, show
from service.engine.goods.map import render_map
from service.engine.goods.model import Goods, Origin
from service.engine.screening.request import GoodsQuery, Options, ScreeningRequest
from service.engine.screening.serialization import assessment_of


def goods(
    text: str = typer.Argument(help="What the papers say about the origin, in any script."),
    country: str | None = typer.Option(None, help="Declared country of origin, ISO 3166-1 alpha-2."),
    as_of: str | None = typer.Option(None, help="Answer by what applied on that day."),
    regime: list[str] = typer.Option([], help="Apply only this regime's measures, such as JP. May be repeated."),
    map_file: Path | None = typer.Option(None, "--map", help="Write a map of the origin to this SVG file."),
    json: bool = typer.Option(False, "--json", help="The answer as JSON."),
) -> None:
    """May these goods come in?"""
    origin = Origin(text=text, country=None if country is None else country.upper())
    options = Options(regimes=tuple(regime) or None, as_of=read_day(as_of, "as-of"))
    answered = ask(ScreeningRequest(goods=(GoodsQuery("1", Goods(origin=origin)),), options=options))
    if map_file is not None:
        picture = render_map(assessment_of(answered.document["goods"][0]), answered.snapshot.rules, origin)
        map_file.write_text(picture, encoding="utf-8")
    show(answered, json=json)

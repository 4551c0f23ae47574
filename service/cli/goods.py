"""`sekisho goods`."""

from __future__ import annotations

import typer

from service.cli.asking import ask, read_day, show
from service.goods.model import Goods, Origin
from service.screening.request import AskedGoods, Options, ScreeningRequest


def goods(
    text: str = typer.Argument(help="What the papers say about the origin, in any script."),
    country: str | None = typer.Option(None, help="Declared country of origin, ISO 3166-1 alpha-2."),
    as_of: str | None = typer.Option(None, help="Answer by what applied on that day."),
    regime: list[str] = typer.Option([], help="Apply only this regime's measures, such as JP. May be repeated."),
    json: bool = typer.Option(False, "--json", help="The answer as JSON."),
) -> None:
    """May these goods come in?"""
    origin = Origin(text=text, country=None if country is None else country.upper())
    options = Options(regimes=tuple(regime) or None, as_of=read_day(as_of, "as-of"))
    answer, document = ask(ScreeningRequest(goods=(AskedGoods("1", Goods(origin=origin)),), options=options))
    show(answer, document, json=json)

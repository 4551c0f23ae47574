"""`sekisho screen`."""

from __future__ import annotations

import typer

from service.cli.screening import ask, read_day, show
from service.engine.matching.model import Party
from service.engine.model.entity import EntityType, PartialDate
from service.engine.screening.errors import Fault, InvalidRequest
from service.engine.screening.request import DEFAULT_LIMIT, DEFAULT_PROFILE, Options, PartyQuery, ScreeningRequest


def screen(
    name: str = typer.Argument(help="The name, in any script."),
    type_: EntityType = typer.Option(EntityType.UNKNOWN, "--type", help="What it is."),
    birth_date: str | None = typer.Option(None, help="Date of birth: 1972-11-26, 1972-11 or 1972."),
    nationality: list[str] = typer.Option([], help="Nationality, ISO 3166-1 alpha-2. May be repeated."),
    as_of: str | None = typer.Option(None, help="Answer by what applied on that day."),
    profile: str = typer.Option(DEFAULT_PROFILE, help="Which settings to screen with."),
    watchlist: list[str] = typer.Option([], help="Search only this watchlist. May be repeated."),
    limit: int = typer.Option(DEFAULT_LIMIT, min=1, max=100, help="Most hits to show."),
    json: bool = typer.Option(False, "--json", help="The answer as JSON."),
) -> None:
    """May we deal with this party?"""
    party = Party(
        type=type_,
        names=(name,),
        birth_date=_birth_date(birth_date),
        nationalities=tuple(code.upper() for code in nationality),
    )
    options = Options(profile=profile, watchlists=tuple(watchlist) or None, as_of=read_day(as_of, "as-of"), limit=limit)
    answered = ask(ScreeningRequest(parties=(PartyQuery("1", party),), options=options))
    show(answered, json=json)


def _birth_date(text: str | None) -> PartialDate | None:
    if text is None:
        return None
    try:
        return PartialDate.parse(text)
    except ValueError as error:
        raise InvalidRequest([Fault("/birth-date", str(error))]) from None

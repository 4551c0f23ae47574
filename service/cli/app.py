"""The command `sekisho`: its subcommands, and what becomes of their errors."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module

import typer
from pydantic_core import ValidationError

from service import __version__
from service.bulk.errors import BadFile, TooManyJobs
from service.cli.output import complain
from service.common.gc_tuning import undisturbed
from service.common.logging import configure_logs
from service.engine.screening.errors import Fault, InvalidRequest, NotReady
from service.records.action import ActionRefused
from service.storage.errors import RecordsUnavailable

ERROR = 2

COMMANDS: Mapping[str, tuple[str, str]] = {
    "serve": ("serve:serve", "Serve the HTTP interface, with its documentation at /docs."),
    "screen": ("screen:screen", "May we deal with this party?"),
    "goods": ("goods:app", "May these goods come in?"),
    "compare": ("compare:compare", "How alike are two names, and why?"),
    "bulk": ("bulk:bulk", "Screen a file: one answer a row."),
    "watchlists": ("watchlists:app", "The lists that are searched, and their editions."),
    "records": ("records:app", "Find past screenings, certify them, delete what need not be kept any more."),
    "audit": ("audit:app", "Verify the records, list what was done, take the audit chain along."),
    "backup": ("backup:backup", "Copy the database, the lists, the results of bulk jobs and the keys."),
    "restore": ("backup:restore_", "Put a backup into a new data folder, and verify it."),
    "alerts": ("alerts:app", "Alerts: what waits for a person, and deciding it."),
    "book": ("book:app", "The counterparties that are watched, and screening them again."),
    "webhooks": ("webhooks:app", "Webhooks: where events are sent, and how their deliveries stand."),
    "keys": ("keys:app", "API keys: who may come in, and for what."),
}
"""The module of each command with the function or group in it, and what it does in a line. A module is imported once it
is needed: all of them take longer than to screen a name."""


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"sekisho {__version__}")
        raise typer.Exit


def options(
    version: bool = typer.Option(False, "--version", callback=_print_version, is_eager=True, help="Show the version."),
) -> None:
    """Sanctions-list screening of parties and goods. Exit status: 0 clear, 1 hit, 2 error."""
    configure_logs("critical")


def app_of(commands: Iterable[str] = COMMANDS) -> typer.Typer:
    """The command with some of its subcommands."""
    app = _app()
    for name in commands:
        place, summary = COMMANDS[name]
        module, _, attribute = place.partition(":")
        found = getattr(import_module(f"service.cli.{module}"), attribute)
        if isinstance(found, typer.Typer):
            app.add_typer(found, name=name, short_help=summary)
        else:
            app.command(name, short_help=summary)(found)
    return app


def overview() -> typer.Typer:
    """The command with subcommands that can be listed and do nothing, so that no module of theirs is imported."""
    app = _app()
    for name, (_, summary) in COMMANDS.items():
        app.command(name, short_help=summary)(_nothing)
    return app


def _nothing() -> None:
    raise AssertionError("only listed")


def _app() -> typer.Typer:
    app = typer.Typer(
        name="sekisho",
        help="Sanctions-list screening of parties and goods. Exit status: 0 clear, 1 hit, 2 error.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode="markdown",
    )
    app.callback()(options)
    return app


def _app_for(arguments: Sequence[str]) -> typer.Typer:
    """The command with the subcommands that it takes to run with such arguments."""
    if len(arguments) == 1 and arguments[0] in ("--help", "--version"):
        return overview()
    return app_of([arguments[0]] if arguments and arguments[0] in COMMANDS else COMMANDS)


def _short(pointer: str) -> str:
    """`nationalities/0` says more than `/parties/0/nationalities/0` where there is one party."""
    return re.sub("^/(parties|goods|pairs)/0/|^/(options/)?", "", pointer) or "request"


def _setting(path: tuple[int | str, ...], message: str) -> str:
    """Which setting is wrong, and why. Its value is not said: it may be a secret."""
    words = message.removeprefix("Value error, ")
    return f"SEKISHO_{'_'.join(map(str, path)).upper()}: {words}" if path else words


def _refuse_damaged(arguments: list[str]) -> None:
    for number, argument in enumerate(arguments, 1):
        if not argument.isprintable() and any("\ud800" <= character <= "\udfff" for character in argument):
            shown = argument.encode("utf-8", "replace").decode()
            detail = f"{shown!r} is not text in the encoding of this terminal; is it set to UTF-8?"
            raise InvalidRequest([Fault(f"/argument {number}", detail)])


def main() -> None:
    """Run the command. Whatever goes wrong is status 2: an error must look neither like a hit nor like none."""
    try:
        _refuse_damaged(sys.argv[1:])
        undisturbed(lambda: _app_for(sys.argv[1:]))()
    except InvalidRequest as error:
        complain(*(f"{_short(fault.pointer)}: {fault.detail}" for fault in error.faults))
    except ValidationError as error:
        complain(*(_setting(one["loc"], one["msg"]) for one in error.errors(include_input=False)))
    except (ActionRefused, BadFile, TooManyJobs, NotReady, RecordsUnavailable, OSError) as error:
        complain(str(error))
    except Exception as error:
        complain(f"unexpected {type(error).__name__}: {error}")
    sys.exit(ERROR)

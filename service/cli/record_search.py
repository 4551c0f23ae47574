"""`sekisho records find`, `show`, `export`, `certificate`, `verify`: past screenings and their evidence."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from pydantic_core import to_json

from service.audit.event import Detail, Event
from service.bootstrap.runtime import Runtime, open_runtime
from service.cli.account import local_actor
from service.cli.output import complain, print_json, print_screening, print_table
from service.common.clock import sortable
from service.engine.index.name_directory import words_of
from service.engine.model.decision import Decision
from service.evidence.pdf import PdfUnavailable, pdf_of
from service.evidence.rendering import Issuing, Language, html_of
from service.evidence.sealed import Name, Sealed
from service.records.search import Query
from service.screenings.listing import MOST_ROWS, all_found, screening_csv
from service.screenings.search import ScreeningFound, ScreeningQuery
from service.settings import Settings

NOT_SO = 1
ERROR = 2


class TableFormat(StrEnum):
    """In which form what was found is written."""

    CSV = "csv"
    JSON = "json"


class CertificateFormat(StrEnum):
    """`json` is the certificate; the others show it."""

    JSON = "json"
    HTML = "html"
    PDF = "pdf"


class PageLanguage(StrEnum):
    """Language of a page."""

    EN = "en"
    JA = "ja"


NameOption = Annotated[str | None, typer.Option("--name", help="All words of a party's name.")]
SimilarOption = Annotated[bool, typer.Option("--similar", help="Also names that are written or sound alike.")]
PartyOption = Annotated[str | None, typer.Option("--party-reference", help="Your id of a party.")]
ReferenceOption = Annotated[str | None, typer.Option("--reference", help="Your reference.")]
ActorOption = Annotated[str | None, typer.Option("--actor", help="Who asked.")]
DecisionOption = Annotated[Decision | None, typer.Option("--decision", help="The decision.")]
WatchlistOption = Annotated[str | None, typer.Option("--watchlist", help="A list that an entity was hit of.")]
EntityOption = Annotated[str | None, typer.Option("--entity", help="A listed entity that was a hit.")]
ProfileOption = Annotated[str | None, typer.Option("--profile", help="The profile used.")]
TerritoryOption = Annotated[str | None, typer.Option("--territory", help="Where goods or a party came from.")]
ScoreOption = Annotated[float | None, typer.Option("--min-score", min=0, max=1, help="Least score of the best hit.")]
FromOption = Annotated[str | None, typer.Option("--from", help="From this day or moment on, UTC.")]
ToOption = Annotated[str | None, typer.Option("--to", help="Up to and with this day, or before this moment, UTC.")]
LimitOption = Annotated[int, typer.Option("--limit", min=1, max=MOST_ROWS, help="Most screenings.")]
JsonOption = Annotated[bool, typer.Option("--json", help="The answer as JSON.")]


def find(
    name: NameOption = None,
    similar: SimilarOption = False,
    party_reference: PartyOption = None,
    reference: ReferenceOption = None,
    actor: ActorOption = None,
    decision: DecisionOption = None,
    watchlist: WatchlistOption = None,
    entity: EntityOption = None,
    profile: ProfileOption = None,
    territory: TerritoryOption = None,
    min_score: ScoreOption = None,
    from_: FromOption = None,
    to: ToOption = None,
    limit: LimitOption = 50,
    json: JsonOption = False,
) -> None:
    """Find screenings by what was asked and answered, newest first. Names are looked for by hashes of their words; that
    somebody looked for a name is on record."""
    conditions = _conditions(reference, actor, decision, watchlist, entity, profile, from_, to)
    query = ScreeningQuery(conditions, name, similar, party_reference, territory, min_score)
    found = _found(query, limit)
    if json:
        print_json(_json(found))
        return
    columns = ["id", "time", "decision", "reference", "name"]
    print_table("Screenings", columns, [_cells(one) for one in found])


def export(
    file: Annotated[Path, typer.Argument(help="The file to write; `-` is standard output.")],
    format_: Annotated[TableFormat, typer.Option("--format", help="Of the file.")] = TableFormat.CSV,
    name: NameOption = None,
    similar: SimilarOption = False,
    party_reference: PartyOption = None,
    reference: ReferenceOption = None,
    actor: ActorOption = None,
    decision: DecisionOption = None,
    watchlist: WatchlistOption = None,
    entity: EntityOption = None,
    profile: ProfileOption = None,
    territory: TerritoryOption = None,
    min_score: ScoreOption = None,
    from_: FromOption = None,
    to: ToOption = None,
    limit: LimitOption = MOST_ROWS,
) -> None:
    """Write the screenings that `find` finds into a table. No cell of it is taken for a formula."""
    conditions = _conditions(reference, actor, decision, watchlist, entity, profile, from_, to)
    query = ScreeningQuery(conditions, name, similar, party_reference, territory, min_score)
    found = _found(query, limit)
    content = _json(found) if format_ is TableFormat.JSON else ("\ufeff" + screening_csv(found)).encode()
    if str(file) == "-":
        typer.get_binary_stream("stdout").write(content)
    else:
        file.write_bytes(content)
        typer.echo(f"{len(found)} screenings written to {file}")


def show(screening_id: str = typer.Argument(help="Id of the screening."), json: JsonOption = False) -> None:
    """Show what was answered."""
    with _runtime() as runtime:
        document = asyncio.run(runtime.records.get(screening_id))
        if document is None:
            _refuse(f"there is no screening {screening_id!r}")
        details: dict[str, Detail] = {"operation": "records show"}
        runtime.records.note_now(Event("record_read", local_actor(), document.id, details))
    if json:
        print_json(document.answer)
    else:
        print_screening(_document(document.answer))


def certificate(
    screening_id: str = typer.Argument(help="Id of the screening."),
    format_: CertificateFormat = typer.Option(CertificateFormat.JSON, "--format", help="Of the file."),
    lang: PageLanguage = typer.Option(PageLanguage.EN, help="Language of the page."),
    output: Path | None = typer.Option(None, help="The file to write; default: certificate-ID.FORMAT."),
    verify_address: str | None = typer.Option(None, help="Address of the page that verifies it, for the QR code."),
) -> None:
    """Write the certificate of a screening into a file. That it was issued is on record."""
    settings = Settings()
    scheme = "https" if settings.tls else "http"
    address = verify_address or f"{scheme}://{settings.host}:{settings.port}/desk/certificates"
    path = output or Path(f"certificate-{screening_id}.{format_}")
    with _runtime() as runtime:
        facts = asyncio.run(runtime.evidence.facts(screening_id))
        if facts is None:
            _refuse(f"there is no screening {screening_id!r}")
        sealed = runtime.evidence.certificate(facts)
        issuing = Issuing(local_actor(), sortable(runtime.clock()), address)
        content = _written(sealed, issuing, format_, lang.value, path)
        asyncio.run(runtime.evidence.issue(sealed, actor=local_actor(), format_=format_.value))
    path.write_bytes(content)
    typer.echo(f"written to {path}; SHA-256 of the certificate {sealed.sha256}")


def verify(
    file: Path = typer.Argument(help="A certificate or dossier as it was issued, JSON."), json: JsonOption = False
) -> None:
    """Does a certificate or dossier hold? Exit status: 0 it holds, 1 it does not, 2 error."""
    content = file.read_bytes()
    try:
        document = _document(content)
        name: Name = "dossier" if "dossier" in document else "certificate"
        inner, sha256 = document[name], document["sha256"]
    except (ValueError, KeyError, TypeError, RecursionError):
        _refuse(f"{file} is no certificate and no dossier: expected a JSON file as it was issued")
    with _runtime() as runtime:
        found = asyncio.run(runtime.evidence.verify_file(name, inner, sha256, content))
    if json:
        print_json(to_json(asdict(found) | {"holds": found.holds}))
    else:
        typer.echo(f"{'it holds' if found.holds else 'it does not hold'}: {found.format} of {found.of}")
        for fault in found.faults:
            typer.echo(f"  {fault}")
    if not found.holds:
        raise typer.Exit(NOT_SO)


def _conditions(
    reference: str | None,
    actor: str | None,
    decision: Decision | None,
    watchlist: str | None,
    entity: str | None,
    profile: str | None,
    from_: str | None,
    to: str | None,
) -> Query:
    since, until = _moment("--from", from_, time.min), _moment("--to", to, time.max)
    if since is not None and until is not None and since > until:
        detail = f"{from_} is later than --to {to}, so that nothing lies between them"
        raise typer.BadParameter(detail, None, None, "--from")
    return Query(
        reference=reference,
        decision=None if decision is None else decision.value,
        entity=entity,
        watchlist=watchlist,
        profile=profile,
        actor=actor,
        from_=since,
        until=until,
    )


def _moment(option: str, given: str | None, of_day: time) -> str | None:
    """A day is its beginning or end, a moment without a zone is UTC."""
    if given is None:
        return None
    try:
        if len(given) == len("2026-11-23"):
            return sortable(datetime.combine(date.fromisoformat(given), of_day))
        moment = datetime.fromisoformat(given)
    except ValueError:
        raise typer.BadParameter(
            f"expected a day or moment such as 2026-11-23T09:00, got {given!r}", None, None, option
        ) from None
    return sortable((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC))


def _found(query: ScreeningQuery, limit: int) -> list[ScreeningFound]:
    if query.name is not None and not words_of(query.name):
        _refuse(f"--name: expected a word to look for, got {query.name!r}")
    with _runtime() as runtime:
        if query.name is not None or query.party_reference is not None:
            sought: list[Detail] = [
                *(["name"] if query.name is not None else []),
                *(["party_reference"] if query.party_reference is not None else []),
            ]
            runtime.records.note_now(Event("records_searched", local_actor(), None, {"conditions": sought}))
        return asyncio.run(all_found(runtime.search, query, limit))


@contextmanager
def _runtime() -> Iterator[Runtime]:
    runtime = open_runtime(Settings())
    try:
        yield runtime
    finally:
        runtime.close()


def _written(sealed: Sealed, issuing: Issuing, format_: CertificateFormat, language: Language, path: Path) -> bytes:
    if format_ is CertificateFormat.JSON:
        return sealed.file
    html = html_of(sealed, issuing, language)
    if format_ is CertificateFormat.HTML:
        return html.encode()
    try:
        return pdf_of(html, attached=sealed.file, name=f"{path.stem}.json")
    except PdfUnavailable as error:
        _refuse(str(error))


def _refuse(why: str) -> NoReturn:
    complain(why)
    raise typer.Exit(ERROR)


def _document(content: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(content)
    return found


def _json(found: list[ScreeningFound]) -> bytes:
    return to_json(
        {
            "screenings": [
                asdict(one.entry) | {"match": None if one.match is None else asdict(one.match)} for one in found
            ]
        }
    )


def _cells(one: ScreeningFound) -> list[str]:
    entry, match = one.entry, one.match
    name = "" if match is None else match.name
    return [entry.id, entry.screened_at[:16], entry.decision, entry.reference or "", name]

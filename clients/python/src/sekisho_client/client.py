"""`Sekisho` and `AsyncSekisho`: the calls that trading systems and back offices make, with types and retries.

Every other operation of the API is in `sekisho_client.generated.api`; call it with `client.api`.
"""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Self

import httpx

from sekisho_client.answers import ask, ask_async, unknown_error
from sekisho_client.errors import JobFailedError
from sekisho_client.generated import AuthenticatedClient
from sekisho_client.generated.api.bulk_jobs import create_bulk_job, get_bulk_job
from sekisho_client.generated.api.compare import compare_names
from sekisho_client.generated.api.lists import get_entity, list_watchlists
from sekisho_client.generated.api.screenings import (
    get_screening,
    get_screening_status,
    list_screenings,
    replay_screening,
    screen,
)
from sekisho_client.generated.models import (
    BulkJobOut,
    CompareIn,
    CompareOut,
    CreateBulkJobBody,
    EntityOut,
    GoodsIn,
    OptionsIn,
    PairIn,
    PartyIn,
    ReplayOut,
    ScreeningListOut,
    ScreeningOut,
    ScreeningRequestIn,
    ScreeningStatusOut,
    State,
    WatchlistsOut,
)
from sekisho_client.generated.types import UNSET, File
from sekisho_client.retries import AsyncRetryTransport, RetryPolicy, RetryTransport

ENDED = frozenset({State.DONE, State.FAILED, State.CANCELLED, State.VALIDATED})
POLL_SECONDS = 0.5


class Sekisho:
    """A connection to one service; use it as a context manager, from any number of threads.

    `api_key` is sent as a bearer token; a service on this machine that has no keys needs none. `timeout` is in seconds
    and holds for each attempt. All calls raise `SekishoError` where the service gives no answer, and
    `httpx.TransportError` where it cannot be reached after the last attempt.
    """

    def __init__(
        self,
        url: str = "http://127.0.0.1:8000",
        *,
        api_key: str | None = None,
        timeout: float = 30.0,
        retries: RetryPolicy | None = None,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        inner = transport or httpx.HTTPTransport()
        self._http = httpx.Client(
            base_url=url,
            headers=_headers(api_key),
            timeout=timeout,
            transport=RetryTransport(inner, retries or RetryPolicy()),
        )
        self.api = AuthenticatedClient(base_url=url, token=api_key or "").set_httpx_client(self._http)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def screen(
        self,
        parties: Iterable[PartyIn] = (),
        goods: Iterable[GoodsIn] = (),
        *,
        reference: str | None = None,
        options: OptionsIn | None = None,
        idempotency_key: str | None = None,
    ) -> ScreeningOut:
        """Screen parties and goods; the answer is on record under its `id`.

        All attempts of one call carry the same idempotency key, so the screening is recorded once. Give a key of your
        own (of the trade, say) to get the first answer again after a crash of your program.
        """
        body = _screening_request(parties, goods, reference, options)
        key = idempotency_key or str(uuid.uuid4())
        return ask(screen.sync_detailed, client=self.api, body=body, idempotency_key=key)

    def get_screening(self, id: str) -> ScreeningOut:  # noqa: A002 - the name in the API
        """A screening on record."""
        return ask(get_screening.sync_detailed, id, client=self.api)

    def get_status(self, id: str) -> ScreeningStatusOut:  # noqa: A002
        """Whether the trade of a screening may go on: release, hold or reject."""
        return ask(get_screening_status.sync_detailed, id, client=self.api)

    def find_screenings(self, reference: str) -> ScreeningListOut:
        """Your own screenings that carry a reference."""
        return ask(list_screenings.sync_detailed, client=self.api, reference=reference)

    def replay(self, id: str) -> ReplayOut:  # noqa: A002
        """Screen a screening on record once more with the lists of then, and compare the answers."""
        return ask(replay_screening.sync_detailed, id, client=self.api)

    def compare(self, pairs: Iterable[PairIn]) -> CompareOut:
        """Compare pairs of names, with every line of each score; nothing is recorded."""
        return ask(compare_names.sync_detailed, client=self.api, body=CompareIn(pairs=list(pairs)))

    def get_entity(self, id: str) -> EntityOut:  # noqa: A002
        """A listed entity with its names, facts and designations."""
        return ask(get_entity.sync_detailed, id, client=self.api)

    def list_watchlists(self) -> WatchlistsOut:
        """The lists that are loaded, with their editions and ages."""
        return ask(list_watchlists.sync_detailed, client=self.api)

    def start_bulk_job(
        self,
        file: Path | str,
        *,
        columns: Mapping[str, str] | None = None,
        watchlists: Iterable[str] | None = None,
        profile: str = "default",
        dry_run: bool = False,
    ) -> BulkJobOut:
        """Send a CSV, JSON lines, XLSX or Parquet file. The same file on the same lists and day is the same job.

        `columns` maps fields of the service to headers of the file: `{"name": "Kunde"}`.
        """
        with _opened(file) as body:
            return ask(
                create_bulk_job.sync_detailed,
                client=self.api,
                body=body,
                column=_column_options(columns),
                watchlist=list(watchlists) if watchlists is not None else UNSET,
                profile=profile,
                dry_run=dry_run,
            )

    def wait_for_bulk_job(self, id: str, *, seconds: float = POLL_SECONDS) -> BulkJobOut:  # noqa: A002
        """Wait until a job has its result, asking every `seconds`. Raises `JobFailedError` if it ends without one."""
        while (job := ask(get_bulk_job.sync_detailed, id, client=self.api)).state not in ENDED:
            time.sleep(seconds)
        return _finished(job)

    def download_results(self, id: str, target: Path | str, format: str = "csv") -> None:  # noqa: A002
        """Write the result of a job to a file: csv, hits, jsonl, parquet, record, summary or xlsx."""
        with self._http.stream("GET", f"/v1/bulk-jobs/{id}/results", params={"format": format}) as response:
            if response.status_code != 200:
                raise unknown_error(response.status_code, response.read())
            _write(Path(target), response.iter_bytes())


class AsyncSekisho:
    """The same calls for asyncio; an asynchronous context manager."""

    def __init__(
        self,
        url: str = "http://127.0.0.1:8000",
        *,
        api_key: str | None = None,
        timeout: float = 30.0,
        retries: RetryPolicy | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        inner = transport or httpx.AsyncHTTPTransport()
        self._http = httpx.AsyncClient(
            base_url=url,
            headers=_headers(api_key),
            timeout=timeout,
            transport=AsyncRetryTransport(inner, retries or RetryPolicy()),
        )
        self.api = AuthenticatedClient(base_url=url, token=api_key or "").set_async_httpx_client(self._http)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def screen(
        self,
        parties: Iterable[PartyIn] = (),
        goods: Iterable[GoodsIn] = (),
        *,
        reference: str | None = None,
        options: OptionsIn | None = None,
        idempotency_key: str | None = None,
    ) -> ScreeningOut:
        """See `Sekisho.screen`."""
        body = _screening_request(parties, goods, reference, options)
        key = idempotency_key or str(uuid.uuid4())
        return await ask_async(screen.asyncio_detailed, client=self.api, body=body, idempotency_key=key)

    async def get_screening(self, id: str) -> ScreeningOut:  # noqa: A002
        """See `Sekisho.get_screening`."""
        return await ask_async(get_screening.asyncio_detailed, id, client=self.api)

    async def get_status(self, id: str) -> ScreeningStatusOut:  # noqa: A002
        """See `Sekisho.get_status`."""
        return await ask_async(get_screening_status.asyncio_detailed, id, client=self.api)

    async def find_screenings(self, reference: str) -> ScreeningListOut:
        """See `Sekisho.find_screenings`."""
        return await ask_async(list_screenings.asyncio_detailed, client=self.api, reference=reference)

    async def replay(self, id: str) -> ReplayOut:  # noqa: A002
        """See `Sekisho.replay`."""
        return await ask_async(replay_screening.asyncio_detailed, id, client=self.api)

    async def compare(self, pairs: Iterable[PairIn]) -> CompareOut:
        """See `Sekisho.compare`."""
        return await ask_async(compare_names.asyncio_detailed, client=self.api, body=CompareIn(pairs=list(pairs)))

    async def get_entity(self, id: str) -> EntityOut:  # noqa: A002
        """See `Sekisho.get_entity`."""
        return await ask_async(get_entity.asyncio_detailed, id, client=self.api)

    async def list_watchlists(self) -> WatchlistsOut:
        """See `Sekisho.list_watchlists`."""
        return await ask_async(list_watchlists.asyncio_detailed, client=self.api)

    async def start_bulk_job(
        self,
        file: Path | str,
        *,
        columns: Mapping[str, str] | None = None,
        watchlists: Iterable[str] | None = None,
        profile: str = "default",
        dry_run: bool = False,
    ) -> BulkJobOut:
        """See `Sekisho.start_bulk_job`. The file is read by a thread, as an event loop must not wait for a disk."""
        body = CreateBulkJobBody(
            file=File(payload=await asyncio.to_thread(_in_memory, file), file_name=Path(file).name)
        )
        return await ask_async(
            create_bulk_job.asyncio_detailed,
            client=self.api,
            body=body,
            column=_column_options(columns),
            watchlist=list(watchlists) if watchlists is not None else UNSET,
            profile=profile,
            dry_run=dry_run,
        )

    async def wait_for_bulk_job(self, id: str, *, seconds: float = POLL_SECONDS) -> BulkJobOut:  # noqa: A002
        """See `Sekisho.wait_for_bulk_job`."""
        while (job := await ask_async(get_bulk_job.asyncio_detailed, id, client=self.api)).state not in ENDED:
            await asyncio.sleep(seconds)
        return _finished(job)

    async def download_results(self, id: str, target: Path | str, format: str = "csv") -> None:  # noqa: A002
        """See `Sekisho.download_results`."""
        async with self._http.stream("GET", f"/v1/bulk-jobs/{id}/results", params={"format": format}) as response:
            if response.status_code != 200:
                raise unknown_error(response.status_code, await response.aread())
            await _write_async(Path(target), response.aiter_bytes())


def _headers(api_key: str | None) -> dict[str, str]:
    return {"Authorization": f"Bearer {api_key}"} if api_key else {}


def _screening_request(
    parties: Iterable[PartyIn], goods: Iterable[GoodsIn], reference: str | None, options: OptionsIn | None
) -> ScreeningRequestIn:
    return ScreeningRequestIn(
        parties=list(parties),
        goods=list(goods),
        reference=reference if reference is not None else UNSET,
        options=options or UNSET,
    )


def _column_options(columns: Mapping[str, str] | None) -> list[str] | None:
    return [f"{field}={header}" for field, header in columns.items()] if columns else None


@contextmanager
def _opened(file: Path | str) -> Iterator[CreateBulkJobBody]:
    with Path(file).open("rb") as stream:
        yield CreateBulkJobBody(file=File(payload=stream, file_name=Path(file).name))


def _in_memory(file: Path | str) -> BinaryIO:
    return BytesIO(Path(file).read_bytes())


def _finished(job: BulkJobOut) -> BulkJobOut:
    if job.state in (State.FAILED, State.CANCELLED):
        raise JobFailedError(job.id, str(job.state), job.reason)
    return job


def _write(target: Path, chunks: Iterator[bytes]) -> None:
    with target.open("wb") as out:
        out.writelines(chunks)


async def _write_async(target: Path, chunks: AsyncIterator[bytes]) -> None:
    with await asyncio.to_thread(target.open, "wb") as out:
        async for chunk in chunks:
            await asyncio.to_thread(out.write, chunk)

"""The calls of the HTTP API that the tools need."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import httpx

Document = dict[str, Any]


class CallFailedError(Exception):
    """The service gave no answer. Whatever was asked is neither clear nor found."""


class ServiceCalls:
    """Calls one service with one key. Every method raises `CallFailedError` with the service's sentence."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def screen(self, body: Document) -> Document:
        """Screen, and put the answer on record."""
        return await self._call("POST", "/v1/screenings", json=body, headers={"Idempotency-Key": str(uuid.uuid4())})

    async def get_screening(self, id: str) -> Document:  # noqa: A002 - the name in the API
        """A screening on record."""
        return await self._call("GET", f"/v1/screenings/{_segment(id)}")

    async def get_certificate(self, id: str) -> Document:  # noqa: A002 - the name in the API
        """The certificate of a screening on record."""
        return await self._call("GET", f"/v1/screenings/{_segment(id)}/certificate")

    async def compare(self, body: Document) -> Document:
        """Compare pairs of names."""
        return await self._call("POST", "/v1/compare", json=body)

    async def get_entity(self, id: str, as_of: str | None) -> Document:  # noqa: A002
        """A listed entity as its list had it on a day."""
        return await self._call("GET", f"/v1/entities/{_segment(id)}", params={"as_of": as_of} if as_of else {})

    async def _call(self, method: str, path: str, **options: Any) -> Document:
        try:
            response = await self._client.request(method, path, **options)
            document = response.json()
        except (httpx.HTTPError, ValueError) as error:
            raise CallFailedError(
                f"no answer from the service ({type(error).__name__}); nothing was screened"
            ) from error
        if response.status_code != httpx.codes.OK or not isinstance(document, dict):
            raise CallFailedError(_sentence(response.status_code, document))
        return document


def open_client(url: str, api_key: str | None, *, timeout: float) -> httpx.AsyncClient:
    """A connection to the service at `url`; seconds of `timeout` for each call."""
    headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
    return httpx.AsyncClient(base_url=url, headers=headers, timeout=timeout)


def _segment(text: str) -> str:
    return quote(text, safe=":")


def _sentence(status: int, document: object) -> str:
    if not isinstance(document, Mapping):
        return f"the service answered {status}"
    faults = document.get("errors") or []
    wrong = "; ".join(
        f"{fault.get('pointer')}: {fault.get('detail')}" for fault in faults if isinstance(fault, Mapping)
    )
    return f"{status}: {document.get('detail', 'no reason was given')}" + (f" ({wrong})" if wrong else "")

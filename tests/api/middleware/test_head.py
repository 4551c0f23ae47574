"""HEAD is GET without the body."""

import asyncio
from typing import Any

import pytest

from service.api.middleware.head import HeadMiddleware


def ask(method: str) -> tuple[list[str], list[dict[str, Any]], str]:
    """Which methods the application saw, what was sent, and the method that the server finds afterwards."""
    seen: list[str] = []
    sent: list[dict[str, Any]] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        seen.append(scope["method"])
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
        await send({"type": "http.response.body", "body": b"ok"})

    async def send(message: Any) -> None:
        sent.append(dict(message))

    async def receive() -> Any:
        return {"type": "http.request"}

    scope = {"type": "http", "method": method}
    asyncio.run(HeadMiddleware(app)(scope, receive, send))
    return seen, sent, str(scope["method"])


def test_the_same_headers_without_a_body() -> None:
    seen, sent, left = ask("HEAD")
    assert (seen, left) == (["GET"], "HEAD")
    assert sent[0] == ask("GET")[1][0]
    assert sent[1]["body"] == b""


@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
def test_other_methods_are_left_as_they_are(method: str) -> None:
    seen, sent, left = ask(method)
    assert (seen, left, sent[1]["body"]) == ([method], method, b"ok")

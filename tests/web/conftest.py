"""People who look at pages, each with a browser of their own that has no scripts and no network."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest

from service.api.app import create_app
from service.auth.api_keys import Wanted, make_key
from service.auth.store import add_key
from service.bootstrap.runtime import Runtime
from service.common.roles import Role
from service.web.app import Desk
from tests.conftest import NOW, Client

ROLES = {
    "screener": [Role.SCREENER],
    "a.yamada": [Role.OFFICER],
    "both": [Role.OFFICER, Role.SUPERVISOR],
    "b.tanaka": [Role.SUPERVISOR],
    "auditor": [Role.AUDITOR],
    "admin": [Role.ADMIN],
}


class Browser:
    """Keeps cookies and sends forms with the token of the page before."""

    def __init__(self, desk: Desk) -> None:
        self._client = Client(desk)
        self.cookies: dict[str, str] = {}
        self.last: httpx.Response | None = None

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self._send("GET", path, None, headers)

    def post(self, path: str, csrf: str | None = None, **fields: object) -> httpx.Response:
        """Send a form, and follow where it leads."""
        answer = self._send("POST", path, fields | {"csrf": self.csrf if csrf is None else csrf}, {})
        return self.get(answer.headers["location"]) if answer.status_code == 303 else answer

    def send_file(self, path: str, name: str, content: bytes, **fields: str) -> httpx.Response:
        """Send a form with a file, and follow where it leads."""
        answer = self._send("POST", path, fields | {"csrf": self.csrf}, {}, {"file": (name, content)})
        return self.get(answer.headers["location"]) if answer.status_code == 303 else answer

    @property
    def csrf(self) -> str:
        assert self.last is not None
        return re.findall(r'name="csrf" value="([^"]+)"', self.last.text)[0]

    def hidden(self, name: str) -> str:
        """A hidden field of the page before."""
        assert self.last is not None
        return re.findall(rf'name="{name}" value="([^"]+)"', self.last.text)[0]

    def _send(
        self, method: str, path: str, fields: dict | None, headers: dict[str, str], files: dict | None = None
    ) -> httpx.Response:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        given = {"accept-language": "en"} | headers | ({"cookie": cookie} if cookie else {})
        answer = self._client.request(method, path, data=fields, files=files, headers=given)
        for header in answer.headers.get_list("set-cookie"):
            name, _, value = header.partition(";")[0].partition("=")
            self.cookies[name] = value.strip('"')
        if "text/html" in answer.headers.get("content-type", ""):
            self.last = answer
        return answer


@pytest.fixture
def runtime(make_runtime: Callable[..., Runtime]) -> Runtime:
    return make_runtime()


@pytest.fixture
def desk(runtime: Runtime) -> Desk:
    return Desk(create_app(runtime), runtime.settings, runtime.clock)


@pytest.fixture
def keys(runtime: Runtime) -> dict[str, str]:
    """A key for each person."""
    secrets: dict[str, str] = {}
    for name, roles in ROLES.items():
        wanted = Wanted(name, frozenset(roles), NOW + timedelta(days=1))
        key, secrets[name] = make_key(wanted, by="local", now=NOW - timedelta(1))
        runtime.records.perform_now(add_key(key))
    return secrets


@pytest.fixture
def person(desk: Desk, keys: dict[str, str]) -> Callable[[str], Browser]:
    """Somebody who has signed in."""

    def signed_in(name: str) -> Browser:
        browser = Browser(desk)
        browser.get("/desk/sign-in")
        assert browser.post("/desk/sign-in", key=keys[name]).status_code == 200
        return browser

    return signed_in

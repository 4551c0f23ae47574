"""What every page works with: who looks, in which language, and the way to the HTTP interface."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import Response

from service.auth.model import Actor, Refusal
from service.common.clock import Clock
from service.settings import Settings
from service.web.api_client import Answer, ApiClient, may
from service.web.errors import Refused, SignInNeeded
from service.web.languages import LANGUAGES, preferred
from service.web.path_prefix import prefix_of
from service.web.rendering import Renderer, Viewer
from service.web.sessions import Sessions
from service.web.uploads import FileForm, Uploads, read_file_form

SESSION_COOKIE = "sekisho_desk"
FORM_COOKIE = "sekisho_desk_form"
"""For forms of visitors without a session: on the sign-in page, and where there are no keys."""
LANGUAGE_COOKIE = "sekisho_desk_language"
_MOST_FORM_BYTES = 256 * 1024
_A_YEAR = 365 * 86_400


@dataclass(frozen=True, slots=True)
class Context:
    """What all pages share."""

    api: ApiClient
    sessions: Sessions
    renderer: Renderer
    settings: Settings
    clock: Clock
    uploads: Uploads

    async def visitor(self, request: Request) -> Visitor:
        """Who looks at a page. Raises SignInNeeded."""
        visitor = await self.anybody(request)
        if visitor.actor is None:
            raise SignInNeeded
        return visitor

    async def anybody(self, request: Request, *, known: bool = True) -> Visitor:
        """The same, for pages that need nobody signed in. `known` false does not ask who it is."""
        session = self.sessions.find(request.cookies.get(SESSION_COOKIE, ""))
        language = request.cookies.get(LANGUAGE_COOKIE, "")
        if language not in LANGUAGES:
            language = preferred(request.headers.get("accept-language", ""))
        credential = None if session is None else session.credential
        csrf = session.csrf if session is not None else request.cookies.get(FORM_COOKIE) or secrets.token_urlsafe(32)
        found = await self.api.identify(request, credential) if known else None
        actor = None if found is None or isinstance(found, Refusal) else found
        return Visitor(self, request, language, credential, csrf, actor)

    async def error_page(self, request: Request, status: int, detail: str | None, *, known: bool = True) -> Response:
        """A page that says what went wrong."""
        visitor = await self.anybody(request, known=known)
        return visitor.page("error.html", status=status, detail=detail, http_status=status)

    def keep(self, request: Request, response: Response, name: str, value: str, *, max_age: int | None = None) -> None:
        """Set a cookie that neither scripts nor other sites get at, nor other services below other paths."""
        path, secure = f"{prefix_of(request.scope)}/desk", self.settings.tls
        response.set_cookie(name, value, max_age=max_age, path=path, httponly=True, samesite="strict", secure=secure)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who looks at a page. `actor` is None for nobody that is known."""

    context: Context
    request: Request
    language: str
    credential: str | None
    csrf: str
    actor: Actor | None

    async def ask(
        self,
        method: str,
        *path: str,
        query: Mapping[str, Any] | None = None,
        body: Any = None,
        version: str | None = None,
        file: bytes | None = None,
    ) -> Answer:
        """What the HTTP interface answers to this visitor, whatever it is."""
        return await self.context.api.ask(
            self.request, self.credential, method, *path, query=query, body=body, version=version, file=file
        )

    async def get(self, *path: str, **query: Any) -> Any:
        """The document at a path. Raises Refused."""
        answer = await self.ask("GET", *path, query=query)
        if not answer.ok:
            raise Refused(answer.status, answer.detail)
        return answer.document

    def refuse_unless_may(self, operation: str, why: str) -> None:
        """For pages that are nothing but a form, and before a large file is taken in. Raises Refused if the HTTP
        interface would refuse what the form asks for."""
        if self.actor is None or not may(self.actor, operation):
            raise Refused(403, why)

    async def form(self) -> Form:
        """The form that was sent. Raises Refused if it is too large or not of this desk."""
        content = b""
        async for chunk in self.request.stream():
            content += chunk
            if len(content) > _MOST_FORM_BYTES:
                raise Refused(413, f"a form may have at most {_MOST_FORM_BYTES} bytes")
        try:
            fields = parse_qs(content.decode("utf-8"), keep_blank_values=True, max_num_fields=500)
        except ValueError:
            raise Refused(400, "the form cannot be read") from None
        form = Form(fields)
        self._refuse_foreign(form.text("csrf"))
        return form

    async def file_form(self, folder: Path, *, most_bytes: int, most_files: int) -> FileForm:
        """The form with files that was sent, the files in a folder. Raises Refused like `form`."""
        async with self.upload_place():
            form = await read_file_form(self.request, folder, most_bytes=most_bytes, most_files=most_files)
        self._refuse_foreign(form.text("csrf"))
        return form

    @asynccontextmanager
    async def upload_place(self) -> AsyncIterator[None]:
        """A place over which a file comes in. Raises Refused if this visitor has all of his, and SignInNeeded."""
        if self.actor is None:
            raise SignInNeeded
        async with self.context.api.upload_place(self.request, self.actor):
            yield

    async def send_files(
        self, *path: str, files: Sequence[tuple[str, Path]], query: Mapping[str, Any] | None = None
    ) -> Answer:
        """What the HTTP interface answers to files of this visitor."""
        return await self.context.api.send_files(self.request, self.credential, *path, files=files, query=query)

    def pass_on(self, *path: str, query: Mapping[str, Any] | None = None) -> Response:
        """A file of the HTTP interface for this visitor."""
        return self.context.api.pass_on(self.request, self.credential, *path, query=query)

    def check(self, form: Form) -> None:
        """Raises Refused if a form is not of this session."""
        self._refuse_foreign(form.text("csrf"))

    def _refuse_foreign(self, csrf: str) -> None:
        known = self.credential is not None or self.request.cookies.get(FORM_COOKIE) == self.csrf
        if not known or not hmac.compare_digest(csrf.encode(), self.csrf.encode()):
            raise Refused(403, "the form is not of this session; load the page again and send it anew")

    def page(self, template: str, *, http_status: int = 200, **values: Any) -> Response:
        """A page in the language of the visitor."""
        scope = self.request.scope
        viewer = Viewer(
            self.language, self.csrf, self.actor, self.credential is not None, scope["path"], prefix_of(scope)
        )
        response = self.context.renderer.page(template, viewer, http_status, values)
        if self.credential is None:
            self.context.keep(self.request, response, FORM_COOKIE, self.csrf)
        return response

    def choose_language(self, response: Response, language: str) -> None:
        """Remember a language."""
        if language in LANGUAGES:
            self.context.keep(self.request, response, LANGUAGE_COOKIE, language, max_age=_A_YEAR)


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form that was sent."""

    fields: Mapping[str, list[str]]

    def text(self, name: str) -> str:
        """One field, without blanks around it; empty if it is not there."""
        return self.fields.get(name, [""])[0].strip()

    def all(self, name: str) -> list[str]:
        """All values of a field."""
        return self.fields.get(name, [])


def context_of(request: Request) -> Context:
    """What the pages of this application share."""
    context: Context = request.app.state.desk
    return context

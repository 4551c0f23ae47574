"""Signing in and out, and choosing a language."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from service.auth.model import Refusal
from service.web.context import SESSION_COOKIE, context_of


async def show(request: Request) -> Response:
    """The form; whoever is known already goes on."""
    visitor = await context_of(request).anybody(request)
    if visitor.actor is not None:
        return RedirectResponse("/desk", 303)
    return visitor.page("sign_in.html", error=None)


async def sign_in(request: Request) -> Response:
    """A session for a key or token that is good. A session that there was ends."""
    context = context_of(request)
    visitor = await context.anybody(request, known=False)
    credential = (await visitor.form()).text("key")
    found = await context.api.identify(request, credential or None)
    if isinstance(found, Refusal):
        return visitor.page("sign_in.html", error=found.detail, http_status=429 if found.wait_seconds else 401)
    context.sessions.end(request.cookies.get(SESSION_COOKIE, ""))
    response = RedirectResponse("/desk", 303)
    if credential:
        context.keep(request, response, SESSION_COOKIE, context.sessions.begin(credential))
    return response


async def sign_out(request: Request) -> Response:
    """End the session."""
    context = context_of(request)
    visitor = await context.anybody(request, known=False)
    await visitor.form()
    context.sessions.end(request.cookies.get(SESSION_COOKIE, ""))
    response = RedirectResponse("/desk/sign-in", 303)
    context.keep(request, response, SESSION_COOKIE, "", max_age=0)
    return response


async def choose_language(request: Request) -> Response:
    """Remember the language, and go back to the page."""
    visitor = await context_of(request).anybody(request, known=False)
    form = await visitor.form()
    back = form.text("back")
    inside = back.startswith("/desk") and "//" not in back and "\\" not in back
    response = RedirectResponse(back if inside else "/desk", 303)
    visitor.choose_language(response, form.text("language"))
    return response


ROUTES = [
    Route("/desk/sign-in", show, methods=["GET"]),
    Route("/desk/sign-in", sign_in, methods=["POST"]),
    Route("/desk/sign-out", sign_out, methods=["POST"]),
    Route("/desk/language", choose_language, methods=["POST"]),
]

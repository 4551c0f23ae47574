"""Screening one party, or one line of goods."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from service.web.context import Form, context_of
from service.web.errors import Refused
from service.web.word_difference import mark_words

_NO_VALUES: dict[str, str] = {}


async def show(request: Request) -> Response:
    """An empty form."""
    visitor = await context_of(request).visitor(request)
    visitor.refuse_unless_may("POST /v1/screenings", "screening is for screeners and officers")
    profiles = (await visitor.get("v1", "profiles"))["profiles"]
    return visitor.page("screen.html", values=_NO_VALUES, error=None, profiles=profiles)


async def screen(request: Request) -> Response:
    """Ask, and go to the answer that is on record."""
    visitor = await context_of(request).visitor(request)
    form = await visitor.form()
    answer = await visitor.ask("POST", "v1", "screenings", body=request_of(form))
    if answer.ok:
        return RedirectResponse(f"/desk/screenings/{answer.document['id']}", 303)
    if answer.status != 422:
        raise Refused(answer.status, answer.detail)
    profiles = (await visitor.get("v1", "profiles"))["profiles"]
    values = {name: found[0] for name, found in form.fields.items()}
    return visitor.page("screen.html", values=values, error=answer.detail, profiles=profiles, http_status=422)


async def show_answer(request: Request) -> Response:
    """A screening on record, with its hits beside what was asked."""
    visitor = await context_of(request).visitor(request)
    screening_id = request.path_params["id"]
    answer = await visitor.get("v1", "screenings", screening_id)
    return visitor.page("screening.html", answer=answer, parties=[_compared(one) for one in answer["parties"]])


async def show_map(request: Request) -> Response:
    """The map of a line of goods."""
    visitor = await context_of(request).visitor(request)
    wanted = request.path_params
    answer = await visitor.ask("GET", "v1", "screenings", wanted["id"], "goods", wanted["goods_id"], "map")
    if not answer.ok:
        raise Refused(answer.status, answer.detail)
    # A picture that is shown as one: its own styles count, nothing in it runs.
    policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return Response(answer.content, media_type="image/svg+xml", headers={"Content-Security-Policy": policy})


def request_of(form: Form) -> dict[str, Any]:
    """The body of a screening, from the fields of the form that were filled in."""
    party = _given(form, "type", "name", "birth_date", "address", "subject_id")
    countries = [one.strip().upper() for one in form.text("countries").split(",") if one.strip()]
    if countries:
        party["nationalities" if form.text("type") == "person" else "countries"] = countries
    if form.text("identifier"):
        kind = form.text("identifier_type") or "passport"
        party["identifiers"] = [{"type": kind, "value": form.text("identifier")}]
    goods = _given(form, "description", "hs_code")
    origin = {key: form.text(f"origin_{key}") for key in ("text", "country") if form.text(f"origin_{key}")}
    if origin:
        goods["origin"] = origin
    body: dict[str, Any] = _given(form, "reference")
    if set(party) - {"type"}:
        body["parties"] = [party | {"id": "party"}]
    if goods:
        body["goods"] = [goods | {"id": "line-1"}]
    if form.text("profile"):
        body["options"] = {"profile": form.text("profile")}
    return body


def _given(form: Form, *names: str) -> dict[str, Any]:
    return {name: form.text(name) for name in names if form.text(name)}


def _compared(party: dict[str, Any]) -> dict[str, Any]:
    """A party whose hits have the words of both names marked."""
    hits = []
    for hit in party["hits"]:
        asked, listed = mark_words(hit["matched"]["query"], hit["matched"]["listed"])
        hits.append(hit | {"asked_words": asked, "listed_words": listed})
    return party | {"hits": hits}


ROUTES = [
    Route("/desk/screen", show, methods=["GET"]),
    Route("/desk/screen", screen, methods=["POST"]),
    Route("/desk/screenings/{id}", show_answer, methods=["GET"]),
    Route("/desk/screenings/{id}/goods/{goods_id}/map", show_map, methods=["GET"]),
]

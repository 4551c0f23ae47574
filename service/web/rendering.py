"""From a template and values to a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse

from service.auth.model import Actor
from service.web.api_client import may
from service.web.languages import LANGUAGES, catalogue
from service.web.sentences import translated
from service.web.word_difference import Word

_TEMPLATES = Path(__file__).with_name("templates")
_NAVIGATION = (
    ("overview", "/desk", "GET /v1/watchlists"),
    ("screen", "/desk/screen", "POST /v1/screenings"),
    ("queue", "/desk/queue", "GET /v1/alerts"),
    ("book", "/desk/book", "GET /v1/subjects"),
    ("bulk", "/desk/bulk", "GET /v1/bulk-jobs"),
    ("records", "/desk/records", "GET /v1/screenings"),
    ("entities", "/desk/entities", "GET /v1/entities"),
    ("lists", "/desk/lists", "GET /v1/watchlists"),
)
"""Key of its name, address, and what one has to be allowed to do to see it."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """For whom a page is made. `here` is its path, below `prefix` if a reverse proxy shows the service below one."""

    language: str
    csrf: str
    actor: Actor | None
    signed_in: bool
    here: str
    prefix: str = ""


class Renderer:
    """Everything that comes from outside is escaped: no template marks a value as safe."""

    def __init__(self) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(_TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        filters: dict[str, Any] = {"day": lambda at: str(at or "")[:10], "moment": _moment, "marked": _marked}
        self._environment.filters |= filters

    def page(self, template: str, viewer: Viewer, status: int, values: Mapping[str, Any]) -> HTMLResponse:
        """A page for somebody."""
        words = catalogue(viewer.language)
        actor = viewer.actor
        content = self._environment.get_template(template).render(
            t=lambda key, **given: words[key].format(**given) if given else words[key],
            say=partial(_say, language=viewer.language),
            said=partial(_said, words),
            language=viewer.language,
            languages=LANGUAGES,
            csrf=viewer.csrf,
            actor=actor,
            signed_in=viewer.signed_in,
            may=lambda operation: actor is not None and may(actor, operation),
            navigation=[(key, path) for key, path, needed in _NAVIGATION if actor is not None and may(actor, needed)],
            here=viewer.here,
            prefix=viewer.prefix,
            **values,
        )
        return HTMLResponse(content, status)


def _said(words: Mapping[str, str], kind: str, value: object) -> str:
    """A value in the words of a language; `consignee.name` is the name of the consignee."""
    text = str(value)
    role, dot, field = text.partition(".")
    if dot and f"role.{role}" in words:
        return f"{words[f'role.{role}']}: {_said(words, kind, field)}"
    return words.get(f"{kind}.{text}", text.replace("_", " "))


def _say(text: str | None, *, language: str) -> Markup:
    """A sentence of the engine in the language of the page; marked as English where there is none in it."""
    if not text or language == "en":
        return escape(text or "")
    found = translated(text, language)
    return escape(found) if found is not None else Markup('<span lang="en">{}</span>').format(text)


def _moment(at: str | None) -> str:
    """`2026-11-23 09:00 UTC`."""
    return "" if not at else f"{at[:10]} {at[11:16]} UTC"


def _marked(words: list[Word]) -> Markup:
    """Words, those that differ marked."""
    parts = [Markup("<mark>{}</mark>").format(word.text) if word.differs else escape(word.text) for word in words]
    return Markup(" ").join(parts)

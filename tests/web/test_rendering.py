"""From values to pages: escaped, in a language, with what one may do."""

import pytest

from service.auth.model import Actor
from service.common.roles import Role
from service.web.languages import LANGUAGES
from service.web.rendering import Renderer, Viewer
from service.web.word_difference import Word

EVIL = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer()


def page(renderer: Renderer, *roles: Role, language: str = "en", detail: str = EVIL) -> str:
    actor = Actor("desk", frozenset(roles)) if roles else None
    viewer = Viewer(language, "token", actor, bool(roles), "/desk/nothing")
    answer = renderer.page("error.html", viewer, 404, {"status": 404, "detail": detail})
    assert answer.status_code == 404
    return bytes(answer.body).decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_comes_from_outside_is_escaped_in_every_language(renderer: Renderer, language: str) -> None:
    html = page(renderer, Role.OFFICER, language=language)
    assert EVIL not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert f'lang="{language}"' in html


def test_one_sees_the_way_to_what_one_may_look_at(renderer: Renderer) -> None:
    assert "/desk/queue" in page(renderer, Role.OFFICER)
    assert "/desk/queue" not in page(renderer, Role.SCREENER)
    assert "/desk/screen" in page(renderer, Role.SCREENER)
    assert "/desk/queue" not in page(renderer)


def test_words_that_differ_are_marked_and_escaped(renderer: Renderer) -> None:
    marked = renderer._environment.filters["marked"]
    assert marked([Word("a<b", differs=False), Word("c&d", differs=True)]) == "a&lt;b <mark>c&amp;d</mark>"


@pytest.mark.parametrize(("at", "shown"), [("2026-11-23T09:00:59.1Z", "2026-11-23 09:00 UTC"), ("", ""), (None, "")])
def test_moments_are_shown_to_the_minute(renderer: Renderer, at: str | None, shown: str) -> None:
    assert renderer._environment.filters["moment"](at) == shown

"""The desk below a path, as reverse proxies show it."""

import re

import pytest

from service.web.path_prefix import BelowPath, below_path
from tests.web.conftest import Browser

PREFIX = "/bank/sanctions"


@pytest.fixture(params=["handed on", "taken off"])
def officer(request, desk, keys):
    """Somebody before a proxy that hands the path on, or takes it off; signed in."""

    async def proxy(scope, receive, send):
        assert scope["path"].startswith(PREFIX), f"{scope['path']} leads past the proxy"
        path = scope["path"] if request.param == "handed on" else scope["path"].removeprefix(PREFIX)
        await BelowPath(desk, PREFIX)(scope | {"path": path, "raw_path": path.encode()}, receive, send)

    browser = Browser(proxy)
    browser.get(f"{PREFIX}/desk/sign-in")
    assert browser.post(f"{PREFIX}/desk/sign-in", key=keys["both"]).status_code == 200
    return browser


def addresses(page):
    return re.findall(r'(?:href|src|action|formaction)="([^"]*)"', page.text)


def test_every_address_of_every_page_is_below_the_path(officer):
    seen, waiting = set(), [f"{PREFIX}/desk"]
    person = {"name": "Sergei Aksenov", "type": "person", "origin_text": "Yalta", "description": "wine"}
    answer = officer.post(f"{PREFIX}/desk/screen", **person)
    waiting += addresses(answer)
    while waiting and len(seen) < 60:
        path = waiting.pop().partition("#")[0].removeprefix("http://localhost")
        if path in seen or path == "":
            continue
        seen.add(path)
        assert path.startswith(f"{PREFIX}/desk"), path
        page = officer.get(path)
        assert page.status_code in (200, 404, 405, 422), path  # forms are sent, not opened
        if page.status_code == 200 and "text/html" in page.headers["content-type"]:
            waiting += addresses(page)
    assert f"{PREFIX}/desk/static/desk.css" in seen


def test_cookies_are_of_this_service_alone(desk, keys):
    app = BelowPath(desk, PREFIX)
    page = Browser(app).get(f"{PREFIX}/desk/sign-in")
    assert f"Path={PREFIX}/desk;" in page.headers["set-cookie"]


def test_the_language_is_chosen_and_the_page_comes_again(officer):
    officer.get(f"{PREFIX}/desk/queue")
    page = officer.post(f"{PREFIX}/desk/language", language="ja", back=officer.hidden("back"))
    assert 'lang="ja"' in page.text
    assert 'aria-current="page"' in page.text


def test_swagger_and_answers_are_there_too(officer):
    assert officer.get(f"{PREFIX}/docs").status_code == 200
    assert officer.get(f"{PREFIX}/static/swagger.js").status_code == 200
    assert officer.get(f"{PREFIX}/").headers["location"] == "docs"


def test_without_a_path_nothing_stands_between(desk):
    assert below_path(desk, "") is desk

"""Every page, for every role."""

import re

import pytest

from service.api.permissions import PERMISSIONS
from tests.web.conftest import ROLES, Browser

PAGES = {
    "/desk": "GET /v1/watchlists",
    "/desk/screen": "POST /v1/screenings",
    "/desk/queue": "GET /v1/alerts",
    "/desk/book": "GET /v1/subjects",
    "/desk/rescreens": "GET /v1/rescreens",
    "/desk/bulk": "GET /v1/bulk-jobs",
    "/desk/records": "GET /v1/screenings",
    "/desk/entities": "GET /v1/entities",
    "/desk/entities?q=Aksyonov": "GET /v1/entities",
    "/desk/entities/jp_crimea_2014:026-000002": "GET /v1/entities/{id}",
    "/desk/lists": "GET /v1/watchlists",
    "/desk/lists/jp_crimea_2014": "GET /v1/watchlists/{id}",
}
XSS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</textarea><svg onload=alert(1)>",
    "{{ 7*7 }}",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("name", ROLES)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_for_those_who_may_see_it(person, name, path):
    allowed = not PERMISSIONS[PAGES[path]].roles.isdisjoint(ROLES[name])
    browser = person(name)
    assert (browser.get(path).status_code < 400) is allowed
    if not allowed:
        assert f'href="{path}"' not in browser.get("/desk").text


@pytest.mark.parametrize("path", PAGES)
def test_nobody_sees_a_page_without_signing_in(desk, keys, path):
    answer = Browser(desk).get(path)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/desk/sign-in"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_page_has_one_heading_labels_and_no_inline_code(desk, path, language):
    page = Browser(desk).get(path, **{"accept-language": language})
    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.text
    assert page.text.count("<h1") == 1
    for field in re.findall(r'<(?:input|select|textarea) id="([^"]+)"', page.text):
        assert f'for="{field}"' in page.text
    assert not re.search(r'<style|style="|<script>| on\w+="|https?://(?!www\.w3\.org/)[^<]*"\s*>', page.text)


@pytest.mark.parametrize("text", XSS)
def test_what_was_typed_is_text(desk, text):
    browser = Browser(desk)
    browser.get("/desk/screen")
    fields = dict.fromkeys(("name", "address", "subject_id", "description", "origin_text", "reference"), text)
    page = browser.post("/desk/screen", **fields)
    again = [page, browser.get("/desk/records"), browser.get("/desk/queue")]
    again.append(browser.get("/desk/entities?q=" + text.replace("{", "%7B").replace("}", "%7D")))
    refused = browser.post("/desk/screen", birth_date=text, **fields)
    assert refused.status_code == 422
    for one in [*again, refused]:
        assert not re.search(r"<script>|<img src=x|<svg onload| onmouseover='|>49<", one.text)


@pytest.mark.parametrize("text", XSS)
def test_what_was_written_about_an_alert_is_text(desk, text):
    browser = Browser(desk)
    browser.get("/desk/screen")
    page = browser.post("/desk/screen", name=f"Sergey Aksyonov {text}", type="person", subject_id=text)
    alert = re.search(r'href="(/desk/alerts/[^"]+)"', page.text)
    if alert is None:
        page = browser.post("/desk/screen", name="Sergey Aksyonov", type="person", subject_id=text, reference=text)
        alert = re.search(r'href="(/desk/alerts/[^"]+)"', page.text)
    browser.get(alert[1])
    browser.post(f"{alert[1]}/comment", version=browser.hidden("version"), comment=text)
    fields = {"match": "1", "outcome": "false_positive", "reason_code": "other", "rationale": text * 10}
    shown = browser.post(f"{alert[1]}/propose", version=browser.hidden("version"), **fields)
    assert shown.status_code == 200
    for one in (shown, browser.get("/desk/queue")):
        assert not re.search(r"<script>|<img src=x|<svg onload| onmouseover='|>49<", one.text)

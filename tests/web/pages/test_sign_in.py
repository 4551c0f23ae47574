"""Sessions, forms and headers."""

from datetime import timedelta

import pytest

from service.api.app import create_app
from service.web.app import Desk
from tests.conftest import NOW
from tests.web.conftest import Browser


def test_a_wrong_key_is_told(desk, keys):
    browser = Browser(desk)
    browser.get("/desk/sign-in")
    answer = browser.post("/desk/sign-in", key="sk_wrong")
    assert answer.status_code == 401
    assert 'role="alert"' in answer.text
    assert "sekisho_desk" not in browser.cookies


@pytest.mark.parametrize("tls", [False, True])
def test_the_cookie_is_kept_from_scripts_and_other_sites(make_runtime, keys, tls):
    runtime = make_runtime(tls=tls)
    browser = Browser(Desk(create_app(runtime), runtime.settings, runtime.clock))
    browser.get("/desk/sign-in")
    answer = browser._send("POST", "/desk/sign-in", {"csrf": browser.csrf, "key": keys["admin"]}, {})
    cookie = next(one for one in answer.headers.get_list("set-cookie") if one.startswith("sekisho_desk="))
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert ("Secure" in cookie) is tls
    assert ("strict-transport-security" in answer.headers) is tls


def test_the_policy_lets_no_inline_script_run(desk):
    headers = Browser(desk).get("/desk").headers
    policy = headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/desk/screen", "/desk/lists/fetch", "/desk/alerts/x/take", "/desk/sign-out"])
def test_a_form_of_another_site_does_nothing(person, path):
    assert person("admin").post(path, csrf="guessed").status_code == 403


@pytest.mark.parametrize("path", ["/desk/sign-in", "/desk/language"])
def test_a_form_without_the_cookie_of_its_page_does_nothing(desk, keys, path):
    browser = Browser(desk)
    browser.get("/desk/sign-in")
    browser.cookies.clear()
    assert browser.post(path, key=keys["admin"], language="ja").status_code == 403


def test_signing_out_ends_the_session_on_the_server(person):
    browser = person("admin")
    kept = dict(browser.cookies)
    browser.post("/desk/sign-out")
    browser.cookies = kept
    assert browser.get("/desk").status_code == 303


def test_a_session_ends_by_itself(runtime, keys):
    at = [NOW]
    browser = Browser(Desk(create_app(runtime), runtime.settings, lambda: at[0]))
    browser.get("/desk/sign-in")
    browser.post("/desk/sign-in", key=keys["admin"])
    for _ in range(15):
        at[0] += timedelta(minutes=29)
        assert browser.get("/desk").status_code == 200
    kept = dict(browser.cookies)
    at[0] += timedelta(minutes=31)
    assert browser.get("/desk").status_code == 303
    at[0] -= timedelta(minutes=31)
    browser.cookies = kept
    assert browser.get("/desk").status_code == 303, "it is gone"


def test_the_language_is_remembered(desk):
    browser = Browser(desk)
    assert '<html lang="ja">' in browser.get("/desk", **{"accept-language": "fr, ja;q=0.9, en;q=0.5"}).text
    browser.get("/desk")
    page = browser.post("/desk/language", language="ja", back="/desk/lists")
    assert '<html lang="ja">' in page.text
    assert page.url.path == "/desk/lists"
    assert browser.post("/desk/language", language="ja", back="//elsewhere.example").url.path == "/desk"


@pytest.mark.parametrize(
    ("headers", "shown"),
    [
        ({}, True),
        ({"x-forwarded-for": "192.0.2.7"}, False),
        ({"via": "1.1 proxy"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"host": "sekisho.example.org"}, False),
    ],
)
def test_without_keys_only_this_machine_sees_pages(make_runtime, headers, shown):
    runtime = make_runtime()
    browser = Browser(Desk(create_app(runtime), runtime.settings, runtime.clock))
    for path in ("/desk", "/desk/queue"):
        assert ("<nav" in browser.get(path, **headers).text) is shown

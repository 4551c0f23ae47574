"""Two officers in a real browser: sign in, screen, propose, be refused as own approver, approve as another; then the
decision is found again by a half-remembered name, its certificate opened, kept and verified."""

import json
import shutil
import subprocess
import sys

import pytest

from tests.e2e.installation import Installation

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
RATIONALE = "Another date of birth, another place, and the passport is of another state."

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no chromium on this machine (Debian: apt-get install chromium)"
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """Address of a service, and a key each for an officer and a supervisor."""
    installation = Installation(tmp_path_factory.mktemp("desk"), None)

    def key(name, role):
        command = [sys.executable, "-m", "service.cli", "keys", "create", name, "--role", role, "--json"]
        made = subprocess.run(command, env=installation.environment, capture_output=True, text=True, check=True)
        return json.loads(made.stdout)["secret"]

    keys = key("Hanako", "officer"), key("Taro", "supervisor")
    installation.start()
    yield f"http://127.0.0.1:{installation.port}", *keys
    installation.stop()


@pytest.fixture(params=["en-GB", "ja-JP"])
def page(request, desk):
    """A page that reaches this service only, and says nothing to the console."""
    playwright = pytest.importorskip("playwright.sync_api")
    said = []
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(locale=request.param, base_url=desk[0])
        context.route(
            lambda url: not url.startswith(desk[0]), lambda route: (said.append(route.request.url), route.abort())
        )
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        yield page
        browser.close()
    assert said == []


def sign_in(page, key):
    page.context.clear_cookies()
    page.goto("/desk")
    page.fill("#key", key)
    page.press("#key", "Enter")
    page.wait_for_selector("nav")


def test_a_hit_is_decided_by_two(page, desk):
    _, officer, supervisor = desk
    sign_in(page, officer)
    page.goto("/desk/screen")
    page.fill("[name=name]", "Sergei Aksenov")
    page.fill("[name=subject_id]", f"customer-{page.evaluate('navigator.language')}")
    page.press("[name=name]", "Enter")
    page.wait_for_url("**/desk/screenings/*")
    page.click("a[href*='/desk/alerts/']")
    alert = page.url
    page.select_option("#outcome", "false_positive")
    page.select_option("#reason_code", "birth_date_differs")
    page.fill("#rationale", RATIONALE)
    for box in page.locator("input[name=check]").all():
        box.check()
    page.click("form[action$='/propose'] button")
    page.wait_for_selector("blockquote")
    assert page.locator("form[action$='/approve']").count() == 0, "an officer may not approve"
    sign_in(page, supervisor)
    page.goto(alert)
    page.click("form[action$='/approve'] button")
    page.wait_for_load_state()
    assert page.locator("form[action$='/approve']").count() == 0
    assert page.locator("ol.history li").count() >= 3
    assert "Taro" in page.inner_text("ol.history")
    find_again_and_verify(page, alert)


def find_again_and_verify(page, alert):
    """As somebody does a week later who remembers the name by half."""
    page.goto("/desk/records")
    page.fill("[name=name]", "Aksyonov")
    page.check("[name=similar]")
    page.press("[name=name]", "Enter")
    page.wait_for_url("**/desk/records?*name=Aksyonov*")
    page.locator("table a[href*='/desk/screenings/']").first.click()
    page.wait_for_url("**/desk/screenings/*")
    screening = page.url.rpartition("/")[2]
    with page.expect_download() as kept:
        page.click(".evidence a[download]")
    page.click(".evidence a[href$='/certificate']")
    page.wait_for_url("**/certificate")
    assert screening in page.inner_text("h1 + p")
    assert "Aksenov" in page.inner_text("main")
    printed = page.inner_text("footer .hash").split()[-1]
    page.goto("/desk/certificates")
    page.set_input_files("#file", kept.value.path())
    page.click("form[enctype] button")
    page.wait_for_selector("#verdict .tag.clear")
    assert printed in page.inner_text("section.next")
    page.goto(alert)
    page.click(".evidence a[href$='/dossier']")
    page.wait_for_url("**/dossier")
    assert "Hanako" in page.inner_text("main")
    assert "Taro" in page.inner_text("main")


def test_without_signing_in_nothing_is_shown(page, desk):
    for path in ("/desk", "/desk/queue", "/desk/records", "/desk/entities?q=Aksyonov", "/desk/lists", "/desk/screen"):
        page.goto(path)
        assert page.locator("#key").count() == 1
        assert page.locator("nav").count() == 0

"""An officer and a supervisor in Swagger UI, in a real browser: screen, see the alert, propose, be refused as own
approver, approve as another, screen again and see it suppressed, change the list and see it back."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.installation import Installation

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SCREENSHOTS = os.environ.get("SEKISHO_TEST_SCREENSHOTS")
"""A folder to keep a picture of every step in, for whoever wants to look."""
LIST = "own_partners"
ROW = "id,type,name,birth_date\n7,person,Zebulon Quixwell,{}\n"
ASKED = {"parties": [{"id": "buyer", "type": "person", "name": "Zebulon Quixwell", "subject_id": "C-1"}]}
PROPOSED = {
    "match_ids": [1],
    "outcome": "false_positive",
    "reason_code": "birth_date_differs",
    "rationale": "Another date of birth, and the passport is of another state.",
    "suppress": {},
}

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine (Debian: apt-get install chromium)"),
    pytest.mark.timeout(600),
]


class Walk:
    """Swagger UI in a browser, and who is signed in there."""

    def __init__(self, page, address, keys):
        self.page, self.keys, self.steps = page, keys, 0
        page.goto(f"{address}/docs")
        page.wait_for_selector(".opblock")

    def sign_in(self, who):
        """With the key of somebody, as "Authorize" asks for it."""
        page = self.page
        page.click("button.btn.authorize")
        form = page.locator(".auth-container", has=page.locator("input")).first
        if form.locator("button", has_text="Logout").count():
            form.locator("button", has_text="Logout").click()
        form.locator("input").fill(self.keys[who])
        form.locator("button", has_text="Authorize").click()
        page.click(".modal-ux .btn-done")

    def send(self, operation, body=None, **parameters):
        """Open an operation, fill in its form and execute it. Gives the status and the answer that are shown."""
        page = self.page
        block = page.locator(f".opblock[id$='-{operation}']")
        block.scroll_into_view_if_needed()
        if not block.locator(".execute").count():
            block.locator(".opblock-summary-control").click()
        for name, value in parameters.items():
            block.locator(f"tr[data-param-name='{name.replace('_', '-')}'] input").fill(value)
        if body is not None:
            block.locator("textarea.body-param__text").fill(json.dumps(body))
        if block.locator(".btn-clear").count():
            block.locator(".btn-clear").click()  # the answer of the time before
        with page.expect_response(lambda response: "/v1/" in response.url) as sent:
            block.locator(".execute").click()
        shown = block.locator(".live-responses-table tr.response .response-col_status").first
        shown.wait_for()
        self.picture(operation, block)
        response = sent.value
        assert shown.inner_text().startswith(str(response.status))
        return response.status, response.json(), response.headers

    def picture(self, name, block):
        self.steps += 1
        if SCREENSHOTS:
            block.locator(".live-responses-table").first.scroll_into_view_if_needed()
            self.page.screenshot(path=str(Path(SCREENSHOTS) / f"{self.steps:02d}-{name}.png"))


@pytest.fixture
def installation(tmp_path):
    made = Installation(tmp_path, None)
    activate(made, "1970-01-01")
    yield made
    made.stop()


def run(installation, *arguments):
    command = [sys.executable, "-m", "service.cli", *arguments]
    done = subprocess.run(command, env=installation.environment, capture_output=True, text=True, check=True)
    return done.stdout


def activate(installation, born):
    path = installation.folder / "partners.csv"
    path.write_text(ROW.format(born))
    run(installation, "watchlists", "import", LIST, str(path), "--accept", "--reason", "test")


@pytest.fixture
def walk(installation):
    playwright = pytest.importorskip("playwright.sync_api")
    people = {"Hanako": ("officer", "supervisor"), "Taro": ("officer", "supervisor")}
    keys = {}
    for name, roles in people.items():
        given = [word for role in roles for word in ("--role", role)]
        keys[name] = json.loads(run(installation, "keys", "create", name, *given, "--json"))["secret"]
    installation.start()
    address, said = f"http://127.0.0.1:{installation.port}", []
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 1000})
        page.set_default_timeout(120_000)
        page.route(
            lambda url: not url.startswith(address), lambda route: (said.append(route.request.url), route.abort())
        )
        page.on("pageerror", lambda error: said.append(str(error)))
        yield Walk(page, address, keys)
        browser.close()
    assert said == []


def test_the_loop_is_gone_through_in_swagger_ui(walk, installation):
    walk.sign_in("Hanako")
    status, found, _ = walk.send("screen", ASKED)
    assert (status, found["decision"]) == (200, "review")
    alert = found["parties"][0]["alert_id"]
    status, shown, headers = walk.send("get_alert", id=alert)
    assert (status, shown["status"]) == (200, "open")
    status, proposed, headers = walk.send("propose_disposition", PROPOSED, id=alert, If_Match=headers["etag"])
    assert (status, proposed["status"], proposed["proposed_by"]) == (201, "proposed", "Hanako")
    approval = {"disposition_sha256": proposed["content_sha256"]}
    given = {"id": proposed["id"], "If_Match": headers["etag"]}
    status, refused, _ = walk.send("approve_disposition", approval, **given)
    assert (status, "another person" in refused["detail"]) == (403, True)
    walk.sign_in("Taro")
    status, decided, _ = walk.send("approve_disposition", approval, **given)
    assert (status, decided["alert"]["status"]) == (200, "closed_false_positive")
    status, again, _ = walk.send("screen", ASKED)
    hit = again["parties"][0]["hits"][0]
    assert (again["decision"], hit["suppressed_by"]) == ("clear", decided["suppressions"][0])
    activate(installation, "1971-02-03")
    back = came_back(walk)
    assert (back["decision"], back["parties"][0]["hits"][0]["suppressed_by"]) == ("review", None)
    status, reopened, _ = walk.send("get_alert", id=back["parties"][0]["alert_id"])
    assert (reopened["status"], reopened["previous_alert_id"]) == ("open", alert)


def came_back(walk):
    """The answer once the server has noticed the other edition."""
    for _ in range(60):
        _, answer, _ = walk.send("screen", ASKED)
        if answer["decision"] != "clear":
            break
        walk.page.wait_for_timeout(500)
    return answer

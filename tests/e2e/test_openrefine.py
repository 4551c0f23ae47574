"""OpenRefine itself, in a browser, as docs/openrefine.md says.

It is a program of its own: only where SEKISHO_TEST_OPENREFINE is the address of one that runs.
"""

import json
import os
import subprocess
import sys
import time

import httpx
import pytest
from playwright.sync_api import sync_playwright

from tests.e2e.desk import CHROMIUM
from tests.e2e.installation import Installation

ADDRESS = os.environ.get("SEKISHO_TEST_OPENREFINE", "")
ROWS = "customer,born\nСергей Аксёнов,1972\nHanako Yamada,1980\nVladimir Konstantinov,\n"
PATIENCE_SECONDS = 60

pytestmark = pytest.mark.skipif(not ADDRESS or CHROMIUM is None, reason="SEKISHO_TEST_OPENREFINE is not set")


class OpenRefine:
    """Its own HTTP interface, which its pages use."""

    def __init__(self):
        self.client = httpx.Client(base_url=ADDRESS, timeout=PATIENCE_SECONDS)

    def send(self, command, files=None, **parameters):
        token = self.client.get("/command/core/get-csrf-token").json()["token"]
        fields = {"csrf_token": token} | parameters
        if files is None:
            return self.client.post(f"/command/core/{command}", data=fields)
        return self.client.post(f"/command/core/{command}", params={"csrf_token": token}, data=parameters, files=files)

    def rows(self, project):
        given = {"project": project, "start": 0, "limit": 10}
        return self.client.get("/command/core/get-rows", params=given).json()

    def wait(self, project):
        end = time.monotonic() + PATIENCE_SECONDS
        while self.client.get("/command/core/get-processes", params={"project": project}).json()["processes"]:
            assert time.monotonic() < end
            time.sleep(0.2)


@pytest.fixture
def service(tmp_path):
    """The address to add to OpenRefine."""
    settings = {"yente_keys_in_addresses": "true", "cors_origins": json.dumps([ADDRESS])}
    installation = Installation(tmp_path, None, **settings)
    command = [sys.executable, "-m", "service.cli", "keys", "create", "openrefine", "--role", "screener", "--json"]
    made = subprocess.run(command, env=installation.environment, capture_output=True, text=True, check=True)
    installation.start()
    key = json.loads(made.stdout)["secret"]
    yield f"http://127.0.0.1:{installation.port}/yente/reconcile/default?api_key={key}"
    installation.stop()


def test_a_column_is_reconciled_and_extended(service):
    refine = OpenRefine()
    refine.send("set-preference", name="reconciliation.standardServices", value="[]")
    options = json.dumps({"separator": ",", "encoding": "UTF-8", "headerLines": 1})
    given = {"project-name": "customers", "format": "text/line-based/*sv", "options": options}
    made = refine.send("create-project-from-upload", files={"project-file": ("c.csv", ROWS.encode())}, **given)
    project = made.headers["location"].partition("project=")[2]
    refused = reconcile_in_browser(project, service)
    assert refused == []
    refine.wait(project)

    answer = refine.rows(project)
    recons = [answer["pool"]["recons"][row["cells"][0]["r"]] for row in answer["rows"]]
    assert [one["j"] for one in recons] == ["matched", "none", "matched"]
    assert recons[0]["m"]["id"] == "jp_crimea_2014:026-000002"

    manifest = httpx.get(service).json()
    extension = {"properties": [{"id": "birthDate", "name": "Birth date"}]}
    refine.send(
        "extend-data", project=project, engine='{"facets": [], "mode": "row-based"}', baseColumnName="customer",
        endpoint=service, identifierSpace=manifest["identifierSpace"], schemaSpace=manifest["schemaSpace"],
        extension=json.dumps(extension), columnInsertIndex="1",
    )  # fmt: skip
    refine.wait(project)
    # A new column is the last of a row's cells, wherever it is shown; a row that was not matched has none.
    cells = [row["cells"][2:] for row in refine.rows(project)["rows"]]
    assert [one[0]["v"] if one and one[0] else None for one in cells][:2] == ["1972-11-26", None]


def reconcile_in_browser(project, service):
    """Add the service, choose a type and a property from its suggestions, start. Gives what the service refused."""
    refused = []
    base = service.partition("/yente/")[0]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.set_default_timeout(PATIENCE_SECONDS * 1000)
        page.route(lambda url: "127.0.0.1" not in url, lambda route: route.abort())
        page.on("requestfailed", lambda request: request.url.startswith(base) and refused.append(request.url))
        page.goto(f"{ADDRESS}/project?project={project}", wait_until="domcontentloaded")
        page.locator(".column-header", has_text="customer").locator(".column-header-menu").click()
        page.get_by_text("Reconcile", exact=True).hover()
        page.get_by_text("Start reconciling").click()
        page.get_by_text("Add standard service").click()
        page.locator("input[bind=input]").fill(service)
        page.get_by_role("button", name="Add service").last.click()
        born = page.locator("input[name=property]").first
        born.press_sequentially("birth d")
        page.locator(".fbs-item").first.hover()
        page.locator(".fbs-flyout-pane", has_text="Birth date").wait_for()
        page.locator(".fbs-item").first.click()
        page.locator("input[name=include]").first.check()
        page.locator("input[value=Person]").check()
        with page.expect_response(lambda response: "/command/core/reconcile" in response.url):
            page.get_by_role("button", name="Start reconciling").click()
        browser.close()
    return refused

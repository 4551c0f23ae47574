"""The first visit after the program was installed, in a real browser: the desk says that lists have to be loaded, does
it, shows which of them failed, and then says what can be done."""

import functools
import http.server
import json
import threading
from xml.sax.saxutils import escape

import pytest

from service.settings import Settings
from service.worker.list_fetching import with_address
from tests.e2e.desk import CHROMIUM, HOSTILE, hostile_list
from tests.e2e.installation import Installation

SECONDS = 90_000
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no chromium on this machine (Debian: apt-get install chromium)"
)


class Publisher(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture
def desk(tmp_path):
    """Address of a fresh service that fetches two lists from this machine: one is there, the other is not."""
    (tmp_path / "published").mkdir()
    (tmp_path / "published" / "un.xml").write_text(hostile_list().replace(escape(HOSTILE), "Exampleton"))
    handler = functools.partial(Publisher, directory=str(tmp_path / "published"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as publisher:
        threading.Thread(target=publisher.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{publisher.server_port}"
        addresses = dict.fromkeys(with_address(Settings(data_dir=tmp_path)), "")
        addresses |= {"un_sc_sanctions": f"{address}/un.xml", "jp_mof_sanctions": f"{address}/gone"}
        (tmp_path / "data").mkdir()
        settings = {"list_addresses": json.dumps(addresses), "fetch_allow_private": "true"}
        installation = Installation(tmp_path / "data", None, **settings)
        installation.start()
        yield f"http://127.0.0.1:{installation.port}"
        installation.stop()
        publisher.shutdown()


def test_an_empty_desk_says_what_to_do_next_and_does_it(desk):
    playwright = pytest.importorskip("playwright.sync_api")
    said = []
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for language in ("ja-JP", "en-GB"):
            context = browser.new_context(locale=language, base_url=desk)
            page = context.new_page()
            page.set_default_timeout(SECONDS)
            page.on("console", lambda message: said.append(message.text))
            page.goto("/desk")
            if language == "ja-JP":
                page.click("section.next form[action$='/desk/lists/fetch'] button")
                page.wait_for_selector("#live[data-refresh] progress")
                page.wait_for_selector("#live:not([data-refresh]) .attempts .tag.block")
                assert "404" in page.inner_text(".attempts")
                assert page.locator("a[href='/desk/lists/un_sc_sanctions']").count() == 1, "it is searched"
                page.click("section.next a.button")
                page.wait_for_url("**/desk/screen")
                page.goto("/desk")
            steps = page.locator("section.next .steps a")
            assert [one.get_attribute("href") for one in steps.all()][:3] == [
                "/desk/screen",
                "/desk/bulk",
                "/desk/book",
            ]
            context.close()
        browser.close()
    assert said == []

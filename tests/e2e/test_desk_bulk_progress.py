"""A large file in a real browser: the page tells from the start how long it will take, says when the service is gone,
and goes on by itself when it is back, as the work does."""

import random

import httpx
import pytest

from tests.e2e.desk import CHROMIUM
from tests.e2e.installation import Installation

ROWS = 30_000
MILLISECONDS = 120_000
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no chromium on this machine (Debian: apt-get install chromium)"
)


def large_file(path):
    """Names of syllables, none of them twice."""
    chance, syllables = random.Random(1), ["ba", "ke", "lo", "mi", "nu", "ra", "se", "ti", "vo", "za"]
    names = ("".join(chance.choices(syllables, k=3)) for _ in range(2 * ROWS))
    rows = (
        f"{number},{one.title()} {other.title()}\n"
        for number, (one, other) in enumerate(zip(names, names, strict=True))
    )
    path.write_text("id,name\n" + "".join(rows))
    return path


def test_the_bar_tells_the_time_left_and_goes_on_where_it_was(tmp_path):
    playwright = pytest.importorskip("playwright.sync_api")
    (tmp_path / "data").mkdir()
    installation = Installation(tmp_path / "data", None)
    installation.start()
    address = f"http://127.0.0.1:{installation.port}"

    def job():
        return httpx.get(f"{address}/v1/bulk-jobs/{page.url.rpartition('/')[2]}", timeout=60).json()

    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_context(locale="en-GB", base_url=address).new_page()
        page.set_default_timeout(MILLISECONDS)
        page.goto("/desk/bulk")
        page.set_input_files("#file", large_file(tmp_path / "customers.csv"))
        page.click("form[enctype] button")
        page.click("button[value=start]")
        page.wait_for_url("**/desk/bulk/blk_*")
        assert " s left" in page.inner_text("#live section")
        assert int(page.locator("progress").get_attribute("max")) == pytest.approx(ROWS, rel=0.1)
        while (before := job())["progress"]["rows_done"] == 0:
            page.wait_for_timeout(20)
        installation.kill()
        assert before["state"] != "done"
        page.wait_for_selector("#away:not([hidden])")
        installation.start()
        page.wait_for_selector("ul.downloads")
        done = job()
        browser.close()
    installation.stop()
    assert (done["state"], done["progress"]["rows_done"]) == ("done", ROWS)
    assert done["progress"]["resumed_at"] > before["started_at"]

"""Screening on the desk."""

import re

from tests.web.conftest import Browser


def test_goods_are_shown_with_a_map(desk):
    browser = Browser(desk)
    browser.get("/desk/screen")
    page = browser.post("/desk/screen", description="wine", origin_text="Massandra, Yalta")
    picture = browser.get(re.search(r'<img class="map" src="([^"]+)"', page.text)[1])
    assert picture.headers["content-type"] == "image/svg+xml"
    assert "sandbox" in picture.headers["content-security-policy"]

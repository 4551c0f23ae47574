"""A line of goods: what was stated, which laws apply, and how far they are known."""

import re


def page(browser, **fields):
    browser.get("/desk/screen")
    return re.sub(r"\s+", " ", browser.post("/desk/screen", description="coal", hs_code="2701", **fields).text)


def test_the_regimes_that_were_looked_at_are_shown_with_what_is_missing(person):
    shown = page(person("a.yamada"), origin_country="KP")
    assert "Regimes that were looked at" in shown
    assert re.search(r'<span class="tag (clear|review|block)">(complete|checked|in part|not known)</span>', shown)
    assert "Countries that were stated" in shown


def test_territories_have_their_map(person):
    shown = page(person("a.yamada"), origin_text="Yalta")
    assert 'class="map"' in shown

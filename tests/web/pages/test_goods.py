"""A line of goods: what was stated, which laws apply, and how far they are known."""

import re

import pytest


def page(browser, **fields):
    browser.get("/desk/screen")
    return re.sub(r"\s+", " ", browser.post("/desk/screen", description="coal", hs_code="2701", **fields).text)


def test_the_regimes_that_were_looked_at_are_shown_with_what_is_missing(person):
    shown = page(person("a.yamada"), origin_country="KP")
    assert "Regimes that were looked at" in shown
    assert re.search(r'<span class="tag (clear|review|block)">(complete|checked|in part|not known)</span>', shown)
    assert "Countries that were stated" in shown


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"origin_text": "Yalta"}, "Yalta"),
        ({"origin_text": "Kherson Oblast"}, "kherson_ngca"),
        ({"origin_country": "KP"}, "North Korea"),
    ],
)
def test_territories_and_countries_with_measures_have_their_map(person, given, name):
    officer = person("a.yamada")
    shown = page(officer, **given)
    address = re.search(rf'<img class="map" src="([^"]+)" alt="Map of {name}">', shown)[1]
    picture = officer.get(address)
    assert picture.headers["content-type"].startswith("image/svg+xml")
    assert "<svg" in picture.text


def test_a_country_without_measures_has_none(person):
    assert 'class="map"' not in page(person("a.yamada"), origin_country="PT")

"""Past screenings, by the filters in the address."""

import pytest

from tests.web.conftest import Browser


@pytest.fixture
def browser(desk):
    """Somebody who has screened two parties."""
    browser = Browser(desk)
    browser.get("/desk/screen")
    browser.post("/desk/screen", name="Sergey Aksyonov", type="person", reference="T-1")
    browser.get("/desk/screen")
    browser.post("/desk/screen", name="Hanako Yamada", type="person", reference="T-2")
    return browser


@pytest.mark.parametrize(
    ("filters", "shown"),
    [
        ("", {"T-1", "T-2"}),
        ("?name=Yamada", {"T-2"}),
        ("?decision=clear", {"T-2"}),
        ("?reference=T-1", {"T-1"}),
        ("?name=&reference=", {"T-1", "T-2"}),
        ("?name=Nobody", set()),
        ("?watchlist=jp_crimea_2014", {"T-1"}),
    ],
)
def test_what_meets_the_filters_is_shown(browser, filters, shown):
    page = browser.get(f"/desk/records{filters}").text
    assert {one for one in ("T-1", "T-2") if f">{one}<" in page} == shown


def test_a_filter_that_is_refused_is_told_with_what_was_typed(browser):
    page = browser.get("/desk/records?min_score=nonsense")
    assert page.status_code == 422
    assert 'value="nonsense"' in page.text
    assert 'role="alert"' in page.text

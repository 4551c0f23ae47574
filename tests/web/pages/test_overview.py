"""The first page."""

from tests.web.conftest import Browser


def test_a_service_without_keys_serves_this_machine(desk):
    page = Browser(desk).get("/desk")
    assert page.status_code == 200
    assert "local" in page.text
    assert "/desk/lists/fetch" in page.text, "an empty desk says what to do next"


def test_alerts_that_wait_are_counted_by_list_band_and_age(person):
    officer = person("a.yamada")
    assert "What to do next" not in officer.get("/desk").text, "the lists are not loaded yet"
    officer.get("/desk/screen")
    officer.post("/desk/screen", name="Sergei Aksenov", birth_date="1972-11-26")
    page = officer.get("/desk").text
    for heading in ("Alerts by list", "Alerts by band of score", "Alerts that wait, by age"):
        assert f"<h2>{heading}</h2>" in page
    assert page.count('<svg class="bar"') == 3
    assert "up to 1 day" in page

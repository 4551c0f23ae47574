"""The first page."""

from tests.web.conftest import Browser


def test_a_service_without_keys_serves_this_machine(desk):
    page = Browser(desk).get("/desk")
    assert page.status_code == 200
    assert "local" in page.text
    assert "/desk/lists/fetch" in page.text, "an empty desk says what to do next"

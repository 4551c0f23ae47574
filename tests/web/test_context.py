"""Who looks at a page, and whose forms are taken."""

import pytest

from service.web.context import SESSION_COOKIE, Form
from tests.web.conftest import Browser


def test_fields_are_read_without_blanks_and_need_not_be_there():
    form = Form({"name": [" Anna "], "match": ["1", "2"]})
    assert (form.text("name"), form.text("none")) == ("Anna", "")
    assert (form.all("match"), form.all("none")) == (["1", "2"], [])


@pytest.mark.parametrize(
    ("cookie", "accepted", "language"),
    [(None, "ja", "ja"), (None, "fr", "en"), ("ja", "en", "ja"), ("xx", "ja", "ja"), ("en", "ja", "en")],
)
def test_the_language_that_was_chosen_counts_before_that_of_the_browser(desk, keys, cookie, accepted, language):
    browser = Browser(desk)
    if cookie is not None:
        browser.cookies["sekisho_desk_language"] = cookie
    page = browser.get("/desk/sign-in", **{"accept-language": accepted}).text
    assert f'<html lang="{language}"' in page


def test_nobody_goes_where_one_has_to_be_known(desk, keys):
    answer = Browser(desk).get("/desk/queue")
    assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/desk/sign-in")


def test_a_form_of_another_session_is_refused(person):
    one, other = person("a.yamada"), person("b.tanaka")
    one.get("/desk/screen")
    other.get("/desk/screen")
    assert one.cookies[SESSION_COOKIE] != other.cookies[SESSION_COOKIE]
    assert one.post("/desk/screen", csrf=other.csrf, name="Anna").status_code == 403


def test_a_form_may_not_be_too_large(desk):
    browser = Browser(desk)
    browser.get("/desk/screen")
    answer = browser.post("/desk/screen", name="x" * 300_000)
    assert answer.status_code == 413
    assert "262144 bytes" in answer.text
    assert browser.get("/desk/screen").status_code == 200


def test_too_many_fields_cannot_be_read(desk):
    browser = Browser(desk)
    browser.get("/desk/screen")
    assert browser.post("/desk/screen", **{f"f{n}": "x" for n in range(600)}).status_code == 400

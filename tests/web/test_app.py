"""What the desk answers itself, and what it hands on."""

from service.web.app import Desk
from tests.web.conftest import Browser


def test_other_paths_are_those_of_the_http_interface(desk: Desk):
    assert Browser(desk).get("/livez").json()["status"]
    assert Browser(desk).get("/desk/nothing").status_code == 404
    assert Browser(desk).get("/desk/static/desk.css").status_code == 200

"""Rescreens over HTTP."""

from tests.api.routes.test_subjects import LISTED, people, runtime

__all__ = ["people", "runtime"]


def test_rescreens_are_asked_for_once_at_a_time(people):
    officer = people["officer"]
    officer("PUT", "/subjects/C-1", LISTED)
    made = officer("POST", "/rescreens", {"reason": "asked for"})
    assert made.status_code == 202
    assert (made.json()["trigger"], made.json()["state"]) == ("manual", "queued")
    assert officer("POST", "/rescreens", {"reason": "asked for"}).status_code == 409
    assert officer("GET", "/rescreens").json()["rescreens"][0]["id"] == made.json()["id"]
    assert officer("GET", f"/rescreens/{made.json()['id']}/certificate").status_code == 404
    assert officer("GET", "/rescreens/none").status_code == 404

"""What comes out of a bulk job."""

import json

import pytest

from tests.api.routes.test_bulk_jobs import JOBS, done, send, work

__all__ = ["done"]


@pytest.mark.parametrize(
    ("format_", "start"),
    [
        ("csv", b'"name"'),
        ("xlsx", b"PK"),
        ("parquet", b"PAR1"),
        ("record", b"PAR1"),
        ("hits", b'"row"'),
        ("summary", b"<!"),
    ],
)
def test_every_format_can_be_fetched(client, done, format_, start):
    answer = client.get(f"{JOBS}/{done}/results?format={format_}")
    assert answer.status_code == 200
    assert answer.content.startswith(start)
    assert done in answer.headers["content-disposition"]


def test_events_tell_the_end(client, done):
    answer = client.get(f"{JOBS}/{done}/events")
    assert answer.headers["content-type"].startswith("text/event-stream")
    event, data = answer.text.strip().splitlines()
    assert event == "event: done"
    assert json.loads(data.removeprefix("data: "))["state"] == "done"


def test_what_is_not_done_has_no_result_and_can_be_cancelled(client, snapshot):
    job = send(client).json()["id"]
    assert client.get(f"{JOBS}/{job}/results").status_code == 409
    assert client.request("DELETE", f"{JOBS}/{job}").json()["state"] == "cancelled"
    assert client.request("DELETE", f"{JOBS}/{job}").status_code == 409
    work(client, snapshot)
    assert client.get(f"{JOBS}/{job}").json()["state"] == "cancelled"
    assert client.get(f"{JOBS}/blk_none").status_code == 404

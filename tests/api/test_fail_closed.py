"""When something is missing or fails, the answer is 503 with a reason and no decision."""

import asyncio
import sqlite3

import pytest
from sqlalchemy.exc import OperationalError

from service.api.app import create_app
from service.audit.search import EventPage, EventQuery
from service.engine.screening.errors import NotReady
from service.records.records import Records
from service.storage.errors import RecordsUnavailable
from tests.conftest import Client, without_keys

CLEAN = {"parties": [{"name": "Hanako Yamada"}]}


class FailingRecords:
    """Records whose writer or reader does what a test wants."""

    def __init__(self, append):
        self.append = append
        self.engine = without_keys()
        self.computing = False

    def events_now(self, query):
        return EventPage((), None)

    def note_now(self, event):
        pass

    def extend(self, extension):
        pass

    async def read(self, action):
        return action(self.engine)

    async def check(self):
        raise RecordsUnavailable("the records did not answer within 5 s")

    def close(self):
        pass


async def full(document):
    raise RecordsUnavailable("the record could not be written: database or disk is full")


def unreadable():
    raise NotReady("there is no watchlist")


def assert_no_decision(response, words):
    problem = response.json()
    assert response.status_code == 503
    assert words in problem["detail"]
    assert "decision" not in problem
    assert response.headers["retry-after"]


def test_a_full_disk_is_no_answer(make_runtime):
    client = Client(create_app(make_runtime(records=FailingRecords(full))))
    assert_no_decision(client.post("/v1/screenings", json=CLEAN), "disk is full")


def test_a_writer_that_hangs_is_no_answer(make_runtime, tmp_path):
    records = Records(f"sqlite:///{tmp_path / 'hangs.db'}", timeout=0.05)
    records._writer._store = lambda documents: __import__("time").sleep(1)
    client = Client(create_app(make_runtime(records=records)))
    assert_no_decision(client.post("/v1/screenings", json=CLEAN), "not written within")


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/v1/screenings", CLEAN),
        ("POST", "/v1/compare", {"pairs": [{"left": "Hana", "right": "Hanna"}]}),
        ("GET", "/v1/watchlists", None),
        ("GET", "/v1/watchlists/jp_crimea_2014", None),
        ("GET", "/v1/profiles", None),
        ("GET", "/v1/territories", None),
        ("GET", "/v1/entities/jp_crimea_2014:026-000002", None),
        ("GET", "/readyz", None),
    ],
)
def test_without_lists_there_is_no_answer(make_runtime, method, path, body):
    client = Client(create_app(make_runtime(load=unreadable)))
    assert_no_decision(client.request(method, path, json=body), "there is no watchlist")


def test_where_things_lie_is_for_the_log_alone(make_runtime, tmp_path, capsys):
    def gone():
        raise OSError(2, "No such file or directory", f"{tmp_path}/editions/eu/entities.csv")

    runtime = make_runtime(load=gone)
    client = Client(create_app(runtime))
    for problem in (client.get("/readyz"), client.post("/v1/screenings", json=CLEAN)):
        assert_no_decision(problem, "entities.csv")
        assert str(tmp_path) not in problem.text
        assert str(runtime.settings.lists_dir) not in problem.text


def test_why_lists_were_not_reloaded_is_told_without_folders(make_runtime, tmp_path):
    runtime = make_runtime()
    runtime.snapshots.last_failure = (
        f"{tmp_path}/editions/eu: file /srv/else/where.xml is cut short, see https://example.org/a/b"
    )
    told = Client(create_app(runtime)).get("/readyz").json()["not_reloaded"]
    assert told == "eu: file where.xml is cut short, see https://example.org/a/b"


def test_alive_is_not_ready(make_runtime):
    client = Client(create_app(make_runtime(load=unreadable)))
    assert client.get("/livez").status_code == 200


def test_not_ready_without_records(make_runtime):
    client = Client(create_app(make_runtime(records=FailingRecords(full))))
    assert_no_decision(client.get("/readyz"), "did not answer")


def test_a_fault_of_our_own_is_a_problem_without_a_decision(make_runtime):
    async def broken(document):
        raise ZeroDivisionError("Hanako Yamada")

    client = Client(create_app(make_runtime(records=FailingRecords(broken))))
    response = client.post("/v1/screenings", json=CLEAN)
    assert response.status_code == 500
    assert "Hanako" not in response.text
    assert "decision" not in response.json()


def test_a_caller_who_leaves_stops_nothing(client):
    async def leave():
        task = asyncio.create_task(client.send("POST", "/v1/screenings", json=CLEAN))
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return await client.send("POST", "/v1/screenings", json=CLEAN)

    assert asyncio.run(leave()).status_code == 200


def test_a_full_disk_is_not_ready_until_there_is_room(make_runtime, monkeypatch):
    runtime = make_runtime()
    client = Client(create_app(runtime))
    chain = runtime.records._store._chain
    append = chain.append

    def refuse(*_):
        raise OperationalError("INSERT", None, sqlite3.OperationalError("database or disk is full"))

    monkeypatch.setattr(chain, "append", refuse)
    for path, send in (("/v1/screenings", client.post), ("/readyz", client.get), ("/readyz", client.get)):
        answer = send(path, **({"json": CLEAN} if send == client.post else {}))
        assert answer.status_code == 503
        assert "disk is full" in answer.json()["detail"]
    monkeypatch.setattr(chain, "append", append)
    assert client.get("/readyz").status_code == 200  # though nobody asked anything meanwhile
    [resumed] = runtime.records.events_now(EventQuery("writing_resumed")).events
    assert "disk is full" in resumed.details
    assert client.post("/v1/screenings", json=CLEAN).status_code == 200

"""Whatever is done through the program, nothing is found to be wrong with it."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.api.app import create_app
from service.auth.api_keys import Wanted, make_key
from service.auth.store import KeyStore, add_key, revoke_key
from service.bootstrap.verification import verify_records
from service.common.roles import Role
from service.records.action import ActionRefused
from service.records.deletion import Deletable, deletions, find_deletable
from service.records.records import Records
from service.webhooks.endpoints import (
    WantedEndpoint,
    create_endpoint,
    delete_endpoint,
    enable_endpoint,
    read_endpoints,
    rotate_secret,
)
from tests.bootstrap.used_installation import LISTED, UNLISTED, MovingClock, decide
from tests.conftest import Client
from tests.examples import examples


class History:
    """What may be done, one step after the other, on an installation."""

    def __init__(self, runtime, clock):
        self.runtime, self.records, self.clock = runtime, runtime.records, clock
        key, secret = make_key(Wanted("all", frozenset(Role)), by="local", now=clock())
        self.records.perform_now(add_key(key))
        self.client, self.headers = Client(create_app(runtime)), {"Authorization": f"Bearer {secret}"}

    def _ask(self, method, path, body=None):
        return self.client.request(method, path, json=body, headers=self.headers)

    def screen(self, number):
        parties = [{"id": f"p {one}", **(LISTED if one % 2 else UNLISTED)} for one in range(number % 3 + 1)]
        body = {"reference": f"T-{number}", "parties": parties}
        assert self._ask("POST", "/v1/screenings", body).status_code == 200

    def put_subject(self, number):
        answer = self._ask("PUT", f"/v1/subjects/C-{number % 3}", (LISTED, UNLISTED)[number % 2])
        assert answer.status_code in (200, 201)

    def withdraw_subject(self, number):
        self._ask("POST", f"/v1/subjects/C-{number % 3}/withdraw", {"reason": "gone"})

    def decide_alert(self, number):
        alerts = self._ask("GET", "/v1/alerts?status=open").json()["alerts"]
        if alerts:
            decide(self.runtime, alerts[number % len(alerts)])

    def comment_on_alert(self, number):
        alerts = self._ask("GET", "/v1/alerts").json()["alerts"]
        if alerts:
            self._ask("POST", f"/v1/alerts/{alerts[number % len(alerts)]['id']}/comments", {"text": f"{number}"})

    def make_key(self, number):
        key, _ = make_key(Wanted(f"k{number}", frozenset({Role.SCREENER})), by="local", now=self.clock())
        self.records.perform_now(add_key(key))
        self.records.perform_now(revoke_key(key, by="local", at=self.clock()))
        KeyStore(self.records.engine).used([key.id], self.clock())

    def change_webhook(self, number):
        with self.records.engine.connect() as connection:
            present = read_endpoints(connection)
        if number % 5 == 0 or not present:
            wanted = WantedEndpoint(f"https://receiver.example/{number}")
            self.records.perform_now(create_endpoint(wanted, "local", self.clock()))
            return
        change = (rotate_secret, enable_endpoint, delete_endpoint)[number % 3]
        try:
            self.records.perform_now(change(present[0].id, "local", self.clock()))
        except ActionRefused:
            assert change is enable_endpoint

    def delete_screening(self, number):
        found = find_deletable(self.records.engine, Deletable(reference=f"T-{number}"))
        for event in deletions([screening for screening, _ in found], actor="local", reason="test"):
            self.records.note_now(event)


STEPS = [name for name in vars(History) if not name.startswith("_")]


@settings(max_examples=examples(6), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 9)), min_size=5, max_size=25))
def check(history, steps):
    for step, number in steps:
        history.clock.now += timedelta(seconds=1)
        getattr(history, step)(number)
    verdict = verify_records(history.runtime.settings)
    assert verdict.intact, verdict.faults


def test_an_honest_history_is_intact(database, make_runtime, tmp_path):
    clock = MovingClock()
    runtime = make_runtime(Records(database, timeout=30, clock=clock), database_url=database, clock=clock)
    check(History(runtime, clock))

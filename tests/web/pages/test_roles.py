"""Each page of the desk for each role: nobody is shown what the HTTP interface would not give them.

The table below is complete: a page that is not in it fails the test.
"""

import pytest
from starlette.routing import Route

from service.api.app import create_app
from service.api.permissions import PERMISSIONS
from service.web.app import _routes
from service.worker.rescreening.context import Snapshots
from service.worker.rescreening.leader import lead
from tests.conftest import Client
from tests.web.conftest import ROLES, Browser

SECRET = "Aksyonov of Kumquat Lane"
"""What only this screening, its alert and its subject say."""

READ = {
    "/desk": "GET /v1/watchlists",
    "/desk/": "GET /v1/watchlists",
    "/desk/screen": "POST /v1/screenings",
    "/desk/queue": "GET /v1/alerts",
    "/desk/alerts/{id}": "GET /v1/alerts/{id}",
    "/desk/alerts/{of}/dossier": "GET /v1/alerts/{id}/dossier",
    "/desk/screenings/{id}": "GET /v1/screenings/{id}",
    "/desk/screenings/{of}/certificate": "GET /v1/screenings/{id}/certificate",
    "/desk/screenings/{id}/goods/{goods_id}/map": "GET /v1/screenings/{id}/goods/{goods_id}/map",
    "/desk/certificates": "POST /v1/certificates/verify",
    "/desk/records": "GET /v1/screenings",
    "/desk/search": "GET /v1/search",
    "/desk/book": "GET /v1/subjects",
    "/desk/book/{reference}": "GET /v1/subjects/{reference}",
    "/desk/subjects/{of}/dossier": "GET /v1/subjects/{reference}/dossier",
    "/desk/rescreens": "GET /v1/rescreens",
    "/desk/rescreens/{id}": "GET /v1/rescreens/{id}",
    "/desk/rescreens/{id}/certificate": "GET /v1/rescreens/{id}/certificate",
    "/desk/bulk": "GET /v1/bulk-jobs",
    "/desk/bulk/{id}": "GET /v1/bulk-jobs/{id}",
    "/desk/bulk/{id}/results/{format}": "GET /v1/bulk-jobs/{id}/results",
    "/desk/entities": "GET /v1/entities",
    "/desk/entities/{id}": "GET /v1/entities/{id}",
    "/desk/lists": "GET /v1/watchlists",
    "/desk/lists/{id}": "GET /v1/watchlists/{id}",
}
ACT = {
    "/desk/screen": "POST /v1/screenings",
    "/desk/alerts/{id}/comment": "POST /v1/alerts/{id}/comments",
    "/desk/alerts/{id}/take": "POST /v1/alerts/{id}/assign",
    "/desk/alerts/{id}/escalate": "POST /v1/alerts/{id}/escalate",
    "/desk/alerts/{id}/propose": "POST /v1/alerts/{id}/dispositions",
    "/desk/alerts/{id}/approve": "POST /v1/dispositions/{id}/approve",
    "/desk/alerts/{id}/return": "POST /v1/dispositions/{id}/return",
    "/desk/book/{reference}/withdraw": "POST /v1/subjects/{reference}/withdraw",
    "/desk/rescreens": "POST /v1/rescreens",
    "/desk/bulk": "POST /v1/bulk-jobs",
    "/desk/bulk/{id}/cancel": "DELETE /v1/bulk-jobs/{id}",
    "/desk/lists": "POST /v1/watchlists/{id}/editions",
    "/desk/lists/fetch": "POST /v1/watchlists/fetch",
    "/desk/certificates": "POST /v1/certificates/verify",
}
OF_ITS_OWNER = {"/desk/bulk/uploads/{token}"}
"""A file that was sent and not screened yet: only for who has sent it."""
FOR_EVERYBODY = {"/desk/sign-in", "/desk/sign-out", "/desk/language"}
OWN_ONLY = {
    "/desk/screenings/{id}",
    "/desk/screenings/{of}/certificate",
    "/desk/screenings/{id}/goods/{goods_id}/map",
    "/desk/bulk/{id}",
    "/desk/bulk/{id}/results/{format}",
}
"""A screener is only shown what the same key has asked for."""


@pytest.fixture
def paths(runtime, snapshot, keys):
    """The values in the addresses of one screening by an officer with an alert, its subject, and a file."""
    client = Client(create_app(runtime))

    def send(method, path, headers=None, **given):
        key = {"x-api-key": keys["a.yamada"]}
        answer = client.request(method, path, headers=key | (headers or {}), **given)
        assert answer.status_code < 300, answer.text
        return answer.json()

    party = {"id": "p", "type": "person", "name": "Sergey Aksyonov", "address": SECRET}
    goods = {"id": "g", "description": "wine", "origin": {"text": "Massandra, Yalta"}}
    body = {"reference": SECRET, "parties": [party | {"subject_id": "C-1"}], "goods": [goods]}
    screening = send("POST", "/v1/screenings", json=body)
    send("PUT", "/v1/subjects/C-1", json={key: party[key] for key in ("type", "name", "address")})
    job = send("POST", "/v1/bulk-jobs", files={"file": (f"{SECRET}.csv", b"name\nSergey Aksyonov\n")})
    rescreen = send("POST", "/v1/rescreens", json={"reason": SECRET})
    patient = runtime.settings.model_copy(update={"clock_behind_seconds": 1e9})  # the records have another clock
    lead(patient, Snapshots(patient, snapshot), 1, snapshot.sha256, clock=runtime.clock)
    alert = screening["parties"][0]["alert_id"]
    proposal = {
        "match_ids": [1],
        "outcome": "false_positive",
        "reason_code": "name_only",
        "rationale": f"{SECRET}: no.",
    }
    disposition = send("POST", f"/v1/alerts/{alert}/dispositions", json=proposal, headers={"if-match": '"1"'})

    def address(route):
        ids = {"screenings": screening["id"], "alerts": alert, "subjects": "C-1", "rescreens": rescreen["id"]}
        ids |= {"bulk": job["id"], "entities": "jp_crimea_2014:026-000002", "lists": "jp_crimea_2014"}
        named = ids.get(f"{route}/".split("/")[2], "")
        values = {"id": named, "of": named, "goods_id": "g", "reference": "C-1", "format": "csv"}
        return route.format(**values)

    address.disposition = disposition["id"]
    return address


def allowed(operation, name):
    return not PERMISSIONS[operation].roles.isdisjoint(ROLES[name])


def test_every_page_is_in_the_table():
    routes = [one for one in _routes() if isinstance(one, Route)]
    read = {one.path for one in routes if "GET" in one.methods}
    acted = {one.path for one in routes if "POST" in one.methods}
    assert read == set(READ) | OF_ITS_OWNER | {"/desk/sign-in"}
    alert = "/desk/alerts/{id}/{action}"
    assert {alert if one.startswith("/desk/alerts/") else one for one in ACT} | OF_ITS_OWNER | FOR_EVERYBODY == acted


def test_each_role_is_shown_what_it_may_see(person, paths):
    assert [f"{name}: {what}" for name in ROLES for what in shown_wrongly(name, person(name), paths)] == []


def shown_wrongly(name, browser, paths):
    for route, operation in READ.items():
        answer = browser.get(paths(route))
        refused = answer.status_code in (403, 404)
        mine = name not in ("screener",) or route not in OWN_ONLY
        if route == "/desk/bulk/{id}/results/{format}" and allowed(operation, name) and mine:
            refused = False  # 409: nothing is done yet
        if refused is (allowed(operation, name) and mine):
            yield f"{route}: {answer.status_code}"
        if refused and SECRET in answer.text:
            yield f"{route}: tells what it refuses"
        if (
            not allowed("GET /v1/alerts", name)
            and route in ("/desk/records", "/desk/bulk", "/desk")
            and SECRET in answer.text
        ):
            yield f"{route}: what others have asked for"


@pytest.mark.parametrize("name", ROLES)
def test_a_role_does_what_it_may_do(person, paths, name):
    """Refused with 403 if the role may not, and with something else or not at all if it may. No form is offered whose
    sending is refused."""
    browser = person(name)
    browser.get("/desk")
    token = browser.csrf
    wrong = []
    for route, operation in ACT.items():
        fields = {"version": "2", "match": "1", "reason": "x", "name": "x", "comment": "x"}
        answer = browser.post(paths(route), csrf=token, disposition=paths.disposition, **fields)
        if (answer.status_code == 403) is allowed(operation, name):
            wrong.append(f"{route}: {answer.status_code}")
    for route, operation in READ.items():
        if not allowed(operation, name) or (name == "screener" and route in OWN_ONLY):
            continue
        page = browser.get(paths(route)).text
        wrong += [
            f"{route} offers {act}"
            for act, needed in ACT.items()
            if not allowed(needed, name) and f'method="post" action="{paths(act)}"' in page
        ]
    assert wrong == []


@pytest.mark.parametrize("name", [one for one in ROLES if one != "a.yamada"])
def test_a_file_that_waits_is_shown_to_its_owner(person, name):
    owner = person("a.yamada")
    owner.get("/desk/bulk")
    page = owner.send_file("/desk/bulk", "customers.csv", b"name\nSergey Aksyonov\n", profile="default")
    other = person(name)
    other.get("/desk")
    assert other.get(page.url.path).status_code in (403, 404)
    assert other.post(page.url.path, action="forget").status_code in (403, 404)
    assert owner.get(page.url.path).status_code == 200


def test_nobody_is_shown_anything_without_signing_in(desk, paths):
    for path in [*map(paths, READ), "/desk/bulk/uploads/x"]:
        answer = Browser(desk).get(path)
        assert (path, answer.status_code) == (path, 303)
        assert SECRET not in answer.text

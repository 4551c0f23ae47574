"""Whatever the description allows and forbids, whoever asks: no 500, no undocumented status or shape, nothing without
authorisation.

A few examples each; `make fuzz` takes many.
"""

from dataclasses import dataclass

import pytest
import schemathesis
from hypothesis import HealthCheck, assume, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from service.api.app import create_app
from service.api.permissions import PERMISSIONS
from service.auth.api_keys import Wanted, make_key
from service.auth.store import add_key
from service.common.roles import Role
from service.worker.list_fetching import ListFetcher
from tests.conftest import NOW

OPERATIONS = [
    (path, method, mode)
    for path, operations in create_app(None).openapi()["paths"].items()
    for method, operation in operations.items()
    for mode in GenerationMode
    # Where nothing is asked for, nothing wrong can be given.
    if mode is GenerationMode.POSITIVE or "parameters" in operation or "requestBody" in operation
]

_DAY = "a day must exist, and no schema says how many days a month has"
_NAME = "a name must have something to search for: which letters count is in tables, and a single one does not"
NO_SCHEMA_SAYS = {
    "POST /v1/screenings": f"{_NAME}; {_DAY}; countries, profiles and lists must exist; something must be asked",
    "POST /v1/compare": _NAME,
    "PUT /v1/subjects/{reference}": f"{_NAME}; {_DAY}; countries, profiles and lists must exist",
    "GET /v1/screenings": _DAY,
    "GET /v1/audit/events": _DAY,
    "POST /v1/bulk-jobs": "the file must be a table with a column of names",
    "GET /v1/entities": "lists must exist, and `after` be what a page before has given",
    "GET /v1/alerts": _DAY,
    "GET /v1/suppressions": _DAY,
    "POST /v1/suppressions": f"{_NAME}; {_DAY}; countries and profiles must exist; only hits can be suppressed",
    "GET /v1/reports/alerts": _DAY,
    "POST /v1/alerts/{id}/dispositions": _DAY,
    "POST /v1/watchlists/fetch": "lists must be known and have an address",
    "POST /v1/watchlists/{id}/editions": "the files of an edition differ in name and have a form that a reader knows",
    "POST /v1/webhooks": "a port is at most 65535, an IPv6 address has eight parts, and there is a limit",
    "GET /v1/events": "the event to go on from must be kept",
    "POST /v1/certificates/verify": "one of a certificate, a dossier and a hash",
    "POST /v1/keys": f"a key must expire in the future; {_DAY}",
}
"""Where what the description allows may be refused all the same (422 with a reason), and why. Everywhere else it is
answered."""

EVERYBODY = "every role"
NOBODY = "no key"


@dataclass
class Door:
    """An application that describes itself, and a key for each kind of caller."""

    api: object
    headers: dict


@pytest.fixture(scope="module")
def deployed(shared_client):
    headers = {NOBODY: {}}
    for who, roles in [(EVERYBODY, list(Role)), *((role.value, [role]) for role in Role)]:
        key, secret = make_key(Wanted(f"as-{who.replace(' ', '-')}", frozenset(roles)), by="local", now=NOW)
        shared_client.app.state.runtime.records.perform_now(add_key(key))
        headers[who] = {"Authorization": f"Bearer {secret}"}
    shared_client.app.state.list_fetcher = ListFetcher(shared_client.app.state.runtime.settings, lambda *_: None)
    shared_client.app.state.authenticator.key_cache.read(anyway=True)
    options = {"generation": {"with-security-parameters": False}, "request-timeout": 120}
    config = schemathesis.Config.from_dict(options)
    api = schemathesis.openapi.from_dict(shared_client.app.openapi(), config=config)
    api.app = without_lifespan(shared_client.app)
    return Door(api, headers)


def without_lifespan(app):
    """Started and stopped around every request, as the tool does, the application would close its records."""

    async def answer(scope, receive, send):
        if scope["type"] != "lifespan":
            await app(scope, receive, send)
            return
        for step in ("startup", "shutdown"):
            await receive()
            await send({"type": f"lifespan.{step}.complete"})

    return answer


def left_out(path, method):
    """The checks that an operation cannot pass."""
    return [positive_data_acceptance] if f"{method.upper()} {path}" in NO_SCHEMA_SAYS else []


def all_is_read(case, operation):
    """An empty list in a query is sent as nothing, and of several values for one the last is read: nobody can refuse
    the others."""
    parameters = operation.get("parameters", [])
    several = {one["name"] for one in parameters if "'array'" in str(one["schema"])}
    lists = {name: value for name, value in (case.query or {}).items() if isinstance(value, list | dict)}
    return all(value and name in several for name, value in lists.items())


def examples(few):
    """As many as the chosen profile of hypothesis asks for, but only a few in the ordinary one."""
    return settings.get_profile("many").max_examples if settings.get_current_profile_name() == "many" else few


@pytest.mark.parametrize(("path", "method", "mode"), OPERATIONS)
def test_the_application_keeps_to_its_description(deployed, path, method, mode):
    @settings(max_examples=examples(10), deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=deployed.api[path][method.upper()].as_strategy(generation_mode=mode))
    def check(case):
        assume(all_is_read(case, deployed.api.raw_schema["paths"][path][method]))
        case.call_and_validate(headers=dict(deployed.headers[EVERYBODY]), excluded_checks=left_out(path, method))

    check()


@pytest.mark.parametrize("who", [NOBODY, *Role])
@pytest.mark.parametrize(("path", "method"), sorted({(path, method) for path, method, _ in OPERATIONS}))
def test_every_role_gets_what_the_description_says(deployed, path, method, who):
    roles = PERMISSIONS[f"{method.upper()} {path}"].roles
    refused = {} if roles is None else {401} if who == NOBODY else {403} - {403 for role in roles if role == who}

    @settings(max_examples=examples(2), deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=deployed.api[path][method.upper()].as_strategy())
    def check(case):
        answer = case.call_and_validate(headers=dict(deployed.headers[who]), excluded_checks=left_out(path, method))
        assert answer.status_code in refused if refused else answer.status_code not in {401, 403}

    check()

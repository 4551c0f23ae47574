"""Whatever the description allows, and whatever it forbids: no 500, no undocumented status, no undocumented shape."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from service.api.app import create_app

OPERATIONS = [
    (path, method, mode)
    for path, operations in create_app(None).openapi()["paths"].items()
    for method, operation in operations.items()
    for mode in GenerationMode
    # Where nothing is asked for, nothing wrong can be given.
    if mode is GenerationMode.POSITIVE or "parameters" in operation or "requestBody" in operation
]

# Some rules do not fit into a schema (a name must have something to search for, a country must exist), so that what
# the schema allows may still be refused, with 422 and a reason.
LEFT_OUT = [positive_data_acceptance]


@pytest.fixture(scope="module")
def api(shared_client):
    return schemathesis.openapi.from_asgi("/openapi.json", shared_client.app)


@pytest.mark.parametrize(("path", "method", "mode"), OPERATIONS)
def test_the_application_keeps_to_its_description(api, path, method, mode):
    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=api[path][method.upper()].as_strategy(generation_mode=mode))
    def check(case):
        case.call_and_validate(excluded_checks=LEFT_OUT)

    check()

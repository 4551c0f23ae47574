"""The committed description is what the application says, and it says enough."""

from pathlib import Path

import pytest

from service.api.app import create_app
from service.api.permissions import PERMISSIONS
from service.api.yaml import to_yaml

COMMITTED = Path(__file__).parents[2] / "openapi.yaml"


@pytest.fixture(scope="module")
def document():
    return create_app(None).openapi()


def test_the_committed_file_is_up_to_date(document):
    assert COMMITTED.read_text(encoding="utf-8") == to_yaml(document), "run: make openapi"


def test_every_field_has_a_description_and_an_example(document):
    bare = [
        f"{name}.{field}"
        for name, schema in document["components"]["schemas"].items()
        for field, described in schema.get("properties", {}).items()
        if not described.get("description") or not ("examples" in described or refers(described))
    ]
    assert bare == []


def refers(described):
    """A field that holds another model shows that model's examples."""
    return "$ref" in str(described)


def test_every_operation_has_a_summary_and_documents_its_problems(document):
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            assert operation["summary"], (method, path)
            assert operation["responses"].keys() & {"200", "201", "202"}, (method, path)
            assert "application/problem+json" in str(operation["responses"]) or path in {"/livez", "/metrics"}


def test_the_example_of_a_problem_has_the_status_that_it_stands_under(document):
    operation = document["paths"]["/v1/screenings"]["post"]
    shown = {
        status: document["components"]["examples"][word]["value"]["status"]
        for status, response in operation["responses"].items()
        for word in response["content"].get("application/problem+json", {}).get("examples", {})
    }
    assert shown == {status: int(status) for status in ("400", "401", "403", "413", "415", "429", "503")}


def test_every_operation_says_who_may_do_it_and_what_others_are_told(document):
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            roles = PERMISSIONS[f"{method.upper()} {path}"].roles
            assert bool(operation["security"]) == (roles is not None)
            assert ("Roles: " in operation["description"]) == (roles is not None)
            assert ({"401", "403", "429"} <= operation["responses"].keys()) == (roles is not None)
    assert set(document["components"]["securitySchemes"]) == {"bearer", "key"}


def test_operation_ids_and_titles_are_short_and_unique(document):
    ids = [operation["operationId"] for path in document["paths"].values() for operation in path.values()]
    assert len(set(ids)) == len(ids)
    assert all(len(one) <= 32 and "_v1_" not in one for one in ids)
    titles = [schema.get("title") for schema in document["components"]["schemas"].values()]
    assert len(set(titles)) == len(titles)
    assert not any("__" in name for name in document["components"]["schemas"])


def test_every_tag_is_described_those_of_officers_first(document):
    described = [tag["name"] for tag in document["tags"]]
    used = {tag for path in document["paths"].values() for one in path.values() for tag in one.get("tags", ())}
    assert used == set(described)
    assert described[:2] == ["Screenings", "Alerts"]

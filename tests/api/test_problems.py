"""One place maps errors to problems, and every error of ours has one."""

import importlib
import pkgutil

import pytest
from pydantic import BaseModel, ValidationError

import service
from service.api import problems
from service.api.problems import INVALID, MALFORMED, Problem, from_faults, from_validation, problem_document
from service.engine.screening.errors import Fault, InvalidRequest
from service.records.action import ActionRefused

WITHIN = {
    "SuppressionsOutdated": "screened again, then RecordsUnavailable",
    "SubjectChanged": "put again, then RecordsUnavailable",
    "TaskLost": "between workers",
    "Lost": "between workers",
    "BookShrinks": "a job that ends with this reason",
}
"""Refusals that are handled before anybody is answered, and how."""


def refusals(error=ActionRefused):
    for one in error.__subclasses__():
        yield one
        yield from refusals(one)


def test_every_refusal_of_the_program_has_an_answer():
    for module in pkgutil.walk_packages(service.__path__, "service."):
        if module.name.endswith((".errors", "_tasks", ".rescreens", ".store", ".second_person")):
            importlib.import_module(module.name)
    ours = {one for one in refusals() if one.__module__.startswith("service.")}
    assert {one.__name__ for one in ours - set(problems._HANDLERS)} <= set(WITHIN)
    assert set(problems._REFUSALS) <= ours


def test_words_are_of_one_problem_each():
    kinds = [one for one in vars(problems).values() if isinstance(one, problems.Kind)]
    assert len({one.word for one in kinds}) == len(kinds)


class Body(BaseModel):
    """A body with a field."""

    limit: int
    name: str = ""


def invalid(text):
    with pytest.raises(ValidationError) as error:
        Body.model_validate_json(text)
    return from_validation(error.value, Body)


def test_a_body_that_is_no_json_is_told_from_one_that_says_something_else():
    assert invalid("{").kind is MALFORMED
    problem = invalid('{"limit": "x", "name": 5}')
    assert (problem.kind, problem.detail.endswith("(and 1 more)")) == (INVALID, True)
    assert [one["pointer"] for one in problem.errors] == ["/limit", "/name"]
    assert [one["got"] for one in problem.errors] == ["x", 5]
    assert invalid("{}").errors[0]["detail"] == "this field is required"


@pytest.mark.parametrize(
    ("got", "echoed"),
    [
        ("x" * 5000, "…"),
        ({"a": 1}, "an object"),
        ([1], "an array"),
        (2**60, str(2**60)),
        (True, True),
        (None, None),
        (0.5, 0.5),
    ],
)
def test_what_was_sent_is_told_again_in_short(got, echoed):
    (error,) = from_faults(InvalidRequest([Fault("/x", "no", None, got)])).errors
    assert error["got"] == echoed or (
        isinstance(got, str) and error["got"].endswith(echoed) and len(error["got"]) < 1000
    )


def test_no_more_faults_are_told_than_anybody_reads():
    problem = from_faults(InvalidRequest([Fault(f"/{n}", "no") for n in range(5000)]))
    assert problem.detail == "/0: no (and 4999 more)"
    assert len(problem.errors) < 500


def test_a_document_has_all_of_its_fields():
    document = problem_document(INVALID, "words", "r1", [{"pointer": "/a"}])
    assert document["type"] == "urn:sekisho:problem:" + INVALID.word
    assert (document["status"], document["request_id"], document["errors"]) == (422, "r1", [{"pointer": "/a"}])
    assert str(Problem(INVALID, "words")) == "words"


def test_only_the_faults_that_are_shown_are_described(monkeypatch):
    described = []
    real = problems._from_fault
    monkeypatch.setattr(problems, "_from_fault", lambda fault: described.append(fault) or real(fault))
    found = from_faults(InvalidRequest([Fault(f"/parties/{at}", "wrong") for at in range(1_000)]))
    assert len(found.errors) == len(described) == 100
    assert found.detail == "/parties/0: wrong (and 999 more)"

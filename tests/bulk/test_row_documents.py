"""A row of a finished job is the screening that it would have been over HTTP."""

import asyncio

import pytest
from pydantic_core import from_json, to_json

from service.bulk.row_documents import RowDocuments
from service.engine.matching.model import Party
from service.engine.model.entity import EntityType
from service.engine.screening.request import Options, PartyQuery, ScreeningRequest
from service.engine.screening.serialization import request_document

FILE = "client_ref,customer_id,name,type\nR-1,C-1,Sergey Aksyonov,person\n,,Testa Testova,person\nR-3,,,person\n"


@pytest.fixture
def job(bench):
    return bench.done(bench.submit(FILE)[0])


@pytest.fixture
def documents(bench, job):
    return RowDocuments(job, bench.job_service.folder(job.id).result)


def test_a_row_is_named_by_its_job_and_number(documents, job):
    one, two = documents.get(1), documents.get(2)
    assert (one.id, one.reference, one.actor) == (f"{job.id}-1", "R-1", "local")
    assert (two.reference, two.decision) == (None, "clear")
    assert one.snapshot_sha256 == job.question.snapshot_sha256


def test_what_was_rejected_or_is_not_there_is_none(documents):
    assert documents.get(3) is None
    assert documents.get(4) is None


def test_its_answer_has_the_fields_of_a_screening_and_says_the_same(documents, bench):
    asked = PartyQuery("party", Party(EntityType.PERSON, ("Sergey Aksyonov",)), "C-1")
    request = ScreeningRequest("R-1", (asked,), (), Options())
    runtime = bench.job_service._runtime
    document = to_json(request_document(request))
    recorded = asyncio.run(runtime.screenings.screen(request, document=document)).answer
    expected, found = from_json(recorded), from_json(documents.get(1).answer)
    assert list(found) == list(expected)
    for answer in (expected, found):
        for name in ("id", "screened_at", "as_of"):
            answer.pop(name)
        for party in answer["parties"]:
            party.pop("alert_id", None)
    assert found == expected


def test_candidates_have_what_is_wanted_and_no_rejected_row(documents):
    one, two = documents.candidates([1, 2, 3], {"request"})
    assert [party["name"] for party in from_json(one.request)["parties"]] == ["Sergey Aksyonov"]
    assert from_json(two.request)["parties"][0]["id"] == "1"
    assert one.answer == b""
    (answered,) = documents.candidates([1], {"answer"})
    assert (answered.request, from_json(answered.answer)["parties"][0]["decision"]) == (b"", one.entry.decision)
    assert documents.candidates([], {"request", "answer"}) == []


def test_a_row_asks_again_what_was_screened_of_its_other_parties(bench):
    file = "name,Vessel,IMO,Director,Director date of birth\nTesta Testova,TBN,9187629,Testina Testrix,2062-01-01\n"
    job = bench.done(bench.submit(file)[0])
    document = RowDocuments(job, bench.job_service.folder(job.id).result).get(1)
    _, vessel, director = from_json(document.request)["parties"]
    assert (vessel["id"], vessel["name"], vessel["identifiers"][0]["value"]) == ("vessel", None, "9187629")
    assert (director["id"], director["name"], director["birth_date"]) == ("director", "Testina Testrix", None)
    assert [one["id"] for one in from_json(document.answer)["parties"]] == ["party", "vessel", "director"]

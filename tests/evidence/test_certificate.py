"""What a certificate says, from what is on record alone."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from pydantic_core import to_json

from service.alerts.finding_model import Suppression
from service.alerts.model import Disposition, Proposal
from service.alerts.statuses import DispositionStatus, Outcome
from service.audit.link import BEGINNING, canonical, tie
from service.evidence.certificate import Facts, Remembered, certificate_of, suppression_ids
from service.records.screening_event import screening_event
from tests.records.test_records import ONE

TOKYO = ZoneInfo("Asia/Tokyo")
PARTY = {
    "id": "p",
    "decision": "review",
    "hits": [{"above_threshold": True}, {"above_threshold": False}],
    "hits_total": 9,
    "truncated": False,
    "screened": {"name": "Anna Primerova"},
    "suppressed_hits": 1,
}
ANSWER = {
    "decision": "review",
    "screened_at": "2026-11-23T09:00:00Z",
    "options": {"threshold": 0.7, "regimes": None},
    "profile": {"id": "default", "sha256": "b" * 64},
    "snapshot": {"watchlists": []},
    "parties": [PARTY],
}


def facts(answer=ANSWER, **changed):
    document = replace(ONE, answer=to_json(answer))
    performed = tie(BEGINNING, "a" * 24, 2, *screening_event(document))
    return Facts(**({"performed": performed, "place": {"event": 1}, "document": document} | changed))


def certificate(answer=ANSWER, snapshot=None, **changed):
    return certificate_of(facts(answer, **changed), snapshot, TOKYO)


def test_it_is_made_of_what_is_on_record_alone():
    one, two = certificate(), certificate()
    assert one == two
    assert (one["status"], one["chain"]) == ("on_record", {"event": 1})
    assert (one["request"], one["answer"]) == ({}, ANSWER)
    screening = one["screening"]
    assert (screening["id"], screening["reference"], screening["decision"]) == ("scr_1", "T-1", "clear")
    assert (screening["local_time"], screening["time_zone"]) == ("2026-11-23T18:00:00+09:00", "Asia/Tokyo")
    assert set(one["record"]) == {"request_sha256", "answer_sha256", "record_sha256"}


def test_a_finding_counts_hits_that_reach_the_threshold():
    (finding,) = certificate()["findings"]
    assert (finding["hits"], finding["hits_shown"], finding["hits_suppressed"]) == (1, 2, 1)
    assert (finding["name"], finding["lists_searched"], finding["threshold"]) == ("Anna Primerova", 0, 0.7)
    (finding,) = certificate(ANSWER | {"parties": [PARTY | {"truncated": True}]})["findings"]
    assert finding["hits"] == 9


USED = {"id": "un", "edition": "5", "sha256": "f", "entities": 3, "published_on": "2026-11-20"}


@pytest.mark.parametrize(("published", "age"), [("2026-11-20", 3), ("2026-11-23", 0), (None, None)])
def test_a_list_is_as_old_as_it_was_on_the_day(published, age):
    used = {"watchlists": [USED | {"published_on": published}]}
    (listed,) = certificate(ANSWER | {"snapshot": used})["lists"]
    assert (listed["age_days"], listed["title"], listed["entities"]) == (age, None, 3)


def test_the_snapshot_of_now_knows_the_titles_of_lists(snapshot):
    (known,) = snapshot.watchlists
    used = {"watchlists": [USED | {"id": known.id}, USED]}
    titles = [one["title"] for one in certificate(ANSWER | {"snapshot": used}, snapshot)["lists"]]
    assert titles == [known.title, None]


def test_settings_of_a_profile_stand_in_it_if_they_are_on_record():
    assert certificate()["profile"]["title"] is None
    settings = {"title": "Default", "block_threshold": 0.9, "weak_aliases_fire": False}
    profile = certificate(profile=settings)["profile"]
    assert (profile["title"], profile["block_threshold"], profile["threshold"]) == ("Default", 0.9, 0.7)


def test_of_a_deleted_screening_nothing_of_what_was_asked_is_left():
    details = canonical({"reason": "asked for", "screenings": ["scr_1"]})
    deletion = tie(BEGINNING, "b" * 24, 5, "t", "records_deleted", "local", None, details)
    content = certificate(document=None, deletion=deletion)
    assert content["status"] == "deleted"
    assert content["deletion"]["reason"] == "asked for"
    assert {"request", "answer", "findings", "lists", "suppressions"}.isdisjoint(content)
    assert "reference" not in content["screening"]
    assert certificate(document=None)["deletion"] is None


def test_a_remembered_decision_stands_in_it_without_its_words():
    suppression = Suppression("sup_1", "id:C-1", "s", "un:1", "e", "r", "default", 0.8, "dsp_1", "b", "t1", "t2")
    proposal = Proposal((1,), Outcome.FALSE_POSITIVE, "name_only", "a private word of the officer")
    decided = Disposition("dsp_1", "alr_1", 3, proposal, "c" * 64, "a", "t0", DispositionStatus.APPROVED)
    content = certificate(remembered=[Remembered(suppression, decided)])
    (one,) = content["suppressions"]
    assert (one["entity_id"], one["disposition"]["proposed_by"], one["disposition"]["approved_by"]) == (
        "un:1",
        "a",
        "b",
    )
    assert "private" not in canonical(content)


@pytest.mark.parametrize(
    ("answer", "ids"),
    [
        ({"suppressed_by": "a"}, ["a"]),
        ({"suppressed_by": None, "hits": [{"suppressed_by": "a"}, {"x": {"suppressed_by": "b"}}]}, ["a", "b"]),
        ({"suppressed_by": ["a"]}, []),
        ({"by": "suppressed_by"}, []),
        ([], []),
    ],
)
def test_suppressions_are_found_wherever_an_answer_names_them(answer, ids):
    assert sorted(suppression_ids(answer)) == ids

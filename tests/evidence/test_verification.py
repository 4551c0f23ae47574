"""What differs between a document and what is on record."""

import pytest

from service.audit.link import BEGINNING, tie
from service.evidence import certificate
from service.evidence.sealed import Opened
from service.evidence.verification import Verification, entry_faults, faults_within, issue_of, screening_faults
from service.records.screening_event import screening_event
from tests.records.test_records import ONE

EVENT = screening_event(ONE)
PERFORMED = tie(BEGINNING, "a" * 24, 2, *EVENT)
PLACE = {"event": PERFORMED._asdict() | {"details": {}}, "previous": BEGINNING, "anchor": None}
NOW = certificate.Facts(PERFORMED, PLACE, ONE)
CONTENT = {
    "status": "on_record",
    "screening": {"id": "scr_1", "actor": "local", "screened_at": ONE.screened_at, "decision": "clear"},
    "record": {"answer_sha256": "a"},
    "request": {},
    "answer": {"decision": "clear"},
    "findings": [],
    "chain": PLACE,
}


def faults(content=CONTENT, now=NOW, expected=CONTENT):
    return list(screening_faults(content, now, expected))


def test_what_is_as_on_record_has_no_faults():
    assert faults() == []


@pytest.mark.parametrize("name", ["status", "request", "answer", "findings", "record"])
@pytest.mark.parametrize("value", [None, "other", []])
def test_every_part_is_compared(name, value):
    if CONTENT[name] == value:
        return
    assert faults(CONTENT | {name: value}) == [f"`{name}` is not what is on record"]
    without = {key: one for key, one in CONTENT.items() if key != name}
    assert faults(without) == [f"`{name}` is not what is on record"]


@pytest.mark.parametrize("screening", [None, [], {}, CONTENT["screening"] | {"decision": "review"}])
def test_who_screened_when_and_with_what_end_is_compared(screening):
    assert faults(CONTENT | {"screening": screening}) == ["`screening` is not what is on record"]


def test_settings_of_the_place_are_not():
    assert faults(CONTENT | {"screening": CONTENT["screening"] | {"time_zone": "Asia/Tokyo"}}) == []


def test_a_signature_may_have_come_since_and_not_have_changed():
    signed = CONTENT | {"chain": PLACE | {"anchor": {"number": 3}}}
    assert faults(CONTENT, expected=signed) == []
    assert faults(signed, expected=CONTENT) == ["the signature over the audit chain is another one"]


@pytest.mark.parametrize("chain", [None, [], {}, PLACE | {"previous": "1"}, PLACE | {"event": {}}])
def test_another_event_is_told(chain):
    assert faults(CONTENT | {"chain": chain}) == ["its event in the audit chain is another one"]


def test_a_deleted_screening_is_told_and_its_words_are_not_compared():
    deleted = CONTENT | {"status": "deleted", "request": None, "answer": None, "findings": None}
    gone = certificate.Facts(PERFORMED, PLACE, None)
    assert faults(now=gone, expected=deleted) == [
        "the screening has been deleted since; its event in the audit chain still stands"
    ]
    assert faults(now=None, expected=None) == ["the screening that it speaks of is not on record here"]


def test_a_record_that_is_not_what_its_event_says_is_told():
    changed = certificate.Facts(tie(BEGINNING, "a" * 24, 2, *EVENT._replace(actor="other")), PLACE, ONE)
    assert faults(now=changed) == ["the screening on record is not what its event in the audit chain says"]


@pytest.mark.parametrize(
    ("entries", "now", "count"),
    [
        ([{"a": 1}], [{"a": 1}], 0),
        ([{"a": 1}], [{"a": 2}], 2),
        ([], [{"a": 1}], 1),
        ([{"a": 1}, {"a": 2}], [{"a": 2}], 1),
        (None, [], 1),
        ({}, [], 1),
    ],
)
def test_entries_that_are_gone_or_new_are_told(entries, now, count):
    assert len(list(entry_faults(entries, now))) == count


@pytest.mark.parametrize("chain", [None, [], {}, {"event": []}, {"event": {"details": 5}, "anchor": None}])
def test_a_file_without_its_parts_is_no_certificate(chain):
    content = {"format": certificate.FORMAT, "chain": chain, "record": {}}
    assert list(faults_within(Opened(content, "f", ()))) == [
        "it is no certificate that this program writes: parts of it are missing"
    ]


def test_a_dossier_has_no_place_to_look_at():
    assert list(faults_within(Opened({"format": "sekisho/alert-dossier"}, "f", ("one",)))) == ["one"]


@pytest.mark.parametrize(
    ("known", "intact", "same", "holds"),
    [
        (True, True, True, True),
        (True, None, True, True),
        (False, True, True, False),
        (True, False, True, False),
        (True, True, None, False),
        (True, True, False, False),
    ],
)
def test_only_what_is_known_intact_and_the_same_holds(known, intact, same, holds):
    assert Verification("f", known, intact, same, None, None, (), ()).holds is holds


def test_an_issue_is_read_from_its_event():
    link = tie(BEGINNING, "a" * 24, 7, "t", "certificate_issued", "desk", "f", '{"format":"pdf"}')
    issue = issue_of(link)
    assert (issue.at, issue.actor, issue.format, issue.number) == ("t", "desk", "pdf", 7)

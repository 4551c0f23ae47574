"""Where an event stands in the chain, told so that it can be checked without the database."""

import copy

import pytest
from sqlalchemy import insert

from service.audit.chain import extend
from service.audit.event import Event, recorded_event
from service.audit.heads import ChainHead
from service.audit.link import BEGINNING, Link
from service.audit.signing import Signer
from service.audit.tables import AUDIT_ANCHORS as ANCHORS
from service.audit.tables import AUDIT_EVENTS as TABLE
from service.evidence.chain_place import faults_of_place, place_of, read_event
from service.storage.bulk_insert import insert_rows

WRITER = "a" * 24
EVENTS = [
    Event("screening_performed", "desk", "scr_1", {"decision": "clear"}),
    Event("screening_performed", "desk", "scr_2", {"decision": "review", "é": [1, None]}),
    Event("record_read", "desk", "scr_2"),
]


@pytest.fixture
def links(transaction):
    recorded = [recorded_event(event, f"2026-11-23T09:00:0{n}.000000Z") for n, event in enumerate(EVENTS)]
    chain = extend(ChainHead(WRITER, 0, BEGINNING), recorded)
    insert_rows(transaction, TABLE, Link._fields, chain)
    return chain


def sign(transaction, link):
    anchor = Signer().sign(link)
    names = ("writer", "number", "sha256", "public_key", "signature")
    transaction.execute(insert(ANCHORS).values({name: getattr(anchor, name) for name in names}))


def test_the_first_event_of_a_kind_about_something(transaction, links):
    assert read_event(transaction, "screening_performed", "scr_2") == links[1]
    assert read_event(transaction, "screening_performed", "scr_3") is None
    assert read_event(transaction, "record_read", "scr_2") == links[2]


def test_a_place_names_what_is_before_and_the_first_signature_after(transaction, links):
    first, second = (place_of(transaction, link) for link in links[:2])
    assert (first["previous"], second["previous"]) == (BEGINNING, links[0].sha256)
    assert second["anchor"] is None
    sign(transaction, links[2])
    place = place_of(transaction, links[1])
    assert place["anchor"]["number"] == 3
    assert place["event"]["details"] == {"decision": "review", "é": [1, None]}
    assert [*faults_of_place(place), *faults_of_place(first)] == []


CHANGES = {
    "event": (("event", "actor"), "other", "the hash of its event"),
    "details": (("event", "details", "decision"), "clear", "the hash of its event"),
    "previous": (("previous",), "1" * 64, "the hash of its event"),
    "signature": (("anchor", "signature"), "00", "the signature over the audit chain is wrong"),
    "key": (("anchor", "public_key"), "00" * 32, "the signature over the audit chain is wrong"),
    "before": (("anchor", "number"), 1, "the signature over the audit chain is wrong"),
}


@pytest.mark.parametrize(("path", "value", "fault"), CHANGES.values(), ids=CHANGES)
def test_every_change_of_a_place_is_told(transaction, links, path, value, fault):
    sign(transaction, links[1])
    place = copy.deepcopy(place_of(transaction, links[1]))
    within = place
    for name in path[:-1]:
        within = within[name]
    within[path[-1]] = value
    (found, *_) = faults_of_place(place)
    assert found.startswith(fault)


def test_a_signature_of_another_event_of_that_number_is_told(transaction, links):
    sign(transaction, links[1])
    place = place_of(transaction, links[1])
    other = extend(ChainHead(WRITER, 1, links[0].sha256), [recorded_event(EVENTS[0], "t")])[0]
    anchor = Signer().sign(other)
    changed = {name: getattr(anchor, name) for name in ("number", "sha256", "public_key", "signature")}
    assert list(faults_of_place(place | {"anchor": changed})) == ["the signature is of another event"]


@pytest.mark.parametrize("place", [{}, {"event": {}, "anchor": None}, {"event": [], "anchor": None}])
def test_what_is_no_place_is_an_error(place):
    with pytest.raises((KeyError, TypeError)):
        list(faults_of_place(place))

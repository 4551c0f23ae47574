"""The last events of chains."""

import pytest

from service.audit.heads import ChainHead, all_heads, all_writers, head_of, loose_heads
from service.audit.link import BEGINNING, canonical, tie
from service.audit.tables import AUDIT_EVENTS
from service.storage.bulk_insert import insert_rows

A, B, C = "a" * 24, "b" * 24, "c" * 24


@pytest.fixture
def write(transaction):
    """Writes a chain of so many events, the first of which names the heads of others."""

    def chain(writer, events, *heads):
        links, previous = [], BEGINNING
        for number in range(1, events + 1):
            kind = "chain_started" if number == 1 else "record_read"
            details = canonical({"heads": [head._asdict() for head in heads]} if number == 1 else {})
            link = tie(previous, writer, number, "t", kind, "desk", None, details)
            links.append(link)
            previous = link.sha256
        insert_rows(transaction, AUDIT_EVENTS, links[0]._fields, links)
        return ChainHead(writer, events, previous)

    return chain


def test_without_events_there_are_no_heads(transaction):
    assert list(all_writers(transaction)) == []
    assert list(loose_heads(transaction)) == []
    assert head_of(transaction, A) is None


def test_the_head_is_the_last_event(transaction, write):
    heads = [write(A, 3), write(B, 12), write(C, 1)]
    assert list(all_writers(transaction)) == [A, B, C]
    assert list(all_heads(transaction)) == heads
    assert head_of(transaction, B) == heads[1]


def test_a_head_that_another_chain_begins_from_is_not_loose(transaction, write):
    first, second = write(A, 3), write(B, 2)
    third = write(C, 2, first)
    assert list(loose_heads(transaction)) == [second, third]


def test_a_chain_that_went_on_after_it_was_named_is_loose_again(transaction, write):
    longer = write(A, 4)
    write(B, 1, ChainHead(A, 3, "f" * 64))
    assert longer in list(loose_heads(transaction))

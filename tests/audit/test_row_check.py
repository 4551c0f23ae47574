"""Rows of sealed tables against the seals in the chain."""

import json

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import text

from service.audit.row_check import RowCheck
from service.audit.verdict import Findings
from service.auth.tables import API_KEYS
from service.storage.bulk_insert import insert_rows
from service.storage.seals import seal_rows, take_seals
from tests.audit.tampered import details_with, link
from tests.examples import examples

COLUMNS = ("id", "name", "secret_sha256", "roles", "created_at", "created_by")
STARTED = link("chain_started", '{"format":2}', number=1)


def written(connection):
    """The event that the seals of this transaction are written as."""
    return link("rows_written", json.dumps({"rows": [list(one) for one in take_seals(connection)]}))


def add(connection, *ids):
    insert_rows(connection, API_KEYS, COLUMNS, [(one, "yamada", f"of {one}", "officer", "t", "l") for one in ids])
    return written(connection)


def faults(connection, *links):
    findings = Findings()
    check = RowCheck(findings, connection)
    check.look(links)
    check.finish()
    return [one.detail for one in findings.faults]


def test_rows_that_are_sealed_are_right(transaction):
    assert faults(transaction, STARTED, add(transaction, "k1", "k2")) == []


CHANGES = {
    "inserted": (
        "INSERT INTO api_keys (id, name, secret_sha256, roles, created_at, created_by) "
        "VALUES ('k9', 'eve', 'e', 'admin', 't', 'l')",
        "inserted: the audit chain does not know this row of api_keys: k9",
    ),
    "changed": (
        "UPDATE api_keys SET roles = 'admin' WHERE id = 'k1'",
        "changed: the audit chain says something else of this row of api_keys: k1",
    ),
    "removed": (
        "DELETE FROM api_keys WHERE id = 'k1'",
        "removed: the audit chain knows this row of api_keys: k1",
    ),
}


@pytest.mark.parametrize(("statement", "detail"), CHANGES.values(), ids=CHANGES)
def test_what_was_done_behind_its_back_is_named(transaction, statement, detail):
    event = add(transaction, "k1", "k2")
    transaction.execute(text("DROP TRIGGER IF EXISTS api_keys_delete"))
    transaction.execute(text(statement))
    assert faults(transaction, STARTED, event) == [detail]


def test_the_newest_seal_of_a_row_counts_in_whatever_order_they_go_by(transaction):
    first = add(transaction, "k1")
    transaction.execute(text("UPDATE api_keys SET revoked_at = 't', revoked_by = 'b' WHERE id = 'k1'"))
    seal_rows(transaction, API_KEYS, id="k1")
    second = written(transaction)
    assert faults(transaction, STARTED, first, second) == []
    assert faults(transaction, STARTED, second, first) == []
    assert len(faults(transaction, STARTED, first)) == 1


def test_nothing_is_compared_where_nothing_was_ever_sealed(transaction):
    add(transaction, "k1")
    assert faults(transaction) == []
    assert faults(transaction, link("chain_started", '{"format":1}', number=1)) == []


SEAL = st.tuples(st.just("api_keys"), st.just("k1"), st.integers(-(1 << 70), 1 << 70) | st.floats(), st.just("f"))


@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(["rows_written", "chain_started"]), details=details_with(rows=st.lists(SEAL), format=SEAL))
def test_whatever_an_event_holds_the_check_comes_to_its_end(transaction, kind, details):
    """What is wrong with the event itself is said where events are looked at."""
    faults(transaction, STARTED, link(kind, details))

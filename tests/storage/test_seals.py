"""Rows that are inserted are sealed as they are when they are read again."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.storage.seals import _inserted, _json, sealed_tables, seals_of

VALUES = st.one_of(
    st.none(), st.text(max_size=8), st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False)
)
COLUMNS = ("alert_id", "version", "at", "actor", "details")


@given(st.lists(st.tuples(st.sampled_from(["alr_1", "alr_2"]), st.integers(1, 3), VALUES, VALUES, VALUES), max_size=6))
def test_the_fast_way_seals_as_the_plain_one(rows):
    table = sealed_tables()["alert_events"]
    plain = seals_of(table, [dict(zip(COLUMNS, row, strict=True)) for row in rows])
    assert list(_inserted("alert_events", COLUMNS, rows)) == plain


@pytest.mark.parametrize("table", sorted(sealed_tables()))
def test_keys_counters_and_columns_left_out_are_those_of_the_table(table):
    sealed = sealed_tables()[table]
    owner = sealed.parts.owner if sealed.parts else None
    named = [*sealed.key, *sorted(sealed.left_out), "other", *filter(None, [sealed.counter, owner])]
    columns = tuple(dict.fromkeys(named))
    rows = [tuple(at + number for at in range(len(columns))) for number in range(3)]
    plain = seals_of(sealed, [dict(zip(columns, row, strict=True)) for row in rows])
    assert list(_inserted(table, columns, rows)) == plain


@given(st.one_of(VALUES, st.booleans()))
def test_values_are_written_as_json_has_them(value):
    whole = int(value) if isinstance(value, float) and value.is_integer() else value
    assert _json(value) == json.dumps(whole)

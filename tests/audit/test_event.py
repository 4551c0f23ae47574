"""What can be written into the chain."""

import pytest

from service.audit.event import Event, recorded_event


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match=r"unknown kind of event 'tea_made'; known: .*key_created"):
        Event("tea_made", "local")


def test_details_are_written_in_one_way_only():
    event = Event("key_created", "local", "key_1", {"b": 1, "a": ["é", None, True]})
    assert recorded_event(event, "t") == ("t", "key_created", "local", "key_1", '{"a":["é",null,true],"b":1}')


@pytest.mark.parametrize("value", [float("nan"), {1, 2}, b"x"])
def test_details_that_have_no_json_are_refused(value):
    with pytest.raises((TypeError, ValueError)):
        recorded_event(Event("key_created", "local", None, {"a": value}), "t")

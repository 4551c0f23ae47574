"""The table says of every field of the records whether it counts, once, and why."""

from dataclasses import fields

from service.alerts.significant_fields import Side, fields_of, significant_fields
from service.engine.model.entity import Designation, Entity
from service.engine.model.watchlist import Watchlist

RECORDS = {"entity": Entity, "designation": Designation, "watchlist": Watchlist}


def test_every_row_is_of_a_field_that_there_is_and_says_why():
    names = {record: {one.name for one in fields(class_)} for record, class_ in RECORDS.items()}
    for one in significant_fields():
        assert one.why.strip()
        if one.record != "fact":  # facts have labels, which are the publishers'
            assert one.field in names[one.record]


def test_no_field_stands_twice():
    rows = [(one.record, one.field) for one in significant_fields()]
    assert len(rows) == len(set(rows))


def test_fields_are_grouped_by_record_and_side_in_the_order_of_the_table():
    for (record, side), names in fields_of().items():
        assert list(names) == [one.field for one in significant_fields() if (one.record, one.side) == (record, side)]
    assert set(fields_of()["entity", Side.ENTITY]).isdisjoint(fields_of()["entity", Side.NONE])


def test_names_count_and_their_place_in_the_file_does_not():
    assert "names" in fields_of()["entity", Side.ENTITY]
    assert "designations" in fields_of()["entity", Side.RULE]
    assert "location" in fields_of()["entity", Side.NONE]

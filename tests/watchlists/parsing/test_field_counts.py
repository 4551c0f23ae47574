"""How often fields are filled, counted only for those who ask."""

from collections import Counter

from lxml import etree

from service.watchlists.parsing.field_counts import collected_fields, count_cells, count_elements, count_keys

RECORD = etree.fromstring(
    "<n:r xmlns:n='urn:x' id='1' empty=''><!-- x --><n:a>b</n:a><n:a> </n:a><n:c><d/></n:c></n:r>"
)


def test_elements_and_attributes_that_hold_something():
    with collected_fields() as found:
        count_elements(RECORD)
    assert found == Counter({"r": 1, "r@id": 1, "a": 1, "c": 1})


def test_cells_under_headings():
    with collected_fields() as found:
        count_cells(["Name", "", "Born"], [["A", "x", None], ["B", "", ""], ["C"]])
    assert found == Counter({"Name": 3, "Born": 0})


def test_keys_at_every_depth():
    with collected_fields() as found:
        count_keys([{"name": "A", "ids": [{"no": 1}, {"no": None}]}, {"name": "", "ids": []}])
    assert found == Counter({"name": 1, "ids": 1, "no": 1})


def test_nothing_is_counted_where_nobody_asks():
    count_elements(RECORD)
    with collected_fields() as found:
        pass
    count_keys({"a": 1})
    assert not found

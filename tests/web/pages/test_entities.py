"""Listed parties over all lists."""

from service.web.pages.entities import timeline_of


def designation(listed, delisted=None):
    return {"listed_on": listed, "delisted_on": delisted, "programme": "P"}


def test_a_timeline_is_over_all_lists_in_order_of_days():
    entries = [
        {"entity_id": "b:1", "designations": [designation("2014-08-05"), designation(None)]},
        {"entity_id": "a:1", "designations": [designation("2014-03-17", "2016-01-01")]},
    ]
    assert [(one["on"], one["what"], one["entity_id"]) for one in timeline_of(entries)] == [
        ("2014-03-17", "listed_on", "a:1"),
        ("2014-08-05", "listed_on", "b:1"),
        ("2016-01-01", "delisted_on", "a:1"),
    ]


def test_an_entry_tells_when_it_was_listed(person):
    page = person("auditor").get("/desk/entities/jp_crimea_2014:026-000002").text
    assert '<time datetime="2014-08-05">' in page
    assert "The same party on other lists" not in page

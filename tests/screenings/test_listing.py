"""Screenings that were found, as a table."""

import asyncio
import csv
import io
from dataclasses import replace

import pytest

from service.records.model import Entry
from service.records.search import Query
from service.screenings import listing
from service.screenings.listing import all_found, screening_csv
from service.screenings.search import NameMatch, ScreeningFound, ScreeningPage, ScreeningQuery

ENTRY = Entry("scr_1", "2026-11-23", "T-1", "clear", "s", "default", "1", "desk")


class Pages:
    """So many screenings, newest first, found page by page."""

    def __init__(self, count):
        self.ids, self.asked = [f"scr_{n:03}" for n in range(count, 0, -1)], []

    async def find(self, query):
        conditions = query.conditions
        self.asked.append(conditions.limit)
        rest = [one for one in self.ids if conditions.after is None or one < conditions.after]
        shown = rest[: conditions.limit]
        entries = [ScreeningFound(Entry(one, *["x"] * 7), None) for one in shown]
        return ScreeningPage(tuple(entries), shown[-1] if len(rest) > len(shown) else None)


@pytest.mark.parametrize(("count", "most", "asked"), [(0, 10, [4]), (9, 10, [4, 4, 2]), (9, 6, [4, 2]), (4, 10, [4])])
def test_all_pages_are_taken_up_to_so_many(monkeypatch, count, most, asked):
    monkeypatch.setattr(listing, "_PAGE", 4)
    pages = Pages(count)
    found = asyncio.run(all_found(pages, ScreeningQuery(), most))
    assert [one.entry.id for one in found] == pages.ids[:most]
    assert pages.asked == asked


def test_it_goes_on_from_where_it_is_asked_to():
    pages = Pages(5)
    found = asyncio.run(all_found(pages, ScreeningQuery(Query(after="scr_003"))))
    assert [one.entry.id for one in found] == ["scr_002", "scr_001"]


def rows(*found):
    return list(csv.reader(io.StringIO(screening_csv(found))))


def test_a_table_has_who_was_found_and_runs_nothing():
    match = NameMatch("p", "=HYPERLINK(1)", 0.91239)
    head, plain, named = rows(ScreeningFound(ENTRY, None), ScreeningFound(ENTRY, match))
    assert plain == ["scr_1", "2026-11-23", "T-1", "clear", "desk", "default", "1", "s", "", "", ""]
    assert dict(zip(head, named, strict=True))["name"] == "'=HYPERLINK(1)"
    assert named[-1] == "0.9124"
    assert rows() == [head]


def test_a_reference_that_is_none_is_empty():
    _, row = rows(ScreeningFound(replace(ENTRY, reference=None), None))
    assert row[2] == ""

"""The small sections of OFAC's advanced XML."""

from datetime import date

import pytest
from lxml import etree

from service.watchlists.parsing.ofac_advanced import References, day_of, entries_of, listed_dates, ordered_address

NAMESPACE = 'xmlns="https://example.org/x"'


def element(text):
    head, _, rest = text.partition(">")
    closed = head.endswith("/")
    return etree.fromstring(f"{head.removesuffix('/')} {NAMESPACE}{'/' if closed else ''}>{rest}")


def period(start, end=None, attributes=""):
    def edge(name, kind, day):
        parts = "".join(
            f"<{part}>{number}</{part}>" for part, number in zip(("Year", "Month", "Day"), day, strict=True)
        )
        return f"<{name}{attributes}><{kind}>{parts}</{kind}></{name}>"

    edges = edge("Start", "From", start) + edge("End", "To", end or start)
    return element(f"<Feature><DatePeriod>{edges}</DatePeriod></Feature>")


@pytest.mark.parametrize(
    ("start", "end", "raw"),
    [
        ((1970, 2, 3), None, ["1970-02-03"]),
        ((1970, 1, 1), (1970, 12, 31), ["1970"]),
        ((1970, 2, 1), (1970, 2, 28), ["1970-02"]),
        ((1972, 2, 1), (1972, 2, 28), ["1972-02-01 to 1972-02-28"]),
        ((1960, 1, 1), (1965, 12, 31), ["1960-01-01 to 1965-12-31"]),
        ((99999, 1, 1), None, ["99999-1-1", "99999-1-1"]),
    ],
)
def test_periods_are_days_months_years_or_ranges(start, end, raw):
    assert [one.raw for one in listed_dates(period(start, end))] == raw


def test_a_day_that_is_none_is_kept_in_its_words_beside_its_month():
    found = [one.raw for one in listed_dates(period((1970, 2, 31)))]
    assert found[0] == "1970-02"
    assert "1970-2-31" in found


def test_what_is_approximate_says_so():
    (one,) = listed_dates(period((1970, 2, 3), attributes=' Approximate="true"'))
    assert one.circa


@pytest.mark.parametrize(
    ("parts", "land", "address"),
    [
        ([("CITY", "Testgrad"), ("ADDRESS1", "Test 1")], "Ukraine", ("Test 1, Testgrad, Ukraine", "Testgrad", "UA")),
        ([("POSTAL CODE", "123"), ("Unknown", "Box")], "", ("Box, 123", None, None)),
        ([], "undetermined", None),
        ([], "Ukraine", ("Ukraine", None, "UA")),
    ],
)
def test_an_address_is_in_the_order_in_which_one_writes_it(parts, land, address):
    found = ordered_address(parts, land)
    assert (None if found is None else (found.text, found.city, found.country)) == address


def entry(list_, day=(2014, 3, 17)):
    date_ = "<Date><Year>{}</Year><Month>{}</Month><Day>{}</Day></Date>".format(*day)
    return element(
        f'<SanctionsEntry ProfileID="1" ListID="{list_}"><EntryEvent LegalBasisID="9">{date_}</EntryEvent>'
        '<SanctionsMeasure SanctionsTypeID="1"><Comment>UKRAINE-EO13661</Comment></SanctionsMeasure>'
        '<SanctionsMeasure SanctionsTypeID="2"><Comment/></SanctionsMeasure></SanctionsEntry>'
    )


@pytest.fixture
def references():
    found = References()
    values = {"List": {"5": "SDN List", "6": "Consolidated List"}, "SanctionsType": {"1": "Program", "2": "Block"}}
    values["LegalBasis"] = {"9": "Executive Order 13661"}
    for kind, words in values.items():
        for key, text in words.items():
            found.add(element(f'<{kind} ID="{key}">{text}</{kind}>'))
    return found


def test_an_entry_names_list_programme_law_and_day(references):
    references.add(entry("5"))
    (one,) = entries_of(references, ["1"])
    assert (one.list, one.programmes, one.bases) == ("SDN List", ("UKRAINE-EO13661",), ("Executive Order 13661",))
    assert (one.types, one.listed_on) == (("Block",), date(2014, 3, 17))


def test_the_consolidated_list_counts_only_where_it_stands_alone(references):
    references.add(entry("6", (2020, 1, 1)))
    assert [one.list for one in entries_of(references, ["1"])] == ["Consolidated List"]
    references.add(entry("5"))
    assert [one.list for one in entries_of(references, ["1"])] == ["SDN List"]
    assert entries_of(references, ["2"]) == ()


def test_a_day_that_cannot_be_is_none_and_its_words_are_kept(references):
    references.add(entry("5", (2014, 2, 31)))
    (one,) = entries_of(references, ["1"])
    assert (one.listed_on, one.unread_days) == (None, ("2014-2-31",))
    assert day_of(element("<Date><Year>x</Year></Date>")) is None

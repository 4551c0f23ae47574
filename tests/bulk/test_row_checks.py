"""Rows that cannot be screened are refused; other parties of a row cost it nothing, and are named."""

from datetime import date

import pytest

from service.bulk.row_checks import Bounds, faults_of, without_faulty_others
from service.bulk.rows import RowQuery
from service.engine.goods.model import Goods, Origin
from service.engine.matching.model import Party
from service.engine.model.entity import EntityType, Identifier, PartialDate

BOUNDS = Bounds(date(2026, 1, 1), 500)
MAIN = Party(EntityType.PERSON, ("Testa Testova",))
IMO = Identifier("imo", "9187629")


def unknown(*names, **facts):
    return Party(EntityType.UNKNOWN, names, **facts)


def left_of(*others):
    """The other parties of a row that are screened, and the columns of what is not."""
    row = RowQuery(MAIN, None, others=tuple(zip(("vessel", "director"), others, strict=False)))
    (found,) = without_faulty_others([row], BOUNDS, lambda role, fields: f"{role} {fields[0]}")
    assert found.party == MAIN
    return found.others, [fault.column for fault in found.unscreened]


def test_faults_name_the_column_that_a_pointer_into_a_request_speaks_of():
    rows = [
        RowQuery(Party(EntityType.PERSON, ("Testa Testova",)), None),
        RowQuery(Party(EntityType.PERSON, ("",)), None),
        RowQuery(Party(EntityType.PERSON, ("Testa Testova", "Ltd" * 0)), None),
        RowQuery(Party(EntityType.PERSON, ("A Testova",), identifiers=(Identifier("passport", ""),)), None),
        RowQuery(None, Goods(origin=Origin(country="ZZ"))),
        RowQuery(None, Goods(origin=Origin(latitude=95.0, longitude=1.0))),
    ]
    found = faults_of(rows, BOUNDS, lambda field: f"<{field}>")
    assert {at: fault.column for at, fault in found.items()} == {
        1: "<name>",
        2: "<aliases>",
        3: "<id_number>",
        4: "<origin_country>",
        5: "<latitude>",
    }
    assert faults_of([], BOUNDS, str) == {}


@pytest.mark.parametrize(
    ("party", "left", "columns"),
    [
        (unknown("Zarvanex"), unknown("Zarvanex"), []),
        (unknown("Ltd"), None, ["vessel name"]),
        (unknown("100234"), None, ["vessel name"]),
        (unknown("100234", "Zarvanex"), unknown("Zarvanex"), ["vessel name"]),
        (unknown("Zarvanex", "Ltd"), unknown("Zarvanex"), ["vessel aliases"]),
        (unknown("TBN", identifiers=(IMO,)), unknown(identifiers=(IMO,)), ["vessel name"]),
        (unknown("Zarvanex", identifiers=(Identifier("imo", "-"), IMO)),
         unknown("Zarvanex", identifiers=(IMO,)), ["vessel imo"]),
        (unknown("Ltd", identifiers=(Identifier("imo", "1"),)), None, ["vessel name", "vessel imo"]),
        (unknown("Zarvanex", birth_date=PartialDate(2062)), unknown("Zarvanex"), ["vessel date_of_birth"]),
        (unknown("Zarvanex", address="x" * 1_001), unknown("Zarvanex"), ["vessel address"]),
        (unknown("Zarvanex", countries=("JP", "XQ")), unknown("Zarvanex", countries=("JP",)), ["vessel country"]),
        (unknown("Zar " * 2_000), None, ["vessel aliases"]),
        (unknown("Zarvanex", *(f"Zarvanex {at}" * 50 for at in range(20))), unknown("Zarvanex"), ["vessel aliases"]),
    ],
)  # fmt: skip
def test_another_party_loses_what_cannot_be_searched_and_no_more(party, left, columns):
    others, wrong = left_of(party)
    assert (dict(others).get("vessel"), wrong) == (left, columns)


def test_what_is_wrong_with_one_party_costs_no_other():
    others, wrong = left_of(unknown("Ltd"), unknown("Testina Testrix"))
    assert (others, wrong) == ((("director", unknown("Testina Testrix")),), ["vessel name"])


def test_a_row_that_is_left_with_nobody_is_refused():
    row = RowQuery(None, None, others=(("vessel", unknown("Ltd")),))
    found = without_faulty_others([row], BOUNDS, lambda role, fields: role)
    assert faults_of(found, BOUNDS, str)[0].column == "vessel"
    assert faults_of([RowQuery(None, None, others=(("vessel", MAIN),))], BOUNDS, str) == {}


def test_rows_may_have_more_and_longer_texts_together_than_a_request():
    party = unknown("Testa Testova", address="Long street 1, " * 50)
    rows = [RowQuery(party, None, others=(("vessel", party), ("director", party)))] * 600
    assert without_faulty_others(rows, BOUNDS, lambda role, fields: role) == rows
    assert faults_of(rows, BOUNDS, str) == {}

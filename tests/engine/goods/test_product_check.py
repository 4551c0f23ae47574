"""Measures on countries and products: what blocks, what is for review and why, and what permits a clear."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from service.engine.goods.import_law import import_law_of
from service.engine.goods.import_measures import ALL, CodeLine, Coverage, ImportMeasure, PriceCap
from service.engine.goods.law import Regime
from service.engine.goods.model import Amount, Direction, Goods, GoodsOrigin, StatedCountry
from service.engine.goods.product_check import ProductAnswer, check_products
from service.engine.model.decision import Decision
from tests.engine.goods.measures import measure_of

ON = date(2026, 11, 1)
CLEAR, REVIEW, BLOCK = Decision.CLEAR, Decision.REVIEW, Decision.BLOCK
NAMES = {"XA": "Aland", "XB": "Beland", "XA-01": "Aland Part", "XE": "Eland"}
REGIMES = {
    "EU": Regime("EU", "Union", "Council", frozenset({"XE"}), "s", ON),
    "JP": Regime("JP", "Japan", "METI", frozenset({"JP"}), "s", ON),
}
LINE = CodeLine("7208", False, (), "Flat steel", "2022", None, None, "Annex", "", None, "read")
MEASURE = measure_of(id="steel", origins=("XA",), what="Steel", codes=(LINE,), checked=ON)
CHECKED = (
    Coverage("EU", ALL, "checked", ON, "held against a list"),
    Coverage("JP", ALL, "none", None, "nobody looked"),
)


def stated(country: str, role: str = "origin", how: str = "stated") -> StatedCountry:
    return StatedCountry(country, NAMES[country], role, how, f"origin.{role}", country)


def ask(
    *countries: StatedCountry,
    code: str | None = "720839",
    measure: ImportMeasure | None = MEASURE,
    coverage: tuple[Coverage, ...] = CHECKED,
    regimes: set[str] | None = None,
    on: date = ON,
    **goods: Any,
) -> ProductAnswer:
    law = import_law_of(() if measure is None else (measure,), coverage, frozenset())
    origins = {one.country for one in countries if one.role == "origin" and one.stated == "stated"}
    country = origins.pop() if len(origins) == 1 else None
    origin = GoodsOrigin(country, NAMES.get(country or ""), countries)
    asked = frozenset({"EU"} if regimes is None else regimes)
    return check_products(Goods(hs_code=code, **goods), origin, law, REGIMES, on, asked or None)


def changed(**facts: Any) -> ImportMeasure:
    return replace(MEASURE, **facts)


def with_line(**facts: Any) -> ImportMeasure:
    return changed(codes=(replace(LINE, **facts),))


def test_a_code_of_a_stated_origin_inside_a_line_that_was_read_blocks() -> None:
    found = ask(stated("XA"))
    assert found.decision is BLOCK
    (measure,) = found.measures
    assert (measure.matched_code, measure.connects, measure.grade, measure.open_conditions) == (
        "7208",
        "origin",
        "read",
        (),
    )
    assert found.reasons == ("EU: Steel (HS 7208; Act 1).",)


@pytest.mark.parametrize("code", ["7209", "0101"])
def test_another_code_is_clear_where_the_coverage_permits_it(code: str) -> None:
    found = ask(stated("XA"), code=code)
    assert found.decision is CLEAR
    assert found.reasons == (
        f"No measure known of EU (checked 2026-11-01) applies to goods of Aland with HS code {code}.",
    )


def test_another_origin_is_clear() -> None:
    assert ask(stated("XB")).decision is CLEAR


@pytest.mark.parametrize(
    ("measure", "doubt"),
    [
        (changed(grade="background"), "not read in its text"),
        (with_line(grade="background"), "not read in its text"),
        (changed(in_force_from=None), "the first day of the measure is not known"),
        (changed(codes=(replace(LINE, prefix=ALL),), scope_complete=False), "not read in full"),
        (with_line(part=True), "only a part of 7208 is covered: Flat steel"),
        (with_line(condition="proof of melting"), "proof of melting"),
        (with_line(prefix="72083900"), "the code 720839 is too short: 72083900 lies inside it"),
        (changed(effect="review"), "a paper or a permit"),
        (changed(effect="review", exception="Licence of the ministry"), "Licence of the ministry"),
        (changed(connects=frozenset({"seller_government"})), "ask who sells"),
        (changed(connects=frozenset({"removed_from"})), "when and how the goods left"),
        (changed(connects=frozenset({"origin+exported_from"})), "needs the export from Aland too"),
        (changed(in_force_from=date(2027, 1, 1), date_grade="secondary"), "the first day, 2027-01-01, was not read"),
        (changed(in_force_to=date(2026, 10, 1), checked=date(2026, 9, 1)), "it was to lapse on 2026-10-01"),
    ],
)
def test_a_doubt_makes_a_block_a_review_and_is_told(measure: ImportMeasure, doubt: str) -> None:
    found = ask(stated("XA"), measure=measure)
    assert found.decision is REVIEW
    assert doubt in found.measures[0].open_conditions[0]
    assert "A review, because" in found.reasons[0]


@pytest.mark.parametrize(
    "measure",
    [
        changed(effect="information"),
        changed(direction="export"),
        changed(connects=frozenset({"transit"})),
        changed(in_force_from=date(2027, 1, 1)),
        changed(in_force_from=date(2028, 1, 1), date_grade="secondary"),
        changed(in_force_to=date(2026, 10, 31), checked=date(2026, 11, 1)),
    ],
)
def test_a_measure_that_does_not_apply_to_imports_of_the_day_is_left_out(measure: ImportMeasure) -> None:
    assert ask(stated("XA"), measure=measure).decision is CLEAR


def test_without_a_code_the_origin_is_for_review_if_it_has_measures_on_products() -> None:
    found = ask(stated("XA"), code=None)
    assert (found.decision, found.reasons) == (REVIEW, ("EU has a measure on products of Aland: give the HS code.",))
    assert ask(stated("XB"), code=None).decision is CLEAR


def test_a_measure_on_all_goods_blocks_without_a_code() -> None:
    assert ask(stated("XA"), code=None, measure=with_line(prefix=ALL)).decision is BLOCK
    assert (
        ask(stated("XA"), code=None, measure=changed(origins=(ALL,), codes=(replace(LINE, prefix=ALL),))).decision
        is BLOCK
    )


def test_no_origin_that_is_understood_is_never_clear() -> None:
    for countries in ((), (stated("XB", how="hinted"),), (stated("XB", "shipped_from"),)):
        found = ask(*countries)
        assert found.decision is REVIEW
        assert found.reasons[0] == "No country of origin is stated that is understood: a clear needs one."


@pytest.mark.parametrize("how", ["likely", "hinted"])
def test_an_origin_that_is_not_stated_does_not_block(how: str) -> None:
    found = ask(stated("XA", how=how))
    assert found.decision is REVIEW
    assert f"Aland is not stated as the origin, only {how}" in found.measures[0].open_conditions[0]


def test_two_stated_origins_do_not_block_and_are_told() -> None:
    found = ask(stated("XA"), stated("XB"))
    assert found.decision is REVIEW
    assert found.reasons[0] == "More than one origin is stated: Aland, Beland."
    assert "another origin is stated too" in found.measures[0].open_conditions


def test_a_part_of_a_country_is_under_the_measures_on_the_whole_and_not_the_other_way_round() -> None:
    assert ask(stated("XA-01")).decision is BLOCK
    assert ask(stated("XA"), measure=changed(origins=("XA-01",))).decision is CLEAR


@pytest.mark.parametrize("role", ["shipped_from", "exported_from", "processed_in"])
def test_another_tie_to_the_country_is_for_review_at_most(role: str) -> None:
    measure = changed(connects=frozenset({"exported_from"}))
    found = ask(stated("XB"), stated("XA", role), measure=measure)
    assert found.decision is REVIEW
    assert "not as the origin; the origin is Beland" in found.measures[0].open_conditions[0]


@pytest.mark.parametrize("role", ["shipped_from", "exported_from", "processed_in"])
def test_another_tie_to_the_country_asks_for_a_code(role: str) -> None:
    measure = changed(connects=frozenset({"exported_from"}))
    found = ask(stated("XB"), stated("XA", role), measure=measure, code=None)
    assert found.decision is REVIEW
    assert found.reasons == (f"EU has a measure on products {role.replace('_', ' ')} Aland: give the HS code.",)
    assert ask(stated("XB"), stated("XA", role), measure=measure, code="0101").decision is CLEAR
    assert ask(
        stated("XB"), stated("XA", role), code=None, measure=changed(connects=frozenset({"labour"}))
    ).decision is (CLEAR)


def test_a_measure_that_has_ended_asks_for_no_code() -> None:
    measure = changed(connects=frozenset({"exported_from"}), in_force_to=date(2023, 1, 1))
    assert ask(stated("XB"), stated("XA", "exported_from"), measure=measure, code=None).decision is CLEAR


def test_goods_only_in_transit_meet_measures_on_transit_alone() -> None:
    measure = changed(connects=frozenset({"transit"}))
    assert ask(stated("XB"), stated("XA", "transit"), measure=measure).decision is REVIEW
    assert ask(stated("XB"), stated("XA", "transit")).decision is CLEAR


def test_export_from_elsewhere_is_a_doubt_about_a_measure_on_exports() -> None:
    measure = changed(connects=frozenset({"exported_from"}))
    assert ask(stated("XA"), stated("XA", "exported_from"), measure=measure).decision is BLOCK
    found = ask(stated("XA"), stated("XB", "exported_from"), measure=measure)
    assert (found.decision, found.measures[0].open_conditions) == (
        REVIEW, ("the goods are shipped or exported from XB",),
    )  # fmt: skip


def test_a_measure_on_inputs_asks_third_countries_for_a_paper() -> None:
    measure = changed(connects=frozenset({"incorporates"}))
    found = ask(stated("XB"), measure=measure)
    assert found.decision is REVIEW
    assert "inputs from XA: ask for the mill certificate" in found.measures[0].open_conditions[0]
    assert ask(stated("XB"), measure=replace(measure, exempt_origins=frozenset({"XB"}))).decision is CLEAR
    assert ask(stated("XE"), measure=measure).decision is CLEAR  # a member of the regime imports nothing
    assert ask(stated("XB"), measure=measure, code="72").decision is CLEAR


@pytest.mark.parametrize(
    ("price", "said"),
    [
        (None, "give the unit price"),
        (Amount(50, "barrel", "EUR"), "give the unit price in USD a barrel"),
        (Amount(50, "tonne", "USD"), "give the unit price in USD a barrel"),
        (Amount(60, " Barrels", "USD"), "is not above the cap of 60 USD a barrel for crude"),
        (Amount(60.5, "bbl", "USD"), "is above the cap"),
    ],
)
def test_a_price_is_held_against_the_cap_of_the_day(price: Amount | None, said: str) -> None:
    cap = PriceCap(date(2022, 12, 5), date(2026, 12, 31), 60, "USD", "barrel", "crude")
    found = ask(stated("XA"), measure=changed(caps=(cap,)), unit_price=price)
    assert found.decision is REVIEW
    assert said in found.measures[0].open_conditions[0]
    late = ask(stated("XA"), measure=changed(caps=(cap,)), unit_price=price, on=date(2027, 1, 1))
    assert late.measures[0].open_conditions == ("no price cap is known for that day",)


@pytest.mark.parametrize(
    ("coverage", "asked", "decision"),
    [
        ((Coverage("EU", ALL, "complete", ON, "w"),), {"EU"}, CLEAR),
        ((Coverage("EU", ALL, "partial", ON, "w"),), {"EU"}, REVIEW),
        ((Coverage("EU", ALL, "none", None, "w"),), {"EU"}, REVIEW),
        ((), {"EU"}, REVIEW),
        ((Coverage("EU", ALL, "checked", ON, "w"), Coverage("EU", "XB", "partial", ON, "w")), {"EU"}, REVIEW),
        ((Coverage("EU", ALL, "none", None, "w"), Coverage("EU", "XB", "complete", ON, "w")), {"EU"}, CLEAR),
    ],
)
def test_only_coverage_permits_a_clear(coverage: tuple[Coverage, ...], asked: set[str], decision: Decision) -> None:
    assert ask(stated("XB"), coverage=coverage, regimes=asked).decision is decision


def test_among_all_regimes_an_unchecked_one_is_named_and_not_relied_on() -> None:
    found = ask(stated("XB"), regimes=set())
    assert found.decision is CLEAR
    assert [(one.regime, one.relied_on) for one in found.coverage] == [("EU", True), ("JP", False)]
    assert found.reasons[-1] == "Not covered: JP; nobody has checked which origins they restrict."
    assert ask(stated("XB"), regimes={"EU", "JP"}).decision is REVIEW


def test_exports_are_never_clear() -> None:
    found = ask(stated("XB", "destination"), direction=Direction.EXPORT)
    assert (found.decision, found.reasons) == (
        REVIEW,
        (
            "No measure on exports of EU is in the tables.",
            "Bans on exports are known only in part: a person has to look.",
        ),
    )
    nowhere = ask(direction=Direction.EXPORT)
    assert nowhere.reasons[0] == "No destination is stated."


def test_a_ban_on_exports_to_the_destination_blocks() -> None:
    measure = changed(direction="export", connects=frozenset({"destination"}))
    assert ask(stated("XA", "destination"), measure=measure, direction=Direction.EXPORT).decision is BLOCK
    assert ask(stated("XA", "destination"), measure=MEASURE, direction=Direction.EXPORT).decision is REVIEW


@pytest.mark.parametrize(
    ("listed", "code"),
    [
        ("710421", "7104.20"),
        ("710420", "7104.21"),
        ("880310", "88030000"),
        ("880300", "8803.10"),
        ("71042100", "710420"),
    ],
)
def test_a_code_of_another_edition_than_the_list_is_for_review(listed: str, code: str) -> None:
    found = ask(stated("XA"), measure=with_line(prefix=listed), code=code)
    assert found.decision is REVIEW
    assert "stand in different editions of HS: find today's code" in found.measures[0].open_conditions[0]


@pytest.mark.parametrize(
    ("listed", "code"), [("710421", "710429"), ("710420", "710310"), ("7104", "710320"), ("71", "72")]
)
def test_codes_of_one_edition_are_told_apart(listed: str, code: str) -> None:
    assert ask(stated("XA"), measure=with_line(prefix=listed), code=code).decision is CLEAR


@pytest.mark.parametrize(
    ("code", "said"),
    [("7701", "no chapter 77"), ("000000", "no chapter 00"), ("7200", "no heading 00"), ("72000000", "no heading 00")],
)
def test_a_code_that_the_harmonized_system_cannot_have_is_for_review(code: str, said: str) -> None:
    found = ask(stated("XA"), code=code)
    assert found.decision is REVIEW
    assert said in found.reasons[0]
    clear = ask(stated("XB"), code=code)
    assert (clear.decision, said in clear.reasons[0]) == (CLEAR, True)

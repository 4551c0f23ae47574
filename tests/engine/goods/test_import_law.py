"""The rows of `lists/goods/`: grades and coverage hold for every row, and every day at the edge of a measure."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.goods.check import check_goods
from service.engine.goods.import_measures import ALL, CodeLine, ImportMeasure
from service.engine.goods.model import AppliedMeasure, Goods, Origin
from service.engine.goods.rules import OriginRules
from service.engine.model.decision import Decision
from tests.bundled import bundled_rules
from tests.engine.goods.conftest import ON

RULES = bundled_rules()
DAY = timedelta(days=1)
BY_ID = {measure.id: measure for measure in RULES.imports.measures}
DATED = [
    (measure, line)
    for measure in RULES.imports.measures
    if measure.direction == "import" and measure.effect != "information"
    for line in measure.codes
    if line.in_force_from is not None or measure.in_force_from is not None
]


def _ask(measure: ImportMeasure, code: str, on: date) -> dict[str, AppliedMeasure]:
    """The measures that touch a code of the origin of a measure."""
    origin = measure.origins[0] if measure.origins[0] != ALL else "IN"
    country, _, part = origin.partition("-")
    goods = Goods(
        hs_code=code,
        origin=Origin(country=country, subdivision=origin if part else None),
        shipped_from=None if origin == "IN" else country,
    )
    if measure.connects <= {"incorporates"}:
        goods = Goods(hs_code=code.ljust(4, "0"), origin=Origin(country="IN"))
    answer = check_goods(goods, RULES, on=on, regimes=frozenset({measure.regime}))
    return {one.measure_id or "": one for one in answer.measures}


def _code(line: CodeLine) -> str:
    return "01" if line.prefix == ALL else line.prefix


@pytest.mark.parametrize("measure", RULES.imports.measures, ids=lambda measure: measure.id)
def test_the_first_and_the_last_day_of_every_measure(measure: ImportMeasure) -> None:
    """On its edges a measure applies; the day before and after it does not, or only as a review that says why."""
    if measure.direction != "import" or measure.effect == "information" or measure.connects <= {"labour"}:
        return
    starts = [line.in_force_from or measure.in_force_from for line in measure.codes]
    first = min((day for day in starts if day is not None), default=None)
    line = next((line for line in measure.codes if (line.in_force_from or measure.in_force_from) == first), None)
    if first is None or line is None:
        return
    assert measure.id in _ask(measure, _code(line), first)
    before = _ask(measure, _code(line), first - DAY).get(measure.id)
    assert before is None or (before.decision is Decision.REVIEW and "was not read" in before.open_conditions[0])
    last = line.in_force_to or measure.in_force_to
    if last is not None:
        assert measure.id in _ask(measure, _code(line), last)
        after = _ask(measure, _code(line), last + DAY).get(measure.id)
        assert after is None or after.decision is Decision.REVIEW or after.matched_code != line.prefix


@given(st.sampled_from(DATED), st.integers(-400, 1500), st.booleans())
def test_a_background_row_never_blocks(pair: tuple[ImportMeasure, CodeLine], shift: int, whole: bool) -> None:
    measure, line = pair
    start = line.in_force_from or measure.in_force_from
    assert start is not None
    code = _code(line) if whole else _code(line) + "99"
    for found in _ask(measure, code[:10], start + shift * DAY).values():
        if found.decision is Decision.BLOCK:
            known = BY_ID[found.measure_id or ""]
            held = [one for one in known.codes if one.prefix == found.matched_code and one.grade != "background"]
            assert known.grade != "background"
            assert held
            assert not all(one.part for one in held)


@given(
    st.sampled_from(sorted(RULES.imports.origins)),
    st.text("0123456789", min_size=0, max_size=10),
    st.sampled_from(sorted(RULES.regimes)),
    st.dates(date(2012, 1, 1), date(2028, 12, 31)),
)
def test_only_coverage_permits_a_clear(origin: str, code: str, regime: str, on: date) -> None:
    country, _, part = origin.partition("-")
    goods = Goods(hs_code=code, origin=Origin(country=country, subdivision=origin if part else None))
    answer = check_goods(goods, RULES, on=on, regimes=frozenset({regime}))
    if answer.decision is Decision.CLEAR:
        assert all(used.state in ("complete", "checked") for used in answer.coverage)
        assert not answer.measures
        assert any(regime in reason for reason in answer.reasons)


@pytest.mark.parametrize("regime", sorted(RULES.regimes))
def test_an_origin_without_measures_is_clear_only_where_the_set_of_origins_was_checked(regime: str) -> None:
    answer = check_goods(Goods(origin=Origin(country="BR")), RULES, on=ON, regimes=frozenset({regime}))
    checked = RULES.imports.coverage_of(regime, ALL).state in ("complete", "checked")
    assert (answer.decision is Decision.CLEAR) == checked


def test_among_all_regimes_an_unchecked_one_is_named_and_not_relied_on() -> None:
    answer = check_goods(Goods(hs_code="2204", origin=Origin(country="DE")), RULES, on=ON)
    assert answer.decision is Decision.CLEAR
    assert {used.regime for used in answer.coverage if not used.relied_on} == {"AU", "NO", "UA"}
    assert any("Not covered: AU, NO, UA" in reason for reason in answer.reasons)


def test_every_line_can_be_cited(rules: OriginRules) -> None:
    assert len(rules.imports.measures) > 190
    assert all(measure.source_url and measure.legal_basis for measure in rules.imports.measures)
    assert sum(line.grade == "read" for measure in rules.imports.measures for line in measure.codes) > 2500


@pytest.mark.parametrize(
    ("code", "decision"),
    [("28259000", "review"), ("2825", "review"), ("28252000", None), ("72071210", "review"), ("7207", "review")],
)
def test_exceptions_and_conditions_inside_a_prefix(code: str, decision: str | None) -> None:
    goods = Goods(hs_code=code, origin=Origin(country="RU"))
    answer = check_goods(goods, RULES, on=ON, regimes=frozenset({"EU"}))
    found = [one for one in answer.measures if one.measure_id in ("EU-RU-3i-annex-XXI", "EU-RU-3g-annex-XVII")]
    assert [one.decision.value for one in found] == ([decision] if decision else [])
    assert answer.decision is Decision.REVIEW

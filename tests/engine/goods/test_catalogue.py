"""What is known of the law, and what lapses soon."""

from __future__ import annotations

from datetime import date

import pytest

from service.engine.goods.catalogue import Filter, coverage_of, lapsing, measures_of
from service.engine.goods.rules import OriginRules


@pytest.mark.parametrize(
    ("on", "warned"),
    [(date(2027, 2, 11), False), (date(2027, 2, 12), True), (date(2027, 4, 13), True), (date(2027, 4, 14), False)],
)
def test_a_measure_is_named_sixty_days_before_it_lapses(rules: OriginRules, on: date, warned: bool) -> None:
    assert (("JP", "JP-KP-all", date(2027, 4, 13)) in set(lapsing(rules, on))) == warned


def test_measures_by_regime_origin_and_code(rules: OriginRules) -> None:
    found = {one.id for one in measures_of(rules, Filter("EU", "RU", "7208", date(2026, 11, 28)))}
    assert "EU-RU-3g-annex-XVII" in found
    assert "EU-RU-3i-annex-XXI" not in found
    assert all(one.startswith("EU-") for one in found)
    assert {one.id for one in measures_of(rules, Filter(origin="CU"))} >= {"US-CU-all"}


def test_coverage_by_regime(rules: OriginRules) -> None:
    states = {one.origin: one.state for one in coverage_of(rules, Filter(regime="CA"))}
    assert states["*"] == "complete"
    assert states["RU"] == "complete"

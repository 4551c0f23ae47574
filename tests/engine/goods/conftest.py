"""The rules that the product ships, loaded once, and a short way to ask."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from service.engine.goods.check import check_territories
from service.engine.goods.model import Goods, Origin, OriginAssessment
from service.engine.goods.rules import OriginRules
from tests.bundled import bundled_rules

LISTS = Path(__file__).resolve().parents[3] / "lists" / "territories"
ON = date(2026, 11, 1)

Ask = Callable[..., OriginAssessment]


@pytest.fixture(scope="session")
def rules() -> OriginRules:
    return bundled_rules()


@pytest.fixture(scope="session")
def ask(rules: OriginRules) -> Ask:
    def assess(
        text: str | None = None, *, on: date = ON, regimes: set[str] | None = None, **fields: Any
    ) -> OriginAssessment:
        goods = {name: fields.pop(name) for name in ("description", "hs_code", "certificate") if name in fields}
        asked = frozenset(regimes) if regimes is not None else None
        return check_territories(Goods(origin=Origin(text=text, **fields), **goods), rules, on=on, regimes=asked)

    return assess

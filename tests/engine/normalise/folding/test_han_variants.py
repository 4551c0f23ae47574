"""Forms of one Han character are one character once folded."""

from __future__ import annotations

import pytest

from service.engine.normalise.folding.han_variants import han_variants
from service.engine.normalise.text import fold


@pytest.mark.parametrize(
    ("left", "right"),
    [("廣瀨", "広瀬"), ("髙嶋", "高嶋"), ("劉曉東", "刘晓东"), ("櫻澤", "桜沢"), ("渡邉", "渡辺"), ("龍國", "竜国")],
)
def test_two_forms_of_a_name_are_one(left: str, right: str) -> None:
    assert fold(left) == fold(right)


@pytest.mark.parametrize(("left", "right"), [("高木", "青木"), ("田中", "中田"), ("李明", "李朋")])
def test_other_characters_stay_other_characters(left: str, right: str) -> None:
    assert fold(left) != fold(right)


def test_the_table_needs_one_look_only() -> None:
    table = han_variants()
    assert not set(table) & set(table.values())

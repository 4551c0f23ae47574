"""Compiled rules on disk: the same rules, and a damaged copy costs nothing but time."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from service.engine.goods.check import check_goods
from service.engine.goods.model import Goods, Origin
from service.engine.goods.rules import load_rules
from service.snapshots.rules_cache import RulesCache
from tests.bundled import bundled_rules

LISTS = Path(__file__).resolve().parents[2] / "lists" / "territories"
ASKED = [
    Goods(origin=Origin(text="Симферополь")),
    Goods(hs_code="7208", origin=Origin(text="Made in Russia")),
    Goods(hs_code="2204", origin=Origin(country="DE")),
]


def test_kept_rules_answer_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = [bundled_rules().compiled]  # which takes a second and a half, and most tests do it
    monkeypatch.setattr("service.engine.goods.rules._compile", lambda *_: compiled.pop())
    cache = RulesCache(tmp_path / "rules")
    fresh = load_rules(LISTS, cache)
    kept = load_rules(LISTS, cache)
    assert len(list(cache.path.glob("*.rules"))) == 1
    assert kept.phrases == fresh.phrases
    assert kept.sha256 == fresh.sha256
    for goods in ASKED:
        on = date(2026, 11, 28)
        assert check_goods(goods, kept, on=on) == check_goods(goods, fresh, on=on)


@pytest.mark.parametrize("damage", [b"", b"\x00" * 64, None])
def test_a_damaged_copy_is_not_used(tmp_path: Path, damage: bytes | None) -> None:
    cache = RulesCache(tmp_path)
    cache.keep("sources", b"compiled")
    (file,) = tmp_path.glob("*.rules")
    content = file.read_bytes()
    file.write_bytes(content[:-1] + b"X" if damage is None else damage)
    assert cache.find("sources") is None


def test_only_the_last_few_are_kept(tmp_path: Path) -> None:
    cache = RulesCache(tmp_path, most=2)
    for number in range(4):
        cache.keep(str(number), b"compiled")
    assert len(list(tmp_path.glob("*.rules"))) == 2
    assert cache.find("3") == b"compiled"


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    cache = RulesCache(tmp_path / "file")
    cache.keep("sources", b"compiled")
    assert cache.find("sources") is None

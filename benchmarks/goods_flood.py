"""How many harmless declarations a person has to look at: python -m benchmarks.goods_flood [--lines 5000] [--json FILE]

Draws lines of goods at random (fixed seed) with countries of origin by their share of the world's exports of goods and
headings by their share of world trade, and counts block, review and clear of each regime on its own. The shares are
rounded orders of magnitude of WTO and UN Comtrade figures for 2023, in per mille; the rest of the world is drawn evenly
from origins without any measure. Russia and Belarus are measured apart, with and without codes.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from service.engine.goods.check import check_goods
from service.engine.goods.model import Goods, Origin
from service.engine.goods.rules import OriginRules, load_rules

LISTS = Path(__file__).resolve().parent.parent / "lists" / "territories"
TODAY = date(2026, 11, 28)
SEED = 20261128
WITH_CODE = 0.8

ORIGINS = {
    "CN": 142, "US": 85, "DE": 71, "NL": 39, "JP": 30, "IT": 28, "FR": 27, "KR": 27, "MX": 25, "HK": 24, "CA": 24,
    "BE": 23, "GB": 22, "AE": 20, "SG": 20, "TW": 18, "IN": 18, "ES": 18, "CH": 18, "PL": 16, "AU": 16, "VN": 15,
    "BR": 14, "SA": 14, "MY": 13, "TH": 12, "ID": 11, "TR": 11, "CZ": 11, "SE": 8, "AT": 9, "NO": 7, "HU": 7, "IE": 9,
    "ZA": 5, "DK": 6, "CL": 4, "PH": 3, "RO": 4, "PE": 3, "NZ": 2, "AR": 3, "KZ": 3, "UA": 2, "MA": 2, "EG": 2, "BD": 2,
    "PK": 1, "LK": 1, "KE": 1, "CD": 1, "IQ": 4, "MM": 1, "LY": 1,
}  # fmt: skip
HEADINGS = {
    "8542": 45, "2709": 60, "8703": 40, "8517": 30, "2710": 40, "8471": 22, "3004": 25, "8708": 20, "2711": 25,
    "7108": 20, "3002": 14,
    "8473": 10, "8536": 10, "8544": 9, "7102": 5, "9403": 8, "6110": 5, "6109": 4, "6203": 4, "6204": 5,
    "6403": 5, "4202": 5, "9503": 5, "3926": 8, "7208": 6, "7306": 3, "7326": 5, "7318": 4, "7601": 4, "7403": 4,
    "1201": 5, "1005": 4, "1001": 4, "0901": 3, "2204": 3, "2208": 3, "0203": 3, "0202": 4, "0303": 3, "0304": 3,
    "0805": 2, "0803": 2, "1511": 3, "1806": 3, "2106": 4, "2309": 3, "3304": 5, "3305": 2, "3402": 3, "3808": 4,
    "3901": 6, "3902": 4, "3907": 4, "4011": 5, "4407": 4, "4412": 2, "4703": 3, "4810": 2, "8411": 10, "8413": 6,
    "8414": 5, "8415": 4, "8418": 3, "8443": 5, "8481": 7, "8504": 9, "8507": 9, "8525": 4, "8528": 6, "8537": 4,
    "8541": 7, "8704": 10, "8802": 6, "8901": 4, "9018": 8, "9401": 6, "9405": 3, "9102": 2, "7113": 6, "2603": 5,
}  # fmt: skip


def main() -> None:
    """Draw the lines, ask every regime and print the shares."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--lines", type=int, default=5000, help="how many harmless lines to draw")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    arguments = parser.parse_args()
    rules = load_rules(LISTS)
    chance = random.Random(SEED)  # nosec B311  # a sample, no secret
    groups = {"world": [_line(chance, None, WITH_CODE) for _ in range(arguments.lines)]}
    for country in ("RU", "BY"):
        groups[f"{country} with code"] = [_line(chance, country, 1) for _ in range(arguments.lines // 10)]
        groups[f"{country} without code"] = [_line(chance, country, 0)]
    figures = {name: _count(lines, rules) for name, lines in groups.items()}
    for name, by_regime in figures.items():
        _print(f"{name}: {len(groups[name])} lines", by_regime)
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=2), encoding="utf-8")


def _line(chance: random.Random, country: str | None, with_code: float) -> Goods:
    origin = country or chance.choices(list(ORIGINS), list(ORIGINS.values()))[0]
    heading = chance.choices(list(HEADINGS), list(HEADINGS.values()))[0]
    code = f"{heading}{chance.choice(('10', '20', '90'))}" if chance.random() < with_code else None
    return Goods(hs_code=code, origin=Origin(country=origin))


def _count(lines: list[Goods], rules: OriginRules) -> dict[str, dict[str, int]]:
    asked: dict[str, frozenset[str] | None] = {one: frozenset({one}) for one in sorted(rules.regimes)}
    asked["all"] = None
    return {
        name: Counter(check_goods(line, rules, on=TODAY, regimes=regimes).decision.value for line in lines)
        for name, regimes in asked.items()
    }


def _print(title: str, by_regime: dict[str, dict[str, int]]) -> None:
    table = Table("regime", "block", "review", "clear", title=title)
    for regime, counts in by_regime.items():
        total = sum(counts.values())
        table.add_row(regime, *(f"{100 * counts.get(one, 0) / total:.1f} %" for one in ("block", "review", "clear")))
    Console().print(table)


if __name__ == "__main__":
    main()

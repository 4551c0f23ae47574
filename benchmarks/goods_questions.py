"""Ask the trade questions of `goods_questions.csv`: python -m benchmarks.goods_questions [--failures]

Each line is one question of one regime on one day with the answer that the rows of the law give (`expected`), derived
by hand, and the answers that are acceptable.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from datetime import date
from pathlib import Path

from service.engine.goods.check import check_goods
from service.engine.goods.model import Amount, Direction, Goods, Origin
from service.engine.goods.rules import OriginRules, load_rules

LISTS = Path(__file__).resolve().parent.parent / "lists" / "territories"
QUESTIONS = Path(__file__).resolve().parent / "goods_questions.csv"
Row = dict[str, str]


def main() -> None:
    """Ask every question and print how many answers were right."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--failures", action="store_true", help="list the questions answered otherwise than expected")
    arguments = parser.parse_args()
    rules = load_rules(LISTS)
    counts: Counter[str] = Counter()
    for row in questions():
        answer = answer_of(row, rules)
        kind = "exact" if answer == row["expected"] else "acceptable" if answer in row["accept"].split("|") else "wrong"
        counts[kind] += 1
        counts["false bans"] += answer == "block" and "block" not in row["accept"].split("|")
        counts["false clears"] += answer == "clear" and "clear" not in row["accept"].split("|")
        if arguments.failures and kind != "exact":
            print(kind, answer, *(value for value in row.values() if value), sep=" | ")
    total = counts["exact"] + counts["acceptable"] + counts["wrong"]
    print(f"{total} questions: {', '.join(f'{count} {kind}' for kind, count in counts.items())}")


def questions() -> list[Row]:
    """The questions."""
    with QUESTIONS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def answer_of(row: Row, rules: OriginRules) -> str:
    """The decision about one question."""
    origin = Origin(
        text=row["origin_text"] or None,
        country=row["origin_country"] or None,
        subdivision=row["origin_subdivision"] or None,
        locode=row["origin_locode"] or None,
        port=row["port"] or None,
    )
    goods = Goods(
        description=row["description"] or None,
        hs_code=row["hs_code"] or None,
        origin=origin,
        shipped_from=row["shipped_from"] or None,
        port_of_loading=row["port_of_loading"] or None,
        processed_in=row["processed_in"] or None,
        destination=row["destination"] or None,
        direction=Direction(row["direction"] or "import"),
        unit_price=Amount(float(row["unit_price"]), "barrel", "USD") if row["unit_price"] else None,
    )
    on = date.fromisoformat(row["on"])
    return check_goods(goods, rules, on=on, regimes=frozenset({row["regime"]})).decision.value


if __name__ == "__main__":
    main()

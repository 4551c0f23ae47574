"""Places of the territories: where they lie, who controls them since when, and what lies near a position."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from service.engine.goods.phrase_index import Term
from service.engine.goods.tables import Row, RuleError, read_rows

_PLACE_COLUMNS = (
    "geonameid", "territory", "name", "latitude", "longitude", "population", "unique", "needs_context", "never_alone",
)  # fmt: skip
_STATUS_COLUMNS = (
    "geonameid",
    "name",
    "territory",
    "held_from",
    "held_until",
    "confidence",
    "note",
    "source",
    "checked",
)
_RANKS = ("unique", "needs_context", "never_alone")
_EARTH_RADIUS_KM = 6371.0


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """A populated place of a territory or of its oblast (GeoNames). Degrees are WGS 84.

    It counts as part of the territory from `held_from` to `held_until`, both included; `held_from` None means never.
    """

    geonameid: int
    territory: str
    name: str
    latitude: float
    longitude: float
    population: int
    held_from: date | None
    held_until: date | None

    def outside_government_control(self, on: date) -> bool:
        """Whether the place was outside the control of the Government of Ukraine on a day."""
        return (
            self.held_from is not None and self.held_from <= on and (self.held_until is None or on <= self.held_until)
        )


@dataclass(frozen=True, slots=True)
class Area:
    """A polygon on the map, vertices as (longitude, latitude). `effect` is block or review."""

    id: str
    territory: str
    effect: str
    since: date
    until: date | None
    vertices: tuple[tuple[float, float], ...]
    note: str

    def contains(self, latitude: float, longitude: float) -> bool:
        """Whether a point lies inside, by casting a ray."""
        inside = False
        previous_x, previous_y = self.vertices[-1]
        for x, y in self.vertices:
            if (y > latitude) != (previous_y > latitude):
                crossing = (previous_x - x) * (latitude - y) / (previous_y - y) + x
                inside ^= longitude < crossing
            previous_x, previous_y = x, y
        return inside


@dataclass(frozen=True, slots=True, repr=False)
class Gazetteer:
    """All places, by GeoNames id, with their coordinates as one array, and the areas in order of precedence."""

    places: dict[int, GazetteerPlace]
    areas: tuple[Area, ...]
    ids: tuple[int, ...]
    radians: NDArray[np.float64]

    def nearest(self, latitude: float, longitude: float) -> tuple[GazetteerPlace, float]:
        """The nearest place and its distance in kilometres (haversine)."""
        latitudes, longitudes = self.radians
        here = np.radians([latitude, longitude])
        half = np.sin((latitudes - here[0]) / 2) ** 2
        half += np.cos(latitudes) * np.cos(here[0]) * np.sin((longitudes - here[1]) / 2) ** 2
        index = int(half.argmin())
        return self.places[self.ids[index]], float(2 * _EARTH_RADIUS_KM * np.arcsin(np.sqrt(half[index])))


def load_gazetteer(
    folder: Path, territories: frozenset[str], common_names: dict[int, str]
) -> tuple[Gazetteer, list[Term]]:
    """The places with their areas, and a term for every name. Raises RuleError.

    `common_names` are the names to show, by GeoNames id: GeoNames itself follows a renaming of 2016 that nobody uses.
    """
    areas = tuple(_areas(folder / "areas.json", territories))
    status = _control_status(folder, territories)
    places: dict[int, GazetteerPlace] = {}
    terms: list[Term] = []
    for file in ("places_crimea.csv", "places_mainland.csv"):
        for row in read_rows(folder / file, _PLACE_COLUMNS):
            place = _place(row, territories, status, areas)
            if place.geonameid in places:
                raise row.error(f"the place {place.geonameid} is there already")
            places[place.geonameid] = replace(place, name=common_names.get(place.geonameid, place.name))
            terms.extend(_terms(row, place))
    unknown = status.keys() - places.keys()
    if unknown:
        raise RuleError(folder / "control_status.csv", 0, f"no such place in the gazetteer: {sorted(unknown)}")
    return gazetteer_of(places, areas), terms


def gazetteer_of(places: dict[int, GazetteerPlace], areas: tuple[Area, ...]) -> Gazetteer:
    """The gazetteer of some places and areas."""
    radians = np.radians(np.array([[p.latitude for p in places.values()], [p.longitude for p in places.values()]]))
    return Gazetteer(places, areas, tuple(places), radians)


def _control_status(folder: Path, territories: frozenset[str]) -> dict[int, tuple[date, date | None]]:
    status: dict[int, tuple[date, date | None]] = {}
    for row in read_rows(folder / "control_status.csv", _STATUS_COLUMNS):
        row.choice("territory", territories)
        row.choice("confidence", frozenset({"high", "uncertain"}))
        status[int(row.number("geonameid", 1, 1e9))] = (row.day("held_from"), row.optional_day("held_until"))
    return status


def _place(
    row: Row, territories: frozenset[str], status: dict[int, tuple[date, date | None]], areas: tuple[Area, ...]
) -> GazetteerPlace:
    latitude, longitude = row.number("latitude", -90, 90), row.number("longitude", -180, 180)
    geonameid = int(row.number("geonameid", 1, 1e9))
    territory = row.choice("territory", territories)
    since_until = status.get(geonameid) or next(
        (
            (area.since, area.until)
            for area in areas
            if area.effect == "block" and area.territory == territory and area.contains(latitude, longitude)
        ),
        (None, None),
    )
    if territory == "sevastopol" and since_until == (None, None):
        peninsula = next((area for area in areas if area.id == "crimea"), None)
        if peninsula is None:
            raise row.error("areas.json has no area crimea, which tells since when Sevastopol is held")
        since_until = peninsula.since, peninsula.until
    population = int(row.number("population", 0, 1e8))
    return GazetteerPlace(geonameid, territory, row.text("name"), latitude, longitude, population, *since_until)


def _terms(row: Row, place: GazetteerPlace) -> Iterator[Term]:
    """A term a name. An alternate name inherits no weight from the size of the place: a village may bear it alone."""
    for name_class in _RANKS:
        for item in row.items(name_class):
            name, _, namesakes = item.partition("@")
            yield Term(
                kind="place",
                name=name,
                name_class=name_class,
                territory=place.territory,
                place=place.geonameid,
                namesakes=tuple(read_home(row, home) for home in namesakes.split("+") if home),
                people=place.population if name == place.name else 0,
            )


def read_home(row: Row, text: str) -> tuple[str, int]:
    """A country where a namesake lies and its largest population there, written US:7678. Raises RuleError."""
    country, _, people = text.partition(":")
    if len(country) != 2 or not people.isdigit():
        raise row.error(f"{text!r} is not a country and a number of people, such as US:7678")
    return country, int(people)


def _areas(path: Path, territories: frozenset[str]) -> Iterator[Area]:
    try:
        rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise RuleError(path, getattr(problem, "lineno", 0), str(problem)) from problem
    for number, row in enumerate(rows, start=2):
        try:
            vertices = tuple((float(x), float(y)) for x, y in row["vertices"])
            until = date.fromisoformat(row["until"]) if row["until"] else None
            since = date.fromisoformat(row["since"])
            area = Area(row["id"], row["territory"], row["effect"], since, until, vertices, row["note"])
        except (KeyError, TypeError, ValueError) as problem:
            raise RuleError(path, number, f"not an area: {problem!r}") from problem
        if area.territory not in territories or area.effect not in ("block", "review") or len(vertices) < 3:
            raise RuleError(
                path, number, f"the area {area.id} has an unknown territory or effect, or fewer than 3 vertices"
            )
        yield area

"""Positions: what lies where, and coordinates written in texts."""

from __future__ import annotations

import pytest

from service.engine.goods.positions import area_at, positions_in
from service.engine.goods.rules import OriginRules
from service.engine.model.decision import Decision
from tests.engine.goods.conftest import Ask


@pytest.mark.parametrize(
    ("latitude", "longitude", "territory"),
    [
        (44.608, 33.521, "sevastopol"), (45.357, 36.475, "crimea"), (45.354, 32.53, "crimea"),
        (45.893, 34.883, "kherson_ngca"),
        (46.84, 35.37, "zaporizhzhia_ngca"), (48.57, 39.31, "lpr"), (48.0, 37.8, "dpr"),
    ],
)  # fmt: skip
def test_inside(ask: Ask, latitude: float, longitude: float, territory: str) -> None:
    answer = ask(latitude=latitude, longitude=longitude)
    assert (answer.decision, answer.territory) == (Decision.BLOCK, territory)


@pytest.mark.parametrize("position", [(50.45, 30.52), (44.72, 37.77), (46.58, 30.93), (33.31, 44.36), (-37.59, 143.84)])
def test_outside(ask: Ask, position: tuple[float, float]) -> None:
    assert ask(latitude=position[0], longitude=position[1]).decision is Decision.CLEAR


@pytest.mark.parametrize("position", [(45.29, 36.56), (43.5, 34.0), (48.74, 37.58), (34.11, 44.957)])
def test_at_sea_near_the_front_and_swapped(ask: Ask, position: tuple[float, float]) -> None:
    assert ask(latitude=position[0], longitude=position[1]).decision is Decision.REVIEW


def test_every_crimean_place_lies_in_the_outline_and_no_mainland_place_does(rules: OriginRules) -> None:
    for place in rules.gazetteer.places.values():
        area = area_at(place.latitude, place.longitude, rules)
        inside = area is not None and area.id in ("crimea", "kerch_strait")
        assert inside == (place.territory in ("crimea", "sevastopol")), place.name


@pytest.mark.parametrize(
    "text",
    [
        "44.6, 33.52",
        "44.6N 33.52E",
        "N44.6 E33.52",
        "44°36'N 33°31.2'E",
        "4436N 03331E",
        "lat 44.6, lon 33.52",
        "44,6000 33,5200",
        "44°36′00″ с. ш. 33°31′12″ в. д.",
        "44.6° с.ш., 33.52° в.д.",
        "широта 44.6, долгота 33.52",
        "44°36′ пн. ш. 33°31′12″ сх. д.",
    ],
)
def test_written_coordinates(text: str) -> None:
    ((latitude, longitude, *_),) = positions_in(text)
    assert latitude == pytest.approx(44.6, abs=0.01)
    assert longitude == pytest.approx(33.52, abs=0.01)


def test_other_numbers_are_no_coordinates(ask: Ask) -> None:
    assert positions_in("order 12.5 kg") == []
    assert ask("Crimea, wine 12.5 0.75 l").decision is Decision.BLOCK

"""Places: under whose control on a day, what lies near a position or inside an area, and what a file may not say."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.engine.goods.gazetteer import Area, GazetteerPlace, gazetteer_of, load_gazetteer, read_home
from service.engine.goods.tables import Row, RuleError
from tests.examples import examples

SQUARE = ((30.0, 44.0), (34.0, 44.0), (34.0, 46.0), (30.0, 46.0))
SINCE = date(2014, 3, 18)
TERRITORIES = frozenset({"crimea", "sevastopol", "dpr"})
PLACES = "geonameid,territory,name,latitude,longitude,population,unique,needs_context,never_alone"
STATUS = "geonameid,name,territory,held_from,held_until,confidence,note,source,checked"


def place(geonameid: int, latitude: float, longitude: float, since: date | None = None, until: date | None = None) -> GazetteerPlace:  # fmt: skip  # noqa: E501
    return GazetteerPlace(geonameid, "crimea", f"P{geonameid}", latitude, longitude, 100, since, until)


def area(vertices: tuple[tuple[float, float], ...]) -> Area:
    return Area("a", "crimea", "block", SINCE, None, vertices, "note")


@pytest.mark.parametrize(
    ("since", "until", "on", "outside"),
    [
        (None, None, date(2024, 1, 1), False),
        (SINCE, None, SINCE, True),
        (SINCE, None, date(2014, 3, 17), False),
        (SINCE, date(2022, 11, 10), date(2022, 11, 10), True),
        (SINCE, date(2022, 11, 10), date(2022, 11, 11), False),
    ],
)
def test_both_ends_of_control_are_in_it(since: date | None, until: date | None, on: date, outside: bool) -> None:
    assert place(1, 45, 34, since, until).outside_government_control(on) is outside


@settings(deadline=None, max_examples=examples(60))
@given(st.floats(40, 50), st.floats(25, 40))
def test_a_square_contains_what_lies_between_its_sides(latitude: float, longitude: float) -> None:
    on_a_side = latitude in (44.0, 46.0) or longitude in (30.0, 34.0)
    inside = 44 < latitude < 46 and 30 < longitude < 34
    assert on_a_side or area(SQUARE).contains(latitude, longitude) is inside


def test_a_bay_is_outside() -> None:
    horseshoe = ((0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (6.0, 9.0), (6.0, 3.0), (3.0, 3.0), (3.0, 9.0), (0.0, 9.0))
    assert not area(horseshoe).contains(6, 4.5)
    assert area(horseshoe).contains(6, 1.5)
    assert area(horseshoe[::-1]).contains(6, 7.5)


def test_the_nearest_place_and_how_far_it_is() -> None:
    places = {1: place(1, 44.95, 34.1), 2: place(2, 45.36, 36.47)}
    found, distance = gazetteer_of(places, ()).nearest(45.36, 36.47)
    assert (found.geonameid, distance) == (2, 0.0)
    found, distance = gazetteer_of(places, ()).nearest(44.95, 35.1)
    assert found.geonameid == 1
    assert distance == pytest.approx(78.7, abs=0.2)  # a degree of longitude at 45 degrees north
    found, distance = gazetteer_of({1: place(1, 0, 179.9)}, ()).nearest(0, -179.9)
    assert distance == pytest.approx(22.2, abs=0.1)  # across the date line


def load(folder: Path, rows: str, status: str = "", areas: Any = None) -> Any:
    default = [
        {"id": "crimea", "territory": "crimea", "effect": "block", "since": "2014-03-18", "until": None,
         "vertices": SQUARE, "note": "n"},
    ]  # fmt: skip
    (folder / "areas.json").write_text(json.dumps(default if areas is None else areas), encoding="utf-8")
    (folder / "control_status.csv").write_text(f"{STATUS}\n{status}", encoding="utf-8")
    (folder / "places_crimea.csv").write_text(f"{PLACES}\n{rows}", encoding="utf-8")
    (folder / "places_mainland.csv").write_text(f"{PLACES}\n", encoding="utf-8")
    return load_gazetteer(folder, TERRITORIES, {1: "Shown"})


def test_names_become_terms_with_their_namesakes(tmp_path: Path) -> None:
    gazetteer, terms = load(tmp_path, "1,crimea,Testove,45,33,5000,Testove,Novoe@RU:120+US:0,Krai\n")
    assert gazetteer.places[1].name == "Shown"
    assert [(one.name, one.name_class, one.namesakes, one.people) for one in terms] == [
        ("Testove", "unique", (), 5000),
        ("Novoe", "needs_context", (("RU", 120), ("US", 0)), 0),
        ("Krai", "never_alone", (), 0),
    ]


def test_control_comes_from_the_status_else_from_the_area_else_there_is_none(tmp_path: Path) -> None:
    gazetteer, _ = load(
        tmp_path,
        "1,crimea,A,45,33,0,A,,\n2,crimea,B,50,33,0,B,,\n3,dpr,C,45,33,0,C,,\n4,sevastopol,D,50,33,0,D,,\n5,dpr,E,48,38,0,E,,\n",
        "5,E,dpr,2022-05-20,2022-11-10,high,,s,2026-11-23\n",
    )
    assert [gazetteer.places[at].held_from for at in range(1, 6)] == [SINCE, None, None, SINCE, date(2022, 5, 20)]
    assert gazetteer.places[5].held_until == date(2022, 11, 10)


@pytest.mark.parametrize(
    ("rows", "status", "areas", "complaint"),
    [
        ("1,crimea,A,45,33,0,A,,\n1,crimea,B,45,33,0,B,,\n", "", None, "line 3: the place 1 is there already"),
        ("1,crimea,A,91,33,0,A,,\n", "", None, "latitude is 91, expected -90 to 90"),
        ("1,atlantis,A,45,33,0,A,,\n", "", None, "territory is 'atlantis'"),
        ("1,crimea,A,45,33,0,A@Russia,,\n", "", None, "not a country and a number of people"),
        ("", "9,X,dpr,2022-01-01,,high,,s,d\n", None, "no such place in the gazetteer: .9."),
        ("", "9,X,dpr,2022-01-01,,perhaps,,s,d\n", None, "confidence is 'perhaps'"),
        ("", "", [{"id": "x"}], "areas.json, line 2: not an area"),
        (
            "",
            "",
            [{"id": "x", "territory": "dpr", "effect": "block", "since": "2014-01-01", "until": None,
              "vertices": [[1, 2], [3, 4]], "note": ""}],
            "fewer than 3 vertices",
        ),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_used_is_refused(
    tmp_path: Path, rows: str, status: str, areas: Any, complaint: str
) -> None:
    with pytest.raises(RuleError, match=complaint):
        load(tmp_path, rows, status, areas)


def test_sevastopol_without_an_outline_of_crimea_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"areas\.json.*crimea"):
        load(tmp_path, "4,sevastopol,D,50,33,0,D,,\n", "", [])


def test_a_namesake() -> None:
    one = Row(Path("x.csv"), 2, {})
    assert read_home(one, "US:7678") == ("US", 7678)
    with pytest.raises(RuleError, match="such as US:7678"):
        read_home(one, "US:")

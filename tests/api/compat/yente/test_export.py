"""Official lists as FollowTheMoney data: read again without loss, and brought up to date by changes."""

import json
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from service.api.app import create_app
from service.api.compat.yente.editions import Sighting
from service.api.compat.yente.entity import objects
from service.api.compat.yente.export import operations
from service.engine.matching.identifiers import family
from service.engine.model.entity import (
    Address,
    Designation,
    Entity,
    EntityType,
    Identifier,
    ListedDate,
    Location,
    Name,
    NameType,
    PartialDate,
)
from service.watchlists.source import Source
from service.watchlists.sources import ftm_json
from tests.api.compat.yente.conftest import YenteClient
from tests.conftest import NOW

SEEN = Sighting(NOW, NOW, NOW)
TODAY = date(2026, 11, 23)

EVERYTHING = Entity(
    id="own_test:1",
    watchlist="own_test",
    record_id="1",
    type=EntityType.PERSON,
    names=(
        Name("Ivan PETROV"),
        Name("Иван Петров", NameType.ORIGINAL_SCRIPT),
        Name("Vanya", weak=True),
        Name("Ivan SIDOROV", NameType.PREVIOUS),
    ),
    location=Location("file", "1", 1),
    designations=(
        Designation(
            "PROGRAMME-A", "An authority", "A law", ("asset_freeze", "travel_ban"), date(2020, 1, 2), date(2021, 3, 4)
        ),
        Designation(
            "PROGRAMME-B", "Another", None, ("asset_freeze",), None, None, date(2022, 5, 6), "https://example.org"
        ),
    ),
    birth_dates=(
        ListedDate("1 May 1960", PartialDate(1960, 5, 1), PartialDate(1960, 5, 1)),
        ListedDate("1961", PartialDate(1961), PartialDate(1961)),
    ),
    birth_places=("Kerch",),
    nationalities=("RU",),
    countries=("UA",),
    gender="male",
    titles=("Dr",),
    positions=("Minister",),
    identifiers=(
        Identifier("passport", "AB123456", "RU", "expired"),
        Identifier("national_id", "4509 123456"),
        Identifier("driver_licence", "77AA123456", "RU"),
        Identifier("wallet", "1BoatSLRHtKNngkdXEeobR76b53LETtpyT"),
        Identifier("phone", "+7 495 1234567"),
        Identifier("tax_id", "7701234567"),
    ),
    addresses=(Address("Kirova 18, Simferopol", "Simferopol", "295000", "UA"),),
    remarks="Said to be elsewhere.",
)


def read_again(entities, tmp_path):
    """The entities that our own reader makes of an export."""
    path = tmp_path / "entities.ftm.json"
    lines = [json.dumps(one) for entity in entities for one in objects(entity, None, SEEN, TODAY)]
    path.write_text("\n".join(lines), encoding="utf-8")
    found = ftm_json.READER.read(Source("again", "Somebody", (path,)))
    return [record for record in found if isinstance(record, Entity)]


def years(born):
    """A date, or each year of a range, which FollowTheMoney has no other words for."""
    if born.earliest.year == born.latest.year:
        return {str(born.earliest), str(born.latest)}
    return {str(year) for year in range(born.earliest.year, born.latest.year + 1)}


def told(entity):
    """Everything about an entity that a screening or a person who looks at it makes use of."""
    return {
        "record": entity.record_id.rpartition(":")[2],
        "type": entity.type,
        "primary": entity.names[0].text,
        "names": {(name.text, name.weak, name.type is NameType.PREVIOUS) for name in entity.names},
        "born": {text for one in entity.birth_dates if one.earliest and not one.until for text in years(one)},
        "places": set(entity.birth_places),
        "countries": {*entity.nationalities, *entity.countries},
        "gender": entity.gender,
        "titles": (set(entity.titles), set(entity.positions)),
        "numbers": {(family(one.type), one.value) for one in entity.identifiers},
        "addresses": set(entity.addresses),
        "designations": set(entity.designations),
        "remarks": entity.remarks,
    }


def test_an_entity_is_read_again_without_loss(tmp_path):
    (again,) = read_again([EVERYTHING], tmp_path)
    assert told(again) == told(EVERYTHING)
    assert {one.type for one in again.identifiers} == {one.type for one in EVERYTHING.identifiers}


def test_a_list_is_read_again_without_loss(snapshot, tmp_path):
    listed = snapshot.watchlist("jp_crimea_2014").entities
    assert [told(one) for one in read_again(listed, tmp_path)] == [told(one) for one in listed]


def test_the_list_as_it_is_handed_on(yente):
    response = yente.get("/yente/datasets/jp_crimea_2014/entities.ftm.json")
    lines = [json.loads(line) for line in response.text.splitlines()]
    assert sum(line["schema"] in ("Person", "Organization") for line in lines) == 42
    assert sum(line["schema"] == "Sanction" for line in lines) == 42
    assert len({line["id"] for line in lines}) == len(lines)
    again = yente.get(
        "/yente/datasets/jp_crimea_2014/entities.ftm.json", headers={"If-None-Match": response.headers["etag"]}
    )
    assert again.status_code == 304


def test_a_list_with_one_edition_has_no_changes(yente):
    assert yente.get("/yente/datasets/jp_crimea_2014/delta.json").json() == {"versions": {}}
    assert yente.get("/yente/datasets/jp_crimea_2014/delta/20200101000000-abc.json").status_code == 404


def test_only_official_lists_are_handed_on(make_runtime, snapshot):
    own = replace(snapshot.watchlists[0], id="own_customers")
    client = YenteClient(create_app(make_runtime(load=lambda: replace(snapshot, watchlists=(own,)))))
    assert client.get("/yente/datasets/own_customers/entities.ftm.json").status_code == 404
    assert client.get("/yente/datasets/own_customers/delta.json").status_code == 404


DOCUMENTS = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 2))


@given(DOCUMENTS, DOCUMENTS)
def test_changes_make_the_new_of_the_old(before, after):
    old, new = (
        {id_: {"id": id_, "value": value, "last_seen": moment} for id_, value in some.items()}
        for some, moment in ((before, "then"), (after, "now"))
    )
    kept = dict(old)
    for one in operations(old, new):
        id_ = one["entity"]["id"]
        if one["op"] == "DEL":
            del kept[id_]
        else:
            assert (one["op"] == "ADD") == (id_ not in old)
            kept[id_] = one["entity"]
    assert {id_: one["value"] for id_, one in kept.items()} == after

# ruff: noqa: E501 - objects as published, one a line
"""FollowTheMoney data, as OpenSanctions and our own exports have it."""

import json
from datetime import date

import pytest

from service.engine.model.entity import Entity, EntityType, Identifier, Skipped
from service.watchlists.source import Source
from service.watchlists.sources import ftm_json
from tests.watchlists.sources.conftest import Load, Read


@pytest.fixture
def read_objects(tmp_path):
    def read_lines(*objects):
        path = tmp_path / "entities.ftm.json"
        path.write_text("\n".join(map(json.dumps, objects)), encoding="utf-8")
        return list(ftm_json.READER.read(Source("opensanctions", "OpenSanctions", (path,))))

    return read_lines


def party(schema="Person", **properties):
    return {"id": "p-1", "schema": schema, "caption": "A B", "properties": {"name": ["A B"], **properties}}


def test_namibia_is_a_country(read_objects):
    (entity,) = read_objects(party(nationality=["na"], country=["na", "Namibia", "unknown"]))
    assert (entity.nationalities, entity.countries) == (("NA",), ("NA",))


def test_topics_are_kept(read_objects):
    (entity,) = read_objects(party(topics=["role.pep", "gov.national"]))
    assert entity.facts == (("topics", "role.pep"), ("topics", "gov.national"))


def test_a_legal_entity_may_be_a_person(read_objects):
    assert read_objects(party("LegalEntity"))[0].type is EntityType.UNKNOWN


def test_a_wallet_belongs_to_its_holder(read_objects):
    wallet = {"id": "w", "schema": "CryptoWallet", "properties": {"publicKey": ["1Boat"], "holder": ["p-1"]}}
    entity, skipped = read_objects(party(), wallet)
    assert entity.identifiers == (Identifier("wallet", "1Boat"),)
    assert isinstance(skipped, Skipped)


def test_a_wallet_without_a_holder_is_a_target_itself(read_objects):
    wallet = {"id": "w", "schema": "CryptoWallet", "caption": "1Boat", "properties": {"publicKey": ["1Boat"]}}
    assert isinstance(read_objects(wallet)[0], Entity)


def test_measures_in_other_words_are_those_of_the_list(read_objects):
    sanction = {
        "id": "s",
        "schema": "Sanction",
        "properties": {"entity": ["p-1"], "provisions": ["Asset freeze, travel ban"]},
    }
    assert read_objects(party(), sanction)[0].designations[0].measures == ()


def test_ftm_sanctions_apart_and_nested(load: Load) -> None:
    entities = load("ftm_json")
    assert [item.programme for item in entities["x-1"].designations] == ["Test programme"]
    assert entities["x-1"].designations[0].authority == "Test Office"
    assert entities["x-2"].designations[0].listed_on == date(2020, 1, 2)
    assert entities["x-1"].addresses[0].country == "UA"
    assert ("education", "School of Tests") in entities["x-1"].facts


FTM = """{"id":"a","caption":"Testan Examplov","schema":"Person","target":true,"referents":["old-a"],"properties":{"name":["Testan Examplov"],"topics":["role.pep"]}}
{"id":"b","caption":"Example Co","schema":"Company","target":true,"properties":{"name":["Example Co"],"topics":["sanction"]}}
{"id":"o","schema":"Ownership","properties":{"owner":["a"],"asset":["b"],"percentage":["51"]}}
{"id":"f","schema":"Family","properties":{"person":["a"],"relative":["c"],"relationship":["sister"]}}
"""


def test_ftm_keeps_topics_referents_and_relations(read: Read) -> None:
    entities = read("opensanctions", "entities.ftm.json", FTM)
    person, company = entities["a"], entities["b"]
    assert (person.designations[0].measures, company.designations[0].measures) == (("pep",), ("sanction",))
    assert ("referent", "old-a") in person.facts
    assert [(link.relation, link.target, link.share) for link in person.links] == [
        ("owner of", "Example Co", "51"),
        ("relative (sister)", "c", None),
    ]
    assert [(link.relation, link.target, link.share) for link in company.links] == [
        ("owned by", "Testan Examplov", "51")
    ]

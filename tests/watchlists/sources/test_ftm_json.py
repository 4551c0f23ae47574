"""FollowTheMoney data, as OpenSanctions and our own exports have it."""

import json

import pytest

from service.engine.model.entity import Entity, EntityType, Identifier, Skipped
from service.watchlists.source import Source
from service.watchlists.sources import ftm_json


@pytest.fixture
def read(tmp_path):
    def read_objects(*objects):
        path = tmp_path / "entities.ftm.json"
        path.write_text("\n".join(map(json.dumps, objects)), encoding="utf-8")
        return list(ftm_json.READER.read(Source("opensanctions", "OpenSanctions", (path,))))

    return read_objects


def party(schema="Person", **properties):
    return {"id": "p-1", "schema": schema, "caption": "A B", "properties": {"name": ["A B"], **properties}}


def test_namibia_is_a_country(read):
    (entity,) = read(party(nationality=["na"], country=["na", "Namibia", "unknown"]))
    assert (entity.nationalities, entity.countries) == (("NA",), ("NA",))


def test_topics_are_kept(read):
    (entity,) = read(party(topics=["role.pep", "gov.national"]))
    assert entity.facts == (("topics", "role.pep"), ("topics", "gov.national"))


def test_a_legal_entity_may_be_a_person(read):
    assert read(party("LegalEntity"))[0].type is EntityType.UNKNOWN


def test_a_wallet_belongs_to_its_holder(read):
    wallet = {"id": "w", "schema": "CryptoWallet", "properties": {"publicKey": ["1Boat"], "holder": ["p-1"]}}
    entity, skipped = read(party(), wallet)
    assert entity.identifiers == (Identifier("wallet", "1Boat"),)
    assert isinstance(skipped, Skipped)


def test_a_wallet_without_a_holder_is_a_target_itself(read):
    wallet = {"id": "w", "schema": "CryptoWallet", "caption": "1Boat", "properties": {"publicKey": ["1Boat"]}}
    assert isinstance(read(wallet)[0], Entity)


def test_measures_in_other_words_are_those_of_the_list(read):
    sanction = {
        "id": "s",
        "schema": "Sanction",
        "properties": {"entity": ["p-1"], "provisions": ["Asset freeze, travel ban"]},
    }
    assert read(party(), sanction)[0].designations[0].measures == ()

"""Screenings are found again by names, numbers, places and scores."""

import asyncio
from dataclasses import replace

import pytest

from service.records.search import Query
from service.screenings import search as module
from service.screenings.search import ScreeningQuery
from tests.conftest import Client, create_app

NAMES = ["Anna Maria Primerova", "Anna Primerova", "Ana Primerova", "Boris Beispiel", "Anna Beispiel", "例示商事"]


@pytest.fixture
def runtime(make_runtime):
    """A runtime on which names were screened one after the other, and then some of them together."""
    runtime = make_runtime()
    client = Client(create_app(runtime))
    for number, name in enumerate(NAMES):
        body = {"reference": f"T-{number}", "parties": [{"id": f"C-{number}", "type": "person", "name": name}]}
        client.post("/v1/screenings", json=body)
    both = [{"id": "x", "name": "Boris Beispiel"}, {"id": "y", "name": "Anna Primerova"}]
    client.post("/v1/screenings", json={"reference": "both", "parties": both})
    goods = [{"id": "g", "origin": {"text": "Sevastopol"}}]
    client.post("/v1/screenings", json={"reference": "goods", "goods": goods})
    client.post("/v1/screenings", json={"reference": "hit", "parties": [{"type": "person", "name": "Sergey Aksyonov"}]})
    return runtime


@pytest.fixture
def found(runtime):
    def references(**query):
        conditions = query.pop("conditions", Query())
        page = asyncio.run(runtime.search.find(ScreeningQuery(conditions=conditions, **query)))
        return sorted(one.entry.reference for one in page.found)

    return references


def test_words_of_a_name_are_all_had_by_one_party(found):
    assert found(name="primerova anna") == ["T-0", "T-1", "both"]
    assert found(name="ANNA") == ["T-0", "T-1", "T-4", "both"]
    assert found(name="Boris Primerova") == []
    assert found(name="例示商事") == ["T-5"]


def test_similar_names_come_after_those_with_every_word(found):
    similar = found(name="Anna Primerova", similar=True)
    assert {"both", "T-1", "T-0", "T-2"} <= set(similar)
    assert "T-3" not in similar


def test_each_is_found_once_in_however_small_pages(runtime, monkeypatch):
    monkeypatch.setattr(module, "_CHUNK", 2)
    monkeypatch.setattr(module, "_WORK", 3)
    query = ScreeningQuery(Query(limit=1), name="Anna Primerova", similar=True)
    whole, after = [], None
    for _ in range(30):
        page = asyncio.run(runtime.search.find(replace(query, conditions=Query(limit=1, after=after))))
        whole += [one.entry.reference for one in page.found]
        after = page.next
        if after is None:
            break
    assert after is None
    assert sorted(whole) == sorted(set(whole))
    assert {"both", "T-0", "T-1", "T-2"} <= set(whole)


def test_conditions_of_the_record_hold_beside_a_name(found):
    assert found(name="Anna", conditions=Query(reference="T-1")) == ["T-1"]
    assert found(name="Anna", party_reference="C-4") == ["T-4"]
    assert found(party_reference="y") == ["both"]
    assert found(territory="sevastopol") == ["goods"]


def test_a_least_score_is_of_hits_and_of_places(found):
    assert set(found(min_score=0.5)) == {"hit", "goods"}
    assert found(min_score=0.0, conditions=Query(reference="T-1")) == []
    assert found(min_score=0.5, name="Aksyonov") == ["hit"]


def test_the_best_party_is_told(runtime):
    page = asyncio.run(runtime.search.find(ScreeningQuery(Query(reference="both"), name="Primerova")))
    (one,) = page.found
    assert (one.match.party_id, one.match.name) == ("y", "Anna Primerova")

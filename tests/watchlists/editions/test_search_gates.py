"""Every name finds itself, the canaries are found, and what is not found is said."""

from dataclasses import replace
from pathlib import Path

import pytest

from service.engine.matching.profile import load_profiles
from service.engine.model.entity import EntityType, Name
from service.engine.model.watchlist import Watchlist
from service.settings import bundled_lists
from service.watchlists.editions import search_gates
from service.watchlists.editions.search_gates import Canary, read_canaries, search_gate
from service.watchlists.errors import ListError
from service.watchlists.load import load_files

ROWS = """id,type,name,aliases,weak_aliases,birth_date
1,person,Testan Examplov,Тестан Экзамплов,Tester,1961
2,person,Testan Examplov,,,1975
3,entity,Placeholder Trading LLC,Example Shipping,,
"""


@pytest.fixture(scope="module")
def profile():
    return load_profiles(bundled_lists() / "profiles")["default"]


@pytest.fixture
def watchlist(tmp_path: Path) -> Watchlist:
    path = tmp_path / "own.csv"
    path.write_text(ROWS, encoding="utf-8")
    return load_files("own_list", [path])


@pytest.mark.parametrize("processes", [1, 2])
def test_every_name_finds_itself(watchlist, profile, processes, monkeypatch):
    monkeypatch.setattr(search_gates, "_WORTH_SPLITTING", 1)
    monkeypatch.setattr(search_gates, "_CHUNK", 2)
    usable = min(processes, search_gates.usable_processes())
    assert list(search_gate(profile, processes=usable)(watchlist, None)) == []


def test_a_name_that_cannot_be_found_is_said(watchlist, profile):
    first, *rest = watchlist.entities
    odd = replace(first, names=(*first.names, Name("...")))
    [finding] = search_gate(profile)(replace(watchlist, entities=(odd, *rest)), None)
    assert str(finding) == "finds itself: 1 of 6 names do not find their own entity: '...' of own_list:1"
    assert finding.acceptable


def test_canaries(watchlist, profile):
    canaries = [
        Canary("own_list", EntityType.PERSON, "EXAMPLOV Testan", "own_list:2"),
        Canary("own_list", EntityType.ENTITY, "Placeholder Trading", "own_list:1"),
        Canary("own_list", EntityType.UNKNOWN, "Wholly Different"),
        Canary("own_other", EntityType.UNKNOWN, "Wholly Different"),
    ]
    findings = [finding.message for finding in search_gate(profile, canaries)(watchlist, None)]
    assert findings == [
        "'Placeholder Trading' has to be found as own_list:1, found own_list:3",
        "'Wholly Different' has to be found, found nothing",
    ]


def test_a_file_of_canaries(tmp_path):
    path = tmp_path / "canaries.csv"
    path.write_text("watchlist,type,name,entity_id\nown_list,person,Testan Examplov,\n", encoding="utf-8")
    assert read_canaries(path) == (Canary("own_list", EntityType.PERSON, "Testan Examplov"),)
    path.write_text("watchlist,kind\nown_list,person\n", encoding="utf-8")
    with pytest.raises(ListError, match="canaries"):
        read_canaries(path)

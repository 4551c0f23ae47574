"""Changes of stored lists are carried out in a process of their own, and say how they ended."""

import asyncio
import json

import pytest

from service.settings import Settings
from service.watchlists.editions.importing import ImportOptions
from service.watchlists.service import watchlist_service_of
from service.worker.list_commands import ListCommand, carry_out, change

LIST = "own_partners"


@pytest.fixture
def settings(tmp_path):
    return Settings(data_dir=tmp_path)


@pytest.fixture
def bring(settings, tmp_path):
    """Import a list with one name and activate it."""

    def bring_(name):
        path = tmp_path / "own.csv"
        path.write_text(f"id,name\n1,{name}\n", encoding="utf-8")
        return watchlist_service_of(settings).import_files(LIST, [path], ImportOptions(accept=True)).edition

    return bring_


def test_a_rollback_in_another_process_is_seen_here(settings, bring):
    first, second = bring("Testan Examplov"), bring("Proba Samplova")
    ended = asyncio.run(change(settings, ListCommand("rollback", LIST, reason="a slip")))
    assert (ended.outcome, ended.done, ended.edition["sha256"]) == ("activated", True, first.sha256)
    service = watchlist_service_of(settings)
    assert service.store.active(LIST).sha256 == first.sha256
    again = carry_out(service, ListCommand("activate", LIST, second.sha256, accept=True))
    assert (again.outcome, again.edition.sha256) == ("activated", second.sha256)


def test_what_cannot_be_done_is_said(settings):
    ended = asyncio.run(change(settings, ListCommand("activate", LIST, "0" * 64)))
    assert (ended.outcome, ended.done) == ("failed", False)
    assert LIST in ended.messages[0]


def test_the_argument_of_the_process_says_what_to_do():
    assert json.loads(ListCommand("fetch", "own_a").document())["watchlist_id"] == "own_a"

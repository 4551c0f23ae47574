"""What an operator does with lists: how each stands, what it was fetched from, what is too old."""

from datetime import UTC, datetime, timedelta

import pytest

from service.settings import Settings, bundled_lists
from service.watchlists.editions.errors import FetchError
from service.watchlists.editions.importing import ImportOptions
from service.watchlists.errors import ListError
from service.watchlists.service import (
    addresses,
    bundled_list,
    fetchable,
    list_statuses,
    outcome_document,
    rounds_of,
    stale_lists,
    watchlist_service_of,
)

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LIST = "own_partners"


@pytest.fixture
def settings(tmp_path):
    return Settings(
        data_dir=tmp_path, list_addresses={"un_sc_sanctions": "", LIST: "https://a.example https://b.example"}
    )


@pytest.fixture
def service(settings):
    return watchlist_service_of(settings, lambda: NOW)


@pytest.fixture
def file(tmp_path):
    def write(*names):
        path = tmp_path / "partners.csv"
        rows = "".join(f"{n},person,{name},2020-01-02\n" for n, name in enumerate(names))
        path.write_text("id,type,name,listed_on\n" + rows)
        return path

    return write


@pytest.mark.parametrize(
    ("watchlist", "found"),
    [
        (LIST, ("https://a.example", "https://b.example")),
        ("un_sc_sanctions", ()),
        ("own_other", ()),
    ],
)
def test_the_operator_says_where_a_list_is_fetched_from(settings, watchlist, found):
    assert addresses(settings, watchlist) == found
    assert addresses(Settings(data_dir=settings.data_dir), "us_ofac_sdn")


def test_files_are_brought_compared_and_taken_back(service, file):
    first = service.import_files(LIST, [file("Testan Examplov")], ImportOptions(accept=True))
    second = service.import_files(LIST, [file("Testan Examplov", "Proba Samplova")], ImportOptions(accept=True))
    assert [one.outcome for one in (first, second)] == ["activated", "activated"]
    difference = service.difference(LIST, first.edition.sha256[:12], second.edition.sha256)
    assert len(difference.added) == 1
    assert service.roll_back(LIST, "a test").edition == first.edition
    assert service.activate(LIST, second.edition.sha256, ImportOptions(accept=True)).outcome == "activated"
    document = outcome_document(LIST, second)
    assert (document["watchlist"], document["outcome"], document["messages"]) == (LIST, "activated", [])


def test_a_list_that_came_with_the_program_is_compared_too(service, settings):
    bundled = bundled_list(settings, "jp_crimea_2014")
    same = service.difference("jp_crimea_2014", bundled.edition, bundled.sha256[:10])
    assert (len(same.added), len(same.removed)) == (0, 0)
    assert bundled_list(settings, LIST) is None


def test_what_has_no_address_is_told(service):
    with pytest.raises(FetchError, match="set one for it in SEKISHO_LIST_ADDRESSES or import its files"):
        service.fetch("un_sc_sanctions", ImportOptions())
    with pytest.raises(ListError, match="there is no watchlist 'nonsense'"):
        service.import_files("nonsense", [], ImportOptions())


def test_a_list_is_too_old_by_the_time_it_was_last_found_current(service, settings, file):
    service.import_files(LIST, [file("Testan Examplov")], ImportOptions(accept=True))
    (status,) = list_statuses(service.store)
    assert status.age(NOW + timedelta(hours=2)) == timedelta(hours=2)
    assert status.age(NOW - timedelta(hours=2)) == timedelta(0)
    limited = settings.model_copy(update={"max_list_age_hours": 24})
    assert list(stale_lists(limited, service.store, NOW + timedelta(hours=24))) == []
    (reason,) = stale_lists(limited, service.store, NOW + timedelta(hours=25))
    assert reason == f"{LIST} was last at 2026-11-23T09:00:00+00:00 found current, which is longer ago than 24 hours"
    assert list(stale_lists(settings, service.store, NOW + timedelta(days=999))) == []
    assert fetchable(settings, service.store) == (LIST,)


def test_rounds_are_of_lists_that_came_with_the_program(settings):
    assert [one.watchlist for one in rounds_of(settings, "jp_crimea_2014")]
    assert rounds_of(settings, LIST) == ()
    assert bundled_lists() == settings.lists_dir

"""Downloads from a server on this machine that does what servers do: answers, cuts off, redirects, lies."""

import pytest

from service.watchlists.editions.errors import FetchError
from service.watchlists.editions.fetch import fetch
from service.watchlists.editions.gates import Limits, list_gates
from service.watchlists.editions.importing import ImportOptions, roll_back
from service.watchlists.editions.model import EditionSource
from service.watchlists.errors import ListError
from tests.watchlists.editions.conftest import LIST
from tests.watchlists.editions.list_server import BODY, TERMS


@pytest.fixture
def get(store, site, clock):
    def get_(*addresses, **options):
        gates = list_gates(Limits())
        wanted = addresses or (site.url,)
        return fetch(store, LIST, wanted, gates=gates, clock=clock, terms=TERMS, options=ImportOptions(**options))

    return get_


def test_a_list_is_fetched_once_and_then_only_asked_for(store, get, site):
    outcome = get()
    assert (outcome.outcome, outcome.edition.entities) == ("activated", 20_000)
    assert outcome.edition.origins == (EditionSource("own.csv", site.url, '"one"'),)
    assert get().outcome == "unchanged"
    assert site.asked[-1][1]["If-None-Match"] == '"one"'
    assert store.attempt(LIST).good
    assert store.success(LIST).at == store.attempt(LIST).at


def test_a_download_goes_on_where_it_was_cut_off(get, site):
    site.plans = [{"cut": 200_000}]
    assert get().edition.entities == 20_000
    assert site.asked[1][1]["Range"] == "bytes=200000-"


def test_a_download_that_stays_cut_off_changes_nothing(store, get, site):
    first = get().edition
    site.etag = None
    site.plans = [{"cut": 1000}] * 3
    with pytest.raises(FetchError, match=r"cut off after 1,000 of .* \(3 tries\)"):
        get()
    assert store.active(LIST) == first
    assert store.attempt(LIST).outcome == "failed"
    assert store.success(LIST).edition == first.sha256


def test_a_server_that_is_busy_is_asked_again(get, site):
    site.plans = [{"status": 503}, {"status": 429}]
    assert get().outcome == "activated"


def test_a_page_instead_of_a_list_is_refused(store, get, site):
    site.body = b"<!doctype html><html><body>Down for maintenance</body></html>"
    with pytest.raises(ListError, match="HTML"):
        get()
    assert store.attempt(LIST).outcome == "failed"
    assert store.active(LIST) is None


def test_what_a_person_set_aside_does_not_come_back(store, get, site, clock):
    first = get().edition
    site.etag, site.body = None, BODY + b"20001,Proba Samplova\n"
    get()
    roll_back(store, LIST, clock=clock)
    outcome = get()
    assert outcome.outcome == "stored"
    assert "activate it by name" in outcome.findings[0].message
    assert store.active(LIST) == first
    assert store.success(LIST).outcome == "activated"


def test_an_unchanged_list_that_is_not_active_is_not_current(store, get, site, clock):
    first = get().edition
    site.etag, site.body = '"two"', BODY + b"20001,Proba Samplova\n"
    get()
    roll_back(store, LIST, clock=clock)
    assert get().outcome == "stored"
    assert store.active(LIST) == first


def test_an_edition_of_several_files_is_fetched_whole(get, site):
    other = site.url.replace("own.csv", "more.csv")
    assert len(get(site.url, other).edition.files) == 2
    assert get(site.url, other).outcome == "unchanged"


def test_a_redirect_to_a_signed_address_is_followed_and_asked_for_anew(get, site):
    site.plans = [{"status": 302, "location": f"{site.url}?signature=one"}]
    outcome = get()
    assert outcome.edition.origins[0].address == site.url
    assert site.asked[-1][0].endswith("signature=one")
    site.plans = [{"status": 302, "location": f"{site.url}?signature=two"}]
    assert get().outcome == "unchanged"
    assert site.asked[-1][1]["If-None-Match"] == '"one"'

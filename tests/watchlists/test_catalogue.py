"""Watchlists known by name."""

from urllib.parse import urlsplit

import pytest

from service.watchlists.catalogue import catalogue, lookup
from service.watchlists.errors import UnknownWatchlistError


def test_a_list_of_ones_own_needs_no_entry() -> None:
    entry = lookup("own_partners")
    assert (entry.id, entry.formats, entry.download_url, entry.comes_with_the_program) == (
        "own_partners",
        (),
        None,
        False,
    )


@pytest.mark.parametrize("watchlist", ["partners", "", "Own_partners", "un_sc_sanctions "])
def test_another_name_is_refused_and_the_known_are_told(watchlist: str) -> None:
    with pytest.raises(UnknownWatchlistError) as caught:
        lookup(watchlist)
    assert str(caught.value).startswith(f"there is no watchlist {watchlist!r}: expected one of ")
    assert "un_sc_sanctions" in str(caught.value)


def test_what_is_to_be_fetched_comes_over_https() -> None:
    addresses = {entry.download_url for entry in catalogue().values()} - {None}
    assert addresses
    assert all(part.startswith("https://") for address in addresses for part in str(address).split())


@pytest.mark.parametrize(
    ("watchlist", "host"),
    [
        ("eu_fsf", "webgate.ec.europa.eu"),
        ("us_csl", "data.trade.gov"),
        ("us_ofac_sdn", "sanctionslistservice.ofac.treas.gov"),
        ("un_sc_sanctions", "scsanctions.un.org"),
        ("gb_fcdo_sanctions", "sanctionslist.fcdo.gov.uk"),
        ("au_dfat_sanctions", "www.dfat.gov.au"),
        ("fr_tresor_gels_avoir", "gels-avoirs.dgtresor.gouv.fr"),
    ],
)
def test_official_lists_are_fetched_from_their_publishers(watchlist: str, host: str) -> None:
    assert urlsplit(lookup(watchlist).download_url or "").hostname == host


def test_what_comes_with_the_program_is_not_fetched() -> None:
    assert not [entry.id for entry in catalogue().values() if entry.comes_with_the_program and entry.download_url]

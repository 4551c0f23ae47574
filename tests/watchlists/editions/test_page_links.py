"""The newest file that a page links to."""

import pytest

from service.watchlists.editions.errors import FetchError
from service.watchlists.editions.page_links import newest_link
from tests.watchlists.editions.list_server import TERMS


def test_the_newest_file_on_a_page(site):
    site.body = (
        b"<html><a href='shisantouketsu20260305.csv'>old</a>"
        b'<a href="../lists/shisantouketsu20260828.csv">new</a><a href="guide.pdf">guide</a></html>'
    )
    found = newest_link(site.url, r"shisantouketsu\d{8}\.csv", TERMS)
    assert found == site.url.replace("own.csv", "shisantouketsu20260828.csv")
    with pytest.raises(FetchError, match="has the page changed"):
        newest_link(site.url, r"other\d+\.csv", TERMS)


@pytest.mark.parametrize("body", [b" ", b"<a href='own.csv'>", b"\xff\xfe", b"<a name='list1.csv'>"])
def test_a_page_without_such_a_link_is_said(site, body):
    site.body = body
    with pytest.raises(FetchError, match="links: expected one to a file like list"):
        newest_link(site.url, r"list\d+\.csv", TERMS)


def test_the_query_of_a_link_is_kept_and_its_entities_are_read(site):
    site.body = b'<A HREF = "/files/list2.csv?a=1&amp;b=2">x</A><a href="/old/list1.csv">y</a>'
    assert newest_link(site.url, r"list\d+\.csv", TERMS).endswith("/files/list2.csv?a=1&b=2")

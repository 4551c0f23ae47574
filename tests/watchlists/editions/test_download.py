"""Downloads over HTTP: whole files from public addresses, or an error."""

from types import SimpleNamespace

import pytest

from service.watchlists.editions.download import DownloadEnvironment, DownloadLimits, download, file_name
from service.watchlists.editions.errors import FetchError
from tests.watchlists.editions.list_server import BODY, TERMS


def test_a_changed_file_is_not_glued_to_an_old_part(tmp_path, site):
    site.plans = [{"cut": 200_000}]
    with pytest.raises(FetchError, match="cut off after 200,000"):
        download(site.url, tmp_path, DownloadLimits(tries=1, allow_private=True))
    site.etag, site.body = '"two"', BODY.replace(b"Testan", b"Proban")
    path, origin = download(site.url, tmp_path, TERMS)
    assert path.read_bytes() == site.body
    assert origin.etag == '"two"'


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        ({"status": 404}, "status 404"),
        ({"announced": 10**12}, "at most"),
        ({"body": b""}, "empty answer"),
        ({"status": 302, "location": "file:///etc/hostname"}, "status 302"),
    ],
)
def test_what_is_no_list_is_refused(tmp_path, site, plan, words):
    site.plans = [plan] * 3
    with pytest.raises(FetchError, match=words):
        download(site.url, tmp_path, TERMS)


@pytest.mark.parametrize("address", ["file:///etc/hostname", "ftp://127.0.0.1/x", "own.csv"])
def test_only_http_is_spoken(tmp_path, address):
    with pytest.raises(FetchError, match="with https"):
        download(address, tmp_path, TERMS)


def test_a_slow_server_is_given_up(tmp_path, site):
    ticks = iter(range(0, 10_000, 400))
    with pytest.raises(FetchError, match="within 900 s"):
        download(site.url, tmp_path, TERMS, world=DownloadEnvironment(sleep=lambda _: None, now=lambda: next(ticks)))


def test_nobody_there(tmp_path, site):
    pauses = []
    with pytest.raises(FetchError, match="3 tries"):
        download("http://127.0.0.1:1/own.csv", tmp_path, TERMS, world=DownloadEnvironment(sleep=pauses.append))
    assert pauses == [0.01, 0.02]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://a.example/x/list.xml?y=1", "list.xml"),
        ("https://a.example/", "list"),
        ("https://a.example/..", "list"),
    ],
)
def test_file_names(address, name):
    assert file_name(address) == name


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://lists.example/own.csv", "plain http"),
        ("https://127.0.0.1/own.csv", "a public address"),
        ("https://[::1]/own.csv", "a public address"),
        ("https://169.254.169.254/latest", "a public address"),
    ],
)
def test_only_https_to_public_addresses_unless_allowed(tmp_path, address, words):
    with pytest.raises(FetchError, match=words):
        download(address, tmp_path, DownloadLimits(tries=1))


def test_a_name_that_leads_to_this_machine_is_given_up_before_anything_is_sent(tmp_path, monkeypatch):
    sent = []
    connection = SimpleNamespace(getpeername=lambda: ("10.0.0.7", 443), close=lambda: None, sendall=sent.append)
    monkeypatch.setattr("http.client.HTTPSConnection.connect", lambda self: setattr(self, "sock", connection))
    with pytest.raises(FetchError, match=r"10\.0\.0\.7"):
        download("https://lists.example/own.csv", tmp_path, DownloadLimits(tries=1))
    assert sent == []

"""Downloads from a server on this machine that does what servers do: answers, cuts off, redirects, lies."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import pytest

from service.watchlists.editions.download import DownloadEnvironment, DownloadLimits, download, file_name
from service.watchlists.editions.errors import FetchError
from service.watchlists.editions.fetch import fetch
from service.watchlists.editions.gates import Limits, list_gates
from service.watchlists.editions.importing import ImportOptions, roll_back
from service.watchlists.editions.model import EditionSource
from service.watchlists.editions.page_links import newest_link
from service.watchlists.errors import ListError
from tests.watchlists.editions.conftest import LIST

BODY = b"id,name\n" + b"".join(b"%d,Testan Examplov %d\n" % (at, at) for at in range(20_000))
MORE = b"id,name\nA,Proba Samplova\n"
TERMS = DownloadLimits(seconds=5, tries=3, pause_seconds=0.01, allow_private=True)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        site = self.server.site
        site.asked.append((self.path, dict(self.headers)))
        plan = site.plans.pop(0) if site.plans else {}
        body = plan.get("body", MORE if self.path.endswith("more.csv") else site.body)
        status, start = plan.get("status", 200), 0
        if site.etag and self.headers["If-None-Match"] == site.etag:
            status = 304
        if self.headers["Range"] and self.headers["If-Range"] == site.etag and status == 200:
            status, start = 206, int(self.headers["Range"][6:-1])
        self.send_response(status)
        if plan.get("location"):
            self.send_header("Location", plan["location"])
        if site.etag:
            self.send_header("ETag", site.etag)
        if status in (200, 206):
            self.send_header("Content-Length", str(plan.get("announced", len(body) - start)))
        self.end_headers()
        if status in (200, 206):
            self.wfile.write(body[start : plan.get("cut", len(body))])

    def log_message(self, *_):
        pass


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    url = f"http://127.0.0.1:{server.server_port}/lists/own.csv"
    server.site = SimpleNamespace(asked=[], plans=[], body=BODY, etag='"one"', url=url)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.site
    server.shutdown()
    server.server_close()


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


def test_a_changed_file_is_not_glued_to_an_old_part(tmp_path, site):
    site.plans = [{"cut": 200_000}]
    with pytest.raises(FetchError, match="cut off after 200,000"):
        download(site.url, tmp_path, DownloadLimits(tries=1, allow_private=True))
    site.etag, site.body = '"two"', BODY.replace(b"Testan", b"Proban")
    path, origin = download(site.url, tmp_path, TERMS)
    assert path.read_bytes() == site.body
    assert origin.etag == '"two"'


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


def test_a_page_instead_of_a_list_is_refused(store, get, site):
    site.body = b"<!doctype html><html><body>Down for maintenance</body></html>"
    with pytest.raises(ListError, match="HTML"):
        get()
    assert store.attempt(LIST).outcome == "failed"
    assert store.active(LIST) is None


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


def test_a_redirect_to_a_signed_address_is_followed_and_asked_for_anew(get, site):
    site.plans = [{"status": 302, "location": f"{site.url}?signature=one"}]
    outcome = get()
    assert outcome.edition.origins[0].address == site.url
    assert site.asked[-1][0].endswith("signature=one")
    site.plans = [{"status": 302, "location": f"{site.url}?signature=two"}]
    assert get().outcome == "unchanged"
    assert site.asked[-1][1]["If-None-Match"] == '"one"'


def test_the_newest_file_on_a_page(site):
    site.body = (
        b"<html><a href='shisantouketsu20260305.csv'>old</a>"
        b'<a href="../lists/shisantouketsu20260828.csv">new</a><a href="guide.pdf">guide</a></html>'
    )
    found = newest_link(site.url, r"shisantouketsu\d{8}\.csv", TERMS)
    assert found == site.url.replace("own.csv", "shisantouketsu20260828.csv")
    with pytest.raises(FetchError, match="has the page changed"):
        newest_link(site.url, r"other\d+\.csv", TERMS)

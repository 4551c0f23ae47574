"""`fetch --all` against publishers on this machine, of which one at a time is broken."""

import itertools
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import pytest

from service.cli import app as cli
from service.watchlists.catalogue import catalogue
from service.watchlists.editions.download import DownloadEnvironment
from tests.watchlists.conftest import SAMPLES, copy_sample

PUBLISHED = {
    "un_sc_sanctions": "un_xml/consolidated.xml",
    "eu_fsf": "eu_fsf_xml/full.xml",
    "us_bis_denied": "us_dpl/dpl.txt",
}
NOT_FETCHED = {"jp_crimea_2014", "opensanctions"}
"""What comes with the program, and what is the user's own export."""

FETCHED_AS = {
    "jp_mof_sanctions": "jp_mof_csv",
    "us_ofac_sdn": "ofac_advanced_xml",
    "us_ofac_cons": "ofac_advanced_xml",
}
LINKED = {
    "jp_mof_sanctions": ["shisantouketsu20260101.csv", "shisantouketsu20260305.csv"],
    "au_dfat_sanctions": ["guide.pdf", "Australian_Sanctions_Consolidated_List.xlsx"],
}
"""The files that pages link to."""

FAULTS = {
    "an HTML page": lambda body: (
        200,
        b"<!doctype html><html>Log in</html>",
        len(b"<!doctype html><html>Log in</html>"),
    ),
    "a truncated body": lambda body: (200, body[: len(body) // 2], len(body)),
    "not found": lambda body: (404, b"", 0),
    "a damaged file": lambda body: (200, body[: len(body) // 3], len(body) // 3),
}


class Publisher(BaseHTTPRequestHandler):
    """Every list is behind a redirect to a signed address and has an ETag."""

    def do_GET(self):
        watchlist_id, _, signature = self.path.strip("/").partition("?")
        page = self.server.site.pages.get(watchlist_id)
        if page is not None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)
            return
        watchlist_id = watchlist_id.partition("/")[0]
        if not signature:
            self.send_response(302)
            self.send_header("Location", f"{self.path}?signature=1")
            self.end_headers()
            return
        body, etag = self.server.site.files[watchlist_id], f'"{watchlist_id}"'
        status, sent, announced = 200, body, len(body)
        if watchlist_id in self.server.site.broken:
            status, sent, announced = self.server.site.broken[watchlist_id](body)
        elif self.headers["If-None-Match"] == etag:
            status, sent, announced = 304, b"", 0
        self.send_response(status)
        self.send_header("Content-Length", str(announced))
        if watchlist_id not in self.server.site.broken:
            self.send_header("ETag", etag)
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, *_):
        pass


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Publisher)
    files = {name: (SAMPLES / path).read_bytes() for name, path in PUBLISHED.items()}
    server.site = SimpleNamespace(broken={}, files=files, pages={}, url=f"http://127.0.0.1:{server.server_port}/")
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server.site
    server.shutdown()
    server.server_close()


@pytest.fixture
def fetch_all(tmp_path, monkeypatch, capsys, site):
    """Run `watchlists fetch --all` in this process: status, outcome by list, everything it wrote."""
    nowhere = dict.fromkeys(catalogue(), "")
    addresses = nowhere | {one: site.url + one for one in PUBLISHED}
    monkeypatch.setenv("SEKISHO_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("SEKISHO_LIST_ADDRESSES", json.dumps(addresses))
    monkeypatch.setenv("SEKISHO_FETCH_ALLOW_PRIVATE", "true")
    patient = DownloadEnvironment(sleep=lambda _: None)
    monkeypatch.setattr("service.watchlists.editions.download.DownloadEnvironment", lambda: patient)

    def run(*options):
        monkeypatch.setattr(sys, "argv", ["sekisho", "watchlists", "fetch", "--all", *options])
        with pytest.raises(SystemExit) as left:
            cli.main()
        return left.value.code, capsys.readouterr()

    return run


def outcomes(out):
    return {one["watchlist"]: one["outcome"] for one in json.loads(out)["lists"] if one["outcome"] != "no address"}


def test_all_lists_are_fetched_and_then_only_asked_for(fetch_all):
    status, written = fetch_all("--json")
    assert (status, outcomes(written.out)) == (0, dict.fromkeys(PUBLISHED, "activated"))
    status, written = fetch_all("--json")
    assert (status, outcomes(written.out)) == (0, dict.fromkeys(PUBLISHED, "unchanged"))


def test_the_table_fits_and_keeps_ids_whole(fetch_all):
    status, written = fetch_all()
    assert status == 0
    assert "un_sc_sanctions" in written.out
    assert all(len(line) <= 80 for line in written.out.splitlines() if line.startswith(("│", "┃")))
    assert "no address" in written.out


@pytest.mark.parametrize("broken", PUBLISHED)
def test_one_broken_list_stops_no_other_and_makes_nothing_worse(fetch_all, site, broken):
    fetch_all("--json")
    for words, fault in FAULTS.items():
        site.broken = {broken: fault}
        status, written = fetch_all("--json")
        found = outcomes(written.out)
        assert found.pop(broken) in ("failed", "refused"), words
        assert set(found.values()) == {"unchanged"}
        assert status == 2
        messages = next(one for one in json.loads(written.out)["lists"] if one["watchlist"] == broken)["messages"]
        assert any("keeps serving" in message for message in messages)


def test_an_id_or_all_but_not_both(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["sekisho", "watchlists", "fetch"])
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert left.value.code == 2
    assert "--all" in capsys.readouterr().err


@pytest.fixture
def all_lists(tmp_path, monkeypatch, site):
    """Every official list of the catalogue has a publisher here, in the first format that it is read in. Where the file
    has another name at each issue, the address is a page with links."""
    for entry in catalogue().values():
        if entry.id in NOT_FETCHED:
            continue
        folder = tmp_path / entry.id
        folder.mkdir()
        format_ = FETCHED_AS.get(entry.id, entry.formats[0])
        sample = copy_sample(format_, folder)
        site.files[entry.id] = sample.files[0].read_bytes()
        if entry.download_link:
            links = (f'<a href="/{entry.id}/{name}">list</a>' for name in LINKED[entry.id])
            site.pages[entry.id] = "".join(links).encode()
    address = lambda settings, one: (site.url + one,) if one in site.files else ()  # noqa: E731
    monkeypatch.setenv("SEKISHO_LIST_ADDRESSES", "{}")  # as if these were the official addresses
    monkeypatch.setattr("service.watchlists.service.addresses", address)
    return set(site.files)


@pytest.mark.slow
def test_every_official_list_with_one_at_a_time_broken(fetch_all, site, all_lists):
    status, written = fetch_all("--json")
    assert (status, outcomes(written.out)) == (0, dict.fromkeys(all_lists, "activated"))
    faults = itertools.cycle(FAULTS.items())
    for broken, (words, fault) in zip(sorted(all_lists), faults, strict=False):
        site.broken = {broken: fault}
        status, written = fetch_all("--json")
        found = outcomes(written.out)
        assert (status, found.pop(broken)) in ((2, "failed"), (2, "refused")), (broken, words)
        assert set(found.values()) == {"unchanged"}, broken
    site.broken = {}
    status, written = fetch_all("--json")
    assert (status, set(outcomes(written.out).values())) == (0, {"unchanged"})

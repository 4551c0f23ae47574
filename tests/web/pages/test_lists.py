"""Lists: what to do on a new installation, fetching with its progress, and files brought by hand."""

import re
import threading

import pytest

from service.api.upload_places import UploadPlaces
from service.watchlists.editions.model import Attempt
from service.watchlists.editions.store import store_of
from service.worker.list_fetching import ListFetcher, with_address
from tests.conftest import NOW

OWN = b"id,type,name\n1,person,Quixwell Zebulon\n2,person,Marbury Thornquist\n"


@pytest.fixture
def fetched(desk, runtime):
    """Lists whose fetch has been asked for; each ends as soon as the test lets it, without any network."""
    asked, go_on = [], threading.Semaphore(0)

    def run(watchlist_id, settings):
        go_on.acquire(timeout=60)
        attempt = Attempt(NOW, "failed", None, ("expected a file, got: connection refused <b>",))
        store_of(settings).attempted(watchlist_id, attempt)
        asked.append(watchlist_id)

    desk.api.state.list_fetcher = ListFetcher(runtime.settings, run)
    yield asked, go_on
    go_on.release(1000)


def test_a_new_installation_says_what_to_do_and_does_it(person, runtime, fetched):
    admin = person("admin")
    assert 'action="/desk/lists/fetch"' in admin.get("/desk").text
    wanted = with_address(runtime.settings)
    page = admin.post("/desk/lists/fetch")
    assert f"0 of {len(wanted)} lists have ended" in page.text
    assert "data-refresh" in page.text
    assert all(one in page.url.params["of"] for one in wanted)


def test_a_fetch_that_failed_is_shown_with_its_reason(person, fetched):
    asked, go_on = fetched
    admin = person("admin")
    admin.get("/desk/lists")
    page = admin.post("/desk/lists/fetch", watchlist="un_sc_sanctions")
    assert "0 of 1 lists have ended" in page.text
    go_on.release()
    for _ in range(600):
        if asked:
            break
        threading.Event().wait(0.05)
    page = admin.get(str(page.url.raw_path, "ascii"))
    assert "1 of 1 lists have ended" in page.text
    assert "data-refresh" not in page.text
    assert "connection refused &lt;b&gt;" in page.text
    assert asked == ["un_sc_sanctions"]
    assert "connection refused" in person("auditor").get("/desk/lists").text


def test_only_admins_fetch_and_bring_lists(person):
    for name in ("a.yamada", "b.tanaka", "auditor", "screener"):
        browser = person(name)
        page = browser.get("/desk/lists")
        assert "/desk/lists/fetch" not in page.text
        assert 'type="file"' not in page.text
        assert "with the role admin" in page.text
        assert browser.post("/desk/lists/fetch").status_code == 403
        assert browser.send_file("/desk/lists", "x.csv", OWN, own="own_x", choice="check").status_code == 403


def test_files_are_checked_then_brought(person):
    admin = person("admin")
    admin.get("/desk/lists")
    checked = admin.send_file("/desk/lists", "own.csv", OWN, own="own_partners", choice="check")
    assert "may be brought in" in checked.text
    assert "2 entries read" in checked.text
    assert "own_partners" not in re.findall(r'href="/desk/lists/(\w+)"', admin.get("/desk/lists").text)
    brought = admin.send_file("/desk/lists", "own.csv", OWN, own="own_partners", choice="import")
    assert "own_partners: in use" in brought.text


def test_files_that_cannot_be_read_are_refused_with_the_reason(person):
    admin = person("admin")
    admin.get("/desk/lists")
    answer = admin.send_file("/desk/lists", "own.csv", b"<html>", own="own_partners", choice="import")
    assert answer.status_code == 409
    assert "keeps serving" in answer.text
    assert admin.send_file("/desk/lists", "own.csv", OWN, choice="import").status_code == 422


def test_no_list_waits_twice(runtime):
    stop = threading.Event()
    fetcher = ListFetcher(runtime.settings, lambda *_: stop.wait(60) and None)
    assert fetcher.start(["a_list", "b_list"]) == ("a_list", "b_list")
    assert fetcher.start(["b_list", "c_list"]) == ("a_list", "b_list", "c_list")
    stop.set()


@pytest.mark.parametrize(
    ("who", "page"), [("admin", "/desk/lists"), ("a.yamada", "/desk/bulk"), ("auditor", "/desk/certificates")]
)
def test_files_come_in_over_a_limited_number_of_places(person, desk, who, page):
    browser = person(who)
    browser.get(page)
    desk.api.state.uploads = UploadPlaces(1, 0)
    answer = browser.send_file(page, "own.csv", OWN, own="own_partners", choice="import")
    assert answer.status_code == 429
    assert "files of yours" in answer.text

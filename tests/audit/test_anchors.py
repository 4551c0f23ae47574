"""Copies of anchors: a file that is only added to, and an address that takes what was missed with the next ones."""

import json
import queue
import threading
from dataclasses import asdict
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from hypothesis import HealthCheck, given, settings

from service.audit.anchors import AnchorFile, AnchorReceiver, anchor_files, anchoring_in, is_address, lines_of
from service.audit.link import BEGINNING, tie
from service.audit.signing import Anchor, Signer
from tests.audit.tampered import VALUES
from tests.examples import examples

LINK = tie(BEGINNING, "0" * 24, 1, "2026-11-23T09:00:00.000000Z", "record_read", "desk", None, "{}")
ANCHOR = Signer().sign(LINK)


def test_a_copy_is_read_but_for_a_line_cut_short(tmp_path):
    copy = AnchorFile(tmp_path / "anchors.jsonl")
    assert list(copy.anchors()) == []
    copy.add([ANCHOR, ANCHOR])
    with copy.path.open("a") as file:
        file.write('{"writer":"01')
    assert list(copy.anchors()) == [ANCHOR, ANCHOR]
    copy.add([ANCHOR])
    assert list(copy.anchors()) == [ANCHOR] * 3
    with copy.path.open("a") as file:
        file.write("nonsense\n")
    with pytest.raises(ValueError, match=r"anchors.jsonl, line 5: expected an anchor"):
        list(copy.anchors())


def test_what_could_not_be_copied_is_copied_with_the_next(tmp_path):
    copy = AnchorFile(tmp_path / "later" / "anchors.jsonl")
    copy.add([ANCHOR])
    copy.path.parent.mkdir()
    copy.add([ANCHOR])
    assert len(list(copy.anchors())) == 2
    copy.add([])
    assert len(list(copy.anchors())) == 2


@pytest.mark.parametrize(
    ("changed", "got"),
    [({"number": "1"}, "other types"), ({"writer": 5}, "other types"), ({"signature": None}, "other types")],
)
def test_a_line_with_values_of_another_type_is_named(tmp_path, changed, got):
    copy = AnchorFile(tmp_path / "anchors.jsonl")
    copy.path.write_text(lines_of([ANCHOR]) + json.dumps(asdict(ANCHOR) | changed) + "\n")
    with pytest.raises(ValueError, match=f"anchors.jsonl, line 2: expected an anchor, got .*{got}"):
        list(copy.anchors())


@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(VALUES)
def test_whatever_a_line_holds_it_is_an_anchor_or_named(tmp_path, value):
    copy = AnchorFile(tmp_path / "anchors.jsonl")
    copy.path.write_text(json.dumps(value) + "\n")
    with pytest.raises(ValueError, match="line 1: expected an anchor"):
        list(copy.anchors())


class Receiver(HTTPServer):
    """Answers with the statuses that it is told to, and keeps what it was sent."""

    def __init__(self, *statuses):
        super().__init__(("127.0.0.1", 0), Handler)
        self.statuses, self.bodies = list(statuses), queue.SimpleQueue()
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}/anchors"


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(self.server.statuses.pop(0))
        self.end_headers()
        self.server.bodies.put(body.decode())

    def log_message(self, *_):
        pass


def test_what_an_address_did_not_take_comes_again_with_the_next():
    receiver = Receiver(500, 204)
    sender = AnchorReceiver(receiver.address)
    sender.add([ANCHOR])
    assert receiver.bodies.get(timeout=60) == lines_of([ANCHOR])
    second = Anchor("1" * 24, 2, ANCHOR.sha256, ANCHOR.public_key, ANCHOR.signature)
    sender.add([second])
    assert receiver.bodies.get(timeout=60) == lines_of([ANCHOR, second])
    sender.close()
    receiver.shutdown()
    receiver.server_close()


@pytest.mark.parametrize(
    ("place", "address"),
    [("https://a.example/x", True), ("http://a.example", True), ("/srv/http", False), ("ftp://a.example", False)],
)
def test_what_begins_with_http_is_an_address(place, address):
    assert is_address(place) is address


def test_copies_are_kept_beside_the_database_and_elsewhere(tmp_path):
    elsewhere = [str(tmp_path / "other"), "https://a.example/x"]
    assert [one.path.parent for one in anchor_files(tmp_path, elsewhere)] == [tmp_path, tmp_path / "other"]
    (tmp_path / "other").mkdir()
    anchoring = anchoring_in(tmp_path, seconds=5, elsewhere=elsewhere[:1], behind=timedelta(minutes=1))
    anchoring.publish([ANCHOR])
    anchoring.close()
    assert [list(one.anchors()) for one in anchor_files(tmp_path, elsewhere[:1])] == [[ANCHOR], [ANCHOR]]
    assert anchoring.seconds == 5
    assert (tmp_path / "audit-key.pem").exists()

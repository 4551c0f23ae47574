"""One session with a real server: it keeps names and secrets out of its log, and ends without dropping a request."""

import json
import os
import signal
import socket
import subprocess
import sys
import time

import httpx
import pytest

NAMES = ["Hanako Yamada", "Сергей Аксёнов", "Placeholder Trading"]
BODY = {"reference": "R-1", "parties": [{"name": NAMES[0], "aliases": [NAMES[1]]}, {"name": NAMES[2]}]}


class Server:
    """`sekisho serve` in a process of its own, its log in a file."""

    def __init__(self, folder):
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = folder / "log"
        settings = {
            "SEKISHO_DATA_DIR": str(folder / "var"),
            "SEKISHO_LOG_LEVEL": "debug",
            "SEKISHO_BULK_PROCESSES": "0",
        }
        command = [sys.executable, "-m", "service.cli", "serve", "--port", str(self.port)]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, env=os.environ | settings, stdout=log, stderr=log)

    def wait(self):
        for _ in range(600):
            try:
                if httpx.get(f"{self.address}/livez").status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
        raise AssertionError(self.log.read_text())


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    """A session with all kinds of requests, ended by SIGTERM while one is at work: its log, its key, that answer."""
    server = Server(tmp_path_factory.mktemp("serving"))
    try:
        server.wait()
        made = httpx.post(f"{server.address}/v1/keys", json={"name": "desk", "roles": ["admin", "officer"]}).json()
        _ask_everything(server.address, made["secret"])
        answer = _ask_while_it_ends(server, made["secret"])
        server.process.wait(timeout=60)
    finally:
        server.process.kill()
    return server.log.read_text(encoding="utf-8"), made["secret"], answer


def _ask_while_it_ends(server, secret):
    """The first half of a question, the signal, the second half."""
    content = json.dumps({"parties": [{"name": NAMES[0]}]}).encode()

    def halves():
        yield content[:20]
        time.sleep(0.5)
        server.process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        yield content[20:]

    headers = {"x-api-key": secret, "content-type": "application/json"}
    with httpx.Client(base_url=server.address, headers=headers, timeout=60) as client:
        client.get("/livez")
        return client.post("/v1/screenings", content=halves())


def _ask_everything(address, secret):
    with httpx.Client(base_url=address, headers={"authorization": f"Bearer {secret}"}, timeout=60) as client:
        identifier = client.post("/v1/screenings", json=BODY).json()["id"]
        for path in (f"/v1/screenings/{identifier}", f"/v1/keys/{secret}", f"/{secret}", f"/v1/profiles?key={secret}"):
            client.get(path)
        client.get("/v1/entities/" + NAMES[0])
        client.get("/v1/screenings", params={"reference": NAMES[2]})
        client.request("DELETE", f"/v1/keys/{secret[:20]}")
        client.post("/v1/screenings", json={"parties": [{"name": NAMES[0], "x": NAMES[1]}]})
        client.post("/v1/compare", json={"pairs": [{"left": NAMES[0], "right": NAMES[1]}]})
        for given in (f"Bearer {secret}x", f"Basic {secret}", secret):
            client.post("/v1/screenings", json=BODY, headers={"authorization": given})


def test_the_log_has_neither_names_nor_secrets(session):
    log, secret, _ = session
    assert log.count('"event": "request"') >= 10
    assert '"event": "screened"' in log
    assert secret[12:] not in log
    words = {word for name in NAMES for word in name.split()}
    spelt = words | {json.dumps(word)[1:-1] for word in words}
    assert [word for word in spelt if word in log] == []


def test_a_request_at_work_is_answered_before_the_server_ends(session):
    log, _, answer = session
    assert answer.json()["decision"] == "clear"
    assert log.index("Shutting down") < log.index(answer.json()["id"])

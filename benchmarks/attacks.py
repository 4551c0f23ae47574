"""Requests that are meant to hurt, one kind after the other, against a server on this machine; and how long somebody
else waits meanwhile.

    python -m benchmarks.attacks [--data-dir VAR] [--attack NAME]...

Another process asks about one new name after another all the time, as a trading system would; where there are no
keys, it is the same caller as the attacker. For each attack the table shows what the attacker was answered and how
long that took, the bystander's longest and 99th-percentile wait, and by how much the memory of the server has grown.
Everything is bounded, and stays on the loopback address. Not measured here: what a network does to half-open
connections, and attacks by somebody with the role of an administrator.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
from rich.console import Console
from rich.table import Table

from benchmarks.serving import Server, running_service
from service.engine.screening.request import MAX_TEXTS

_LEAST_SECONDS = 2.0
"""How long the bystander is watched at least: an attack that is refused at once shows nothing otherwise."""
_MOST_SECONDS = 120.0
_EVERY_SECONDS = 0.01


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one attack. Times in seconds, memory in MiB."""

    attack: str
    answers: str
    seconds: float
    longest_wait: float
    p99_wait: float
    bystander: int
    not_answered: int
    grown: float


@cache
def _client() -> httpx.Client:
    """One for all: to make one takes more processor time than the server needs for an answer."""
    return httpx.Client(timeout=_MOST_SECONDS, limits=httpx.Limits(max_connections=None, max_keepalive_connections=0))


def post(server: Server, body: Any, path: str = "/v1/screenings") -> int:
    """The status of an answer; 0 if the connection was closed."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    try:
        answer = _client().post(
            server.address + path,
            content=content,
            headers={"Content-Type": "application/json"},
        )
    except httpx.TransportError:
        return 0
    return answer.status_code


def at_once(work: Callable[[int], int], times: int) -> Counter[int]:
    """Do the same several times at once; count the statuses."""
    with ThreadPoolExecutor(times) as pool:
        return Counter(pool.map(work, range(times)))


def many_aliases(server: Server) -> Counter[int]:
    """1,000 parties of 50 aliases each."""
    parties = [
        {"name": f"Testan Examplov {one}", "aliases": [f"Alias{one} Of{other}" for other in range(50)]}
        for one in range(1_000)
    ]
    return Counter([post(server, {"parties": parties})])


def unknown_keys(server: Server) -> Counter[int]:
    """Two bodies of 7 MB that are nothing but unknown keys."""
    body = json.dumps({f"key {number}": number for number in range(330_000)}).encode()
    return at_once(lambda _: post(server, body), 2)


def long_addresses(server: Server) -> Counter[int]:
    """1,000 parties with an address of 1,000 characters, and as many as are still read."""
    words = " ".join(f"street{number}" for number in range(90))[:1_000]
    parties = [{"name": f"Testan {one}", "address": f"{one} {words}"[:1_000]} for one in range(1_000)]
    return Counter(post(server, {"parties": parties[:number]}) for number in (1_000, MAX_TEXTS // 1_000))


def initials(server: Server) -> Counter[int]:
    """Eight names at once of initials and common words."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    names = [" ".join(f"mohammed {letters[(one + place) % 26]}" for place in range(26)) for one in range(8)]
    return at_once(lambda one: post(server, {"parties": [{"type": "person", "name": names[one]}]}), 8)


def just_short_enough(server: Server) -> Counter[int]:
    """Eight bodies at once of 100 names each, as long and as ambiguous as names may just be."""
    words = ["mohammed", "ali", "ahmed", "hassan", "hussein", "ibrahim", "omar", "khan"]

    def ask(one: int) -> int:
        names = [" ".join([*words, *"abcdefghij"[: (one + place) % 10]]) for place in range(100)]
        return post(server, {"parties": [{"type": "person", "name": f"{name} {one}{name[:3]}"} for name in names]})

    return at_once(ask, 8)


def growing_names(server: Server) -> Counter[int]:
    """Names that become many times as long when they are read."""
    names = ["김정은" * 166, "㍿" * 500, "ﷺ" * 500, "か゚" * 250]
    return Counter(post(server, {"parties": [{"name": name[:500]}]}) for name in names)


def deep_body(server: Server) -> Counter[int]:
    """Brackets a million deep, and a number of a million digits."""
    deep = b'{"parties":' + b"[" * 1_000_000 + b"]" * 1_000_000 + b"}"
    digits = b'{"parties":[{"name":"Testan","x":' + b"9" * 1_000_000 + b"}]}"
    return Counter([post(server, deep), post(server, digits)])


def large_body(server: Server) -> Counter[int]:
    """A body of 9 MB, sent to its end before the answer is read."""
    return Counter([post(server, b" " * 9_000_000)])


def long_comparisons(server: Server) -> Counter[int]:
    """Eight bodies at once of 50 comparisons of two names of 500 characters in unlike scripts."""
    one, other = "Александр Иванович " * 26, "アレクサンドル・イワノビッチ " * 33
    pair = {"type": "person", "left": one[:400], "right": other[:400]}
    return at_once(lambda _: post(server, {"pairs": [pair] * 50}, "/v1/compare"), 8)


def everybody_matched(server: Server) -> Counter[int]:
    """Two batches of 100 common names, of which every match is wanted, however poor."""
    names = [f"{first} {last}" for first in ("mohammed", "ali", "kim", "ivan") for last in ("ahmed", "lee", "khan")]
    queries = {
        str(one): {"schema": "LegalEntity", "properties": {"name": [f"{names[one % len(names)]} {one}"]}}
        for one in range(100)
    }
    path = "/yente/match/sanctions?limit=500&threshold=0.0&cutoff=0.0"
    return at_once(lambda _: post(server, {"queries": queries}, path), 2)


def wordy_goods(server: Server) -> Counter[int]:
    """Two bodies of 500 lines of goods, each described at length with names of many places; then as many lines as are
    still read."""
    places = " ".join(["Sevastopol", "Simferopol", "Yalta", "Kerch", "Donetsk", "Lugansk", "Krym", "near", "not from"])
    goods: list[dict[str, Any]] = [
        {"id": str(one), "description": f"{one} " + places * 12, "origin": {"text": f"{places * 5} {one}"}}
        for one in range(500)
    ]
    read = MAX_TEXTS // max(len(one["description"]) + len(one["origin"]["text"]) for one in goods)
    refused = at_once(lambda _: post(server, {"goods": goods}), 2)
    return refused + at_once(lambda _: post(server, {"goods": goods[:read]}), 2)


def searches(server: Server) -> Counter[int]:
    """Searches of listed entities and of records by long and by very common words, eight at once."""
    words = ["mohammed", "a", "mohammed ali ahmed hassan hussein ibrahim omar khan", "株式会社" * 50, "x " * 100]
    paths = [
        "/v1/entities?q=",
        "/v1/screenings?similar=true&name=",
        "/yente/reconcile/sanctions/suggest/entity?prefix=",
    ]

    def ask(one: int) -> int:
        statuses = [
            _client().get(f"{server.address}{path}{quote(word[:200])}").status_code for word in words for path in paths
        ]
        return max(statuses)

    return at_once(ask, 8)


def large_pages(server: Server) -> Counter[int]:
    """Everything that is listed, in the largest pages, and what the service says of itself, eight at once; beside 500
    alerts."""
    goods = [{"id": str(one), "origin": {"text": f"Sevastopol {one}"}} for one in range(500)]
    raised = post(server, {"goods": goods})
    lists = ["/v1/alerts", "/v1/screenings", "/v1/audit/events", "/v1/subjects", "/v1/suppressions"]
    paths = [*(f"{path}?limit=500" for path in lists), "/v1/entities?limit=100", "/openapi.json", "/metrics"]

    def ask(_: int) -> int:
        return max(_client().get(server.address + path).status_code for path in paths * 2)

    return Counter([raised]) + at_once(ask, 8)


def many_faults(server: Server) -> Counter[int]:
    """Four bodies at once of 700 parties of which each has 50 fields that are wrong."""
    party = {
        "nationalities": ["XX"] * 20,
        "countries": ["ZX"] * 20,
        "identifiers": [{"type": "x", "value": "-", "country": "QQ"}] * 5,
    }
    body = {"parties": [{"name": f"Testan {one}"} | party for one in range(700)]}
    return at_once(lambda _: post(server, body), 4)


def many_parameters(server: Server) -> Counter[int]:
    """Eight times at once a URL of 15,000 query parameters, or of 500, and a form of 60 times as many."""
    form = {"Content-Type": "application/x-www-form-urlencoded"}

    def ask(one: int) -> int:
        fields = "a=1&" * (15_000 if one % 2 else 500)
        answers = [
            _client().get(f"{server.address}/v1/entities?{fields[:-1]}"),
            _client().post(f"{server.address}/yente/reconcile/sanctions", content=fields * 60, headers=form),
        ]
        return max(answer.status_code for answer in answers)

    return at_once(ask, 8)


def escaped_forms(server: Server) -> Counter[int]:
    """Two forms of 6 MB of which every character is escaped."""
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    content = "queries=" + "%41" * 2_000_000

    def ask(_: int) -> int:
        return _client().post(f"{server.address}/yente/reconcile/sanctions", content=content, headers=form).status_code

    return at_once(ask, 2)


def pipelined(server: Server) -> Counter[int]:
    """2,000 short questions on one connection, sent without waiting for any answer."""
    body = json.dumps({"parties": [{"name": "Testan Examplov"}]}).encode()
    head = b"POST /v1/screenings HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    answered, piece = 0, b"begun"
    with socket.create_connection(("127.0.0.1", server.port), timeout=_MOST_SECONDS) as connection, suppress(OSError):
        connection.sendall((head + b"Content-Length: %d\r\n\r\n" % len(body) + body) * 2_000)
        while answered < 2_000 and piece:
            piece = connection.recv(65_536)
            answered += piece.count(b"HTTP/1.1 200")
    return Counter({200: answered})


def large_header(server: Server) -> Counter[int]:
    """A header of 100 MB."""
    piece = b"x" * 1_000_000
    with socket.create_connection(("127.0.0.1", server.port), timeout=_MOST_SECONDS) as connection:
        try:
            connection.sendall(b"GET /livez HTTP/1.1\r\nHost: localhost\r\nX-Long: ")
            for _ in range(100):
                connection.sendall(piece)
        except OSError:
            pass
        return Counter([_status(connection)])


def half_sent_heads(server: Server) -> Counter[int]:
    """300 connections that begin a request and never end it."""
    connections = []
    for _ in range(300):
        with suppress(OSError):
            connection = socket.create_connection(("127.0.0.1", server.port), timeout=5)
            connection.sendall(b"GET /livez HTTP/1.1\r\nHost: loc")
            connections.append(connection)
    deadline = time.monotonic() + 30
    answers = Counter(_status(one, deadline - time.monotonic()) for one in connections)
    for one in connections:
        one.close()
    return answers


def dripping_uploads(server: Server) -> Counter[int]:
    """32 uploads of which a byte comes every second, and one that is whole."""
    head = (
        b"POST /v1/bulk-jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\n"
        b'Content-Length: 1000000\r\n\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
    )
    ended, connections = threading.Event(), []
    for _ in range(32):
        with suppress(OSError):
            connection = socket.create_connection(("127.0.0.1", server.port), timeout=5)
            connection.sendall(head)
            connections.append(connection)

    def drip() -> None:
        while not ended.wait(1):
            for one in connections:
                with suppress(OSError):
                    one.send(b"x")

    thread = threading.Thread(target=drip)
    thread.start()
    try:
        return Counter([_upload(server, b"name\nTestan Examplov\n")])
    finally:
        ended.set()
        thread.join()
        for one in connections:
            one.close()


def through_a_proxy(server: Server) -> Counter[int]:
    """A page or proxy on this machine that asks for a key of an administrator, while there are no keys."""
    statuses: Counter[int] = Counter()
    for name, value in (("X-Forwarded-For", "203.0.113.9"), ("Via", "1.1 proxy"), ("Sec-Fetch-Site", "cross-site")):
        answer = httpx.post(
            f"{server.address}/v1/keys", json={"actor": "Mallory", "roles": ["admin"]}, headers={name: value}
        )
        statuses[answer.status_code] += 1
    return statuses


def heavy_files(server: Server) -> str:
    """Three files of 2,000 names as ambiguous as may be; when all are being screened 50 plain rows, until they are
    answered."""
    words = "mohammed ali ahmed hassan hussein ibrahim omar khan"
    for one in range(3):
        rows = "\n".join(f"{words} {'abcdefghij'[row % 10]} {one} {row}" for row in range(2_000))
        _upload(server, f"name\n{rows}\n".encode(), until=("screening", "failed"))
    plain = "\n".join(f"Testan Examplov {row}" for row in range(50))
    began = time.monotonic()
    status = _upload(server, f"name\n{plain}\n".encode(), until=("done", "failed"))
    return f"{status} after {time.monotonic() - began:.1f} s"


ATTACKS: Mapping[str, Callable[[Server], Counter[int] | str]] = {
    one.__name__: one
    for one in (
        many_aliases,
        unknown_keys,
        long_addresses,
        initials,
        just_short_enough,
        growing_names,
        deep_body,
        large_body,
        long_comparisons,
        everybody_matched,
        wordy_goods,
        searches,
        large_pages,
        many_faults,
        many_parameters,
        escaped_forms,
        pipelined,
        large_header,
        half_sent_heads,
        dripping_uploads,
        through_a_proxy,
        heavy_files,
    )
}


def _upload(server: Server, content: bytes, *, until: Sequence[str] = ()) -> int:
    """Send a file, and wait until its job is in one of some states; the status of the answer, 504 if it takes too long
    for that."""
    answer = httpx.post(
        f"{server.address}/v1/bulk-jobs", files={"file": ("rows.csv", content, "text/csv")}, timeout=_MOST_SECONDS
    )
    deadline = time.monotonic() + _MOST_SECONDS
    while until and answer.is_success:
        job = httpx.get(f"{server.address}/v1/bulk-jobs/{answer.json()['id']}", timeout=_MOST_SECONDS)
        if job.json()["state"] in until:
            return job.status_code
        if time.monotonic() > deadline:
            return httpx.codes.GATEWAY_TIMEOUT
        time.sleep(0.1)
    return answer.status_code


def _status(connection: socket.socket, seconds: float = 10.0) -> int:
    """What a connection is answered: 0 if it is closed without an answer, 1 if nothing happens."""
    connection.settimeout(max(0.01, seconds))
    try:
        head = connection.recv(64)
    except TimeoutError:
        return 1
    except OSError:
        return 0
    return int(head.split()[1]) if head.startswith(b"HTTP/1.1 ") else 0


def ask_beside(address: str, begun: Event, ended: Event, results: Any) -> None:
    """Ask about one new name after another until told to end; then send the waits, in seconds, and how many were not
    answered."""
    waits, refused, number = [], 0, 0
    with httpx.Client(base_url=address, timeout=_MOST_SECONDS) as client:
        while not ended.is_set():
            number += 1
            began = time.perf_counter()
            try:
                answer = client.post("/v1/screenings", json={"parties": [{"name": f"Examplov Testan {number}"}]})
                refused += not answer.is_success
            except httpx.TransportError:
                refused += 1
            waits.append(time.perf_counter() - began)
            begun.set()
            time.sleep(_EVERY_SECONDS)
    results.send((waits, refused))


@contextmanager
def bystander(server: Server) -> Iterator[Callable[[], tuple[list[float], int]]]:
    """Somebody who asks beside. What is given ends it, and tells what it waited."""
    context = multiprocessing.get_context("spawn")
    begun, ended, (receiving, sending) = context.Event(), context.Event(), context.Pipe(duplex=False)
    process = context.Process(target=ask_beside, args=(server.address, begun, ended, sending), daemon=True)
    process.start()
    begun.wait(_MOST_SECONDS)

    def end() -> tuple[list[float], int]:
        ended.set()
        waits: tuple[list[float], int] = receiving.recv()
        return waits

    try:
        yield end
    finally:
        ended.set()
        process.join(_MOST_SECONDS)


def run(name: str, server: Server) -> Outcome:
    """Run one attack, with a bystander."""
    before = _resident(server)
    with bystander(server) as end:
        began = time.monotonic()
        answers = ATTACKS[name](server)
        seconds = time.monotonic() - began
        time.sleep(max(0.0, _LEAST_SECONDS - seconds))
        waits, refused = end()
    waits.sort()
    return Outcome(
        attack=name,
        answers=answers if isinstance(answers, str) else _counted(answers),
        seconds=seconds,
        longest_wait=waits[-1],
        p99_wait=waits[int(0.99 * (len(waits) - 1))],
        bystander=len(waits),
        not_answered=refused,
        grown=_resident(server) - before,
    )


def _counted(answers: Counter[int]) -> str:
    return ", ".join(f"{_said(status)} x{times}" for status, times in sorted(answers.items()))


def _said(status: int) -> str:
    return {0: "closed", 1: "kept open"}.get(status, str(status))


def _resident(server: Server) -> float:
    """Memory of the first process of a server, in MiB, as Linux counts it."""
    text = Path(f"/proc/{server.pid}/status").read_text()
    return int(text.partition("VmRSS:")[2].split()[0]) / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data-dir", help="with the lists to search; without it those that come with the program")
    parser.add_argument("--attack", action="append", choices=[*ATTACKS], help="only this one; may be repeated")
    given = parser.parse_args()
    settings = {"SEKISHO_DATA_DIR": given.data_dir} if given.data_dir else {}
    table = Table("attack", "answered", "seconds", "bystander: longest ms", "p99 ms", "asked", "refused", "MiB more")
    with running_service(settings) as server:
        for name in given.attack or ATTACKS:
            one = run(name, server)
            table.add_row(
                one.attack,
                one.answers,
                f"{one.seconds:.1f}",
                f"{one.longest_wait * 1000:.0f}",
                f"{one.p99_wait * 1000:.0f}",
                str(one.bystander),
                str(one.not_answered),
                f"{one.grown:+.0f}",
            )
    Console(width=140).print(table)


if __name__ == "__main__":
    main()

"""How much longer a match in yente's words takes than a screening of the same party: one connection, in turn.

    python -m benchmarks.yente_match PATH --address 127.0.0.1:8000

Each name is new to both and asked of the one that goes first in turn, so that neither finds its words resolved by the
other more often.
"""

from __future__ import annotations

import argparse
import http.client
import json
import statistics
import time
from pathlib import Path

from benchmarks.questions import bodies


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--address", default="127.0.0.1:8000")
    parser.add_argument("--names", type=int, default=1_000)
    given = parser.parse_args()
    connection = http.client.HTTPConnection(given.address)
    taken: dict[str, list[float]] = {"/v1/screenings": [], "/yente/match/default": []}
    for number, body in enumerate(bodies(given.bench, given.names, 1)):
        asked = [("/v1/screenings", body), ("/yente/match/default", _as_query(body))]
        for path, content in reversed(asked) if number % 2 else asked:
            taken[path].append(_milliseconds(connection, path, content))
    for path, some in taken.items():
        p50, p99 = statistics.median(some), statistics.quantiles(some, n=100)[98]
        print(f"{path:24} p50 {p50:6.2f} ms   p99 {p99:6.2f} ms   {len(some)} names")


def _as_query(body: bytes) -> bytes:
    party = json.loads(body)["parties"][0]
    properties = {"name": [party["name"]], "birthDate": [party["birth_date"]]}
    return json.dumps({"queries": {"q": {"schema": "Person", "properties": properties}}}).encode()


def _milliseconds(connection: http.client.HTTPConnection, path: str, content: bytes) -> float:
    started = time.perf_counter()
    connection.request("POST", path, content, {"Content-Type": "application/json"})
    response = connection.getresponse()
    answer = response.read()
    spent = (time.perf_counter() - started) * 1_000
    if response.status != 200:
        raise RuntimeError(f"{path}: {response.status} {answer[:300]!r}")
    return spent


if __name__ == "__main__":
    main()

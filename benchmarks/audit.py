"""How fast the audit chain is written and verified: `python -m benchmarks.audit [--events 100000] [--database URL]`.

Times are of the processor, so that other work on the machine does not count. Records are as large as those of answers
for one party by five lists: clear, but for one in twenty that has five hits.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from service.audit.chain import Chain
from service.audit.reading import open_for_reading
from service.audit.signing import Signer
from service.bootstrap.verification import verify
from service.common.clock import utc_now
from service.records.model import Document
from service.records.store import Store
from service.storage.database import open_database

_BATCH = 64
_HIT_EVERY = 20
_HITS = tuple(f"un_sc_sanctions:{number}" for number in range(5))


def main() -> None:
    """Fill a database, verify it, print both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--database", help="an empty one; default: SQLite in a folder that is thrown away")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        address = asked.database or f"sqlite:///{Path(folder) / 'records.db'}"
        _measure(address, asked.events)


def _measure(address: str, count: int) -> None:
    engine = open_database(address, timeout=60)
    store = Store(engine, Chain(utc_now, Signer(), lambda _: None))
    documents = [_document(number) for number in range(count)]
    seconds = _timed(lambda: [store.write(documents[at : at + _BATCH]) for at in range(0, count, _BATCH)])
    print(f"written: {seconds / count * 1e6:.0f} us a screening with its event, {_BATCH} in a transaction")
    engine.dispose()
    reading = open_for_reading(address)
    for records, what in ((False, "events"), (True, "events, each compared with its screening")):
        seconds = _timed(lambda records=records: verify(reading, records=records))  # type: ignore[misc]
        print(f"verified: {count / seconds:,.0f} {what}, a second")
    reading.dispose()


def _document(number: int) -> Document:
    hits = () if number % _HIT_EVERY else _HITS
    decision = "review" if hits else "clear"
    answer = b'{"decision":"%s","pad":"%s"}' % (decision.encode(), b"x" * (1200 + 1000 * len(hits)))
    sha256 = "0123456789abcdef" * 4
    at = utc_now().isoformat(timespec="microseconds")[:26] + "Z"
    asked = b'{"parties":[{"type":"person","name":"Hanako Yamada","birth_date":"1972-11-26"}]}'
    identity = (f"scr_{number:012x}{number:016x}", at, f"T-{number}", decision)
    return Document(*identity, sha256, "default", sha256, "1.0.0", asked, answer, entities=hits)


def _timed(action: Callable[[], object]) -> float:
    before = time.process_time()
    action()
    return time.process_time() - before


if __name__ == "__main__":
    main()

"""What alerts add to a screening in its transaction: `python -m benchmarks.alert_cost [--screenings 4000]`.

Writes records of one party each, in batches and one by one: without a finding, with one that raises an alert, and with
one that joins the alert that waits. Shown is the processor time of each in milliseconds, and what the finding adds, as
the median of several rounds in turn. `--database` names an empty one; otherwise it is SQLite in a folder that is
removed afterwards.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Sequence
from itertools import count
from pathlib import Path

from service.alerts.finding_model import Finding, FoundMatch, Subject, SubjectKind
from service.alerts.raising import AlertWriter
from service.audit.anchors import Anchoring
from service.common.clock import sortable, utc_now
from service.common.ids import new_id
from service.records.model import Document
from service.records.records import Records

KINDS = ("none", "raises", "joins")
_ROUNDS = 5
_ANSWER = b'{"alert_id":"%s"}' + b" " * 2_000
_MATCH = FoundMatch("list:1", "list", "e" * 64, "r" * 64, 0.8)
_numbers = count()


def document(kind: str) -> Document:
    """A record whose finding raises an alert, joins one, or that has none."""
    at = utc_now()
    alert_id = new_id("alr_", at)
    fingerprint = "0" * 64 if kind == "joins" else f"{next(_numbers):064x}"
    finding = Finding(Subject(SubjectKind.PARTY, "p", fingerprint), alert_id, "review", (_MATCH,))
    hashes = ("s" * 64, "default", "p" * 64, "1")
    answer = _ANSWER.replace(b"%s", alert_id.encode())
    findings = () if kind == "none" else (finding,)
    return Document(new_id("scr_", at), sortable(at), None, "review", *hashes, b"{}", answer, findings=findings)


def milliseconds(records: Records, kind: str, number: int, together: int) -> float:
    """Processor time of one, written so many `together`."""
    documents = [document(kind) for _ in range(number)]
    store = records._writer._store
    began = time.process_time()
    for start in range(0, number, together):
        outcomes = store(documents[start : start + together])
        assert not any(isinstance(one, Exception) for one in outcomes)  # nosec  # B101
    return (time.process_time() - began) / number * 1000


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--screenings", type=int, default=4_000, help="Of each kind in a round.")
    parser.add_argument("--together", type=int, nargs="+", default=[100, 10, 1])
    parser.add_argument("--database")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        records = Records(
            chosen.database or f"sqlite:///{Path(folder) / 'records.db'}",
            timeout=120,
            anchors=Anchoring(seconds=86_400),
        )
        records.extend(AlertWriter())
        for kind in KINDS:
            milliseconds(records, kind, 200, 100)
        for together in chosen.together:
            number = max(together, chosen.screenings if together > 1 else chosen.screenings // 10)
            rounds = [{kind: milliseconds(records, kind, number, together) for kind in KINDS} for _ in range(_ROUNDS)]
            found = {kind: statistics.median(one[kind] for one in rounds) for kind in KINDS}
            added = {kind: statistics.median(one[kind] - one["none"] for one in rounds) for kind in KINDS[1:]}
            shown = ", ".join(f"{kind} {one:.3f}" for kind, one in found.items())
            more = ", ".join(f"{kind} +{one:.3f}" for kind, one in added.items())
            print(f"{together:>4} together: {shown} ms; {more} ms")
        records.close()


if __name__ == "__main__":
    main()

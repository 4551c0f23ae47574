"""An authority stamps the audit chain, and the stamp is verified."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from pathlib import Path

from scripts.extras.running import PERSON, ask, command, installed, served
from tests.audit.authority import STAMPING, Authority, issue, pem_file, serving

_PATIENCE_SECONDS = 180.0
_DAYS = 36_500
"""Certificates last longer than this example will be run."""


def main() -> None:
    installed()
    root = issue("Root", ca=True, days=_DAYS)
    certificates = str(pem_file(Path("authorities.pem"), root.certificate))
    authority = Authority(issue("Authority", root, usages=[STAMPING], days=_DAYS), at=lambda: datetime.now(UTC))
    often = {"anchor_seconds": "0.2", "timestamp_seconds": "1"}
    with (
        serving(authority) as stamping,
        served(timestamp_authority=stamping, timestamp_certificates=certificates, **often) as address,
    ):
        ask(f"{address}/v1/screenings", PERSON)
        ends = time.monotonic() + _PATIENCE_SECONDS
        while not authority.requests and time.monotonic() < ends:
            time.sleep(0.1)
        time.sleep(0.5)  # the answer is recorded after it was given
    found = json.loads(command("sekisho", "audit", "events", "--kind", "anchor_timestamped", "--json"))
    assert found["events"]
    verdict = json.loads(command("sekisho", "audit", "verify", "--authorities", certificates, "--json"))
    assert verdict["intact"], verdict
    assert verdict["timestamps"] > verdict["timestamps_unchecked"] == 0, verdict


if __name__ == "__main__":
    main()

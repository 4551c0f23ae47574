"""Send a file as a bulk job, wait for it, and fetch the result.

    make serve                                         # in another terminal
    python examples/bulk.py customers.csv results.csv

Needs httpx (`pip install httpx`). Every row of the file stands in the result exactly once.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import httpx

OPEN = ("queued", "reading", "screening")


def screen_file(url: str, file: Path, result: Path, *, seconds: float = 0.5) -> str:
    """Screen a file into another and return the state that the job ended in."""
    with httpx.Client(base_url=url, timeout=60) as client:
        with file.open("rb") as stream:
            sent = client.post("/v1/bulk-jobs", files={"file": (file.name, stream)})
        sent.raise_for_status()
        job = sent.json()
        while job["state"] in OPEN:
            time.sleep(seconds)
            job = client.get(f"/v1/bulk-jobs/{job['id']}").raise_for_status().json()
            print(f"{job['state']}: {job['progress']['rows_done']} rows", file=sys.stderr)
        if job["state"] == "done":
            form = result.suffix.lstrip(".") or "csv"
            with client.stream("GET", f"/v1/bulk-jobs/{job['id']}/results", params={"format": form}) as response:
                response.raise_for_status()
                with result.open("wb") as out:
                    out.writelines(response.iter_bytes())
    return str(job["state"])


if __name__ == "__main__":
    state = screen_file("http://127.0.0.1:8000", Path(sys.argv[1]), Path(sys.argv[2]))
    sys.exit(0 if state == "done" else 2)

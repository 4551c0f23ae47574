"""The spans of a screening arrive at a collector."""

from __future__ import annotations

from scripts.extras.running import PERSON, ask, installed, listening, served


def main() -> None:
    installed()
    # The service ends first, and sends what it has not sent yet.
    with listening() as (collector, got), served(trace_address=f"{collector}/v1/traces") as address:
        ask(f"{address}/v1/screenings", PERSON)
    assert {path for path, _ in got} == {"/v1/traces"}, got
    assert b"search" in b"".join(body for _, body in got)


if __name__ == "__main__":
    main()

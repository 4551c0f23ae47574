"""The certificate of a screening as PDF. Needs Pango."""

from __future__ import annotations

import json

from scripts.extras.running import PERSON, ask, installed, served


def main() -> None:
    installed()
    with served() as address:
        screening = json.loads(ask(f"{address}/v1/screenings", PERSON))["id"]
        pdf = ask(f"{address}/v1/screenings/{screening}/certificate?format=pdf")
    assert pdf.startswith(b"%PDF-")
    assert b"/EmbeddedFile" in pdf


if __name__ == "__main__":
    main()

"""Screen one trade over HTTP and print the decision with its reasons.

    make serve                      # in another terminal
    python examples/screen.py       # --url and --key for a server elsewhere

Needs nothing but Python. Exit status 0 clear, 1 review or block, 2 no answer: a failed request is never a clear.
"""

from __future__ import annotations

import argparse
import json
import sys
import uuid
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

TRADE = {
    "reference": "TRD-2026-0001",
    "parties": [
        {"id": "buyer", "type": "person", "name": "Сергей Аксёнов"},
        {"id": "seller", "type": "entity", "name": "Testa Trading GmbH"},
    ],
    "goods": [{"id": "line-1", "description": "wine", "hs_code": "2204", "origin": {"text": "г. Севастополь"}}],
}


def screen(url: str, trade: dict[str, Any], key: str | None = None) -> dict[str, Any]:
    """The answer to a trade. A retry with the same idempotency key gets the same answer and is recorded once."""
    headers = {"Content-Type": "application/json", "Idempotency-Key": str(uuid.uuid4())}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    request = Request(f"{url}/v1/screenings", json.dumps(trade).encode(), headers)
    with urlopen(request, timeout=30) as response:
        answer: dict[str, Any] = json.load(response)
    return answer


def main() -> int:
    """Screen the trade above."""
    parser = argparse.ArgumentParser(description="Screen one trade over HTTP.")
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--key", help="an API key (sk_...)")
    arguments = parser.parse_args()
    try:
        answer = screen(arguments.url, TRADE, arguments.key)
    except HTTPError as error:
        print(f"refused: {error.read().decode()}", file=sys.stderr)
        return 2
    except URLError as error:
        print(f"no answer: {error.reason}", file=sys.stderr)
        return 2
    print(f"{answer['id']}: {answer['decision']}")
    for party in answer["parties"]:
        print(f"  {party['id']}: {party['decision']}")
        for hit in party["hits"]:
            print(f"    {hit['score']:.2f} {hit['name']} ({hit['watchlist']}, {hit['provenance']['legal_basis']})")
    for line in answer["goods"]:
        print(f"  {line['id']}: {line['decision']} {line['territory'] or ''}")
    return 0 if answer["decision"] == "clear" else 1


if __name__ == "__main__":
    sys.exit(main())

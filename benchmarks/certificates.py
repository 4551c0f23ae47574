"""How long does a certificate take as JSON, HTML and PDF, and its verification?

    python -m benchmarks.certificates [--data-dir DIR] [--rounds 100] [--pdfs 20]

One party with one hit, as officers print every day, and a screening of 60 parties that are all hits. Lists are those of
the data folder, which is not written to, or the bundled ones. `over HTTP` goes through the application without a
network: reading the record, making the document, rendering, and two audit events written and committed. Where others
work on the machine too, the processor time tells more than the time on the clock.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import httpx

from service.api.app import create_app
from service.bootstrap.runtime import Runtime
from service.common.clock import utc_now
from service.evidence.pdf import PdfUnavailable, pdf_of
from service.evidence.rendering import Issuing, Language, html_of
from service.evidence.sealed import Sealed
from service.records.records import Records
from service.settings import Settings, bundled_lists
from service.snapshots.loader import load_current, load_snapshot

_ISSUING = Issuing("officer", "2026-11-23T09:00:00.000000Z", "https://screening.example/desk/certificates")
_PARTY = {"type": "person", "name": "Sergey Aksyonov", "birth_date": "1972-11-26"}
_BODIES = {
    "one party": {"reference": "TRD-1", "parties": [_PARTY]},
    "60 parties, all hits": {"parties": [_PARTY | {"id": f"p{at}"} for at in range(60)]},
}


def report(what: str, seconds: Sequence[float], size: int, more: str = "") -> None:
    """A line of percentiles in milliseconds."""
    ordered = sorted(one * 1000 for one in seconds)
    p50, p95 = statistics.median(ordered), ordered[int(len(ordered) * 0.95)]
    print(f"{what:<36} p50 {p50:8.2f} ms   p95 {p95:8.2f} ms   {size:>9,} bytes{more}")


def timed(what: str, rounds: int, action: Callable[[], bytes]) -> None:
    """Run something so many times, after once for what is loaded on first use."""
    size, seconds, processor = len(action()), [], []
    for _ in range(rounds):
        begun, used = time.perf_counter(), time.process_time()
        action()
        seconds.append(time.perf_counter() - begun)
        processor.append(time.process_time() - used)
    report(what, seconds, size, f"   processor p50 {1000 * statistics.median(processor):8.2f} ms")


async def over_http(runtime: Runtime, body: object, rounds: int) -> Sealed:
    """JSON, HTML and verification as a client waits for them. Gives the certificate."""
    transport = httpx.ASGITransport(app=create_app(runtime))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        screening = (await client.post("/v1/screenings", json=body)).json()["id"]
        path = f"/v1/screenings/{screening}/certificate"
        file = (await client.get(path)).content

        async def repeat(what: str, send: Callable[[], object]) -> None:
            seconds, size = [], 0
            for _ in range(rounds):
                begun = time.perf_counter()
                answer = await send()  # type: ignore[misc]
                seconds.append(time.perf_counter() - begun)
                size = len(answer.content)
            report(f"  {what}, over HTTP", seconds, size)

        await repeat("JSON", lambda: client.get(path))
        await repeat("HTML", lambda: client.get(path, params={"format": "html"}))
        headers = {"Content-Type": "application/json"}
        await repeat("verify", lambda: client.post("/v1/certificates/verify", content=file, headers=headers))
    facts = await runtime.evidence.facts(screening)
    assert facts is not None  # nosec  # B101: it was screened a moment ago
    return runtime.evidence.certificate(facts)


def pages(sealed: Sealed, rounds: int, pdfs: int) -> None:
    """HTML and PDF alone, in both languages."""
    languages: tuple[Language, ...] = ("en", "ja")
    for language in languages:
        html = html_of(sealed, _ISSUING, language)

        def make_html(language: Language = language) -> bytes:
            return html_of(sealed, _ISSUING, language).encode()

        def make_pdf(html: str = html) -> bytes:
            return pdf_of(html, attached=sealed.file, name="certificate.json")

        timed(f"  HTML {language}", rounds, make_html)
        try:
            timed(f"  PDF {language}", pdfs, make_pdf)
        except PdfUnavailable as error:
            print(f"  PDF {language}: {error}")


def main() -> None:
    """Measure each kind of screening."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data-dir", type=Path, help="a folder with lists")
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--pdfs", type=int, default=20)
    given = parser.parse_args()
    snapshot = load_snapshot(bundled_lists())
    if given.data_dir is not None:
        snapshot = load_current(Settings(data_dir=given.data_dir), None)
    gc.freeze()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder))
        records = Records(settings.database_address, timeout=30)
        runtime = Runtime(settings, records, lambda _: snapshot, utc_now)
        runtime.snapshots.load()
        for what, body in _BODIES.items():
            print(f"{what}, {len(snapshot.watchlists)} lists")
            pages(asyncio.run(over_http(runtime, body, given.rounds)), given.rounds, given.pdfs)
        runtime.close()


if __name__ == "__main__":
    main()

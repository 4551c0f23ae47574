"""Any single bit that flips in a stored event is found."""

import asyncio
import random
from dataclasses import replace

from service.audit.anchors import AnchorFile, Anchoring
from service.audit.event import Event
from service.audit.reading import open_for_reading
from service.audit.signing import Signer
from service.bootstrap.verification import verify
from service.records.records import Records
from tests.databases import database  # noqa: F401 - a fixture
from tests.e2e.flips import flip, unguard
from tests.records.test_records import ONE


def test_any_flipped_bit_of_stored_events_is_found(database, size, tmp_path, capsys):  # noqa: F811
    copy = AnchorFile(tmp_path / "anchors.jsonl")
    for process in range(3):
        records = Records(database, timeout=5, anchors=Anchoring(Signer(), 60, (copy,)))
        asyncio.run(_fill(records, process, size.flips // 3))
        records.close()
    engine = open_for_reading(database)
    unguard(engine)
    copies, chance = tuple(copy.anchors()), random.Random(size.flips)
    missed = []
    for _ in range(size.flips):
        what, put_back = flip(engine, chance)
        if verify(engine, copies=copies, records=False).intact:
            missed.append(what)
        put_back()
    verdict = verify(engine, copies=copies)
    kind = engine.dialect.name
    engine.dispose()
    assert missed == []
    assert verdict.intact
    with capsys.disabled():
        print(f"\n{size.flips} flipped bits among {verdict.events} events, {kind}: all found")


async def _fill(records, process, count):
    ids = (f"scr_{process}{number:06}" for number in range(count))
    await asyncio.gather(*(records.append(replace(ONE, id=one, reference=one)) for one in ids))
    await records.note(Event("record_read", "auditor", f"scr_{process}000000"))

"""Nothing is answered that was not kept."""

import asyncio
import threading
from dataclasses import replace

import pytest

from service.audit.chain import Chain
from service.audit.signing import Signer
from service.common.clock import utc_now
from service.records.action import NoExtension, Performed
from service.records.model import Document
from service.records.records import Records
from service.records.search import Query, find
from service.records.store import Store
from service.storage.errors import KeyReused

ONE = Document(
    id="scr_1",
    screened_at="2026-11-23T09:00:00.000000Z",
    reference="T-1",
    decision="clear",
    snapshot_sha256="a" * 64,
    profile_id="default",
    profile_sha256="b" * 64,
    engine="1.0.0",
    request=b"{}",
    answer=b'{"decision":"clear"}',
)


@pytest.fixture
def records(database):
    opened = Records(database, timeout=5)
    yield opened
    opened.close()


def store_of(engine):
    return Store(engine, Chain(utc_now, Signer(), lambda _: None))


def test_a_document_comes_back_as_it_was(records):
    async def both():
        await records.append(ONE)
        return await records.get("scr_1")

    assert asyncio.run(both()) == ONE


def test_an_appended_document_is_seen_by_others(records, engine):
    asyncio.run(records.append(ONE))
    assert find(engine, ONE.id) == ONE


def test_only_what_takes_long_is_prepared_and_beside_the_event_loop(records):
    class Extension(NoExtension):
        def prepare(self, document):
            prepared.append((document.id, threading.current_thread().name))
            return document

        def write(self, connection, documents):
            return [Performed(one, ()) for one in documents]

    async def both():
        for number in (1, 21):
            await records.append(replace(ONE, id=f"scr_{number}", findings=(object(),) * number))

    prepared = []
    records.extend(Extension())
    asyncio.run(both())
    assert prepared == [("scr_21", "sekisho-aside_0")]


def test_many_at_once_share_commits_and_are_all_kept(records):
    async def many():
        documents = [replace(ONE, id=f"scr_{number:04}") for number in range(500)]
        await asyncio.gather(*(records.append(document) for document in documents))
        return await records.search(Query(limit=500))

    assert len(asyncio.run(many()).entries) == 500


def test_a_key_survives_a_restart(database):
    keyed = replace(ONE, idempotency_key="k", fingerprint="f")
    first = Records(database, timeout=5)
    asyncio.run(first.append(keyed))
    first.close()
    second = Records(database, timeout=5)
    assert asyncio.run(second.append(replace(keyed, id="scr_2", answer=b"{}"))) == keyed
    with pytest.raises(KeyReused):
        asyncio.run(second.append(replace(keyed, id="scr_3", fingerprint="another")))
    second.close()


def test_keys_of_different_actors_do_not_meet(records):
    async def both():
        for actor in ("a", "b"):
            await records.append(replace(ONE, id=f"scr_{actor}", actor=actor, idempotency_key="k", fingerprint=actor))
        return await records.search(Query())

    assert len(asyncio.run(both()).entries) == 2

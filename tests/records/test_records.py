"""Nothing is answered that was not kept."""

import asyncio
import secrets
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.audit.chain import Chain
from service.audit.signing import Signer
from service.common.clock import utc_now
from service.records import store
from service.records.model import Document
from service.records.records import Records
from service.records.search import Query, find, search
from service.records.store import Store
from service.storage.database import open_database
from service.storage.errors import KeyReused, RecordsUnavailable

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


def test_sqlite_writes_ahead_and_syncs_fully(tmp_path):
    with open_database(f"sqlite:///{tmp_path / 'records.db'}", timeout=5).connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2


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


def test_two_processes_leave_one_record_for_a_key(engine, monkeypatch):
    """Each has looked and found nothing before the other writes: the database has the last word."""
    keyed = replace(ONE, idempotency_key="k", fingerprint="f")
    store_of(engine).write([keyed])
    late = replace(keyed, id="scr_2")
    monkeypatch.setattr(store, "_known", _blind_once(store._known))
    assert store_of(engine).write([late]) == [keyed]


def _blind_once(look):
    blind = [True]
    return lambda *given: {} if blind and blind.pop() else look(*given)


def test_one_bad_document_does_not_take_the_others_with_it(engine):
    store = store_of(engine)
    store.write([ONE])
    good, taken = store.write([replace(ONE, id="scr_2"), ONE])
    assert good == replace(ONE, id="scr_2")
    assert isinstance(taken, RecordsUnavailable)


def test_a_database_that_cannot_be_opened_says_why(tmp_path):
    with pytest.raises(RecordsUnavailable, match="cannot be opened"):
        Records(f"sqlite:///{tmp_path / 'nowhere' / 'records.db'}", timeout=1)
    with pytest.raises(RecordsUnavailable, match="cannot be used"):
        Records("nonsense://", timeout=1)


def test_a_password_is_not_told():
    with pytest.raises(RecordsUnavailable) as refused:
        Records("sqlite://user:secret@/nowhere/x.db", timeout=1)
    assert "secret" not in str(refused.value)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(count=st.integers(0, 12), limit=st.integers(1, 5))
def test_pages_cover_everything_once_newest_first(engine, count, limit):
    reference = secrets.token_hex(8)
    ids = [f"scr_{reference}{number:04}" for number in range(count)]
    store_of(engine).write([replace(ONE, id=one, reference=reference) for one in ids])
    seen, after = [], None
    while True:
        page = search(engine, Query(reference=reference, after=after, limit=limit))
        seen += [entry.id for entry in page.entries]
        after = page.next
        if after is None:
            break
    assert seen == ids[::-1]

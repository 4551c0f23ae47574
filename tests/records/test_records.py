"""Nothing is answered that was not kept."""

import asyncio
import sqlite3
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.records import store
from service.records.database import open_database
from service.records.errors import KeyReused, RecordsUnavailable
from service.records.model import Document
from service.records.records import Records
from service.records.search import Query, search
from service.records.store import store_batch

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


def address(folder):
    return f"sqlite:///{folder / 'records.db'}"


@pytest.fixture
def records(tmp_path):
    opened = Records(address(tmp_path), timeout=5)
    yield opened
    opened.close()


def test_a_document_comes_back_as_it_was(records):
    async def both():
        await records.append(ONE)
        return await records.get("scr_1")

    assert asyncio.run(both()) == ONE


def test_an_appended_document_is_on_the_disk(records, tmp_path):
    asyncio.run(records.append(ONE))
    with sqlite3.connect(tmp_path / "records.db") as other:
        assert other.execute("SELECT answer FROM screenings").fetchall() == [(ONE.answer,)]


def test_sqlite_writes_ahead_and_syncs_fully(tmp_path):
    with open_database(address(tmp_path)).connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2


def test_many_at_once_share_commits_and_are_all_kept(records):
    async def many():
        documents = [replace(ONE, id=f"scr_{number:04}") for number in range(500)]
        await asyncio.gather(*(records.append(document) for document in documents))
        return await records.search(Query(limit=500))

    assert len(asyncio.run(many()).entries) == 500


def test_a_key_survives_a_restart(tmp_path):
    keyed = replace(ONE, idempotency_key="k", fingerprint="f")
    first = Records(address(tmp_path), timeout=5)
    asyncio.run(first.append(keyed))
    first.close()
    second = Records(address(tmp_path), timeout=5)
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


def test_two_processes_leave_one_record_for_a_key(tmp_path, monkeypatch):
    """Each has looked and found nothing before the other writes: the database has the last word."""
    engine = open_database(address(tmp_path))
    keyed = replace(ONE, idempotency_key="k", fingerprint="f")
    store_batch(engine, [keyed])
    late = replace(keyed, id="scr_2")
    monkeypatch.setattr(store, "_known", _blind_once(store._known))
    assert store_batch(engine, [late]) == [keyed]


def _blind_once(look):
    blind = [True]
    return lambda *given: {} if blind and blind.pop() else look(*given)


def test_one_bad_document_does_not_take_the_others_with_it(tmp_path):
    engine = open_database(address(tmp_path))
    store_batch(engine, [ONE])
    good, taken = store_batch(engine, [replace(ONE, id="scr_2"), ONE])
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


@settings(max_examples=25, deadline=None)
@given(count=st.integers(0, 12), limit=st.integers(1, 5))
def test_pages_cover_everything_once_newest_first(tmp_path_factory, count, limit):
    engine = open_database(address(tmp_path_factory.mktemp("pages")))
    store_batch(engine, [replace(ONE, id=f"scr_{number:04}") for number in range(count)])
    seen, after = [], None
    while True:
        page = search(engine, Query(after=after, limit=limit))
        seen += [entry.id for entry in page.entries]
        after = page.next
        if after is None:
            break
    assert seen == [f"scr_{number:04}" for number in reversed(range(count))]

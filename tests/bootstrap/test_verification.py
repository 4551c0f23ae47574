"""A list of changes behind the program's back, all found with the row that was changed; and what serving does about
some of them."""

import csv
import json
import os
import shutil
from collections import defaultdict
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from service.api.app import create_app
from service.audit.anchors import FILE
from service.auth.api_keys import Wanted, make_key
from service.auth.store import KeyStore, add_key
from service.bootstrap.runtime import open_records, open_runtime
from service.bootstrap.verification import verify_records
from service.common.roles import Role
from service.settings import Settings
from service.storage.database import begin_writing, engine_of
from service.storage.errors import RecordsUnavailable
from tests.bootstrap.used_installation import MovingClock, use
from tests.conftest import NOW, Client
from tests.databases import postgresql_database
from tests.e2e.flips import unguard

with Path(__file__).with_name("tamperings.csv").open(encoding="utf-8", newline="") as table:
    TAMPERINGS = {row["name"]: row for row in csv.DictReader(table)}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def honest(request, tmp_path_factory):
    """The settings of an installation that was used, its guards taken away, and the ids of what is in it."""
    folder = tmp_path_factory.mktemp("honest")
    (folder / "elsewhere").mkdir()
    if request.param == "sqlite":
        yield _used(settings_in(folder))
    else:
        with contextmanager(postgresql_database)() as address:
            yield _used(settings_in(folder, address))


def settings_in(folder, database_url=None):
    """The data folder, and beside it one in which a copy of the anchors is kept."""
    return Settings(data_dir=folder / "data", database_url=database_url, anchor_copies=(str(folder / "elsewhere"),))


def _used(settings):
    ids = use(settings)
    engine = engine_of(settings.database_address, timeout=5)
    unguard(engine)
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return settings, ids


@pytest.fixture
def used(honest, tmp_path):
    """A copy of that installation."""
    settings, ids = honest
    shutil.copytree(settings.data_dir.parent, tmp_path / "copy")
    if settings.database_url is None:
        yield settings_in(tmp_path / "copy"), ids
        return
    template = make_url(settings.database_url).database
    with contextmanager(postgresql_database)(template) as address:
        yield settings_in(tmp_path / "copy", address), ids


def run(settings, *statements):
    """Change the database as its owner can."""
    engine = engine_of(settings.database_address, timeout=5)
    with begin_writing(engine) as connection:
        changed = [connection.execute(text(statement.replace(":", r"\:"))).rowcount for statement in statements]
    engine.dispose()
    assert all(changed)


def without_newest_chain(settings, ids, _):
    """The newest process was never there: its chain, its screening, its key, its lines of the copy of the anchors."""
    newest = ids["newest"]
    lines = (settings.data_dir / FILE).read_text().splitlines(keepends=True)
    (settings.data_dir / FILE).write_text("".join(line for line in lines if newest not in line))
    run(
        settings,
        f"DELETE FROM screenings WHERE id = '{ids['clear']}'",
        "DELETE FROM api_keys WHERE name = 'late'",
        f"DELETE FROM audit_anchors WHERE writer = '{newest}'",
        f"DELETE FROM audit_events WHERE writer = '{newest}'",
    )


def without_last_events(settings, ids, _):
    """All that the newest chain wrote after its first event, with the screening and the anchors over it."""
    run(
        settings,
        f"DELETE FROM screenings WHERE id = '{ids['clear']}'",
        "DELETE FROM api_keys WHERE name = 'late'",
        f"DELETE FROM audit_anchors WHERE writer = '{ids['newest']}' AND number > 1",
        f"DELETE FROM audit_events WHERE writer = '{ids['newest']}' AND number > 1",
    )


def exchange_secrets(settings, ids, _):
    run(
        settings,
        "UPDATE api_keys SET secret_sha256 = secret_sha256 || 'x'",
        "UPDATE api_keys SET secret_sha256 = (SELECT SUBSTR(secret_sha256, 1, 64) FROM api_keys "
        f"WHERE id = '{ids['chief']}') WHERE id = '{ids['desk']}'",
    )


def flip(settings, _, name):
    path = settings.data_dir / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def delete(settings, _, name):
    path = settings.data_dir / name
    shutil.rmtree(path) if path.is_dir() else path.unlink()


def shorten(settings, _, name):
    path = settings.data_dir / name
    path.write_text(path.read_text().splitlines(keepends=True)[-1])


HOW = {
    "sql": lambda settings, _, statement: run(settings, statement),
    **{
        one.__name__: one
        for one in (without_newest_chain, without_last_events, exchange_secrets, flip, delete, shorten)
    },
}


def tamper(used, name):
    settings, ids = used
    HOW[TAMPERINGS[name]["how"]](settings, ids, TAMPERINGS[name]["what"].format(**ids))


def test_what_was_done_is_intact(used):
    settings, _ = used
    verdict = verify_records(settings)
    assert verdict.intact, verdict.faults
    assert verdict.chains >= 5
    assert verdict.screenings == 4


def rounds():
    """Changes that are made together: each alone in a full run, else those of one round, which do not meet."""
    by = "name" if "SEKISHO_TEST_FULL" in os.environ else "round"
    found = defaultdict(list)
    for name, row in TAMPERINGS.items():
        found[row[by]].append(name)
    return found.values()


@pytest.mark.parametrize("names", rounds(), ids=lambda names: names[0])
def test_every_change_is_found_and_named(used, names):
    settings, ids = used
    for one in names:
        tamper(used, one)
    faults = [f"{one.detail} {one.writer} {one.screening}" for one in verify_records(settings).faults]
    for one in names:
        wanted = TAMPERINGS[one]["names"].format(**ids)
        assert any(wanted in fault for fault in faults), (one, faults)


@pytest.mark.parametrize("name", ["key inserted", "role of a key raised", "secret of a key", "key no longer revoked"])
def test_a_changed_key_lets_nobody_in(used, name):
    tamper(used, name)
    records = open_records(used[0], MovingClock())
    states = [key.state(NOW) for key in KeyStore(records.engine).load()]
    records.close()
    assert states.count("changed") == 1


def test_keys_that_are_all_gone_are_no_first_start(used):
    run(used[0], "DELETE FROM api_keys")
    records = open_records(used[0], MovingClock())
    with pytest.raises(RecordsUnavailable, match="were removed"):
        KeyStore(records.engine).load()
    records.close()


@pytest.mark.parametrize(
    ("name", "format_"), [("result of a job", "csv"), ("result written out", "jsonl"), ("summary of a job", "summary")]
)
def test_a_changed_result_is_not_served(used, name, format_):
    tamper(used, name)
    settings, ids = used
    runtime = open_runtime(settings, clock=MovingClock())
    key, secret = make_key(Wanted("reader", frozenset({Role.OFFICER})), by="local", now=runtime.clock())
    runtime.records.perform_now(add_key(key))
    headers = {"Authorization": f"Bearer {secret}"}
    answer = Client(create_app(runtime)).get(f"/v1/bulk-jobs/{ids['job']}/results?format={format_}", headers=headers)
    runtime.close()
    assert answer.status_code == 503
    assert "not as it was written" in answer.json()["detail"]


def test_a_clock_of_the_past_is_refused(used):
    def clock():
        return NOW - timedelta(days=4_000)

    records = open_records(used[0], clock)
    key, _ = make_key(Wanted("early", frozenset({Role.SCREENER})), by="local", now=clock())
    with pytest.raises(RecordsUnavailable, match="set the clock"):
        records.perform_now(add_key(key))
    records.close()


def test_a_copy_where_nothing_may_be_written_is_verified(used, monkeypatch):
    settings, _ = used
    if settings.database_url is not None:
        pytest.skip("a file of SQLite")
    before = {path.name for path in settings.data_dir.iterdir()}
    monkeypatch.setattr("service.audit.reading.os.access", lambda *_: False)
    assert verify_records(settings).intact
    assert {path.name for path in settings.data_dir.iterdir()} == before


def test_rows_of_an_earlier_program_are_taken_as_they_are_found_once(used):
    """As an upgrade does: chains without hashes of rows, until the records are opened for writing."""
    settings, ids = used
    engine = create_engine(settings.database_address.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        for table in ("audit_events", "audit_anchors"):
            connection.execute(text(f"DELETE FROM {table}"))
        for table in ("screenings", "screening_entities"):
            connection.execute(text(f"DELETE FROM {table}"))
        connection.execute(
            text("INSERT INTO audit_events VALUES ('0', 1, '2026', 'chain_started', 'sekisho', NULL, :details, '')"),
            {"details": json.dumps({"format": 1, "heads": [], "public_key": ""})},
        )
    engine.dispose()
    (settings.data_dir / FILE).unlink()

    def rows_at_fault():
        return [one.detail for one in verify_records(settings).faults if "row of" in one.detail]

    assert rows_at_fault() == []
    for _ in range(2):
        open_records(settings, MovingClock()).close()
        assert rows_at_fault() == []
    run(settings, f"UPDATE api_keys SET roles = 'admin' WHERE id = '{ids['desk']}'")
    assert rows_at_fault() == [f"changed: the audit chain says something else of this row of api_keys: {ids['desk']}"]

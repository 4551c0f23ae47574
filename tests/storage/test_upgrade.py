"""The tables are what the migrations make, once, whoever starts first."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from service.bootstrap.tables import METADATA
from service.storage.database import begin_writing, engine_of, open_database
from service.storage.errors import RecordsUnavailable
from service.storage.upgrade import alembic_config, current, revisions, upgrade


def test_migrations_make_the_tables_that_the_program_uses(empty_database):
    engine = open_database(empty_database, timeout=5)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
    engine.dispose()


def test_revisions_form_one_line():
    scripts = ScriptDirectory.from_config(alembic_config(None))
    assert len(scripts.get_heads()) == 1
    assert tuple(one.revision for one in scripts.walk_revisions())[::-1] == revisions()


def test_several_that_start_at_once_take_turns(empty_database):
    engine = engine_of(empty_database, timeout=5)

    def start(_):
        with begin_writing(engine) as connection:
            return upgrade(connection)

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(start, range(4))) == [False, False, False, True]
    assert inspect(engine).has_table("audit_events")
    engine.dispose()


def test_a_migration_that_fails_leaves_nothing_behind(empty_database, monkeypatch):
    engine = engine_of(empty_database, timeout=5)
    monkeypatch.setattr("alembic.command.upgrade", _half_of(engine))
    with pytest.raises(ZeroDivisionError), begin_writing(engine) as connection:
        upgrade(connection)
    assert inspect(engine).get_table_names() == []
    engine.dispose()


def _half_of(engine):
    def half(config, _):
        config.attributes["connection"].execute(text("CREATE TABLE screenings (id TEXT)"))
        raise ZeroDivisionError

    return half


def test_tables_of_a_newer_program_are_not_touched(empty_database):
    engine = open_database(empty_database, timeout=5)
    with begin_writing(engine) as connection:
        assert current(connection) is not None
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(RecordsUnavailable, match=r"revision 9999.*newer"):
        open_database(empty_database, timeout=5)
    engine.dispose()

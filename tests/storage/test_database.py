"""How the database is opened, and what is told when it cannot be."""

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import OperationalError

from service.records.records import Records
from service.storage import database as module
from service.storage.database import (
    begin_writing,
    connected,
    engine_of,
    open_database,
    reading,
    reason,
    require_room,
    writing,
)
from service.storage.errors import RecordsUnavailable


def test_sqlite_writes_ahead_and_syncs_fully(tmp_path):
    with open_database(f"sqlite:///{tmp_path / 'records.db'}", timeout=5).connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2


def test_a_database_that_cannot_be_opened_says_why(tmp_path):
    with pytest.raises(RecordsUnavailable, match="cannot be opened"):
        Records(f"sqlite:///{tmp_path / 'nowhere' / 'records.db'}", timeout=1)
    with pytest.raises(RecordsUnavailable, match="cannot be used"):
        Records("nonsense://", timeout=1)


def test_a_password_is_not_told():
    with pytest.raises(RecordsUnavailable) as refused:
        Records("sqlite://user:secret@/nowhere/x.db", timeout=1)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("address", ["mysql://user:secret@localhost/x", "nonsense", "oracle://x", ""])
def test_other_databases_are_refused(address):
    with pytest.raises(RecordsUnavailable, match="the database address cannot be used") as refused:
        engine_of(address, timeout=1)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_the_usual_names_of_postgresql_are_taken(scheme):
    engine = engine_of(f"{scheme}://user@localhost/x?options=-c%20search_path%3Dsekisho", timeout=1.5)
    assert engine.url.drivername == "postgresql+psycopg"


def test_no_statement_of_postgresql_takes_longer_than_it_may():
    url = make_url("postgresql+psycopg://user@localhost/x?options=-c%20search_path%3Dsekisho")
    given = module._options(url, 1.5)["connect_args"]
    assert given["options"].startswith("-c search_path=sekisho -c statement_timeout=1500 -c lock_timeout=1500")
    assert (given["connect_timeout"], given["tcp_user_timeout"]) == (2, 1500)


def test_what_is_only_read_is_not_prepared_for_writing(tmp_path):
    path = tmp_path / "x.db"
    path.touch()
    engine = engine_of(f"sqlite:///{path}", timeout=1, read_only=True)
    assert connected(lambda connection: connection.exec_driver_sql("PRAGMA journal_mode").scalar(), engine) == "delete"
    assert [one.name for one in tmp_path.iterdir()] == ["x.db"]


def test_a_transaction_that_will_write_takes_its_turn_at_once(engine, database):
    if not database.startswith("sqlite"):
        pytest.skip("others have locks for rows")
    other = engine_of(database, timeout=0.01)
    with begin_writing(engine):
        with connected(lambda connection: connection, other):
            pass
        with pytest.raises(OperationalError, match="locked"), begin_writing(other):
            pass
    other.dispose()


@pytest.mark.parametrize(("way", "told"), [(reading, "cannot be read"), (writing, "cannot be changed")])
def test_a_failure_says_what_cannot_be_done_and_no_statement(engine, way, told):
    with pytest.raises(RecordsUnavailable) as refused, way(engine, "the bulk jobs") as connection:
        connection.execute(text("SELECT secret FROM nowhere WHERE name = :name"), {"name": "Anna Primerova"})
    said = str(refused.value)
    assert said.startswith(f"the bulk jobs {told}: ")
    assert "SELECT" not in said
    assert "Primerova" not in said


def test_only_the_first_line_of_the_driver_is_told():
    error = OperationalError("INSERT ...", {"name": "secret"}, Exception("disk full\nDETAIL: secret"))
    assert reason(error) == "disk full"
    assert reason(ValueError("plain")) == "plain"


def test_room_is_looked_for_beside_the_file_only(tmp_path, engine, monkeypatch):
    require_room(engine)
    require_room(engine_of("sqlite:///:memory:", timeout=1))
    require_room(engine_of("postgresql://nobody@localhost/none", timeout=1))
    gone = engine_of(f"sqlite:///{tmp_path / 'nowhere' / 'x.db'}", timeout=1)
    with pytest.raises(RecordsUnavailable, match="there is no room for records: No such file or directory"):
        require_room(gone)

"""A connection that is kept between transactions, on both databases."""

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError

from service.storage.held_connection import HeldConnection


@pytest.fixture
def fetched(engine):
    """One entry for each time that a connection is taken from the pool."""
    times = []
    event.listen(engine, "checkout", lambda *_: times.append(1))
    return times


def write(held, *names):
    with held.begin() as connection:
        for name in names:
            connection.execute(text("INSERT INTO screening_tombstones VALUES (:name, 'now')"), {"name": name})


def names(engine):
    with engine.connect() as connection:
        return connection.execute(text("SELECT screening_id FROM screening_tombstones ORDER BY 1")).scalars().all()


def test_it_is_kept_between_transactions_and_each_is_committed(engine, fetched):
    held = HeldConnection(engine)
    write(held, "a")
    write(held, "b")
    assert len(fetched) == 1
    assert names(engine) == ["a", "b"]
    held.close()


def test_what_fails_is_undone_and_another_connection_is_fetched(engine, fetched):
    held = HeldConnection(engine)
    write(held, "a")
    with pytest.raises(DBAPIError):
        write(held, "b", "a")
    write(held, "c")
    assert len(fetched) == 2
    assert names(engine) == ["a", "c"]
    held.close()


def test_one_that_lay_idle_is_looked_at_again(engine, fetched):
    now = [0.0]
    held = HeldConnection(engine, monotonic=lambda: now[0])
    for now[0] in (0.0, 0.5, 1.0, 60.0):
        write(held, str(now[0]))
    assert len(fetched) == 2
    held.close()

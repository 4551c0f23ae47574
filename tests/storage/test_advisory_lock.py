"""Transactions take turns under a lock of a number, whatever the database."""

import threading

from service.storage.advisory_lock import take_turn

LOCK = 0x5E_C1_5B_FF


def test_one_transaction_waits_for_the_end_of_another(engine):
    entered, order = threading.Event(), []

    def second():
        with engine.begin() as connection:
            entered.set()
            take_turn(connection, LOCK)
            order.append("second")

    other = threading.Thread(target=second)
    with engine.begin() as connection:
        take_turn(connection, LOCK)
        if engine.dialect.name == "postgresql":
            other.start()
            assert entered.wait(60)
            other.join(0.2)
            assert other.is_alive()
        order.append("first")
    if engine.dialect.name == "sqlite":  # has one writer anyway, and nothing to wait for here
        other.start()
    other.join(60)
    assert order == ["first", "second"]

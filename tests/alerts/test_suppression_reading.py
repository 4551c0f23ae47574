"""Suppressions come back as what they were written as, and as long as they hold."""

import pytest

from service.alerts.finding_model import SuppressionStatus
from service.alerts.suppression_reading import (
    active_suppressions,
    count_suppressions,
    read_suppressions,
    suppression_status,
)
from tests.alerts.raised import AT, end, suppress


def test_active_is_what_has_neither_ended_nor_expired(transaction):
    active, ended = suppress(transaction), suppress(transaction)
    end(transaction, ended)
    suppress(transaction, expires_at=AT)
    assert [one.id for one in active_suppressions(transaction, AT)] == [active]
    assert read_suppressions(transaction, [active, ended, "sup_0"]).keys() == {active, ended}


def test_counts_tell_that_anything_has_happened(transaction):
    seen = [count_suppressions(transaction)]
    for act in (suppress, lambda connection: end(connection, suppress(connection))):
        act(transaction)
        seen.append(count_suppressions(transaction))
    assert seen == [(0, 0), (1, 0), (2, 1)]


@pytest.mark.parametrize(
    ("expires_at", "ended", "status"),
    [
        ("2026-11-24", None, SuppressionStatus.ACTIVE),
        ("2026-11-23", None, SuppressionStatus.EXPIRED),
        ("2026-11-22", None, SuppressionStatus.EXPIRED),
        ("2026-11-22", "lapsed", SuppressionStatus.LAPSED),
        ("2026-11-24", "revoked", SuppressionStatus.REVOKED),
    ],
)
def test_how_it_ended_counts_before_the_time(expires_at, ended, status):
    assert suppression_status(expires_at, ended, "2026-11-23") is status

"""What a match of an alert is."""

import pytest

from service.alerts.model import AlertMatch
from service.alerts.statuses import Outcome


@pytest.mark.parametrize(
    ("suppressed_by", "outcome", "status"),
    [
        (None, None, "open"),
        (None, Outcome.TRUE_MATCH, "true_match"),
        ("sup_1", None, "suppressed"),
        ("sup_1", Outcome.FALSE_POSITIVE, "suppressed"),
    ],
)
def test_a_match_is_open_until_it_was_decided_now_or_before(suppressed_by, outcome, status):
    assert AlertMatch(1, "test:1", "test", "e", "r", 0.9, suppressed_by, None, outcome).status == status

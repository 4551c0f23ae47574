"""The nouns of editions."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from service.watchlists.editions.model import Attempt, Edition, GateFinding

AT = datetime(2026, 1, 10, 8, tzinfo=UTC)
EDITION = Edition("own_list", "ab", "2026-01", date(2026, 1, 2), AT, (), "plain_csv", "1", 3, 0)


def test_an_edition_speaks_for_the_publishers_day_or_else_that_of_loading() -> None:
    assert EDITION.day == date(2026, 1, 2)
    assert replace(EDITION, published_on=None).day == date(2026, 1, 10)


@pytest.mark.parametrize(
    ("outcome", "good", "current"),
    [
        ("activated", True, True),
        ("unchanged", True, True),
        ("stored", True, False),
        ("refused", False, False),
        ("failed", False, False),
    ],
)
def test_only_an_active_edition_is_current(outcome: str, good: bool, current: bool) -> None:
    attempt = Attempt(AT, outcome)
    assert (attempt.good, attempt.current) == (good, current)


def test_a_finding_says_its_gate() -> None:
    assert str(GateFinding("size", "half of the entities are gone")) == "size: half of the entities are gone"

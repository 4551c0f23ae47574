"""What Japan had decided, and what applied, on a day."""

from datetime import date
from pathlib import Path

from service.watchlists.rounds import applied_on, decided_by, load_rounds

ROUNDS = load_rounds(Path(__file__).parents[2] / "lists" / "jp_rounds")


def test_nothing_was_frozen_the_day_before() -> None:
    assert applied_on(ROUNDS, date(2014, 8, 4), "asset_freeze") == ()
    assert [item.watchlist for item in applied_on(ROUNDS, date(2014, 8, 5), "asset_freeze")] == ["jp_crimea_2014"]


def test_an_announcement_is_decided_but_applies_nothing() -> None:
    announced = decided_by(ROUNDS, date(2014, 7, 28))[-1]
    assert announced.kinds == ("announcement",)
    assert announced not in applied_on(ROUNDS, date(2026, 1, 1))


def test_a_freeze_can_start_after_its_notice() -> None:
    banks = next(item for item in ROUNDS if item.decided_on == date(2022, 3, 11))
    assert banks not in applied_on(ROUNDS, date(2022, 4, 9))
    assert banks in applied_on(ROUNDS, date(2022, 4, 10))


def test_the_first_round_has_forty_two_targets() -> None:
    first = applied_on(ROUNDS, date(2014, 8, 5), "import_ban")[0]
    assert (first.individuals, first.entities) == (40, 2)

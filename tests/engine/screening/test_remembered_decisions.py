"""Decisions of before: none looked at is not the same as none found."""

from service.engine.screening.remembered_decisions import NOTHING, Remembered


def test_only_what_was_looked_at_counts_as_remembered() -> None:
    assert not NOTHING
    assert not Remembered()
    assert Remembered(sha256="a" * 64)

"""The parts of a request's time, from what the server notes."""

from __future__ import annotations

import json

import pytest

from benchmarks.waits import parts_of, rows

BATCH = {"batch": {"begun": 0.0, "ended": 0.010, "cpu": 0.001, "items": 1}}
OWN = {"batch": {"begun": 0.012, "ended": 0.016, "cpu": 0.001, "items": 2}}
NEXT = {"batch": {"begun": 0.017, "ended": 0.030, "cpu": 0.001, "items": 1}}
MOMENTS = {
    "begin": 0.001,
    "check": 0.002,
    "search": 0.003,
    "write": 0.005,
    "record": 0.006,
    "recorded": 0.0165,
    "end": 0.018,
}
REFUSED = {"begin": 0.001, "check": 0.002, "end": 0.003}


def lines(*noted: object) -> list[str]:
    return [json.dumps(one) for one in noted]


def test_a_request_waits_for_the_batch_that_it_is_in() -> None:
    (one,) = parts_of(lines(MOMENTS, NEXT, OWN, BATCH, REFUSED))
    assert [one.read, one.search, one.write, one.queue, one.transaction, one.reply] == pytest.approx([1, 3, 1, 6, 4, 2])
    assert one.whole == pytest.approx(17)


def test_one_that_came_while_its_batch_was_gathered_has_waited_for_nothing() -> None:
    (one,) = parts_of(lines(MOMENTS | {"record": 0.013}, OWN))
    assert (one.queue, one.transaction) == pytest.approx((0, 3))


def test_the_slowest_hundredth_is_shown_beside_the_mean() -> None:
    parts = parts_of(lines(OWN, *[MOMENTS] * 99, MOMENTS | {"end": 0.118}))
    slowest = {name: slow for name, _, slow in rows(parts)}
    assert slowest["whole"] == pytest.approx(117)
    assert slowest["reply"] == pytest.approx(102)

"""Jobs: their key, their rate."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from service.bulk.model import Job, JobKey, State, read_question
from service.bulk.options import ReadOptions
from service.engine.model.entity import EntityType
from service.engine.screening.request import Options

NOW = datetime(2026, 1, 1, tzinfo=UTC)
KEY = JobKey(
    actor="local",
    input_sha256="a" * 64,
    snapshot_sha256="b" * 64,
    watchlists=(("un", "c" * 64),),
    profile_sha256="d" * 64,
    read=ReadOptions(encoding="cp932", columns=(("name", "Kunde"),), entity_type=EntityType.PERSON),
    options=Options(as_of=date(2026, 1, 1), watchlists=("un",)),
    max_name_length=500,
)


def job(**more):
    kept = dict.fromkeys(Job.__dataclass_fields__)
    return Job(
        **kept | {"id": KEY.job_id, "question": KEY, "state": State.SCREENING, "rows": 100, "rows_done": 0} | more
    )


def test_a_key_is_read_back():
    assert read_question(KEY.document()) == KEY
    assert read_question(KEY.document()).job_id == KEY.job_id


@pytest.mark.parametrize(
    "change",
    [
        {"actor": "other"},
        {"dry_run": True},
        {"input_sha256": "e" * 64},
        {"read": ReadOptions()},
        {"max_name_length": 5},
    ],
)
def test_whatever_an_answer_depends_on_makes_another_job(change):
    assert replace(KEY, **change).job_id != KEY.job_id


def test_the_rate_is_that_of_finished_rows():
    begun = job(rows_done=50, started_at=NOW - timedelta(seconds=10))
    assert (begun.rate(NOW), begun.seconds_left(NOW)) == (5, 10)
    assert replace(begun, finished_at=NOW - timedelta(seconds=5)).rate(NOW) == 10
    assert replace(begun, state=State.DONE).seconds_left(NOW) is None


def test_before_the_first_row_nobody_can_tell():
    assert job().rate(NOW) is job(started_at=NOW).rate(NOW) is job(started_at=NOW, rows_done=5).rate(NOW) is None
    assert job(started_at=NOW - timedelta(seconds=1), rows_done=5, rows=None).seconds_left(NOW) is None

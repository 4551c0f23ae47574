"""Jobs: their key, their rate."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from service.bulk.model import Job, JobKey, State, read_question
from service.bulk.options import ReadOptions
from service.bulk.progress import Progress
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
    return Job(**kept | {"id": KEY.job_id, "question": KEY, "state": State.SCREENING} | more)


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


def test_the_rate_ends_with_the_job():
    done = Progress(100, 50, worked_seconds=10.0, worked_until=NOW - timedelta(seconds=5))
    begun = job(progress=done)
    assert begun.rate(NOW) == 50 / 15
    assert begun.seconds_left(NOW) == 15
    ended = replace(begun, state=State.DONE, finished_at=NOW - timedelta(seconds=5))
    assert (ended.rate(NOW), ended.seconds_left(NOW)) == (5, None)

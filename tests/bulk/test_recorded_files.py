"""What the audit chain says of the files of jobs, held against the files."""

import json

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from service.audit.file_check import file_sha256
from service.audit.link import Link
from service.audit.tables import AUDIT_EVENTS as TABLE
from service.audit.verdict import Findings
from service.bulk.recorded_files import BulkFileCheck, recorded_hashes, written_out
from service.storage.bulk_insert import insert_rows
from service.storage.database import begin_writing
from tests.audit.tampered import details_with, link
from tests.examples import examples

HASH = "f" * 64


def finished(result, summary, job="job_1", number=2):
    details = {"state": "done", "result_sha256": result, "summary_sha256": summary}
    return link("job_finished", json.dumps(details), subject=job, number=number)


def faults(folder, *links, elsewhere=False):
    findings = Findings()
    check = BulkFileCheck(findings, folder, elsewhere=elsewhere)
    check.look(links)
    check.finish()
    return [one.detail for one in findings.faults]


@pytest.fixture
def folder(tmp_path):
    job = tmp_path / "bulk" / "job_1"
    job.mkdir(parents=True)
    for name in ("result.parquet", "summary.html", "result.csv"):
        (job / name).write_text(name)
    return tmp_path / "bulk"


def right(folder):
    return finished(*(file_sha256(folder / "job_1" / name) for name in ("result.parquet", "summary.html")))


def test_files_that_are_as_they_were_are_right(folder):
    event = written_out("job_1", "a", folder / "job_1" / "result.csv")
    assert event.details == {"file": "result.csv", "sha256": file_sha256(folder / "job_1" / "result.csv")}
    exported = link(event.kind, json.dumps(dict(event.details)), subject="job_1")
    assert faults(folder, right(folder), exported) == []


def test_a_changed_and_a_missing_file_are_named(folder):
    event = right(folder)
    (folder / "job_1" / "summary.html").unlink()
    (folder / "job_1" / "result.parquet").write_text("other")
    assert faults(folder, event) == [
        "changed: the audit chain says something else of the file bulk/job_1/result.parquet",
        "removed: the audit chain knows the file bulk/job_1/summary.html",
    ]


def test_a_file_may_have_been_written_out_twice(folder):
    event = written_out("job_1", "a", folder / "job_1" / "result.csv")
    other = dict(event.details) | {"sha256": HASH}
    links = [link(event.kind, json.dumps(one), subject="job_1") for one in (other, dict(event.details))]
    assert faults(folder, *links) == []
    assert len(faults(folder, links[0])) == 1


def test_a_job_may_be_elsewhere(folder):
    event = finished(HASH, HASH, job="job_2")
    assert faults(folder, event, elsewhere=True) == []
    assert len(faults(folder, event)) == 2


def test_a_run_that_keeps_no_files_here_has_none(folder):
    assert faults(folder, link("job_finished", '{"state":"done","result_sha256":"x"}', subject="job_2")) == []
    assert faults(folder, link("job_finished", '{"state":"failed"}', subject="job_2")) == []


def test_hashes_of_a_job_are_read_from_the_chain(engine):
    links = [finished("r", "s"), finished("o", "o", job="job_2", number=3)]
    links.append(link("result_written_out", '{"file":"result.csv","sha256":"c"}', subject="job_1", number=4))
    with begin_writing(engine) as connection:
        insert_rows(connection, TABLE, Link._fields, links)
    assert recorded_hashes(engine, "job_1") == {"result.parquet": {"r"}, "summary.html": {"s"}, "result.csv": {"c"}}
    assert recorded_hashes(engine, "job_9") == {}


DETAILS = details_with(file=st.just("result.csv"), sha256=st.just(HASH), summary_sha256=st.just(HASH))


@settings(max_examples=examples(80), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kind=st.sampled_from(["job_finished", "result_written_out"]),
    subject=st.sampled_from(["job_1", "/etc", "..", "", None]),
    details=DETAILS,
)
def test_whatever_an_event_holds_the_check_comes_to_its_end(folder, kind, subject, details):
    faults(folder, link(kind, details, subject=subject))

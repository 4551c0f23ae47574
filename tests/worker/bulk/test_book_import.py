"""Files whose parties are watched: taken into the book when the job is done, or not at all."""

import pytest

from service.alerts.reading import read_alert
from service.bulk.model import Monitoring, State
from service.bulk.options import ReadOptions
from service.customers.reading import SubjectQuery, find_subjects
from service.engine.screening.request import Options


@pytest.fixture
def monitored(bench):
    """Screens a file of customers with these numbers, and gives the job at its end."""

    def send(*numbers, dry_run=False, content=None, **monitoring):
        text = content or "customer_id,name,dob\n" + "".join(f"C-{n},Sergei Aksenov {n},1972-11-26\n" for n in numbers)
        receiving = bench.job_service.receive()
        receiving.write(text.encode())
        job, _ = bench.job_service.submit(
            receiving.done(),
            file_name="customers.csv",
            actor="a",
            read=ReadOptions(),
            options=Options(),
            dry_run=dry_run,
            monitor=Monitoring(**{"mode": "merge"} | monitoring),
        )
        return bench.done(job)

    return send


@pytest.fixture
def book(bench):
    def references(status="active"):
        with bench.job_service._runtime.records.engine.connect() as connection:
            page = find_subjects(connection, SubjectQuery(limit=500))
        return sorted(one.reference for one in page.subjects if one.status == status)

    return references


def test_parties_are_screened_and_then_watched_under_one_id(monitored, book, bench):
    job = monitored(1, 2, 3, 4)
    assert (job.state, job.totals.rows, job.book["new"]) == (State.DONE, 4, 4)
    assert book() == ["C-1", "C-2", "C-3", "C-4"]
    assert bench.job_service._runtime.rescreens.wanted(job.question.snapshot_sha256, job.created_at.date(), daily=False)


def test_a_dry_run_says_what_a_file_would_do(monitored, book):
    monitored(*range(10))
    job = monitored(*range(5), 99, dry_run=True, mode="replace")
    assert job.state is State.VALIDATED
    assert (job.book["new"], job.book["withdrawn"], job.book["shrinks"]) == (1, 5, True)
    assert job.book["withdrawn_references"] == [f"C-{n}" for n in range(5, 10)]
    assert len(book()) == 10


def test_a_file_that_empties_the_book_is_refused_before_anything_is_screened(monitored, book):
    monitored(*range(10))
    job = monitored(*range(5), mode="replace")
    assert (job.state, job.progress.rows_done) == (State.FAILED, 0)
    assert "withdraw 5 of 10 subjects, more than 10%" in job.reason
    assert len(book()) == 10
    assert monitored(*range(5), mode="replace", accept=True).state is State.DONE
    assert (len(book()), len(book("withdrawn"))) == (5, 5)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("customer_id,name,dob\nC-1,Testa Testova,1980\nC-2,Testa Testova,1980-13-45\n", "row 2, dob"),
        ("name,dob\nTesta Testova,1980\n", "a column of references"),
        ("customer_id,name\nC-1,Testa Testova\nC-1,Testina Testrix\n", "stands in the file twice"),
    ],
)
def test_a_file_is_taken_whole_or_not_at_all(monitored, book, content, reason):
    job = monitored(content=content)
    assert (job.state, reason in job.reason) == (State.FAILED, True)
    assert book() == []


def test_subjects_of_other_segments_are_not_touched(monitored, book):
    monitored(1, segment="trade")
    job = monitored(1, 2, segment="private", segments=("private",))
    assert (job.state, "outside the segments private" in job.reason) == (State.FAILED, True)
    assert monitored(2, 3, segment="private", segments=("private",), mode="replace").state is State.DONE
    assert book() == ["C-1", "C-2", "C-3"]


def test_rows_and_subjects_lead_to_one_alert(monitored, bench):
    job = monitored(content="reference,name,dob\nC-1,Sergei Aksenov,1972-11-26\n")
    (row,) = bench.job_service.store.alerts(job.id, after=0, limit=5)
    with bench.job_service._runtime.records.engine.connect() as connection:
        assert read_alert(connection, row.alert_id).subject.key == "id:C-1"

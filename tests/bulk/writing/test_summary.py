"""The page about a job."""

from tests.bulk.writing.conftest import FILE


def test_the_summary_adds_up_and_escapes(bench):
    job = bench.done(bench.submit(FILE + "A\n", name="<script>.csv")[0])
    page = bench.job_service.folder(job.id).summary.read_text(encoding="utf-8")
    assert "<script>" not in page
    assert "&lt;script&gt;.csv" in page
    assert job.result_sha256 in page
    assert page.count("<svg") == 2
    assert "http" not in page


def test_the_summary_says_what_needs_a_look_and_which_lists_were_searched(bench):
    job = bench.done(bench.submit(FILE + "A\n")[0])
    page = bench.job_service.folder(job.id).summary.read_text(encoding="utf-8")
    waiting = job.rows - job.totals.decisions["clear"]
    assert f"{waiting} rows need a look." in page
    assert f"<th>to look at: all but clear</th><td>{waiting}</td>" in page
    for one in bench.snapshot.watchlists:
        assert one.title in page
        assert one.published_on is None or one.published_on.isoformat() in page


def test_the_summary_names_columns_that_were_not_looked_at(bench):
    job = bench.done(bench.submit(FILE + "A\n")[0])
    page = bench.job_service.folder(job.id).summary.read_text(encoding="utf-8")
    assert "<th>Columns not looked at</th><td>note, decision</td>" in page

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

"""A result on record, of a file with nasty cells."""

import pytest

NASTY = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("x")']
FILE = "name,note,decision\n" + "".join(
    ",".join('"' + cell.replace('"', '""') + '"' for cell in ("Sergei Aksenov", note, "mine")) + "\n"
    for note in [*NASTY, "plain", 'a "quoted", cell', "two\nlines", "李雷"]
)


@pytest.fixture
def record(bench):
    job = bench.done(bench.submit(FILE)[0])
    return bench.job_service.folder(job.id).result

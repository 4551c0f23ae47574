"""`sekisho bulk`: exit statuses, what it shows, what it refuses."""

import json

import pytest

from service.cli import app as cli


@pytest.fixture
def run(tmp_path, monkeypatch, capfd):
    monkeypatch.setenv("SEKISHO_DATA_DIR", str(tmp_path / "var"))

    def run(*arguments, content=None):
        if content is not None:
            (tmp_path / "in.csv").write_text(content, encoding="utf-8")
        monkeypatch.setattr("sys.argv", ["sekisho", "bulk", str(tmp_path / "in.csv"), *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        return ended.value.code, *capfd.readouterr()

    return run


@pytest.mark.parametrize(
    ("names", "status"),
    [(["Testa Testova"], 0), (["Testa Testova", "Sergei Aksenov"], 1), (["Testa Testova", "-"], 1)],
)
def test_the_status_says_whether_somebody_has_to_look(run, tmp_path, names, status):
    rows = "name,id\n" + "".join(f"{name},{n}\n" for n, name in enumerate(names))
    code, out, _ = run("-o", tmp_path / "out.jsonl", "--json", content=rows)
    assert code == status
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["id"] for line in lines] == [str(n) for n in range(len(names))]
    job = json.loads(out.splitlines()[-1])
    assert sum(job["totals"].values()) == job["rows"] == len(names)


def test_hits_and_summary_are_written_beside(run, tmp_path):
    run(
        *("-o", tmp_path / "out.csv", "--hits", tmp_path / "hits.jsonl", "--summary", tmp_path / "page.html"),
        content="name\nSergei Aksenov\n",
    )
    hit = json.loads((tmp_path / "hits.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert hit["watchlist"] == "jp_crimea_2014"
    assert "<svg" in (tmp_path / "page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "content", "words"),
    [
        (["-o", "out.csv"], "a,b\n1,2\n", "no column is known"),
        (["-o", "out.csv"], "name\n", "no rows"),
        (["-o", "out.docx"], "name\nA B\n", "expected a name that ends with .csv"),
        ([], "name\nA B\n", "say where the result goes"),
        (["-o", "out.csv", "--date-order", "ymd"], "name\nA B\n", "expected dmy or mdy"),
        (["-o", "out.csv", "--column", "x"], "name\nA B\n", "expected FIELD=HEADER"),
        (["-o", "out.csv", "--profile", "nobody"], "name\nA B\n", "unknown profile"),
    ],
)
def test_what_cannot_be_screened_is_status_2_with_a_reason(run, arguments, content, words):
    code, _, error = run(*arguments, content=content)
    assert code == 2
    assert words in " ".join(error.split())


def test_a_dry_run_needs_no_place_for_a_result(run):
    assert run("--dry-run", content="name,dob\nTesta Testova,1980\n")[0] == 0
    code, out, _ = run("--dry-run", content="name,dob\nTesta Testova,03/04/1980\n")
    assert code == 1
    assert "rejected" in out

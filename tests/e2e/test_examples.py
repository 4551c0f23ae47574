"""The examples do what they say, against a server of their own."""

import csv
import importlib.util
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.e2e.installation import Installation

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    running = Installation(tmp_path_factory.mktemp("examples"), None)
    running.start()
    yield f"http://127.0.0.1:{running.port}"
    running.stop()


def run(name, *arguments):
    command = [sys.executable, str(EXAMPLES / name), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def load(name):
    spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_trade_is_screened(url):
    done = run("screen.py", "--url", url)
    assert done.returncode == 1, done.stderr
    assert "line-1: block sevastopol" in done.stdout
    assert "seller: clear" in done.stdout


def test_no_server_is_no_clear():
    done = run("screen.py", "--url", "http://127.0.0.1:9")
    assert (done.returncode, done.stdout) == (2, "")


def test_a_file_is_screened(url, tmp_path):
    rows = "id,name,type\n1,Sergei Aksenov,person\n2,Testa Testova,person\n"
    (tmp_path / "customers.csv").write_text(rows, encoding="utf-8")
    assert load("bulk").screen_file(url, tmp_path / "customers.csv", tmp_path / "out.csv", seconds=0.1) == "done"
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert [row["decision"] for row in csv.DictReader(stream)] == ["review", "clear"]


def test_a_name_is_followed_from_query_to_score():
    done = run("trace_candidate_search.py", "Sergej Valerievich AKSYONOW")
    assert done.returncode == 0, done.stderr
    assert "6. hit: jp_crimea_2014:026-000002" in done.stdout


def test_an_arrow_table_is_screened(tmp_path):
    customers, results = tmp_path / "customers.parquet", tmp_path / "results.parquet"
    table = pa.table({"name": ["Sergei Aksenov", "Testa Testova"], "birth_date": ["1972", None]})
    pq.write_table(table, customers)
    done = run("arrow_batches.py", str(customers), str(results))
    assert done.returncode == 0, done.stderr
    assert pq.read_table(results).column("decision").to_pylist() == ["review", "clear"]

"""A file as a bulk job of the command: asked, written, judged as a whole."""

import json
import subprocess
import sys

import pytest

from service.bulk.model import State
from service.bulk.options import ReadOptions
from service.cli.bulk_job import BulkQuestion, Output, ask, is_clear
from service.engine.screening.request import Options
from service.settings import Settings


@pytest.fixture
def asked_about(tmp_path):
    def asked_about(*names, dry_run=False):
        file = tmp_path / "in.csv"
        file.write_text("name\n" + "".join(f"{name}\n" for name in names), encoding="utf-8")
        results = Output(tmp_path / "out.jsonl", "jsonl")
        asked = BulkQuestion(file, ReadOptions(), Options(), dry_run, results, None, None)
        return ask(asked, Settings(data_dir=tmp_path / "var"), None)

    return asked_about


def test_the_answers_are_written_where_they_are_wished_for(asked_about, tmp_path):
    job = asked_about("Testa Testova", "Sergei Aksenov")
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["decision"] == "clear" for line in lines] == [True, False]
    assert job.state is State.DONE
    assert not is_clear(job)


@pytest.mark.parametrize(("names", "clear"), [(["Testa Testova"], True), (["Testa Testova", "-"], False)])
@pytest.mark.parametrize("dry_run", [False, True])
def test_a_rejected_row_is_for_somebody_to_look_at(asked_about, names, dry_run, clear):
    assert is_clear(asked_about(*names, dry_run=dry_run)) is clear


def test_the_workers_can_be_started_before_what_takes_long_is_imported():
    code = "import sys, service.cli.bulk; print({'numpy', 'sqlalchemy', 'rapidfuzz'} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"

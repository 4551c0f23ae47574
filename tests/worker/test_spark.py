"""What is shipped to executors, and what they do with it. The run itself needs Java: `benchmarks.same_rows --spark`."""

import sys
import zipfile
from datetime import date

import pyarrow as pa
import pytest

from service import __version__
from service.bulk.batch_screening import ROW
from service.bulk.model import JobKey
from service.bulk.options import ReadOptions
from service.engine.screening.errors import NotReady
from service.engine.screening.request import Options
from service.settings import Settings
from service.worker.spark import (
    SNAPSHOT,
    executor_probe,
    pack,
    refuse_other_executors,
    result_schema,
    screen_with,
    shipped_snapshot,
)


@pytest.fixture
def shipped(tmp_path):
    """The archive of this installation, unpacked as an executor finds it."""
    archive = pack(Settings(data_dir=tmp_path), tmp_path / "lists.zip")
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(tmp_path / "unpacked")
    return str(tmp_path / "unpacked")


def test_an_executor_proves_that_it_has_the_snapshot(shipped, snapshot):
    assert shipped_snapshot(shipped, snapshot.sha256).sha256 == snapshot.sha256
    with pytest.raises(NotReady, match="the run was begun with 0000"):
        shipped_snapshot(shipped, "0" * 64)


def test_a_share_of_the_rows_is_answered_with_the_hash_in_every_row(snapshot):
    question = JobKey("local", "0" * 64, snapshot.sha256, (), "", ReadOptions(), Options(as_of=date(2026, 11, 23)), 500)
    rows = pa.RecordBatch.from_pydict({ROW: [7, 9], "name": ["Sergei Aksenov", "Testa Testova"]})
    (answered,) = screen_with(snapshot, [rows], question, ["name"])
    assert answered.schema == result_schema(["name"])
    assert answered.column("screening_id").to_pylist() == [f"{question.job_id}-7", f"{question.job_id}-9"]
    assert answered.column("decision").to_pylist() == ["review", "clear"]
    assert set(answered.column(SNAPSHOT).to_pylist()) == {snapshot.sha256}


def test_executors_without_this_version_are_refused_with_what_to_do(monkeypatch):
    refuse_other_executors(executor_probe()(0))
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(NotReady, match=rf"has no sekisho {__version__} to run .*pandas.* PYSPARK_PYTHON"):
        refuse_other_executors(executor_probe()(0))
    with pytest.raises(NotReady, match=r"\(0\.0\.9\)"):
        refuse_other_executors(("/usr/bin/python3", "0.0.9"))

"""Records of rescreens against their certificates."""

import json

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import Column, MetaData, String, Table, create_engine, insert

from service.audit.file_check import file_sha256
from service.audit.verdict import Findings
from service.customers.record import RECORD
from service.customers.record_check import RescreenFileCheck
from tests.audit.tampered import details_with
from tests.examples import examples

ROWS = Table("rescreens", MetaData(), Column("id", String), Column("certificate", String))


@pytest.fixture
def faults(tmp_path):
    folder = tmp_path / "rescreens"
    (folder / "rsc_1").mkdir(parents=True)
    (folder / "rsc_1" / RECORD).write_text("record")

    def of(certificate, rescreen_id="rsc_1", *, elsewhere=False):
        engine = create_engine("sqlite://")
        with engine.begin() as connection:
            ROWS.create(connection)
            connection.execute(insert(ROWS).values(id=rescreen_id, certificate=certificate))
            findings = Findings()
            check = RescreenFileCheck(findings, connection, folder, elsewhere=elsewhere)
        check.look([])
        check.finish()
        return [one.detail for one in findings.faults]

    of.right = json.dumps({"record_sha256": file_sha256(folder / "rsc_1" / RECORD)})
    return of


WRONG = json.dumps({"record_sha256": "f" * 64})


def test_a_record_that_is_what_its_certificate_says_is_right(faults):
    assert faults(faults.right) == []
    assert faults(None, "rsc_9") == []
    assert faults(json.dumps({"record_sha256": None}), "rsc_9") == []


def test_one_that_is_not_is_named(faults):
    assert faults(WRONG) == ["changed: the audit chain says something else of the file rescreens/rsc_1/record.parquet"]
    assert faults(faults.right, "rsc_9") == ["removed: the audit chain knows the file rescreens/rsc_9/record.parquet"]
    assert faults(faults.right, "rsc_9", elsewhere=True) == []


def test_a_database_from_before_there_were_rescreens_has_none(tmp_path):
    with create_engine("sqlite://").connect() as connection:
        findings = Findings()
        RescreenFileCheck(findings, connection, tmp_path, elsewhere=False).finish()
    assert findings.faults == []


@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(details_with(record_sha256=st.just("f" * 64)))
def test_whatever_a_certificate_holds_the_check_comes_to_its_end(faults, certificate):
    faults(certificate)

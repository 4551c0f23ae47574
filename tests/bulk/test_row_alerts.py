"""What rows lead to goes by their own subject and reference, though they share an answer."""

import pyarrow as pa
import pytest

from service.alerts.finding_model import Finding, Subject, SubjectKind
from service.bulk.batch_screening import ROW
from service.bulk.columns import lay_out
from service.bulk.row_alerts import raised_of
from service.bulk.row_screening import rejected
from tests.bulk.test_model import NOW, job

FOUND = Finding(Subject(SubjectKind.PARTY, "party", "f"), "", "review")
GOODS = Finding(Subject(SubjectKind.GOODS, "goods", "f"), None, "clear")
ANSWER = rejected("", "")._replace(findings=(FOUND, GOODS))
NOTHING = rejected("", "")


@pytest.fixture
def raised():
    def of(answers, headers=("name",), **columns):
        cells = {ROW: range(1, len(answers) + 1), "name": ["x"] * len(answers)} | columns
        batch = pa.RecordBatch.from_pydict({name: list(values) for name, values in cells.items()})
        return raised_of(batch, answers, lay_out(list(headers)), job(), NOW)

    return of


def test_rows_that_lead_to_nothing_lead_to_nothing(raised):
    assert raised([NOTHING] * 3) == []


def test_each_row_has_alerts_and_a_screening_of_its_own(raised):
    one, goods, other, _ = raised([ANSWER, NOTHING, ANSWER])
    assert one.finding.alert_id != other.finding.alert_id
    assert goods.finding.alert_id is None
    assert (one.bulk_row.number, goods.bulk_row.number, other.bulk_row.number) == (1, 1, 3)
    assert one.screening_id == goods.screening_id != other.screening_id
    assert (one.profile_id, one.actor, one.snapshot_sha256) == ("default", "local", "b" * 64)


def test_a_party_goes_by_the_column_of_subjects_and_goods_never(raised):
    ids = ["C-1", " C-2 ", "", None]
    found = raised([ANSWER] * 4, ("name", "subject_id"), subject_id=ids)
    parties = [one.finding.subject.subject_id for one in found if one.finding.subject.kind is SubjectKind.PARTY]
    goods = {one.finding.subject.subject_id for one in found if one.finding.subject.kind is SubjectKind.GOODS}
    assert (parties, goods) == (["C-1", "C-2", None, None], {None})
    assert [one.reference for one in found[::2]] == ["C-1", "C-2", None, None]


def test_the_reference_of_the_file_is_that_of_the_alert(raised):
    references = [" R-1 ", "", None, "x" * 300]
    given = {"client_ref": references, "subject_id": ["C-1"] * 4}
    found = raised([ANSWER] * 4, ("name", "client_ref", "subject_id"), **given)
    assert [one.reference for one in found[::2]] == ["R-1", "C-1", "C-1", "x" * 200]

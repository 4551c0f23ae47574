"""The record of a rescreen: every subject once, in parts that are put together."""

import hashlib

import pyarrow.parquet as pq
import pytest

from service.customers.model import Subject, SubjectContent, SubjectStatus
from service.customers.outcome import SubjectOutcome
from service.customers.record import RECORD, SCHEMA, join_parts, part_of
from service.customers.state import StateChange, SubjectHit
from service.engine.matching.model import Party
from service.engine.model.entity import EntityType

HIT = SubjectHit("un:1", "un", "e", "r", 0.9, "review")


def outcome(number, **changed):
    content = SubjectContent(Party(EntityType.PERSON, (f"Anna {number}",)))
    subject = Subject(
        id=f"sub_{number}", number=number, reference=f"C-{number}", version=1, sha256="f", status=SubjectStatus.ACTIVE,
        content=content, created_at="t", updated_at="t", withdrawn_reason=None, last=None,
    )  # fmt: skip
    return SubjectOutcome(subject, **({"decision": "clear", "state": {}} | changed))


OUTCOMES = [
    outcome(1),
    outcome(2, decision="review", state={"un:1": HIT}, change=StateChange(new=("un:1",))),
    outcome(3, change=StateChange(ended=("un:2",))),
    outcome(4, decision="rejected", error="it cannot be searched"),
    outcome(5, decision="review", state={"un:1": HIT}, error="x", change=StateChange(changed=("un:1",))),
]


def rows(folder):
    return pq.read_table(folder / RECORD).to_pylist()


def test_parts_become_one_file_with_every_subject_in_order(tmp_path):
    sha256 = join_parts(tmp_path, [part_of(OUTCOMES[:2]), part_of([]), part_of(OUTCOMES[2:])])
    assert sha256 == hashlib.sha256((tmp_path / RECORD).read_bytes()).hexdigest()
    found = rows(tmp_path)
    assert [row["reference"] for row in found] == [f"C-{n}" for n in range(1, 6)]
    assert [row["outcome"] for row in found] == ["unchanged", "changed", "changed", "failed", "failed"]
    assert [(row["hits"], row["new"], row["ended"]) for row in found[1:3]] == [(1, ["un:1"], []), (0, [], ["un:2"])]
    assert found[3]["error"] == "it cannot be searched"


def test_without_parts_the_record_is_empty(tmp_path):
    join_parts(tmp_path, [])
    assert rows(tmp_path) == []
    assert pq.read_schema(tmp_path / RECORD).names == SCHEMA.names


def test_a_part_that_fails_leaves_no_record(tmp_path):
    def parts():
        yield part_of(OUTCOMES)
        raise RuntimeError("somebody else has ended it")

    with pytest.raises(RuntimeError):
        join_parts(tmp_path, parts())
    assert not (tmp_path / RECORD).exists()


def test_the_same_outcomes_are_the_same_bytes(tmp_path):
    hashes = set()
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        hashes.add(join_parts(tmp_path / name, [part_of(OUTCOMES)]))
    assert len(hashes) == 1

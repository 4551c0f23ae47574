"""Anchors that the database has and the copy has not."""

import pytest

from service.audit import copy_check
from service.audit.anchors import AnchorFile
from service.audit.copy_check import CopyCheck
from service.audit.link import BEGINNING, tie
from service.audit.signing import Signer
from service.audit.verdict import Findings

SIGNER = Signer()


def chain(writer, numbers):
    """A chain of which the events of these numbers are signed, and every second other one is none of that."""
    kinds = dict.fromkeys(numbers, "chains_anchored") | {1: "chain_started", 99: "record_read"}
    return [tie(BEGINNING, writer, number, "t", kind, "a", None, "{}") for number, kind in sorted(kinds.items())]


@pytest.fixture
def faults(tmp_path, monkeypatch):
    monkeypatch.setattr(copy_check, "_COPIED_WITHIN_SECONDS", 0)

    def of(*chains, copied=(), shared=False):
        file = AnchorFile(tmp_path / "anchors.jsonl")
        file.add([SIGNER.sign(link) for link in copied])
        findings = Findings()
        check = CopyCheck(findings, file, shared=shared)
        for links in chains:
            check.look(links)
        check.finish()
        return [(one.writer, one.number) for one in findings.faults]

    return of


ONE, TWO = chain("a" * 24, (5, 9)), chain("b" * 24, (7,))


def signed(links):
    return links[:-1]


def test_a_copy_that_has_all_is_no_fault(faults):
    assert faults(ONE, TWO, copied=signed(ONE) + signed(TWO)) == []


def test_the_last_anchor_of_each_chain_may_be_on_its_way(faults):
    assert faults(ONE, TWO, copied=[*ONE[:2], TWO[0]]) == []


def test_an_earlier_one_may_not(faults):
    assert faults(ONE, TWO, copied=[ONE[0], *signed(TWO)]) == [("a" * 24, 5)]
    assert faults() == []


def test_without_a_copy_all_but_the_last_are_missing(faults):
    assert faults(ONE, TWO) == [("a" * 24, 1), ("a" * 24, 5), ("b" * 24, 1)]
    assert faults(ONE, TWO, shared=True) == faults(ONE, TWO)


def test_of_a_shared_database_other_machines_keep_the_anchors_of_their_chains(faults):
    assert faults(ONE, TWO, copied=signed(TWO), shared=True) == []

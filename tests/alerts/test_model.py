"""By what a subject is found, and what a match of an alert is."""

import pytest

from service.alerts.model import AlertMatch, Outcome, Subject, SubjectKind, with_id

PARTY = Subject(SubjectKind.PARTY, "p", "f" * 64)
GOODS = Subject(SubjectKind.GOODS, "g", "f" * 64)


def test_a_subject_goes_by_the_lasting_id_or_else_by_what_it_is():
    assert PARTY.key == "sha256:" + "f" * 64
    assert with_id(PARTY, "C-1").key == "id:C-1"
    assert with_id(with_id(PARTY, "C-1"), None) == PARTY


def test_an_id_that_looks_like_a_hash_is_no_hash():
    assert with_id(PARTY, "f" * 64).key != PARTY.key
    assert with_id(PARTY, PARTY.key).key != PARTY.key


def test_goods_have_no_lasting_id():
    assert with_id(GOODS, "C-1") == GOODS


@pytest.mark.parametrize(
    ("suppressed_by", "outcome", "status"),
    [
        (None, None, "open"),
        (None, Outcome.TRUE_MATCH, "true_match"),
        ("sup_1", None, "suppressed"),
        ("sup_1", Outcome.FALSE_POSITIVE, "suppressed"),
    ],
)
def test_a_match_is_open_until_it_was_decided_now_or_before(suppressed_by, outcome, status):
    assert AlertMatch(1, "test:1", "test", "e", "r", 0.9, suppressed_by, None, outcome).status == status

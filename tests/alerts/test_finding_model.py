"""By what a subject is found."""

from service.alerts.finding_model import Subject, SubjectKind, with_id

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

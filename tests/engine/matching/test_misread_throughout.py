"""Names of which a letter was read as another throughout."""

from __future__ import annotations

import pytest

from service.engine.matching.lexicon import lexicon
from service.engine.matching.misread_throughout import may_be_read_throughout, read_throughout
from service.engine.matching.misread_words import KnownWords
from service.engine.matching.name_pair import best_match
from service.engine.matching.weights import Weights


def total(query: str, listed: str, *, is_person: bool) -> float:
    return best_match(query, listed, is_person=is_person, lexicon=lexicon(), weights=Weights()).total


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("ZRRVRNEX KELPROM TRRDING", "ZARVANEX KELPROM TRADING"),
        ("ZRRVRMEX BRMK", "ZARVANEX BANK"),
        ("Comrnercial Bank of Zelrnar", "COMMERCIAL BANK OF ZELMAR"),
        ("Zclmor Notionol Scrviccs", "ZELMAR NATIONAL SERVICES"),
        ("Keiprom Tradlng and Hoidlng Zarvanlk", "KELPROM TRADING AND HOLDING ZARVANIK"),
        ("QRGANIZATIQN QF ZELMARQV", "ORGANIZATION OF ZELMAROV"),
    ],
)
def test_bodies_are_found(query, listed):
    assert total(query, listed, is_person=False) >= 0.7


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("Korim Zelmoron", "ZELMARAN, Karim"),
        ("Rarnzan Zelrnarov", "ZELMAROV, Ramzan"),
        ("OKTRVIRN ZELMRR", "ZELMAR, Oktavian"),
    ],
)
def test_persons_are_found(query, listed):
    assert total(query, listed, is_person=True) >= 0.7


KNOWN = KnownWords.of(["karim", "zelmaran", "zarvanex", "bank", "hollaway", "anna"])


@pytest.mark.parametrize("text", ["Karim Zelmoran", "Korim Zelmeren", "Anna Hollaway", "ZARVAMEX BANK", "Korim"])
def test_others_are_not(text):
    """One wrong letter, one of two pairs that are there once each, names as they are."""
    assert not [*read_throughout(text, KNOWN, lexicon())]


def test_all_letters_of_a_kind_are_wrong():
    assert [*read_throughout("Korim Zelmoron", KNOWN, lexicon())] == ["karim zelmaran"]
    assert may_be_read_throughout("zelmoron", KNOWN, lexicon())
    assert not may_be_read_throughout("kelprom", KNOWN, lexicon())

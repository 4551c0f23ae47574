"""Watchlists as JSON and back."""

import json
from dataclasses import dataclass
from datetime import date

import pytest

from service.engine.model.entity import Designation, EntityType, Name
from service.watchlists.editions.codec import decode, encode


@dataclass(frozen=True)
class Kept:
    """A bit of everything that a list holds."""

    type: EntityType
    names: tuple[Name, ...]
    designations: tuple[Designation, ...]
    facts: tuple[tuple[str, str], ...] = ()
    note: str | None = None
    words: frozenset[str] = frozenset()


def there_and_back(value):
    return decode(type(value), json.loads(json.dumps(encode(value))))


SAID = Designation("Testing", "An authority", None, ("freeze", "travel ban"), date(2014, 8, 5))


def test_what_was_written_is_read():
    value = Kept(
        EntityType.VESSEL,
        (Name("Testa"), Name("テスタ", weak=True)),
        (SAID,),
        (("flag", "none"),),
        "a note",
        frozenset("ab"),
    )
    assert there_and_back(value) == value
    assert there_and_back(Kept(EntityType.PERSON, (), ())) == Kept(EntityType.PERSON, (), ())


def test_what_is_said_of_many_is_kept_once():
    first, second = there_and_back(Kept(EntityType.PERSON, (), (SAID, SAID))).designations
    assert first.authority is second.authority
    assert first.measures is second.measures
    assert first.listed_on is second.listed_on


@pytest.mark.parametrize(
    "row", [["person", [], []], ["person", [["Testa"]], [], [], None, []], [["x"], [], [], [], None, []]]
)
def test_a_row_that_does_not_fit_is_refused(row):
    with pytest.raises((ValueError, TypeError)):
        decode(Kept, row)

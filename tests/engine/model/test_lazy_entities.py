"""Entities that are made once they are looked at."""

import pytest

from service.engine.model.entity import Entity, EntityType, Location
from service.engine.model.lazy_entities import LazyEntities, ids_of, joined


def entity(number):
    return Entity(f"l:{number}", "l", str(number), EntityType.PERSON, (), Location("l.csv", str(number)))


def lazy(numbers, made):
    return LazyEntities([f"l:{one}" for one in numbers], lambda at: made.append(numbers[at]) or entity(numbers[at]))


def test_each_is_made_once_and_only_if_it_is_looked_at():
    made = []
    some = lazy(range(5), made)
    assert (len(some), list(ids_of(some)), made) == (5, [f"l:{n}" for n in range(5)], [])
    assert some[3] is some[-2]
    assert some[1:3] == (entity(1), entity(2))
    assert made == [3, 1, 2]
    with pytest.raises(IndexError):
        some[5]
    assert [one.id for one in some] == list(ids_of(some))


def test_lists_are_joined_without_making_any():
    made = []
    both = joined([(entity(9),), lazy(range(3), made)])
    assert (list(ids_of(both)), made) == (["l:9", "l:0", "l:1", "l:2"], [])
    assert (both[0], both[2], made) == (entity(9), entity(1), [1])
    assert joined([(entity(1),), (entity(2),)]) == (entity(1), entity(2))

"""Names looked up by words and beginnings of words."""

from hypothesis import given
from hypothesis import strategies as st

from service.engine.index.name_directory import NameDirectory, words_of
from service.engine.model.entity import Entity, EntityType, Location, Name

WORDS = st.lists(st.sampled_from(["ivan", "ivanov", "petr", "petrov", "Ünal", "李"]), min_size=1, max_size=3)
LISTS = st.lists(st.lists(WORDS, min_size=1, max_size=2), max_size=6)


def entities(lists):
    return [
        Entity(
            f"l:{n}", "l", str(n), EntityType.PERSON, tuple(Name(" ".join(words)) for words in names), Location("", "")
        )
        for n, names in enumerate(lists)
    ]


@given(LISTS, WORDS, st.booleans())
def test_the_same_is_found_as_by_looking_at_every_name(lists, asked, prefix):
    kept = entities(lists)
    found = {one.entity.id for one in NameDirectory.build(kept).find(" ".join(asked), prefix=prefix)}
    assert found == {one.id for one in kept if has(one, words_of(" ".join(asked)), prefix)}


def has(entity, asked, prefix):
    there = {word for name in entity.names for word in words_of(name.text)}
    *whole, last = asked
    return set(whole) <= there and (last in there or (prefix and any(word.startswith(last) for word in there)))


def test_whole_names_come_first():
    kept = entities([[["ivan", "petrov"]], [["ivan"]]])
    assert [one.entity.id for one in NameDirectory.build(kept).find("ivan", prefix=False)] == ["l:1", "l:0"]


def test_no_words_find_nothing():
    assert NameDirectory.build(entities([[["ivan"]]])).find(" - ", prefix=True) == []

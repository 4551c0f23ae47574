"""What an index has of its names."""

from service.engine.index.name_index import NameIndex
from service.engine.matching.lexicon import lexicon
from service.engine.normalise.names import prepare

TEXTS = ("Oktavian Velkarnen", "Oktavian Al Zelmar", "Velkarnen")
INDEX = NameIndex.build([prepare(text, is_person=True) for text in TEXTS], lexicon())


def _names_of(word: str) -> list[int]:
    number = INDEX.vocabulary.number(word)
    return [] if number is None else INDEX.words.of(number).tolist()


def test_names_are_had_by_their_words():
    assert len(INDEX) == 3
    assert (_names_of("oktavian"), _names_of("velkarnen"), _names_of("karim")) == ([0, 1], [0, 2], [])


def test_a_particle_makes_a_word_with_the_word_behind_it():
    glued = [INDEX.vocabulary.words[word] for word in INDEX.glued.of(1).tolist()]
    assert glued == ["alzelmar"]
    assert _names_of("alzelmar") == [1]


def test_names_are_had_by_all_of_their_text():
    assert INDEX.plain.get("velkarnen").tolist() == [2]
    assert INDEX.joined.get("oktavianvelkarnen").tolist() == [0]


def test_a_single_word_is_known_for_one():
    assert INDEX.is_single.tolist() == [False, False, True]

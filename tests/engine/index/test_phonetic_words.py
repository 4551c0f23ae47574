"""Names in which an asked word is heard: each once, with its best likeness, from the cache as anew."""

import pytest

from service.common.cooperative import run_to_completion
from service.engine.index.phonetic_words import FLOOR, JOINED_FLOOR, PhoneticWord, PhoneticWords, SoundPostings
from service.engine.normalise.transcription import cyrillic, latin

LISTED = ["Zelmanko", "Zelmanov", "Qorvatin", "Testova", "Anna", "Maria"]


def words() -> PhoneticWords:
    single = SoundPostings.build([(latin.read(word)[0], at) for at, word in enumerate(LISTED)])
    joined = SoundPostings.build([(latin.read("Annamaria")[0], 4)])
    return PhoneticWords(single, joined)


def asked(text: str, *, is_joined: bool = False) -> PhoneticWord:
    return PhoneticWord("Cyrl", is_joined, cyrillic.read(text))


def heard(found: PhoneticWords, word: PhoneticWord) -> dict[int, float]:
    names, alike = run_to_completion(found.of([word], [], 2))[word]
    assert names.tolist() == sorted(set(names.tolist()))
    return dict(zip(names.tolist(), alike.tolist(), strict=True))


def test_the_word_that_sounds_the_same_is_heard_best() -> None:
    found = heard(words(), asked("Зелманко"))
    assert max(found, key=found.__getitem__) == 0
    assert all(FLOOR <= value <= 1.0 for value in found.values())
    assert 2 not in found


def test_a_word_written_together_is_heard_in_two_words() -> None:
    assert 4 in heard(words(), asked("Аннамария"))


def test_words_joined_on_both_sides_never_meet() -> None:
    found = heard(words(), asked("Аннамария", is_joined=True))
    assert all(value >= JOINED_FLOOR for value in found.values())
    joined_only = PhoneticWords(SoundPostings.build([]), SoundPostings.build([(latin.read("Annamaria")[0], 4)]))
    assert heard(joined_only, asked("Аннамария", is_joined=True)) == {}
    assert 4 in heard(joined_only, asked("Аннамария"))


def test_only_what_is_worth_keeping_is_kept() -> None:
    found, word = words(), asked("Тестова")
    first = run_to_completion(found.of([word], [], 2))[word]
    assert run_to_completion(found.of([word], [word], 2))[word] is not first
    kept = run_to_completion(found.of([word], [], 2))[word]
    assert run_to_completion(found.of([word, asked("Мария")], [], 2))[word] is kept
    found.forget()
    again = run_to_completion(found.of([word], [], 2))[word]
    assert again is not kept
    assert again.names.tolist() == first.names.tolist()


@pytest.mark.parametrize("readings", [(), ("",), ("xyx",)])
def test_a_word_that_nobody_has_is_heard_nowhere(readings: tuple[str, ...]) -> None:
    word = PhoneticWord("Cyrl", False, readings)
    assert len(run_to_completion(words().of([word], [], 2))[word].names) == 0


def test_a_reading_in_several_names_is_heard_in_all() -> None:
    found = PhoneticWords(SoundPostings.build([("testova", 7), ("ana", 1), ("testova", 3)]), SoundPostings.build([]))
    assert set(heard(found, PhoneticWord("Cyrl", False, ("testova",)))) == {3, 7}
    assert found.words.size_in_bytes() > 0

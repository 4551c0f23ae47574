"""Names in which several words were misread in one way: their first or their last letters lost, as at the edge of a
page or where large first letters stand apart, or one letter in each taken for one that looks alike.

Each word that is no word of the tables may stand for the listed words that it can be misread from; the words of the
whole have to be those of a listed name. One letter in a long name is found without this, by its spelling.

Not handled: words with two wrong letters, unless one of them was read as two (Siibayr for Suhayr), and other scripts
than Latin.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import prod
from string import ascii_lowercase

from service.common.lazy_pattern import lazy_pattern
from service.engine.matching.lexicon import Lexicon
from service.engine.matching.names import NameScore, known_as_one
from service.engine.matching.penalty import PenaltyType
from service.engine.matching.weights import Weights
from service.engine.normalise.legal_forms import strip_forms
from service.engine.normalise.names import PreparedName, split_words
from service.engine.normalise.text import fold, is_ordinary
from service.engine.normalise.words import read_table, word_tables

_LEAST_LETTERS = 7
"""Letters of a name beside its legal form that are enough to be one name only."""
_LEAST_LEFT = 3
"""Letters of a word of which one was lost. Shorter ones are particles only: L-DAM is al-Dam."""
_SEVERAL = 2
"""So many words have to be misread in a person's name: one is a slip, and found by its spelling."""
_READ_AS_TWO = lazy_pattern(r"rn|nn|cl|vv|ii|li")
_MOST_WAYS = 60
"""So many ways to read the words of a text are tried; where there are more it tells too little."""


@dataclass(frozen=True, slots=True)
class KnownWords:
    """The words of listed names, and what is left of them without their first and without their last letter."""

    words: frozenset[str]
    without_first: frozenset[str]
    without_last: frozenset[str]

    @classmethod
    def of(cls, words: Iterable[str]) -> KnownWords:
        words = frozenset(words)
        particles = word_tables().particles
        long = [word for word in words if len(word) > _LEAST_LEFT or word in particles]
        return cls(words, frozenset(word[1:] for word in long), frozenset(word[:-1] for word in long))


_Misread = Callable[[str, KnownWords], list[str]]
"""The known words from which a word may be misread."""


def read_again(text: str, known: KnownWords, lexicon: Lexicon, *, is_person: bool) -> Iterator[str]:
    """The words of a text in the order of the alphabet, those that may be misread exchanged for known words, as
    `words_key` writes listed names. Nothing for most texts."""
    if is_ordinary(text):
        words = text.lower().split(" ")
    elif text.isascii():
        words = split_words(fold(text))
    else:
        return
    strange = [at for at, word in enumerate(words) if not lexicon.is_known(word)]
    several = _SEVERAL if is_person else 1
    if len(strange) >= several:
        yield from _keys(words, strange, _without_first, known, several)
        yield from _keys(words, strange, _without_last, known, several)
    if strange and not text.isupper() and _READ_AS_TWO.search(text) is not None:
        yield from _keys(words, strange, _scanned_twice, known, 1)
    if strange and not is_person:
        yield from _keys(words, strange, _capitals if text.isupper() else _small_letters, known, 1)


def _keys(
    words: Sequence[str], strange: Sequence[int], misread: _Misread, known: KnownWords, least: int
) -> Iterator[str]:
    """The words in the order of the alphabet, at least so many of the strange ones exchanged for those they are misread
    from."""
    read: dict[int, list[str]] = {}
    left = len(strange)
    for at in strange:
        found = misread(words[at], known)
        left -= not found
        if left < least or not (found or words[at] in known.words):
            return
        read[at] = found
    ways = [([word] if word in known.words else []) + read.get(at, []) for at, word in enumerate(words)]
    if not 0 < prod(map(len, ways)) <= _MOST_WAYS or not _tells_enough(words):
        return
    for way in product(*ways):
        changed = [at for at, word in enumerate(way) if word != words[at]]
        if len(changed) >= _SEVERAL or (len(changed) >= least and _may_be_alone(misread, way, changed)):
            yield " ".join(sorted(way))


def _may_be_alone(misread: _Misread, words: Sequence[str], changed: Sequence[int]) -> bool:
    """Whether one misread word is enough: a letter is lost at either end of a name, and not between."""
    if misread is _without_first:
        return changed == [0]
    return misread is not _without_last or changed == [len(words) - 1]


def _tells_enough(words: Sequence[str]) -> bool:
    own = strip_forms(list(words), word_tables())[0]
    return sum(map(len, filter(None, own))) >= _LEAST_LETTERS


def _without_first(word: str, known: KnownWords) -> list[str]:
    if word not in known.without_first:
        return []
    return [letter + word for letter in ascii_lowercase if letter + word in known.words]


def _without_last(word: str, known: KnownWords) -> list[str]:
    if word not in known.without_last or len(word) < _LEAST_LEFT:
        return []
    return [word + letter for letter in ascii_lowercase if word + letter in known.words]


def _capitals(word: str, known: KnownWords) -> list[str]:
    return _looking_alike(word, "upper", known)


def _small_letters(word: str, known: KnownWords) -> list[str]:
    return _looking_alike(word, "lower", known)


def _looking_alike(word: str, case: str, known: KnownWords) -> list[str]:
    """The known words that differ in one letter, or two read as one, that look alike."""
    single, double = _look_alikes(case)
    found = [
        word[:at] + other + word[at + 1 :]
        for at, letter in enumerate(word)
        for other in single.get(letter, ())
        if word[:at] + other + word[at + 1 :] in known.words
    ]
    for read, other in double:
        at = word.find(read)
        if at >= 0 and word[:at] + other + word[at + len(read) :] in known.words:
            found.append(word[:at] + other + word[at + len(read) :])
    return found


def _scanned_twice(word: str, known: KnownWords) -> list[str]:
    """The known words that differ in a letter read as two, and in another one that looks alike."""
    found: list[str] = []
    for read, letter in _look_alikes("lower")[1]:
        at = word.find(read)
        if at >= 0:
            found += _looking_alike(word[:at] + letter + word[at + len(read) :], "lower", known)
    return found


@lru_cache(maxsize=2)
def _look_alikes(case: str) -> tuple[Mapping[str, tuple[str, ...]], tuple[tuple[str, str], ...]]:
    """The letters that each letter may be, or be read as in two; two letters with the one that they may be."""
    rows = [row for row in read_table("look_alike_letters.csv") if row["case"] == case]
    pairs = [(row["letters"].lower(), row["read"].lower()) for row in rows]
    both = [*pairs, *((read, letter) for letter, read in pairs)]
    single = {letter: tuple(other for one, other in both if one == letter) for letter, _ in both if len(letter) == 1}
    return single, tuple((read, letter) for letter, read in pairs if len(read) > 1)


def misread_score(query: PreparedName, listed: PreparedName, lexicon: Lexicon, weights: Weights) -> NameScore:
    """The score of a name of which the words are misread ones of a listed name."""
    return known_as_one(PenaltyType.MISREAD, weights.misread, query, listed, lexicon, weights)

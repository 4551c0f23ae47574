"""Names in which several words were misread or mistyped: a letter in each of them lost, added, or wrong, as where large
first letters stand apart or fingers slip; or letters taken for others that look alike.

Each word that is no word of the tables may stand for the listed words that it can be misread from; the words of the
whole have to be those of a listed name. One letter in a long name is found without this, by its spelling.

Not handled: words with two wrong letters, unless both look alike in capitals (OEFENSF) or one of them was read as two
(Siibayr for Suhayr), and other scripts than Latin.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product
from math import prod
from string import ascii_lowercase

from service.common.lazy_pattern import lazy_pattern
from service.engine.matching.letters_lost_throughout import LettersLostThroughout
from service.engine.matching.lexicon import Lexicon
from service.engine.matching.names import NameScore, known_as_one
from service.engine.matching.one_letter_apart import OneLetterApart
from service.engine.matching.penalty import PenaltyType
from service.engine.matching.weights import Weights
from service.engine.normalise.legal_forms import strip_forms
from service.engine.normalise.names import PreparedName
from service.engine.normalise.word_splitting import ascii_words
from service.engine.normalise.words import read_table, word_tables

_LEAST_LETTERS = 7
"""Letters of a name beside its legal form that are enough to be one name only."""
_LEAST_LEFT = 3
"""Letters of a word of which one was lost. Shorter ones are particles only: L-DAM is al-Dam."""
_SEVERAL = 2
"""So many words have to be misread anyhow: one is a slip, and found by its spelling."""
_LEAST_EDITED = 4
_LEAST_LETTERS_OF_SEVERAL = 11
"""Letters that one of the words has, and the whole name, where several words are one letter apart from others."""
_MOST_READ_AS_OTHERS = 2
_LEAST_OF_SHORT, _MOST_WORDS_OF_SHORT = 5, 3
"""Letters and words of short names that may have lost a letter at either end."""
_READ_AS_TWO = lazy_pattern(r"rn|nn|cl|vv|ii|li")
_MOST_WAYS, _MOST_WAYS_OF_SEVERAL = 200, 1000
"""So many ways to read the words of a text are tried; where there are more it tells too little."""


_IN_CAPITALS = str.maketrans("qdfbnmvljtrg", "ooeehhuiiiac")
_IN_SMALL = str.maketrans("oecbnumkrlfjqv", "aaahhhhhhittgy")
_TWO_AS_ONE = (("rn", "m"), ("ri", "n"), ("li", "h"), ("ii", "u"), ("cl", "d"), ("vv", "w"))


def looks_of(word: str) -> tuple[str, str, str]:
    """A word with one letter for all that print makes alike: in capitals, in small letters, in these with two letters
    that look like one."""
    one = word
    for two, letter in _TWO_AS_ONE:
        if two in one:
            one = one.replace(two, letter)
    return word.translate(_IN_CAPITALS), word.translate(_IN_SMALL), one.translate(_IN_SMALL)


@dataclass(frozen=True)
class KnownWords:
    """The words of listed names, those that are one letter apart from others, and, once that is asked for, what is left
    of them without their first and without their last letter, and those that look alike in capitals."""

    words: frozenset[str]
    in_order: Sequence[str]
    one_letter_apart: OneLetterApart
    lost_throughout: LettersLostThroughout

    @classmethod
    def of(cls, words: Iterable[str]) -> KnownWords:
        words = frozenset(words)
        in_order = sorted(words)
        return cls(words, in_order, OneLetterApart(in_order), LettersLostThroughout(in_order))

    def one_letter_more(self, word: str) -> Sequence[str]:
        """The words that have one letter more than a word."""
        return [one for one in self.one_letter_apart.of(word) if len(one) > len(word)]

    def left_throughout(self, word: str) -> Sequence[str]:
        """The words that are a word when a letter that they have more than once is left out."""
        return self.lost_throughout.of(word)

    @cached_property
    def without_first(self) -> frozenset[str]:
        """What is left of the words that are long enough, or particles, without their first letter."""
        return frozenset(word[1:] for word in self._long())

    @cached_property
    def without_last(self) -> frozenset[str]:
        """The same without their last letter."""
        return frozenset(word[:-1] for word in self._long())

    def _long(self) -> Iterator[str]:
        particles = word_tables().particles
        return (word for word in self.words if len(word) > _LEAST_LEFT or word in particles)

    def looks_like_one(self, word: str) -> bool:
        """Whether a word has the look of a known one, in capitals or in small letters."""
        if not self.words:  # lists may hold no person, or nobody else
            return False
        return any(hash(look) in some for look, some in zip(looks_of(word), self._looks, strict=True))

    @cached_property
    def _looks(self) -> tuple[frozenset[int], ...]:
        return tuple(frozenset(map(hash, looks)) for looks in zip(*map(looks_of, self.words), strict=True))

    def of_shape(self, word: str) -> Sequence[str]:
        """The words that may look like a word in capitals."""
        return self._by_shape.get(word.translate(_shapes()), ())

    @cached_property
    def _by_shape(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for one in self.words:
            found.setdefault(one.translate(_shapes()), []).append(one)
        return found


_Slip = Callable[[str, str], bool]


def _any_slip(word: str, known: str) -> bool:
    return True


def _same_length(word: str, known: str) -> bool:
    return len(word) == len(known)


def _letter_lost(word: str, known: str) -> bool:
    return len(word) < len(known)


def _letter_added(word: str, known: str) -> bool:
    return len(word) > len(known)


def _first_lost(word: str, known: str) -> bool:
    return known[1:] == word


def _last_lost(word: str, known: str) -> bool:
    return known[:-1] == word


_AT_THE_EDGES = (_first_lost, _last_lost)
_ONE_KIND = (_same_length, _letter_lost, _letter_added)
"""Kinds of slips that all words of a name may have. Where many listed words are like its words, one kind at a time is
tried."""

_Misread = Callable[[str, KnownWords], list[str]]
"""The known words from which a word may be misread."""


def read_again(text: str, known: KnownWords, lexicon: Lexicon, *, is_person: bool) -> Iterator[str]:
    """The words of a text in the order of the alphabet, those that may be misread exchanged for known words, as
    `words_key` writes listed names. Nothing for most texts."""
    words = ascii_words(text)
    if not is_person:
        yield from _edge_lost(words, known)
    strange = [at for at, word in enumerate(words) if not lexicon.is_known(word)]
    if not strange:
        return
    if not text.isupper() and _READ_AS_TWO.search(text) is not None:
        yield from _keys(words, strange, _scanned_twice, known)
    if not is_person:
        yield from _keys(words, strange, _without_first, known)
        yield from _keys(words, strange, _without_last, known)
        yield from _keys(words, strange, _capitals if text.isupper() else _small_letters, known)


def is_read_as_two(word: str, known: KnownWords) -> bool:
    """Whether a word may be misread from a known one of which a letter was read as two: so much `read_again` asks of a
    person's."""
    return bool(_scanned_twice(word, known))


def is_one_letter_apart(word: str, known: KnownWords) -> bool:
    """Whether a word may be misread from a known one as `several_misread` has it."""
    return bool(_one_letter_apart(word, known))


def several_misread(text: str, known: KnownWords, lexicon: Lexicon) -> Iterator[str]:
    """The words of a text in the order of the alphabet, at least two of the strange ones exchanged for known ones that
    are one letter apart, and others as well."""
    words = ascii_words(text)
    strange = [at for at, word in enumerate(words) if not lexicon.is_known(word)]
    if len(strange) < _SEVERAL:
        return
    near: dict[int, Sequence[str]] = {}
    for at in strange:
        near[at] = _one_letter_apart(words[at], known)
        if not near[at] and words[at] not in known.words:
            return
    if sum(map(bool, near.values())) < _SEVERAL:
        return
    if sum(map(len, words)) < _LEAST_LETTERS_OF_SEVERAL:
        return
    near |= {at: _one_letter_apart(word, known) for at, word in enumerate(words) if at not in near}

    def ways_with(fits: _Slip) -> Sequence[Sequence[str]]:
        return [_ways(word, near[at], fits, known, strange=at in strange) for at, word in enumerate(words)]

    every = ways_with(_any_slip)
    kinds: Sequence[_Slip] = () if _are_few(every) else _ONE_KIND
    if kinds or any(near[at] for at in range(len(words)) if at not in strange):
        kinds = (*kinds, *_AT_THE_EDGES)  # else what strange words have lost there is among the ways to read already
    for ways in (every, *map(ways_with, kinds)):
        if _are_few(ways):
            yield from _several_changed(words, strange, ways)


def _are_few(ways: Sequence[Sequence[str]]) -> bool:
    return prod(map(len, ways)) <= _MOST_WAYS_OF_SEVERAL


def _ways(word: str, near: Iterable[str], fits: _Slip, known: KnownWords, *, strange: bool) -> Sequence[str]:
    """The known words that a word may be, with a slip of one kind. A word that is known is changed only by losing its
    first or its last letter."""
    here = word in known.words
    if here and not strange and (fits not in _AT_THE_EDGES or len(word) < _LEAST_LEFT):
        return (word,)
    return [*([word] if here else ()), *(one for one in near if fits(word, one))]


def _several_changed(words: Sequence[str], strange: Sequence[int], ways: Sequence[Sequence[str]]) -> Iterator[str]:
    if all(words[at] not in ways[at] for at in strange):  # as mostly: then all of them are changed in each way
        if max(len(words[at]) for at in strange) >= _LEAST_EDITED:
            yield from (" ".join(sorted(way)) for way in product(*ways))
        return
    for way in product(*ways):
        changed = [words[at] for at in strange if way[at] != words[at]]
        if len(changed) >= _SEVERAL and max(map(len, changed)) >= _LEAST_EDITED:
            yield " ".join(sorted(way))


def _one_letter_apart(word: str, known: KnownWords) -> Sequence[str]:
    """The known words that are one letter apart from a word; of a single letter only particles (L-DAM is al-Dam)."""
    found = known.one_letter_apart.of(word)
    return found if len(word) > 1 else [one for one in found if one in word_tables().particles]


def _keys(words: Sequence[str], strange: Sequence[int], misread: _Misread, known: KnownWords) -> Iterator[str]:
    """The words in the order of the alphabet, any of the strange ones exchanged for those they are misread from."""
    read: dict[int, list[str]] = {}
    for at in strange:
        found = misread(words[at], known) if len(words[at]) > 1 else []  # another letter is another initial
        if not (found or words[at] in known.words):
            return
        read[at] = found
    ways = [([word] if word in known.words else []) + read.get(at, []) for at, word in enumerate(words)]
    if not 0 < prod(map(len, ways)) <= _MOST_WAYS or not tells_enough(words):
        return
    for way in product(*ways):
        changed = [at for at, word in enumerate(way) if word != words[at]]
        if len(changed) >= _SEVERAL or (changed and _may_be_alone(misread, way, changed)):
            yield " ".join(sorted(way))


def _may_be_alone(misread: _Misread, words: Sequence[str], changed: Sequence[int]) -> bool:
    """Whether one misread word is enough: a letter is lost at either end of a name, and not between."""
    if misread is _without_first:
        return changed == [0]
    return misread is not _without_last or changed == [len(words) - 1]


def tells_enough(words: Sequence[str]) -> bool:
    """Whether some words have letters enough beside their legal form to be one name only."""
    own = strip_forms(list(words), word_tables())[0]
    return sum(map(len, filter(None, own))) >= _LEAST_LETTERS


def _edge_lost(words: Sequence[str], known: KnownWords) -> Iterator[str]:
    """The words of a short name in the order of the alphabet with a letter put back at either end, as one is painted
    over on a hull: AEK MA. Longer names need a strange word there. No number is changed: HERO I is not HERO II."""
    letters = sum(map(len, words))
    if not _SEVERAL <= len(words) <= _MOST_WORDS_OF_SHORT or not _LEAST_OF_SHORT <= letters <= _LEAST_LETTERS:
        return
    numbers = word_tables().roman_numerals
    edges = ((words[0], words[1:], "{1}{0}"), (words[-1], words[:-1], "{0}{1}"))
    for word, rest, put in edges:
        if not known.words.issuperset(rest) or not word.isalpha() or word in numbers:
            continue
        for whole in (put.format(word, letter) for letter in ascii_lowercase):
            if whole in known.words and whole not in numbers:
                yield " ".join(sorted([*rest, whole]))


def _without_first(word: str, known: KnownWords) -> list[str]:
    if word not in known.without_first:
        return []
    return [letter + word for letter in ascii_lowercase if letter + word in known.words]


def _without_last(word: str, known: KnownWords) -> list[str]:
    if word not in known.without_last or len(word) < _LEAST_LEFT:
        return []
    return [word + letter for letter in ascii_lowercase if word + letter in known.words]


def _capitals(word: str, known: KnownWords) -> list[str]:
    """The known words that differ in one or two letters that look alike in capitals."""
    single, _ = _look_alikes("upper")
    found = []
    for other in known.of_shape(word):
        apart = [pair for pair in zip(word, other, strict=True) if pair[0] != pair[1]]
        if 0 < len(apart) <= _MOST_READ_AS_OTHERS and all(right in single.get(left, ()) for left, right in apart):
            found.append(other)
    return found


@lru_cache(maxsize=1)
def _shapes() -> Mapping[int, str]:
    """Letters by one letter for all that look alike in capitals, be it by way of others."""
    shapes = {letter: letter for letter in ascii_lowercase}
    for letter, others in _look_alikes("upper")[0].items():
        for other in others:
            old, new = shapes[other], shapes[letter]
            shapes |= {one: new for one, shape in shapes.items() if shape == old}
    return str.maketrans(shapes)


def _small_letters(word: str, known: KnownWords) -> list[str]:
    """The known words that differ in one letter, or two read as one, that look alike."""
    single, double = _look_alikes("lower")
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
            found += _small_letters(word[:at] + letter + word[at + len(read) :], known)
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

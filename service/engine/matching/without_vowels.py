"""Names written without their vowels, all of them or those within words: "KTVN ZLMRSN", "Oktvn Zelmrsn"; and words of
which some inner consonants are left out too, as in narrow columns: "Exmpl Shpg Trdg".

The consonants of all words have to be those of a listed name, in any order of its words, and the asked words have to be
what is left of the listed ones. A `y` may be a vowel or a consonant, and a letter written twice may stand once.

Not handled: names of which the blanks are lost as well, a word more or less beside legal forms, other scripts than
Latin.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from service.common.lazy_pattern import lazy_pattern
from service.engine.matching.lexicon import Lexicon
from service.engine.matching.names import NameScore, known_as_one
from service.engine.matching.penalty import PenaltyType
from service.engine.matching.weights import Weights
from service.engine.normalise.names import PreparedName
from service.engine.normalise.word_splitting import ascii_words
from service.engine.normalise.words import word_tables

_VOWELS = dict.fromkeys(map(ord, "aeiouy"))
_VOWEL = lazy_pattern(r"[aeiouy]")
_TWICE = lazy_pattern(r"(.)\1+")
_BARE = lazy_pattern(r"(?<![^\W_])(?:[a-z][b-df-hj-np-tv-z]{2,}[a-z]?|[b-df-hj-np-tv-z]{2})(?![^\W_])", re.IGNORECASE)
"""A word that has no vowel between its first and its last letter, if it has three and more, and else none at all."""
_LEAST_BARE = 3
"""Letters of the words that have lost their vowels."""
_LEAST_LETTERS, _LEAST_BESIDE_WORDS = 5, 7
"""So many letters of a name are enough to be one name only if vowels are lost in all of its words, and so many if
some are whole or have lost consonants too."""


@dataclass(frozen=True, slots=True)
class NamesByConsonants:
    """Listed names, each by all its words in the order of the alphabet: found by the consonants of their words, and by
    the first letters of their words."""

    _by_consonants: Mapping[str, Sequence[str]] = field(repr=False)
    _by_initials: Mapping[str, Sequence[str]] = field(repr=False)

    @classmethod
    def of(cls, keys: Iterable[str]) -> NamesByConsonants:
        """From names as `words_key` writes them. A name is found without its legal form too."""
        by_consonants, by_initials = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
        bare: dict[str, str] = {}
        for key in keys:
            for words in _with_and_without_forms(key.split()):
                for word in words:
                    if word not in bare:
                        bare[word] = _consonants(word)
                by_consonants[" ".join(sorted(filter(None, map(bare.__getitem__, words))))].append(key)
                by_initials[_initials(words)].append(key)
        return cls(by_consonants, by_initials)

    def of_words(self, words: Sequence[str]) -> Iterator[str]:
        """The names of which some words are what is left without vowels, or without some inner consonants as well."""
        consonants = " ".join(sorted(filter(None, map(_consonants, words))))
        for key in self._by_consonants.get(consonants, ()):
            if _are_left_of(words, key.split(), _is_without_vowels):
                yield key
        if sum(map(len, words)) >= _LEAST_BESIDE_WORDS:
            for key in self._by_initials.get(_initials(words), ()):
                if _are_left_of(words, key.split(), _is_left_of_inner):
                    yield key


def without_vowels(
    text: str, known: frozenset[str], names: Callable[[], NamesByConsonants], lexicon: Lexicon
) -> Iterator[str]:
    """The names, as `words_key` writes them, of which a text is what is left without vowels. `known` are the words of
    those names. Nothing for most texts: those without a strange word that has lost its vowels."""
    if _BARE.search(text) is None:
        return
    words = ascii_words(text)
    bare = {word for word in words if is_bare(word) and not lexicon.is_known(word)}
    if sum(map(len, bare)) < _LEAST_BARE:
        return
    others = {word for word in words if word not in bare and _VOWEL.search(word) is not None}
    if 2 * len(others) > len(words) and not known.issuperset(others):
        return
    for own in _with_and_without_forms(words):
        if sum(map(len, own)) >= (_LEAST_LETTERS if others.isdisjoint(own) else _LEAST_BESIDE_WORDS):
            yield from names().of_words(own)


def is_bare(word: str) -> bool:
    """Whether a word has no vowel between its first and its last letter, or none at all."""
    return _BARE.fullmatch(word) is not None


def _consonants(word: str) -> str:
    return _TWICE.sub(r"\1", word.translate(_VOWELS))


def _initials(words: Iterable[str]) -> str:
    return "".join(sorted(word[0] for word in words))


def _with_and_without_forms(words: Sequence[str]) -> list[Sequence[str]]:
    forms = word_tables().legal_forms
    own = [word for word in words if (word,) not in forms]
    return [words, own] if 0 < len(own) < len(words) else [words]


def _are_left_of(words: Sequence[str], listed: Sequence[str], is_left: Callable[[str, str], bool]) -> bool:
    """Whether each of some words is what is left of another listed one."""
    left = list(listed)
    for word in sorted(words, key=len, reverse=True):
        found = next((one for one in left if is_left(word, one)), None)
        if found is None:
            return False
        left.remove(found)
    return True


def _is_without_vowels(word: str, listed: str) -> bool:
    return _consonants(word) == _consonants(listed) and _in_order(word, listed)


def _is_left_of_inner(word: str, listed: str) -> bool:
    """Whether a word is a listed one, or its first letter and some of its consonants, the last one among them."""
    if word == listed:
        return True
    if word[0] != listed[0] or _BARE.fullmatch(word) is None or not _in_order(word, listed):
        return False
    return word[-1] == listed[-1] or _consonants(word)[-1:] == _consonants(listed)[-1:]


def _in_order(word: str, listed: str) -> bool:
    """Whether the letters of a word stand in a longer one in the same order."""
    letters = iter(listed)
    return all(letter in letters for letter in word)


def without_vowels_score(query: PreparedName, listed: PreparedName, lexicon: Lexicon, weights: Weights) -> NameScore:
    """The score of a name that is a listed one without its vowels."""
    return known_as_one(PenaltyType.WITHOUT_VOWELS, weights.without_vowels, query, listed, lexicon, weights)

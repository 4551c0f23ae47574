"""Which ways to find a listed name by the whole of a text may find a person's name, told of its words one by one. None
may find most names, and that is soon known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from service.engine.matching.finders import FINDERS, Finder, Texts, Words
from service.engine.matching.initials_of_words import is_small
from service.engine.matching.lexicon import Lexicon
from service.engine.matching.listed_names import ListedNames

_REMEMBERED = 1 << 15
_TESTS = [(1 << at, finder.in_words) for at, finder in enumerate(FINDERS) if finder.in_words is not None]
_STRANGE, _NEW, _STANDS, _LOOKED_AT = (1 << len(FINDERS) + at for at in range(4))
"""A word that is in nobody's name that was counted; a new one; a strange one that may stand for others, though it is
listed itself, as ways ask for that want two of those; and any."""
_ORDINARY, _OTHER = Texts.ORDINARY_PERSON, Texts.OTHER_PERSON


def _bits_of(words: Words) -> int:
    return sum(bit for bit, test in _TESTS if test.of is words)


_BY_EACH, _BY_EACH_NOT_LISTED = _bits_of(Words.EACH), _bits_of(Words.EACH_NOT_LISTED)
_BY_ANY_STRANGE, _BY_ONLY_NEW = _bits_of(Words.ANY_STRANGE), _bits_of(Words.ONLY_NEW)
_BY_TWO_STRANGE = _bits_of(Words.TWO_STRANGE)
_IF_LISTED = _BY_EACH_NOT_LISTED | _BY_TWO_STRANGE
_EVERY = _BY_EACH | _IF_LISTED


def _is_tested(finder: Finder, kind: Texts) -> bool:
    """Whether the words of a text of some kind tell whether a way may find it."""
    test = finder.in_words
    if test is None or not kind & finder.texts & Texts.PERSONS:
        return False
    return kind is Texts.ORDINARY_PERSON or not test.only_ordinary


_SINGLE = [kind for kind in Texts if kind.value.bit_count() == 1]
LOOKING_AT = {kind: sum(1 << at for at, one in enumerate(FINDERS) if kind & one.texts) for kind in _SINGLE}
"""The finders that look at each kind of texts, as bits by their places among all."""
TESTED = {kind: sum(1 << at for at, one in enumerate(FINDERS) if _is_tested(one, kind)) for kind in _SINGLE}
"""Those of them that have a test for its words."""
_TESTS_OF_OTHERS = [(bit, test) for bit, test in _TESTS if bit & TESTED[_OTHER]]


@dataclass(eq=False, slots=True)
class LikelyFinders:
    """Tells of the words of a name which finders may find it among some listed ones. What a word may stand for is kept,
    as the world's words repeat."""

    names: ListedNames
    _ways: dict[str, int] = field(default_factory=dict, init=False, repr=False)

    def of(self, words: Sequence[str], lexicon: Lexicon, kind: Texts) -> int:
        """The bits of the tested finders that may find a person's name of some folded words, in a text of some kind.
        Nearly all names have a word that is neither listed nor like a listed one."""
        if kind is _OTHER:
            return self._of_other_words(words, lexicon)
        every, some, two, new = _EVERY if words else 0, 0, 0, 0
        for word in words:
            ways = self._ways.get(word) or self._ways_of(word, lexicon)
            every &= ways
            two |= some & ways
            some |= ways
            if ways & _NEW:
                new = ways
        if kind is _ORDINARY and not some & _STRANGE:
            every &= ~_BY_EACH_NOT_LISTED  # initials and full stops, which cut known words too, are in no such name
        if not two & _STANDS:
            every &= ~_BY_TWO_STRANGE
        found = every | some & _BY_ANY_STRANGE
        if not new or (new & _BY_ONLY_NEW and not two & _NEW):
            found |= some & _BY_ONLY_NEW
        return found & TESTED[kind]

    def _of_other_words(self, words: Sequence[str], lexicon: Lexicon) -> int:
        """The same of words that hardly repeat and that few finders look at, so that nothing is kept of them."""
        found = 0
        for bit, test in _TESTS_OF_OTHERS:
            may_stand = (test.may_stand(word, self.names, lexicon) for word in words)
            if all(may_stand) if bit & _BY_EACH else any(may_stand):
                found |= bit
        return found

    def _ways_of(self, word: str, lexicon: Lexicon) -> int:
        if len(self._ways) >= _REMEMBERED:
            self._ways = {}
        ways = self._ways[word] = self._looked_at(word, lexicon)
        return ways

    def _looked_at(self, word: str, lexicon: Lexicon) -> int:
        is_listed, is_strange = word in self.names.known.words, not lexicon.is_known(word)
        ways = _LOOKED_AT | _STRANGE * is_strange | _NEW * (not is_listed and not is_small(word))
        ways |= _IF_LISTED * is_listed
        asked = (-1 if is_strange else ~_BY_ANY_STRANGE) & (~_BY_EACH_NOT_LISTED if is_listed else -1)
        for bit, test in _TESTS:
            if bit & asked and test.may_stand(word, self.names, lexicon):
                ways |= bit | _STANDS * (is_strange and bit & _BY_TWO_STRANGE > 0)
        return ways

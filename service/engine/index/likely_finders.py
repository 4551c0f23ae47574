"""Which ways to find a listed name by the whole of a text may find a person's ordinary name, told of its words one by
one. None may find most names, and that is soon known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import and_, or_

from service.engine.matching.finders import FINDERS, Words
from service.engine.matching.initials_of_words import is_small
from service.engine.matching.lexicon import Lexicon
from service.engine.matching.listed_names import ListedNames

_REMEMBERED = 1 << 15
_TESTS = [(1 << at, finder.in_words) for at, finder in enumerate(FINDERS) if finder.in_words is not None]
_STRANGE, _NEW = 1 << len(FINDERS), 2 << len(FINDERS)


def _bits_of(words: Words) -> int:
    return sum(bit for bit, test in _TESTS if test.of is words)


_BY_FIRST, _BY_ONLY_NEW = _bits_of(Words.FIRST), _bits_of(Words.ONLY_NEW)
_BY_ALL_STRANGE, _BY_ANY_STRANGE = _bits_of(Words.ALL_STRANGE), _bits_of(Words.ANY_STRANGE)
TESTED = _BY_FIRST | _BY_ONLY_NEW | _BY_ALL_STRANGE | _BY_ANY_STRANGE
"""The finders that have a test, as bits by their places among all. Words have two bits more."""


@dataclass(eq=False, slots=True)
class LikelyFinders:
    """Tells of the words of a name which finders may find it among some listed ones. What a word may stand for is kept,
    as the world's words repeat."""

    names: ListedNames
    _ways: dict[str, int] = field(default_factory=dict, init=False, repr=False)

    def of(self, words: Sequence[str], lexicon: Lexicon) -> int:
        """The bits of the tested finders that may find a name of some ordinary words. In most names a strange word is
        like no listed one."""
        found = [self._ways_of(word, lexicon) for word in words]
        strange = [ways for ways in found if ways & _STRANGE]
        by_all_strange = reduce(and_, strange, _BY_ALL_STRANGE) if strange else 0
        by_any = reduce(or_, found)
        by_only_new = by_any & _BY_ONLY_NEW if _is_only_new_at_most(found) else 0
        return by_all_strange | found[0] & _BY_FIRST | by_any & _BY_ANY_STRANGE | by_only_new

    def _ways_of(self, word: str, lexicon: Lexicon) -> int:
        ways = self._ways.get(word)
        if ways is None:
            if len(self._ways) >= _REMEMBERED:
                self._ways = {}
            ways = self._ways[word] = self._looked_at(word, lexicon)
        return ways

    def _looked_at(self, word: str, lexicon: Lexicon) -> int:
        is_known = word in self.names.known.words
        ways = self._passed(_BY_FIRST | _BY_ONLY_NEW, word, lexicon) | _NEW * (not is_known and not is_small(word))
        if lexicon.is_known(word):
            return ways
        ways |= _STRANGE | self._passed(_BY_ANY_STRANGE, word, lexicon)
        return ways | (_BY_ALL_STRANGE if is_known else self._passed(_BY_ALL_STRANGE, word, lexicon))

    def _passed(self, bits: int, word: str, lexicon: Lexicon) -> int:
        """Those of some finders whose test the word passes."""
        return sum(bit for bit, test in _TESTS if bit & bits and test.may_stand(word, self.names, lexicon))


def _is_only_new_at_most(found: Sequence[int]) -> bool:
    """Whether no word of these ways is new but one that may stand for listed ones all the same."""
    new = [ways for ways in found if ways & _NEW]
    return not new or (len(new) == 1 and new[0] & _BY_ONLY_NEW > 0)

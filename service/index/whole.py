"""Names as one string: which listed names, without their blanks, are a letter or two from the asked one?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from service.index.postings import Integers, Places, Postings
from service.index.signature import SignatureIndex, signature, signatures
from service.matching.align import letters_apart
from service.matching.names import dropped_letters, dropped_strings, whole_letters, whole_strings
from service.normalise.names import PreparedName

_SHORTEST = 7
_ONCE, _TWICE = np.uint64(0xFFFFFFFF), np.uint64(32)

Bits = NDArray[np.uint64]


@dataclass(eq=False, slots=True)
class WholeNames:
    """Listed names joined to one string, found by themselves or, less one word, among names that
    share a word.

    `joined_names` are the names of the strings in `joined`; the other arrays have the signature and the length of each
    name's core without blanks.
    """

    joined: SignatureIndex
    joined_names: Integers
    signatures: NDArray[np.uint64]
    lengths: NDArray[np.int16]

    @classmethod
    def build(cls, names: Sequence[PreparedName]) -> WholeNames:
        own = ["".join(name.tokens) for name in names]
        joined: list[str] = []
        joined_names: list[int] = []
        for number, name in enumerate(names):
            for string in {own[number], name.joined}:
                if len(string) >= _SHORTEST and not name.syllabic:
                    joined.append(string)
                    joined_names.append(number)
        return cls(
            SignatureIndex.build(joined),
            np.array(joined_names, dtype=np.int32),
            signatures(own),
            np.array([len(string) for string in own], dtype=np.int16),
        )

    def near(self, queries: Sequence[PreparedName]) -> tuple[Places, Integers]:
        """Pairs of the place of a query and the number of a name that the comparison of whole names may accept; some
        come more than once."""
        places: list[int] = []
        asked: list[Sequence[str]] = []
        for place, query in enumerate(queries):
            strings = whole_strings(query)
            # With its particles a short core may be long enough: "Jean Il Il" is jean, and jeanilil.
            for forms in [strings] if query.joined == strings[0] else [strings, [query.joined]]:
                if len(forms[0]) >= _SHORTEST - 2:
                    places.append(place)
                    asked.append(forms)
        found, numbers = self.joined.near_any(asked, lambda length: max(1, whole_letters(length)))
        return np.array(places, dtype=np.intp)[found], self.joined_names[numbers]

    def less_one_word(
        self, queries: Sequence[PreparedName], rows: Places, names: Places, spelt: Spelt
    ) -> Iterator[tuple[int, int]]:
        """Of pairs of the place of a query and a name that share a word, those that are alike but for one more word of
        one of them and a few letters.

        A string less a word has no letter of its own, so that each letter apart adds one bit to its signature at most;
        that dismisses nearly all. A pair may come more than once.
        """
        signed = self.signatures[names]
        yield from self._listed_less_one(_Strings.of(queries), rows, names, signed, spelt)
        for at in range(max((len(query.tokens) for query in queries), default=0)):
            yield from self._asked_less_one(_Strings.less(queries, at), rows, names, signed, spelt)

    def _asked_less_one(
        self, asked: _Strings, rows: Places, names: Places, signed: Bits, spelt: Spelt
    ) -> Iterator[tuple[int, int]]:
        """Listed names that the query is, less one of its words."""
        if not asked.most.any():
            return
        most = asked.most[rows]
        may_be = (np.bitwise_count(signed ^ asked.bits[rows]) <= 2 * most) & (most > 0)
        may_be &= np.abs(self.lengths[names] - asked.lengths[rows]) <= most
        for row, name in zip(rows[may_be].tolist(), names[may_be].tolist(), strict=True):
            if letters_apart(asked.texts[row], "".join(spelt.tokens(name)), int(asked.most[row])) is not None:
                yield row, name

    def _listed_less_one(
        self, asked: _Strings, rows: Places, names: Places, signed: Bits, spelt: Spelt
    ) -> Iterator[tuple[int, int]]:
        """Listed names that are the query, less one of theirs."""
        most = asked.most[rows]
        may_be = (np.bitwise_count(asked.bits[rows] & ~signed) <= most) & (most > 0)
        rows, names, signed = rows[may_be], names[may_be], signed[may_be]
        # All letters that the name has besides must be those of the word that it is less.
        owners, words = spelt.words.spread(names)
        rows, names = rows[owners], names[owners]
        more = self.lengths[names] - asked.lengths[rows] - spelt.lengths[words]
        besides = signed[owners] & ~asked.bits[rows] & ~spelt.letters[words]
        may_be = (np.abs(more) <= asked.most[rows]) & (np.bitwise_count(besides) <= asked.most[rows])
        for row, name, word in zip(*(part[may_be].tolist() for part in (rows, names, words)), strict=True):
            text, furthest = asked.texts[row], int(asked.most[row])
            if any(letters_apart(text, own, furthest) is not None for own in spelt.less(name, word)):
                yield row, name


@dataclass(frozen=True, slots=True)
class Spelt:
    """The words of listed names.

    `words` are the numbers of the words of each name, in order; of each word are known its text, its length and its
    letters: of a signature the bits of each letter once, and those of twice for the same letters.
    """

    words: Postings
    texts: Sequence[str]
    lengths: Integers
    letters: Bits

    @classmethod
    def of(cls, words: Postings, texts: Sequence[str]) -> Spelt:
        once = signatures(texts) & _ONCE
        return cls(words, texts, np.fromiter(map(len, texts), dtype=np.int32, count=len(texts)), once | once << _TWICE)

    def tokens(self, name: int) -> list[str]:
        """The words of a name."""
        return [self.texts[word] for word in self.words.of(name).tolist()]

    def less(self, name: int, word: int) -> list[str]:
        """A name as one string without one of the places where it has a word, for each of those places."""
        words = self.words.of(name).tolist()
        texts = [self.texts[one] for one in words]
        return ["".join(texts[:at] + texts[at + 1 :]) for at, one in enumerate(words) if one == word]


@dataclass(frozen=True, slots=True)
class _Strings:
    """Asked names as one string: the texts with their signatures and lengths, and how many letters apart a listed name
    may be, 0 where it is not to be looked at."""

    texts: Sequence[str]
    bits: Bits
    lengths: NDArray[np.int16]
    most: NDArray[np.int16]

    @classmethod
    def of(cls, queries: Sequence[PreparedName]) -> _Strings:
        return cls._made([whole_strings(query)[0] if _is_spelt_person(query) else "" for query in queries])

    @classmethod
    def less(cls, queries: Sequence[PreparedName], at: int) -> _Strings:
        """The same without the word at a place."""
        return cls._made(
            [
                dropped[at][0] if _is_spelt_person(query) and at < len(dropped := dropped_strings(query)) else ""
                for query in queries
            ]
        )

    @classmethod
    def _made(cls, texts: Sequence[str]) -> _Strings:
        lengths = [len(text) for text in texts]
        return cls(
            texts,
            np.array([signature(text) for text in texts], dtype=np.uint64),
            np.array(lengths, dtype=np.int16),
            np.array([dropped_letters(length) for length in lengths], dtype=np.int16),
        )


def _is_spelt_person(query: PreparedName) -> bool:
    return query.is_person and not query.syllabic

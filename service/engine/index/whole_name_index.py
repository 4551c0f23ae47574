"""Names as one string: which listed names, without their blanks, are a letter or two from the asked one?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from service.engine.index.postings import Integers, Places, Postings, numbered_anew, ranges, true_places
from service.engine.index.signature import SignatureIndex, signature_of_words, signatures
from service.engine.matching.alignment import letters_apart
from service.engine.matching.whole_names import dropped_letters, dropped_words, whole_letters, whole_strings
from service.engine.normalise.names import PreparedName

_SHORTEST = 7
_ONCE, _TWICE = np.uint64(0xFFFFFFFF), np.uint64(32)

Bits = NDArray[np.uint64]


@dataclass(eq=False, slots=True)
class WholeNameIndex:
    """Listed names joined to one string, found by themselves or, less one word, among names that
    share a word.

    `joined_names` are the names of each string in `joined`: lists often have the same ones. The other arrays have the
    signature and the length of each name's core without blanks.
    """

    joined: SignatureIndex
    joined_names: Postings
    signatures: NDArray[np.uint64]
    lengths: NDArray[np.int16]

    @classmethod
    def build(cls, names: Sequence[PreparedName]) -> WholeNameIndex:
        own = ["".join(name.tokens) for name in names]
        joined: dict[str, list[int]] = defaultdict(list)
        for number, name in enumerate(names):
            for string in dict.fromkeys((own[number], name.joined)):
                if len(string) >= _SHORTEST and not name.syllabic:
                    joined[string].append(number)
        return cls(
            SignatureIndex.build(list(joined)),
            Postings.build(list(joined.values())),
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
        if not len(numbers):
            return found, numbers
        owners, names = self.joined_names.spread(numbers)
        return np.array(places, dtype=np.intp)[found[owners]], names

    def less_one_word(self, queries: Sequence[PreparedName], rows: Places, names: Places, spelt: NameWords) -> Places:
        """Of pairs of a query (its row) and a name that share a word, in order of rows, the places of those that are
        alike but for one more word of one of them and a few letters. A place may come more than once.

        A string less a word has no letter of its own, so that each letter apart adds one bit to its signature at most;
        that dismisses nearly all.
        """
        if not len(rows):
            return rows
        numbers, rows = numbered_anew(rows)
        some = [queries[row] for row in numbers.tolist()]
        own = [_String.of(query.tokens) for query in some]
        bounds = np.array([_bounds(query, one) for query, one in zip(some, own, strict=True)], dtype=np.int16)
        longer_bits, longer_than, shorter_bits, shortest, longest = bounds[rows].T
        bits, signed = np.array([one.bits for one in own], dtype=np.uint64)[rows], self.signatures[names]
        lengths = self.lengths[names]
        longer = true_places((lengths > longer_than) & (np.bitwise_count(~signed & bits) <= longer_bits))
        fits = (lengths >= shortest) & (lengths <= longest) & (np.bitwise_count(signed & ~bits) <= shorter_bits)
        shorter = true_places(fits)
        listed_less = self._listed_less_one(own, rows[longer], names[longer], spelt)
        numbers, some_rows = numbered_anew(rows[shorter])
        less = [_less_one(some[number]) for number in numbers.tolist()]
        asked_less = self._asked_less_one(less, some_rows, names[shorter], spelt)
        return np.concatenate([longer[list(listed_less)], shorter[list(asked_less)]])

    def _asked_less_one(
        self, asked: Sequence[Sequence[_String]], rows: Places, names: Places, spelt: NameWords
    ) -> Iterator[int]:
        """Places of listed names that a query is, less one of its words: `asked` for each row."""
        if not len(rows):
            return
        ends = np.cumsum([len(some) for some in asked])
        strings = [one for some in asked for one in some]
        owners, places = ranges(np.append(0, ends[:-1])[rows], ends[rows])
        bits, lengths, most = _columns(strings, places)
        may_be = np.bitwise_count(self.signatures[names[owners]] ^ bits) <= 2 * most
        may_be &= np.abs(self.lengths[names[owners]] - lengths) <= most
        for owner, place in zip(owners[may_be].tolist(), places[may_be].tolist(), strict=True):
            if strings[place].is_near("".join(spelt.tokens(int(names[owner])))):
                yield owner

    def _listed_less_one(
        self, asked: Sequence[_String], rows: Places, names: Places, spelt: NameWords
    ) -> Iterator[int]:
        """Places of listed names that a query is, less one of theirs: `asked` for each row."""
        if not len(rows):
            return
        bits, lengths, most = _columns(asked, rows)
        owners, words = spelt.words.spread(names)
        more = (self.lengths[names] - lengths)[owners] - spelt.lengths[words]
        # All letters that the name has besides must be those of the word that it is less.
        besides = (self.signatures[names] & ~bits)[owners] & ~spelt.letters[words]
        may_be = (np.abs(more) <= most[owners]) & (np.bitwise_count(besides) <= most[owners])
        for owner, word in zip(owners[may_be].tolist(), words[may_be].tolist(), strict=True):
            if any(asked[rows[owner]].is_near(own) for own in spelt.less(int(names[owner]), word)):
                yield owner


@dataclass(frozen=True, slots=True)
class NameWords:
    """The words of listed names.

    `words` are the numbers of the words of each name, in order; of each word are known its text, its length and its
    letters: of a signature the bits of each letter once, and those of twice for the same letters.
    """

    words: Postings
    texts: Sequence[str]
    lengths: Integers
    letters: Bits

    @classmethod
    def of(cls, words: Postings, texts: Sequence[str]) -> NameWords:
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


class _String(NamedTuple):
    """A name asked as one string, or without one of its words: with its signature and its length, and how many letters
    apart a listed name may be."""

    text: str
    bits: int
    length: int
    most: int

    @classmethod
    def of(cls, words: Sequence[str]) -> _String:
        text = "".join(words)
        return cls(text, signature_of_words(words), len(text), dropped_letters(len(text)))

    def is_near(self, listed: str) -> bool:
        return letters_apart(self.text, listed, self.most) is not None


def _less_one(query: PreparedName) -> list[_String]:
    """The name without one of its words, for each of them, where that is long enough to be told from others."""
    return [one for words in dropped_words(query) if (one := _String.of(words)).most]


def _bounds(query: PreparedName, own: _String) -> tuple[int, int, int, int, int]:
    """What is looked at: names that lack at most so many bits of the query and are longer than so many letters; names
    that have at most so many bits besides and are so many letters long, from and to. Fewer bits than none: nothing."""
    if not query.is_person or query.syllabic:
        return -1, 0, -1, 0, 0
    longer = (own.most, own.length - own.most) if own.most else (-1, 0)
    less = [own.length - len(token) for token in query.tokens] if len(query.tokens) > 2 else []
    lengths = [length for length in less if dropped_letters(length)]
    if not lengths:
        return *longer, -1, 0, 0
    most = max(map(dropped_letters, lengths))
    return *longer, most, min(lengths) - most, max(lengths) + most


def _columns(strings: Sequence[_String], places: Places) -> tuple[Bits, NDArray[np.int16], NDArray[np.int16]]:
    """Signature, length and most letters apart of the strings at these places."""
    bits = np.array([one.bits for one in strings], dtype=np.uint64)
    numbers = np.array([(one.length, one.most) for one in strings], dtype=np.int16)[places]
    return bits[places], numbers[:, 0], numbers[:, 1]

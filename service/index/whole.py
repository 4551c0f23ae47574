"""Names as one string: which listed names, without their blanks, are a letter or two from the asked one?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from service.index.postings import NOTHING, Integers
from service.index.signature import SignatureIndex, signature, signatures
from service.matching.align import letters_apart
from service.matching.names import dropped_letters, dropped_strings, whole_letters, whole_strings
from service.normalise.names import PreparedName

_SHORTEST = 7

TokensOf = Callable[[int], list[str]]


@dataclass(eq=False, slots=True)
class WholeNames:
    """Listed names joined to one string, found by themselves or, less one word, among names that share a word.

    `joined_names` are the names of the strings in `joined`; the other arrays have an entry for each name: signature
    and length of its core without blanks, the lengths of its shortest and its longest word.
    """

    joined: SignatureIndex
    joined_names: Integers
    signatures: NDArray[np.uint64]
    lengths: NDArray[np.int16]
    shortest_word: NDArray[np.int16]
    longest_word: NDArray[np.int16]

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
        words = [[len(token) for token in name.tokens] or [0] for name in names]
        return cls(
            SignatureIndex.build(joined),
            np.array(joined_names, dtype=np.int32),
            signatures(own),
            np.array([len(string) for string in own], dtype=np.int16),
            np.array([min(lengths) for lengths in words], dtype=np.int16),
            np.array([max(lengths) for lengths in words], dtype=np.int16),
        )

    def candidates(self, query: PreparedName) -> Integers:
        """Numbers of the names that the comparison of whole names may accept; a number may come twice."""
        strings = whole_strings(query)
        # With its particles a short core may be long enough: "Jean Il Il" is jean, and jeanilil.
        asked = [strings] if query.joined == strings[0] else [strings, [query.joined]]
        near = [self._near(one) for one in asked if len(one[0]) >= _SHORTEST - 2]
        return np.concatenate(near) if near else NOTHING

    def _near(self, strings: Sequence[str]) -> Integers:
        most = max(1, whole_letters(len(strings[0])))
        return self.joined_names[self.joined.nearest_of(strings, most)]

    def less_one_word(self, query: PreparedName, sharing: NDArray[np.intp], tokens_of: TokensOf) -> list[int]:
        """Of the names that share a word with the query, those that are it but for one word and a few letters.

        `sharing` may name one twice, and so may the result. A string less a word has no letter of its own, so that
        each letter apart adds one bit to its signature at most; that dismisses nearly all.
        """
        if not query.is_person or query.syllabic or not len(sharing):
            return []
        asked = whole_strings(query)[0]
        bits = np.uint64(signature(asked))
        signatures = self.signatures[sharing]
        found = []
        dropped = [
            _Dropped(string, most) for string, _ in dropped_strings(query) if (most := dropped_letters(len(string)))
        ]
        if dropped:
            shorter = np.bitwise_count(signatures & ~bits) <= max(one.most for one in dropped)
            found += self._asked_less_one(dropped, sharing[shorter], tokens_of)
        most = dropped_letters(len(asked))
        if most:
            longer = np.bitwise_count(bits & ~signatures) <= most
            found += self._listed_less_one(asked, most, sharing[longer], tokens_of)
        return found

    def _asked_less_one(self, dropped: Sequence[_Dropped], sharing: NDArray[np.intp], tokens_of: TokensOf) -> list[int]:
        """Listed names that the query is, less one of its words."""
        found = []
        rows = zip(sharing.tolist(), self.lengths[sharing].tolist(), self.signatures[sharing].tolist(), strict=True)
        for at, length, bits in rows:
            near = [one for one in dropped if one.may_be(length, bits)]
            if near:
                own = "".join(tokens_of(at))
                if any(letters_apart(one.string, own, one.most) is not None for one in near):
                    found.append(at)
        return found

    def _listed_less_one(self, asked: str, most: int, sharing: NDArray[np.intp], tokens_of: TokensOf) -> list[int]:
        """Listed names that are the query, less one of theirs."""
        more = self.lengths[sharing] - np.int16(len(asked))
        fits = (more >= self.shortest_word[sharing] - most) & (more <= self.longest_word[sharing] + most)
        found = []
        for at, surplus in zip(sharing[fits].tolist(), more[fits].tolist(), strict=True):
            tokens = tokens_of(at)
            for n, token in enumerate(tokens):
                if abs(len(token) - surplus) <= most:
                    own = "".join(tokens[:n] + tokens[n + 1 :])
                    if letters_apart(asked, own, most) is not None:
                        found.append(at)
                        break
        return found


class _Dropped:
    """The asked name without one of its words, and how many letters a listed name may be from it."""

    __slots__ = ("bits", "length", "most", "string")

    def __init__(self, string: str, most: int) -> None:
        self.string, self.most = string, most
        self.length, self.bits = len(string), signature(string)

    def may_be(self, length: int, bits: int) -> bool:
        """Whether a string of this length and signature may be near enough."""
        return abs(length - self.length) <= self.most and (bits ^ self.bits).bit_count() <= 2 * self.most

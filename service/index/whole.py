"""Names as one string: which listed names, without their blanks, are a letter or two from the asked one?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from service.index.postings import NOTHING, Integers
from service.index.signature import SignatureIndex, signature
from service.matching.align import letters_apart
from service.matching.names import dropped_letters, dropped_strings, whole_letters, whole_strings
from service.normalise.names import PreparedName

_SHORTEST = 7

TokensOf = Callable[[int], Sequence[str]]


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
            np.array([signature.__wrapped__(string) for string in own], dtype=np.uint64),
            np.array([len(string) for string in own], dtype=np.int16),
            np.array([min(lengths) for lengths in words], dtype=np.int16),
            np.array([max(lengths) for lengths in words], dtype=np.int16),
        )

    def candidates(self, query: PreparedName) -> Integers:
        """Numbers of the names that the comparison of whole names may accept; a number may come twice."""
        strings = whole_strings(query)
        if len(strings[0]) < _SHORTEST - 2:
            return NOTHING
        near = self._near(strings)
        return near if query.joined == strings[0] else np.concatenate([near, self._near([query.joined])])

    def _near(self, strings: Sequence[str]) -> Integers:
        most = max(1, whole_letters(len(strings[0])))
        return self.joined_names[self.joined.nearest_of(strings, most)]

    def less_one_word(self, query: PreparedName, sharing: NDArray[np.intp], tokens_of: TokensOf) -> Iterator[int]:
        """Of the names that share a word with the query, those that are it but for one word and a few letters.

        `sharing` may name one twice, and so may the result.
        """
        if not query.is_person or query.syllabic or not len(sharing):
            return
        asked = whole_strings(query)[0]
        bits = np.uint64(signature(asked))
        lengths, signatures = self.lengths[sharing], self.signatures[sharing]
        yield from self._asked_less_one(query, sharing[self._may_be_part(bits, signatures)], tokens_of)
        most = dropped_letters(len(asked))
        if most:
            longer = sharing[(np.bitwise_count(bits & ~signatures) <= most) & (lengths > len(asked) - most)]
            yield from self._listed_less_one(asked, most, longer, tokens_of)

    @staticmethod
    def _may_be_part(bits: np.uint64, signatures: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """Strings that may be the asked one less a word: a part has no bit of its own, a letter apart adds one."""
        return np.asarray(np.bitwise_count(signatures & ~bits) <= dropped_letters(99))

    def _asked_less_one(self, query: PreparedName, sharing: NDArray[np.intp], tokens_of: TokensOf) -> Iterator[int]:
        """Listed names that the query is, less one of its words."""
        dropped = [(string, dropped_letters(len(string))) for string, _ in dropped_strings(query)]
        dropped = [(string, most) for string, most in dropped if most]
        if not dropped:
            return
        least = min(len(string) - most for string, most in dropped)
        longest = max(len(string) + most for string, most in dropped)
        lengths = self.lengths[sharing]
        near = sharing[(lengths >= least) & (lengths <= longest)]
        for at in set(near.tolist()):
            own = "".join(tokens_of(at))
            if any(letters_apart(string, own, most) is not None for string, most in dropped):
                yield at

    def _listed_less_one(self, asked: str, most: int, sharing: NDArray[np.intp], tokens_of: TokensOf) -> Iterator[int]:
        """Listed names that are the query, less one of theirs."""
        more = self.lengths[sharing] - np.int16(len(asked))
        fits = (more >= self.shortest_word[sharing] - most) & (more <= self.longest_word[sharing] + most)
        for at in set(sharing[fits].tolist()):
            tokens = tokens_of(at)
            surplus = sum(map(len, tokens)) - len(asked)
            if any(
                letters_apart(asked, "".join((*tokens[:n], *tokens[n + 1 :])), most) is not None
                for n, token in enumerate(tokens)
                if abs(len(token) - surplus) <= most
            ):
                yield at

"""Two words of a listed person's name written as one that do not stand side by side in it: "KarimZelmarson Oktavian"
for Karim Oktavian Zelmarson, as logins, addresses of mail and forms with one field too few have them.

Words that do stand side by side meet as joined words while two names are aligned. Not handled: bodies, which are seldom
written so; parts of three letters and fewer, which are in too many words; a word joined of three.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator

from service.engine.matching.alignment import align
from service.engine.matching.lexicon import Lexicon
from service.engine.matching.names import NameScore, WholeScore, score_names
from service.engine.matching.penalty import Penalty, PenaltyType
from service.engine.matching.weights import Weights
from service.engine.normalise.names import PreparedName, prepare
from service.engine.normalise.word_splitting import plain_words

_LEAST_PART = 4
_LEAST_JOINED = 9

HaveBoth = Callable[[str, str], list[str]]
"""The listed names that have two words, each by all its words in the order of the alphabet."""


def parts_of(word: str, words: Container[str]) -> Iterator[tuple[str, str]]:
    """Every way in which a folded word is two of some words."""
    for at in range(_LEAST_PART, len(word) - _LEAST_PART + 1 if len(word) >= _LEAST_JOINED else 0):
        if word[:at] in words and word[at:] in words:
            yield word[:at], word[at:]


def divided(
    text: str, words: Container[str], have_both: HaveBoth, lexicon: Lexicon
) -> Iterator[tuple[str, WholeScore]]:
    """The listed names of which two words are one in a text, each with how the text is scored against it."""
    own = plain_words(text).split()
    for place, word in enumerate(own):
        if lexicon.is_known(word):
            continue
        for parts in parts_of(word, words):
            score = _score_of(" ".join([*own[:place], *parts, *own[place + 1 :]]), word, " ".join(parts))
            yield from ((key, score) for key in have_both(*parts))


def _score_of(text: str, word: str, parts: str) -> WholeScore:
    """How a name is scored that reads so when one of its words is divided into parts."""

    def score(query: PreparedName, listed: PreparedName, lexicon: Lexicon, weights: Weights) -> NameScore:
        found = score_names(prepare(text, is_person=True), listed, lexicon, weights)
        joined = Penalty(PenaltyType.JOINED, weights.join, word, parts)
        alignment = align(query, listed, lexicon, weights)
        return NameScore(max(0.0, found.score - weights.join), (*found.penalties, joined), alignment)

    return score

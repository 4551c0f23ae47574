"""Names written down by ear with a word more than the listed name has: "Falery Medfedef Umzele".

Words that only sound alike meet only as a whole name (`by_ear.py`), so that one word more, which costs 0.07 beside an
exact name, took the score of such a name from 0.78 to 0.4. Each word of a person's name is therefore left out in turn,
where the others have many sounds: with fewer than 13 of them, eight of 10,000 synthetic customers were taken for one of
the persons of OFAC and the UN (Ismael Tiago Vieira, Ismael De Vera), and with so many none is.

Not handled: two words more, a word that the listed name has more, and names with titles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from service.engine.matching.by_ear import sounds_of
from service.engine.matching.lexicon import Lexicon
from service.engine.matching.names import NameScore, WholeScore, known_as_one
from service.engine.matching.penalty import Penalty, PenaltyType
from service.engine.matching.weights import Weights
from service.engine.normalise.names import PreparedName, split_words
from service.engine.normalise.text import fold
from service.engine.normalise.words import word_tables

_FEWEST, _MOST = 3, 5
"""Words of a name of which one may be left out."""
_LEAST_SOUNDS = 13
LEAST_ALIKE = 0.65
"""The share of letters that each word has in common, higher than where no word is left out: Shulpakov is not
Shcherbakov."""


def keys_beside(words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The sounds of the other words in the order of the alphabet, for each folded word of a name that has sounds, with
    the place of the word; nothing for names of too few or too many words, of few sounds, or with a title, which may be
    no name."""
    if not _FEWEST <= len(words) <= _MOST:
        return
    sounds = [sounds_of(word) for word in words]
    all_sounds = sum(map(len, sounds))
    if all_sounds <= _LEAST_SOUNDS or not word_tables().titles.keys().isdisjoint(words):
        return
    for at, own in enumerate(sounds):
        if own and all_sounds - len(own) >= _LEAST_SOUNDS:
            yield at, " ".join(sorted([*sounds[:at], *sounds[at + 1 :]])).lstrip()


def heard_without_a_word(text: str) -> Iterator[tuple[str, str, WholeScore]]:
    """A text in Latin letters without each of its words in turn: the key of its sounds, the words that are left, and
    how the text is scored against a listed name that those are."""
    folded = fold(text)
    words = split_words(folded) if folded.isascii() else []
    for at, key in keys_beside(words):
        yield key, " ".join([*words[:at], *words[at + 1 :]]), partial(_score_beside, words[at])


def _score_beside(
    word: str, query: PreparedName, listed: PreparedName, lexicon: Lexicon, weights: Weights
) -> NameScore:
    found = known_as_one(PenaltyType.BY_EAR, weights.by_ear, query, listed, lexicon, weights)
    missing = Penalty(PenaltyType.MISSING, weights.missing_word, word)
    return NameScore(max(0.0, found.score - missing.points), (*found.penalties, missing), found.alignment)

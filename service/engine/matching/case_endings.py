"""Names in Latin letters with the endings that grammars of other languages put behind each word: Samem Kingem, Karimas
Zelmaris, Oktavianos Zelmaros.

Greek and Lithuanian give every man's name an ending, Slavic languages decline it. All words of three letters and more
have to have endings of one case and language (`tables/latin_case_endings.csv`), or to be listed words as they are that
end in a vowel or hiss; what is left has to be the words of a listed name. Names in Cyrillic are put into the nominative
by `normalise/declension.py`.

Not handled: the genitive of names without a patronymic, as its -a is the ending of women too; endings of languages that
change the name before them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product
from math import prod
from typing import NamedTuple

from service.engine.matching.lexicon import Lexicon
from service.engine.matching.names import NameScore, known_as_one
from service.engine.matching.penalty import PenaltyType
from service.engine.matching.weights import Weights
from service.engine.normalise.prepared_name import PreparedName
from service.engine.normalise.word_splitting import ascii_words
from service.engine.normalise.words import read_table, word_tables

_LEAST_LETTERS, _LEAST_LEFT = 3, 2
"""Letters of a word that has to have an ending, and of what is left of it."""
_LEAST_TOGETHER = 8
"""Letters of all words."""
_SEVERAL = 2
_LEFT_ALONE = frozenset("aeiouyschzxj")
"""Letters behind which many put no ending."""
_MOST_WAYS = 64


class _Ending(NamedTuple):
    ending: str
    nominatives: tuple[str, ...]
    tells: bool


@lru_cache(maxsize=1)
def _endings() -> Mapping[str, Sequence[_Ending]]:
    """Endings by the language or case that they belong to."""
    found: dict[str, list[_Ending]] = {}
    for row in read_table("latin_case_endings.csv"):
        nominatives = tuple(one.replace("_", "") for one in row["nominative"].split())
        found.setdefault(row["of"], []).append(_Ending(row["ending"], nominatives, row["telling"] == "yes"))
    return found


def may_have_ending(word: str, known: Collection[str]) -> bool:
    """Whether a folded word is a known one, or one behind which stands an ending of any language."""
    return word in known or any(_known_before(word, endings, known) for endings in _endings().values())


def without_endings(text: str, known: Collection[str], lexicon: Lexicon) -> Iterator[str]:
    """The words of a text without the endings of one language, in the order of the alphabet, as `words_key` writes
    listed names. Nothing for most texts: none of those words is a given name that was
    ever counted, so that Carlos Santos stays."""
    words = ascii_words(text)
    if len(words) < _SEVERAL or sum(map(len, words)) < _LEAST_TOGETHER:
        return
    for endings in _endings().values():
        ways = [_ways(word, endings, known) for word in words]
        if not 0 < prod(map(len, ways)) <= _MOST_WAYS:
            continue
        for way in product(*ways):
            changed = [(word, one) for word, one in zip(words, way, strict=True) if word != one]
            if any(lexicon.is_known(word) for word, _ in changed):
                continue
            if len(changed) >= _SEVERAL and any(_tells(word, one, endings) for word, one in changed):
                yield " ".join(sorted(way))


def _ways(word: str, endings: Sequence[_Ending], known: Collection[str]) -> list[str]:
    """The known words that a word may be: without its ending, or as it is if it is short or ends as some names stay."""
    found = _known_before(word, endings, known)
    if word in known and (len(word) < _LEAST_LETTERS or word[-1] in _LEFT_ALONE or word in word_tables().particles):
        found.append(word)
    return found


def _known_before(word: str, endings: Sequence[_Ending], known: Collection[str]) -> list[str]:
    if len(word) < _LEAST_LETTERS:
        return []
    read = (word[: -len(one.ending)] + last for one in endings if word.endswith(one.ending) for last in one.nominatives)
    return [*dict.fromkeys(one for one in read if len(one) >= _LEAST_LEFT and one in known)]


def _tells(word: str, nominative: str, endings: Sequence[_Ending]) -> bool:
    return any(
        one.tells
        and word.endswith(one.ending)
        and nominative in (word[: -len(one.ending)] + x for x in one.nominatives)
        for one in endings
    )


def case_endings_score(query: PreparedName, listed: PreparedName, lexicon: Lexicon, weights: Weights) -> NameScore:
    """The score of a name that is a listed one with endings of another language."""
    return known_as_one(PenaltyType.CASE_ENDINGS, weights.case_endings, query, listed, lexicon, weights)

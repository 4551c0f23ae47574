"""Bodies of which one or two words are written as initials: "Z. Kelprom Trading" for Zarvanex Kelprom Trading; and
names of which all but one word are initials that are one word: "ZELMARSON KV" for Karim Vasil Zelmarson, "Zarvanex
KT" for Zarvanex Kelprom Trading.

The other words have to be those of the listed name, and so rare that they are hardly in another. Not handled: other
initials of persons, which meet while two names are aligned, and bodies of which all words are initials: acronyms.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from service.common.lazy_pattern import lazy_pattern
from service.engine.matching.cut_words import words_left
from service.engine.matching.lexicon import Lexicon
from service.engine.matching.names import NameScore, known_as_one
from service.engine.matching.penalty import PenaltyType
from service.engine.matching.weights import Weights
from service.engine.normalise.legal_forms import strip_forms
from service.engine.normalise.names import PreparedName
from service.engine.normalise.word_splitting import ascii_words, plain_words
from service.engine.normalise.words import word_tables

_INITIAL = lazy_pattern(r"(?<![^\W_])[^\W\d_](?![^\W_])")
_MOST_INITIALS, _MOST_SINGLE = 2, 6
"""Words that are initials; and single letters, of which some are of the listed name: S.A. de C.V., "y"."""
_LEAST_TOLD = 9.0
_LEAST_WHOLE = 2
"""So many words have to be written out: "J. Zarvanex" is a person's firm."""
_LEAST_TOLD_WITH_FORM = 6.0
"""One written word is enough beside the same legal form, if it is no word of every other company: "J. Boutique, S.A. de
C.V.", but not "B. Trading Co."."""
_LEAST_JOINED, _MOST_JOINED, _MOST_WORDS = 2, 5, 4
_LEAST_TOLD_WITH_JOINED, _TOLD_BY_FURTHER = 8.5, 1.5
"""So much must the surname tell beside two initials that are one word, and so much less for each further one."""
_MOST_FORMS = 4
"""So many words of legal forms a listed name may have beyond a text."""


def with_initials(text: str, keys_with: Callable[[str], Iterable[str]], lexicon: Lexicon) -> Iterator[str]:
    """The listed names of which a text is one with initials, each by all its words in the order of the alphabet.
    `keys_with` gives the names that have a word."""
    if _INITIAL.search(text) is None:
        return
    own = plain_words(text).split()
    if not 0 < sum(map(_is_letter, own)) <= _MOST_SINGLE:
        return
    whole = [word for word in own if not (_is_letter(word) or _is_form(word))]
    if not whole:
        return
    beside = None if _tells_enough(whole, lexicon) else _beside_form(own, lexicon)
    if beside is not None and not beside.is_enough:
        return
    for key in keys_with(max(whole, key=lexicon.rarity)):
        initials, left = _apart(own, key.split())
        if not 0 < len(initials) <= _MOST_INITIALS or not _stand_for(initials, left):
            continue
        if beside is None or beside.form <= Counter(key.split()):
            yield key


def _is_letter(word: str) -> bool:
    return len(word) == 1 and word.isalpha()


def _is_form(word: str) -> bool:
    return (word,) in word_tables().sole_forms


def _apart(own: Sequence[str], listed: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words that only a text has, beside legal forms of one word, and those that only a listed name has."""
    asked, known = Counter(own), Counter(listed)
    return [word for word in (asked - known).elements() if not _is_form(word)], [*(known - asked).elements()]


def _stand_for(initials: Sequence[str], listed: Sequence[str]) -> bool:
    """Whether all words that only a text has are initials of those that only a listed name has, beside legal forms."""
    if len(listed) > len(initials) + _MOST_FORMS or not all(map(_is_letter, initials)):
        return False
    return any(
        all(map(str.startswith, words, initials)) and all(map(_is_form, Counter(listed) - Counter(words)))
        for words in permutations(listed, len(initials))
    )


def _tells_enough(whole: Sequence[str], lexicon: Lexicon) -> bool:
    return len(whole) >= _LEAST_WHOLE and sum(map(lexicon.rarity, whole)) >= _LEAST_TOLD


@dataclass(frozen=True)
class _BesideForm:
    """How much the words of a text tell beside its legal form, and the words of that form."""

    told: float
    form: Counter[str]

    @property
    def is_enough(self) -> bool:
        """Whether they tell enough if a listed name has the same form."""
        return bool(self.form) and self.told >= _LEAST_TOLD_WITH_FORM


def _beside_form(own: list[str], lexicon: Lexicon) -> _BesideForm:
    """Small words tell nothing, and no common ones that were never counted."""
    tables = word_tables()
    words = [word for word in strip_forms(own, tables)[0] if word]
    small = tables.small_words | tables.stop_words | tables.particles
    telling = [word for word in words if not (_is_letter(word) or word in small)]
    return _BesideForm(sum(_told(word, lexicon) for word in telling), Counter(own) - Counter(words))


def with_joined_initials(
    text: str, known: Container[str], keys_with: Callable[[str], Iterable[str]], lexicon: Lexicon, *, is_person: bool
) -> Iterator[str]:
    """The words of names in the order of the alphabet of which a text has the initials of all others as one word: all
    given names of a person, all words of a body behind the first. Those of small words and legal forms may be left out.
    `known` are the words of those names."""
    words = ascii_words(text)
    if not _LEAST_WHOLE <= len(words) <= _MOST_WORDS:
        return
    for at, word in enumerate(words):
        if (at == 0 and not is_person) or not may_be_initials(word, lexicon):
            continue
        whole = [other for other in words[:at] + words[at + 1 :] if not is_small(other)]
        told = sum(_told(other, lexicon) for other in whole) + _TOLD_BY_FURTHER * (len(word) - _LEAST_JOINED)
        if told < _LEAST_TOLD_WITH_JOINED or not all(other in known for other in whole):
            continue
        words_of_name = len(whole) + len(word)  # at least: 29 of 30 names are too short, which is sooner told
        for key in keys_with(max(whole, key=lexicon.rarity)):
            if key.count(" ") + 1 >= words_of_name and _are_initials(word, whole, key.split()):
                yield key


def may_be_initials(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is short enough, and neither a name of its own nor a legal form: not Ann Zelmarson. Titles and
    particles may be: AL ZELMARSON."""
    if not _LEAST_JOINED <= len(word) <= _MOST_JOINED or not word.isalpha() or _is_form(word):
        return False
    tables = word_tables()
    return word in tables.particles or word in tables.titles or not lexicon.is_known(word)


def is_small(word: str) -> bool:
    """Whether a word says nothing of who is named: a particle, a small word, a legal form."""
    tables = word_tables()
    return word in tables.particles or word in tables.stop_words or word in tables.small_words or _is_form(word)


def _told(word: str, lexicon: Lexicon) -> float:
    """How much a word tells; a common one that was never counted tells nothing."""
    return lexicon.rarity(word) if lexicon.is_known(word) or word not in word_tables().generic_words else 0.0


def _are_initials(word: str, whole: Sequence[str], listed: Sequence[str]) -> bool:
    """Whether a listed name has some words, and its others begin with the letters of one."""
    left = words_left(listed, whole)
    if left is None:
        return False
    needed = Counter(one[0] for one in left if not is_small(one))
    return needed <= Counter(word) <= Counter(one[0] for one in left)


def initials_score(query: PreparedName, listed: PreparedName, lexicon: Lexicon, weights: Weights) -> NameScore:
    """The score of a body's name of which words are initials of those of a listed name."""
    return known_as_one(PenaltyType.CUT_WORDS, weights.cut_name, query, listed, lexicon, weights)

"""Words cut with a full stop, as registers and labels print long names: "Exampl. Trad." for Examplovia Trading; and
given names cut with or without one, as tickets and narrow columns have them: "Okt Zelmarson" for Oktavian Zelmarson.

Each such word is taken for the listed words that begin so; the words of the whole have to be those of a listed name.
Not handled: common words of bodies cut without a full stop (see `normalise/abbreviations.py`), and cut ones of three
letters and fewer, which are initials, titles or legal forms more often.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import permutations, product
from math import prod

from service.common.lazy_pattern import lazy_pattern
from service.engine.matching.lexicon import Lexicon
from service.engine.matching.names import NameScore, known_as_one
from service.engine.matching.penalty import PenaltyType
from service.engine.matching.sorted_words import is_among
from service.engine.matching.weights import Weights
from service.engine.normalise.names import PreparedName, split_words
from service.engine.normalise.text import fold
from service.engine.normalise.word_splitting import ascii_words, plain_words
from service.engine.normalise.words import word_tables

_CUT = lazy_pattern(r"(?<![^\W_])((?:(?<=\b[ae]l-)[^\W\d_]{2,}|[^\W\d_]{4,}))\.(?![^\W_])")
"""A word behind an Arabic article may be shorter: AL-EX."""
_CUT_IN_BODY = lazy_pattern(r"(?<![^\W_])((?:(?<=\b[ae]l-)[^\W\d_]{2,}|[^\W\d_]{4,}|[^\W\d_]{3}(?=\. \w)))\.(?![^\W_])")
"""In a body's or ship's name three letters are enough before another word: EXA. STAR."""
_CUT_INSIDE = lazy_pattern(r"(?<![^\W_])(?:(?<=\b[ae]l-)[^\W\d_]{2,}|[^\W\d_]{3,})\. \w{2}")
"""One that ends no sentence, so that it is cut though it is a word itself: Ship. Company."""
_LEAST_LETTERS, _LEAST_SIGNS_INSIDE = 8, 7
"""Letters of a text beside legal forms that are enough to be one name only, the cut word among them; letters and digits
where a cut word stands before another one."""
_LEAST_LEFT_OUT = 2
_WHOLE_WORDS = 2
"""So many words with a full stop are cut ones even if each is a word too: "Trad. Ship. Ltd.". One ends a sentence."""
_MOST_WAYS = 1000
"""So many ways to complete the words of a text are tried; where there are more it tells too little."""
_SHORTEST_OF_BODIES, _LEAST_CUT = 4, 2
"""Letters that are left of words of bodies without a full stop, and so many such words. One is enough that is no listed
word itself, beside words that are equal, or if more is left of it beside a legal form: "Exampl Ltda."."""
_LEAST_OF_ONE = 5
_SHORTEST, _LONGEST = 3, 5
"""Letters that are left of given names."""
_LEAST_TOLD = 7.0
"""So much must the words tell that stand beside given names that were cut: Okt Zelmarson, but not Okt Kim."""
_TOLD_BY_CUT = 1.5
"""So much less if one more word is cut: its letters tell something too."""
_LEAST_TOLD_BESIDE_KNOWN = 9.0
_LEAST_TOLD_WITH_INITIALS, _TOLD_BY_INITIAL = 10.0, 1.5
"""So much less for each initial beyond two: K.F.A. says more than K.F. does."""
_FEW_INITIALS = 2
_MOST_WORDS, _MOST_CUT = 8, 4


def completed(text: str, words: Sequence[str], lexicon: Lexicon, *, is_person: bool) -> Iterator[str]:
    """The words of a text in the order of the alphabet, the cut ones completed to some of `words`, which are in order
    too: as `words_key` writes listed names. Nothing for a text without cut words."""
    folded = fold(text)
    pattern = _CUT if is_person else _CUT_IN_BODY
    cut = pattern.findall(folded)
    if all((word,) in word_tables().legal_forms for word in cut):  # none, or "Exampl Ltda."
        yield from () if is_person else _completed_without_stops(folded, words, lexicon)
        return
    if not _may_be_completed(folded, cut, words, lexicon, is_person=is_person):
        return
    ends = [([word] if _is_whole(word, words) else []) + _beginning_so(word, words) for word in cut]
    if prod(map(len, ends)) > _MOST_WAYS:
        return
    rest = plain_words(pattern.sub(" ", folded)).split()
    for way in product(*ends):
        yield " ".join(sorted([*rest, *way]))


def _may_be_completed(
    folded: str, cut: Sequence[str], words: Sequence[str], lexicon: Lexicon, *, is_person: bool
) -> bool:
    """Whether the words before full stops may be cut ones, and a text tells enough with them."""
    whole = sum(_is_whole(word, words) for word in cut)
    inside = not is_person and _CUT_INSIDE.search(folded) is not None
    if whole == len(cut) and whole < _WHOLE_WORDS and not inside:
        return False
    if {word for word in cut if len(word) == _SHORTEST}.issuperset(_own_words(folded)):
        return False  # "Zar. Ltd"
    if _tells_enough(folded, _LEAST_SIGNS_INSIDE if inside else _LEAST_LETTERS):
        return True
    return not is_person and _is_all_cut(folded, cut, lexicon)


def _completed_without_stops(folded: str, words: Sequence[str], lexicon: Lexicon) -> Iterator[str]:
    """The same for the name of a body of which words are cut without a full stop."""
    own = split_words(folded)
    ways: list[list[str]] = []
    cut = 0
    strange = [word for word in own if not lexicon.is_known(word) and len(word) >= _SHORTEST_OF_BODIES]
    beside = not all(_is_whole(word, words) for word in strange)  # then a known word may be cut too: Zarv Petro Corpo
    for word in own:
        here = _is_whole(word, words)
        may_be_cut = word in strange or (beside and len(word) >= _SHORTEST_OF_BODIES)
        further = _beginning_so(word, words) if may_be_cut else []
        if not (here or further):
            return
        cut += bool(further)
        ways.append([word, *further] if here else further)
    surely = [word for word, some in zip(own, ways, strict=True) if word in strange and word not in some]
    tells = _tells_enough(folded) or any(len(word) >= _LEAST_OF_ONE for word in surely)
    if not (cut >= _LEAST_CUT or surely) or not tells or len(own) == 1 or prod(map(len, ways)) > _MOST_WAYS:
        return
    for way in product(*ways):
        changed = [word for word, one in zip(own, way, strict=True) if word != one]
        if changed == surely or (len(changed) >= _LEAST_CUT and not set(changed).isdisjoint(strange)):
            yield " ".join(sorted(way))


def _is_whole(word: str, words: Sequence[str]) -> bool:
    """Whether a word before a full stop may be one that was not cut: one that is listed, a legal form, a title."""
    tables = word_tables()
    return is_among(word, words) or (word,) in tables.legal_forms or word in tables.titles


def _own_words(folded: str) -> list[str]:
    forms = word_tables().legal_forms
    return [word for word in plain_words(folded).split() if (word,) not in forms]


def _tells_enough(folded: str, least: int = _LEAST_LETTERS) -> bool:
    return sum(map(len, _own_words(folded))) >= least


def _is_all_cut(folded: str, cut: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a text has nothing beside its legal form than cut words that are no words themselves: EXAMPL. LTDA."""
    own = _own_words(folded)
    return set(own) <= set(cut) and not any(map(lexicon.is_known, own))


def _beginning_so(word: str, words: Sequence[str]) -> list[str]:
    first, end = bisect_left(words, word), bisect_left(words, word + "\U0010ffff")
    return [one for one in words[first:end] if len(one) >= len(word) + _LEAST_LEFT_OUT]


def with_given_names(
    text: str, known: frozenset[str], names_with: Callable[[str], Iterable[str]], lexicon: Lexicon
) -> Iterator[str]:
    """The words of persons' names in the order of the alphabet of which a text has the given names cut. `known` are the
    words of those names, `names_with` gives the names that have a word, each as `words_key` writes it. Nothing for
    texts with another strange word, or without a cut one."""
    words = ascii_words(text)
    if any(len(word) == 1 for word in words):
        yield from _with_initials(words, known, names_with, lexicon)
    dotted = text.lower() if "." in text else ""
    cut = [word for word in words if _may_be_cut(word, dotted, lexicon)]
    if not cut:
        cut = _known_but_short(words, lexicon)
    if not cut or len(words) > _MOST_WORDS or len(cut) > _MOST_CUT:
        return
    whole = [word for word in words if word not in cut]
    surely = whole or [word for word in cut if word in known]  # Xhe Ademi: both are short, and one is whole
    least = _LEAST_TOLD - _TOLD_BY_CUT * (len(cut) - 1)
    if not surely or not known.issuperset(whole) or sum(map(lexicon.rarity, surely)) < least:
        return
    rarest = max(surely, key=lexicon.rarity)
    # Beside a word that is cut a short word that is a name may be cut as well: "Ali Hus Zelmarson".
    short = [word for word in whole if word != rarest and _SHORTEST <= len(word) <= _LONGEST]
    if len(cut) + len(short) <= _MOST_CUT:
        cut, whole = cut + short, [word for word in whole if word not in short]
    for key in names_with(rarest):
        if _begins(cut, whole, key.split()):
            yield key


def _known_but_short(words: Sequence[str], lexicon: Lexicon) -> list[str]:
    """The words that may be cut although they are words of names, as they are no given names themselves: Abd Zelmarson,
    but not Ana Zelmarson. None beside names that do not tell much."""
    tables = word_tables()
    names = (tables.same_given, tables.titles, tables.abbreviations, tables.dotted_abbreviations)
    short = [word for word in words if _SHORTEST <= len(word) <= _LONGEST]
    short = [word for word in short if not any(word in some for some in names)]
    if not short:
        return []
    told = sum(lexicon.rarity(word) for word in words if word not in short)
    return short if told >= _LEAST_TOLD_BESIDE_KNOWN else []


def may_be_cut(word: str, words: Sequence[str]) -> bool:
    """Whether a word is short enough for a given name that was cut, and any of some words, which are in order, begins
    so; or an initial."""
    return len(word) == 1 or (_SHORTEST <= len(word) <= _LONGEST and bool(_beginning_so(word, words)))


def _may_be_cut(word: str, dotted: str, lexicon: Lexicon) -> bool:
    """Whether a word may be cut: a short one that is no name, or that ends in a full stop in a text with such."""
    tables = word_tables()
    if not _SHORTEST <= len(word) <= _LONGEST or word in tables.titles:
        return False
    if f"{word}." in dotted:
        return word not in tables.abbreviations and word not in tables.dotted_abbreviations  # Geo. is not Geoffrey
    return not lexicon.is_known(word)


def _with_initials(
    words: Sequence[str], known: frozenset[str], names_with: Callable[[str], Iterable[str]], lexicon: Lexicon
) -> Iterator[str]:
    """The names whose particles have initials too: K. B. A. Zelmarson for Karim bin al-Oktavian Zelmarson."""
    initials, whole = [word for word in words if len(word) == 1], [word for word in words if len(word) > 1]
    told = sum(lexicon.rarity(word) for word in whole if word not in word_tables().particles)
    told += _TOLD_BY_INITIAL * max(0, len(initials) - _FEW_INITIALS)
    if not whole or not known.issuperset(whole) or told < _LEAST_TOLD_WITH_INITIALS:
        return
    for key in names_with(max(whole, key=lexicon.rarity)):
        left = words_left(key.split(), whole)
        if left is not None and _stand_for(initials, left):
            yield key


def _stand_for(initials: Sequence[str], words: Sequence[str]) -> bool:
    """Whether initials stand for all of some words, some of them for a particle in place of the word behind it."""
    particles = word_tables().particles
    left, articles = sorted(words, key=lambda word: word in particles), 0
    for initial in initials:
        word = next((word for word in left if word.startswith(initial)), None)
        if word is None:
            return False
        left.remove(word)
        articles += word in particles
    return 0 < articles >= sum(word not in particles for word in left)


def words_left(words: Sequence[str], some: Sequence[str]) -> list[str] | None:
    """Words without some of them, each taken once; None if one is not there."""
    left = list(words)
    for word in some:
        if word not in left:
            return None
        left.remove(word)
    return left


def _begins(cut: Sequence[str], whole: Sequence[str], listed: Sequence[str]) -> bool:
    """Whether the words of a listed name are some whole ones, and others that begin with cut ones."""
    left = words_left(listed, whole) if len(listed) == len(cut) + len(whole) else None
    return left is not None and any(way != tuple(cut) and all(map(_may_begin, cut, way)) for way in permutations(left))


def _may_begin(word: str, listed: str) -> bool:
    return word == listed or (listed.startswith(word) and len(listed) >= len(word) + _LEAST_LEFT_OUT)


def cut_words_score(query: PreparedName, listed: PreparedName, lexicon: Lexicon, weights: Weights) -> NameScore:
    """The score of a name whose words are cut ones of a listed name."""
    return known_as_one(PenaltyType.CUT_WORDS, weights.cut_name, query, listed, lexicon, weights)

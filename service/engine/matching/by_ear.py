"""Names in Latin letters as people write them down who hear with the ear of another language.

"Falery Medfedef" is what an Arab hears of Valery Medvedev, "Djordje" and "Dschordsche" are the same name in French and
German letters. Each word is reduced to the order of its sounds: vowels are one sound, and so are b, p, f, v and w; t
and d; l and r; and all that hisses or is spoken in the throat, in however many letters. The sounds of all words have to
be those of a listed name, in any order, and at least half of the letters too. Of 10,000 synthetic customers, whose
names were compared with 43,513 listed ones, one is taken for somebody else so.

Not handled: sounds of which one language has none (h before a vowel, a German j for y), names with a word less; names
with one more are in `heard_beside.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import Indel

from service.common.lazy_pattern import lazy_pattern
from service.engine.matching.lexicon import Lexicon
from service.engine.matching.names import NameScore, known_as_one
from service.engine.matching.penalty import PenaltyType
from service.engine.matching.weights import Weights
from service.engine.normalise.legal_forms import strip_forms
from service.engine.normalise.names import PreparedName, split_words
from service.engine.normalise.scripts import script_of
from service.engine.normalise.text import fold, is_ordinary
from service.engine.normalise.transcription.greek import in_latin
from service.engine.normalise.transcription.thai import letter_by_letter
from service.engine.normalise.words import word_tables

_ONE_SOUND = lazy_pattern(r"[tpbd]h|jh|[cskgz]h|qu|gi(?=[aou])|sy(?=[aeou])|[dt]j|sj")
_SOUNDS = str.maketrans("eiouybfvwdszcjxqghr", "aaaaapppptkkkkkkkkl")
"""Letters by the one that stands for their sound: a for vowels, p, t, k, l; m and n for themselves."""
_GREEK = lazy_pattern(r"^mp|^nt|gk")
_GREEK_TWO = lazy_pattern(r"mp|nt|gk|tz", re.IGNORECASE)
_VOICED = {"mp": "b", "nt": "d", "gk": "g", "tz": "j"}
_BREATHED = lazy_pattern(r"ch", re.IGNORECASE)
_ONCE = lazy_pattern(r"t(?=k)|(.)(?=\1)")
_LEAST_SOUNDS = 8
"""So many sounds must the words of a listed name have, without particles and legal forms."""
_LEAST_ALIKE, _LEAST_ALIKE_TOGETHER = 0.5, 0.65
"""The share of letters that each word and all words together have in common. Without it 43 of 10,000 customers have the
sounds of a listed name (Shirley Jackson, Hassan al-Sari)."""
_HISS = lazy_pattern(r"ksh?(?=[aeiou])|xh|x|d?zh|[dt]?sch|t?ch|sh|[dt]j|sj|[cs]z|zs")
_BEGINNINGS = (
    *(("ts", "hsz"), ("tz", "hsz")),
    *((letters, "h") for letters in ("sch", "sh", "sy", "sj", "zh", "zs", "cz", "cs", "t", "d")),
    *(("sz", "sh"), ("s", "s"), ("z", "sz"), ("ch", "hk"), ("ce", "sh"), ("ci", "sh"), ("cy", "sh"), ("c", "skh")),
    *(("j", "hkz"), ("g", "kh"), ("x", "ksh"), ("", "k")),
)
"""How words may begin whose first sound hisses or is spoken in the throat: s as in sun, h as in ship, k as in king and
loch, z where India has j for it."""
_SOUND_BY_SOUND = frozenset(
    ("Geor", "Armn", "Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym", "Sinh", "Ethi")
)
_ARMENIAN_U = lazy_pattern("[Ոո]ւ|ՈՒ")
_VIETNAMESE = lazy_pattern(r"\b(?:gi(?=[aeou])|x[aeiou])|ph|ngh", re.IGNORECASE)
"""Letters by which names spelt in Vietnamese are known, where a d sounds like z."""
_TOLD_APART_BY_OTHERS = lazy_pattern(r"ts|ph|th|[bfvwdgqczjl]")
_AS_OTHERS_HEAR = {
    **dict.fromkeys(("b", "f", "v", "w", "ph"), "p"),
    **dict.fromkeys(("ts", "z", "j", "th"), "s"),
    "d": "t",
    "g": "k",
    "q": "k",
    "c": "k",
    "l": "r",
}
"""Consonants that Finns, Armenians, Koreans or Japanese hear as one, each by one letter of its kind."""
_PARTICLES_HEARD = frozenset(("pen", "pin", "ipn", "apu", "er"))
"""Particles as those hear them: ben, bin, ibn, abu, el."""
_ALIKE_BUT_FOR_THESE = 0.8
_SONS = frozenset(("bin", "ben", "ibn", "bint"))


@lru_cache(maxsize=1 << 15)
def sounds_of(word: str) -> str:
    """The order of the sounds of a folded word; empty for a particle."""
    if word in word_tables().particles or word in _PARTICLES_HEARD:
        return ""
    return _ONCE.sub("", _ONE_SOUND.sub(_one_sound, _as_in_greek(word)).translate(_SOUNDS))


def _as_in_greek(word: str) -> str:
    """A word that Greek letters have given back with one letter for mp, nt and gk, if it has such two as no other
    language writes: Mpampis, Ntogkan."""
    return _GREEK_TWO.sub(_voiced, word) if _GREEK.search(word) is not None else word


def _voiced(letters: re.Match[str]) -> str:
    return _VOICED[letters[0].lower()]


def _one_sound(letters: re.Match[str]) -> str:
    return letters[0][0] if letters[0] in ("th", "ph", "bh", "dh") else "k"


def heard_key(text: str) -> str | None:
    """The sounds of the words of a text in Latin letters, in the order of the alphabet; None for another text."""
    if is_ordinary(text):
        words = text.lower().split(" ")
    elif (folded := fold(text)).isascii():
        words = split_words(folded)
    else:
        return None
    return key_of_words(words)


def key_of_words(words: Iterable[str]) -> str:
    """The sounds of folded words in the order of the alphabet."""
    return " ".join(sorted(map(sounds_of, words))).lstrip()


def is_heard_as_written(words: Iterable[str]) -> bool:
    """Whether a text of some ordinary folded words is heard in one way only: `texts_to_hear` gives the text alone."""
    bits = 0
    for word in words:
        bits |= _heard_otherwise(word)
    return not bits & _AS_IN_GREEK and bits & _AS_IN_VIETNAMESE != _AS_IN_VIETNAMESE


_AS_IN_GREEK, _SPELT_IN_VIETNAMESE, _WITH_D = 1, 2, 4
_AS_IN_VIETNAMESE = _SPELT_IN_VIETNAMESE | _WITH_D


@lru_cache(maxsize=1 << 15)
def _heard_otherwise(word: str) -> int:
    return (
        _AS_IN_GREEK * (_GREEK_TWO.search(word) is not None)
        | _SPELT_IN_VIETNAMESE * (_VIETNAMESE.search(word) is not None)
        | _WITH_D * ("d" in word)
    )


def from_greek(text: str) -> list[str]:
    """A text with b, d, g and j for what Greek letters write them with (Ntogkan, Mochamment), and with h for its ch as
    well (Tzosepch); nothing for a text in which no two letters may stand for one of those."""
    if _GREEK_TWO.search(text) is None:
        return []
    found = _GREEK_TWO.sub(_voiced, text)
    breathed = _BREATHED.sub("h", found)
    return [found] if breathed == found else [found, breathed]


def _from_vietnamese(text: str) -> list[str]:
    """A text in Vietnamese spelling with z for its d: Loped for Lopez; nothing for other texts."""
    small = text.lower()
    if "d" not in small or _VIETNAMESE.search(small) is None:
        return []
    return [small.replace("d", "z")]


def texts_to_hear(text: str) -> list[str]:
    """A text as it may be written down in Latin letters by ear: as it is, read as what Greek letters bring back, and
    letter for letter out of scripts that have a letter for each sound. Others are heard in their own way."""
    if text.isascii():
        return [text, *from_greek(text), *_from_vietnamese(text)]
    script = script_of(text)
    if script == "Grek":
        return [*in_latin(text)]
    if script in ("Thai", "Laoo"):
        return [*letter_by_letter(text)]
    if script == "Armn":
        text = _ARMENIAN_U.sub("u", text)
    return [anyascii(text)] if script in _SOUND_BY_SOUND else [text]


def listed_key(text: str) -> str | None:
    """The same of a listed name; None also for one that tells too little to be found by its sounds."""
    own = strip_forms(split_words(fold(text)), word_tables())[0]
    return heard_key(text) if sum(len(sounds_of(word)) for word in own if word) >= _LEAST_SOUNDS else None


def is_heard(text: str, listed: str, least: float = _LEAST_ALIKE) -> bool:
    """Whether two texts of the same sounds have letters enough in common to be one name: each word so many."""
    if not _SONS.isdisjoint(split_words(fold(text))) and not _in_one_order(text, listed):
        return False
    pairs = [*zip(_by_sounds(text), _by_sounds(listed), strict=True)]
    if not all(_may_begin_alike(left, right) for left, right in pairs):
        return False
    alike = [_alike(*pair) for pair in pairs]
    letters = [len(left) for left, _ in pairs]
    together = sum(one * length for one, length in zip(alike, letters, strict=True)) / sum(letters)
    return min(alike) >= least and together >= _LEAST_ALIKE_TOGETHER


def _alike(left: str, right: str) -> float:
    """The share of letters that two words of the same sounds have in common; most if they differ only in consonants
    that some do not tell apart: Zitane, Tsitane, Zidane."""
    if _as_others_hear(left) == _as_others_hear(right):
        return max(_ALIKE_BUT_FOR_THESE, Indel.normalized_similarity(left, right))
    return Indel.normalized_similarity(*(_HISS.sub("j", _as_in_greek(word)) for word in (left, right)))


def _as_others_hear(word: str) -> str:
    return _TOLD_APART_BY_OTHERS.sub(lambda found: _AS_OTHERS_HEAR[found[0]], word)


def _in_one_order(text: str, listed: str) -> bool:
    """Whether the words stand in one order, given names first: "A bin B" is not "B bin A"."""
    asked, known = (
        [sounds for word in split_words(fold(_given_first(one))) if (sounds := sounds_of(word))]
        for one in (text, listed)
    )
    return asked == known


def _given_first(text: str) -> str:
    family, _, given = text.partition(",")
    return f"{given} {family}"


def _may_begin_alike(left: str, right: str) -> bool:
    """Whether two words of the same sounds begin with one in some language: Schukow, Zhukov, but not Sumesh, Kamesh."""
    return not sounds_of(left).startswith("k") or not set(_beginning(left)).isdisjoint(_beginning(right))


def _beginning(word: str) -> str:
    return next(sounds for letters, sounds in _BEGINNINGS if word.startswith(letters))


def _by_sounds(text: str) -> list[str]:
    words = [word for word in split_words(fold(text)) if sounds_of(word)]
    return sorted(words, key=lambda word: (sounds_of(word), word))


def heard_score(query: PreparedName, listed: PreparedName, lexicon: Lexicon, weights: Weights) -> NameScore:
    """The score of a name that has the sounds of a listed one."""
    return known_as_one(PenaltyType.BY_EAR, weights.by_ear, query, listed, lexicon, weights)

"""How alike two words are: letters counted, sounds listened to, known variants taken for what they are."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from service.engine.matching.lexicon import Lexicon, stem
from service.engine.normalise.phonetic import sounds


class Similarity(NamedTuple):
    """Effective edits between two words, and the same as a share of their mean length."""

    edits: float
    ratio: float
    raw: int


# From which point words are different words. No profile changes these: the index is built on them.
MAX_EDITS = 2.2
MAX_RATIO = 0.37
# A long word bears one letter more: Chornomornaftogaz, Chernomorneftegaz.
LONG_WORD, MAX_EDITS_OF_LONG = 14, 3.2
# So many letters apart, words below this length only meet if they sound the same.
OTHER_WORD, ROOMY_WORD = 3, 9
_SAME_CLASS = 0.3
_ENDING_ONLY = 0.5
_SAME_SOUND = 0.7
_PATRONYMICS = (
    "ovich",
    "evich",
    "ovych",
    "evych",
    "avich",
    "iavich",
    "yovych",
    "ovna",
    "evna",
    "ivna",
    "owicz",
    "ewicz",
    "ovic",
    "evic",
    "ovitj",
    "evitj",
    "avitj",
    "ovitch",
    "evitch",
    "ovitsch",
    "evitsch",
    "owitsch",
    "ewitsch",
    "iewicz",
    "ovici",
    "evici",
    "ovics",
    "evics",
    "ovicius",
    "evicius",
    "ovitsj",
    "evitsj",
    "ovits",
    "evits",
    "owna",
    "ewna",
    "auna",
    "euna",
)


_COMMON_ENDINGS = (
    *("technologies", "holdings", "holding", "marine", "export", "import", "invest", "energo", "pharma", "stroy"),
    *("trans", "trade", "group", "media", "power", "steel", "cargo", "metal", "lines", "tech", "bank", "chem", "soft"),
    *("prom", "mash", "neft", "snab", "torg", "line", "plast", "pharm", "trading", "shipping", "electro"),
    *("impex", "logic", "logistic", "logistics", "systems", "system", "service", "servis", "stroi", "credit"),
    *("finance", "capital", "avia", "agro", "auto", "avto", "farm", "foods", "motors", "gaz", "telecom", "oil"),
    *("tex", "mont", "expo", "consult", "design", "project", "proekt", "komplekt", "resurs", "industry"),
    "development",
)
"""Common words, of three letters and more, that companies write together with their own: what stands before them tells
companies apart."""


def father_of(word: str) -> str | None:
    """The stem of an East Slavic patronymic (Viktorovich, Viktorovitj: viktor), or None if the word is none."""
    if not word.endswith(_PATRONYMICS):
        return None
    for suffix in _PATRONYMICS:
        if word.endswith(suffix) and len(word) > len(suffix) + 2:
            return word[: -len(suffix)]
    return None


def is_patronymic(word: str) -> bool:
    """Whether a word looks like an East Slavic patronymic."""
    return father_of(word) is not None


def _sound_distance(left: str, right: str) -> int:
    """Sounds apart, in the reading in which the two words are nearest."""
    return min(OSA.distance(a, b) for a in sounds(left) for b in sounds(right))


def _effective_edits(left: str, right: str, lexicon: Lexicon) -> tuple[float, int]:
    raw = OSA.distance(left, right)
    if lexicon.are_variants(left, right):
        return _SAME_CLASS, raw
    left_stem, right_stem = stem(left), stem(right)
    if (left_stem != left or right_stem != right) and left_stem == right_stem:
        return min(_ENDING_ONLY, raw), raw
    sound = _sound_distance(left, right)
    if sound == 0:
        return min(raw / 3, _SAME_SOUND), raw
    edits = (raw + 2 * sound) / 3 if sound < raw else float(raw)
    left_father, right_father = father_of(left), father_of(right)
    if left_father and right_father and lexicon.father_keys(left_father) & lexicon.father_keys(right_father):
        return min(edits, 0.7), raw
    if left_stem != left or right_stem != right:
        stems: float = OSA.distance(left_stem, right_stem)
        if stems > 1 and _sound_distance(left_stem, right_stem) == 0:
            stems = _SAME_SOUND
        edits = min(edits, max(stems + _ENDING_ONLY, 1.0))
    return edits, raw


def own_parts(left: str, right: str) -> tuple[str, str]:
    """The parts in which compounds differ: Abdul Karim and Abdul Rahim are as unlike as Karim and Rahim, Meditech and
    Mecatech as medi and meca."""
    if left.startswith("abdul") and right.startswith("abdul") and min(len(left), len(right)) > 6:
        return left[5:], right[5:]
    if left.endswith("din") and right.endswith("din") and min(len(left), len(right)) > 5:
        return left[:-3], right[:-3]
    if not (left.endswith(_COMMON_ENDINGS) and right.endswith(_COMMON_ENDINGS)):
        return left, right
    if left[-3:] != right[-3:]:
        return left, right
    ending = next((one for one in _COMMON_ENDINGS if left.endswith(one) and right.endswith(one)), "")
    if ending and min(len(left), len(right)) > len(ending) + 1:
        return left[: -len(ending)], right[: -len(ending)]
    return left, right


_DIRECTIONS = frozenset(f"{side}{ending}" for side in ("north", "south", "east", "west") for ending in ("", "ern"))
"""Two of these are two places and no slip: eastern, western."""


@lru_cache(maxsize=1 << 15)
def similarity(left: str, right: str, lexicon: Lexicon) -> Similarity | None:
    """How alike two folded words are, or None if they are different words.

    Persons with equally many words show it: one or two letters apart is the same word, three letters apart is
    another, unless the sound is the same. Two-letter words tolerate next to nothing.
    """
    if left == right:
        return Similarity(0.0, 0.0, 0)
    if left.isdigit() or right.isdigit():
        return None
    if max(len(left), len(right)) == 1:  # no letter is a spelling of another: E Ltd is not I Ltd
        return None
    if not left.isascii() and not right.isascii() and min(len(left), len(right)) == 1:
        return None
    if left in _DIRECTIONS and right in _DIRECTIONS and left[:1] != right[:1]:
        return None
    edits, raw = _effective_edits(left, right, lexicon)
    left, right = own_parts(left, right)
    ratio = edits / ((len(left) + len(right)) / 2)
    if edits > (MAX_EDITS_OF_LONG if len(left) + len(right) >= 2 * LONG_WORD else MAX_EDITS) or ratio > MAX_RATIO:
        return None
    if raw >= OTHER_WORD and edits > 1.4 and max(len(left), len(right)) < ROOMY_WORD:
        return None
    if min(len(left), len(right)) <= 2 and edits > 0.7:
        return None
    return Similarity(edits, ratio, raw)

"""One spelling for one sound: a phonetic form of Latin-script words, whatever language spelt them.

Gaddafi, Qadhafi and Kadafi all become `kadafi`. Vowels are kept but merged; digits stand for sounds without a letter
(1 ch/zh/j, 2 sh, 3 ts). Source: correspondences of the romanisations of Russian, Ukrainian, Arabic and Persian.
"""

from __future__ import annotations

import re
from functools import lru_cache

_RULES: tuple[tuple[str, str], ...] = (
    (r"^(?:e|i)?sch", "2"),
    (r"shch", "2"),
    (r"tsch|tch|cz|ch", "1"),
    (r"sch|sh|sz", "2"),
    (r"^j(?=[aeou])|dzh|dj|zh", "1"),
    (r"kh|gh|q|ck|g", "k"),
    (r"c(?=[eiy])", "s"),
    (r"c", "k"),
    (r"ph", "f"),
    (r"th", "t"),
    (r"dh", "d"),
    (r"ts|tz", "3"),
    (r"x", "ks"),
    (r"w|ff", "v"),
    (r"z", "s"),
    (r"ee|ie|ei|ai|ey|ay|y|j|e", "i"),
    (r"ou|oo|o", "u"),
    (r"(?<=[aiu])h", ""),
    (r"h(?=[bcdfgklmnprstvz123])", ""),
    (r"(.)\1+", r"\1"),
    (r"([aiu])[aiu]+", r"\1"),
)
# What the letters say in German and Polish spellings of the same names: Zekow and Ciekow are Tsekov, Janukowicz is
# Yanukovych. Greek theta comes as th in the west and as f in Russian (Theodosia, Feodosiya).
_CONTINENTAL: tuple[tuple[str, str], ...] = (
    (r"^j", "y"),
    (r"(?<![sct])z(?!h)", "ts"),
    (r"c(?![hkz])", "ts"),
    (r"th", "f"),
)
_COMPILED = tuple((re.compile(pattern), to) for pattern, to in _RULES)
_COMPILED_CONTINENTAL = tuple((re.compile(pattern), to) for pattern, to in _CONTINENTAL)


@lru_cache(maxsize=1 << 17)
def phonetic(word: str) -> str:
    """The phonetic form of a folded Latin word; words of other scripts come back as they are."""
    if not word.isascii():
        return word
    for pattern, to in _COMPILED:
        word = pattern.sub(to, word)
    return word


@lru_cache(maxsize=1 << 17)
def sounds(word: str) -> tuple[str, ...]:
    """The phonetic form, and a second one where continental spelling gives the letters another sound."""
    first = phonetic(word)
    if not word.isascii():
        return (first,)
    respelt = word
    for pattern, to in _COMPILED_CONTINENTAL:
        respelt = pattern.sub(to, respelt)
    second = phonetic(respelt) if respelt != word else first
    return (first,) if second == first else (first, second)

"""One spelling for one sound: a phonetic form of Latin-script words, whatever language spelt them.

Gaddafi, Qadhafi and Kadafi all become `kadafi`. Vowels are kept but merged; digits stand for sounds without a letter
(1 ch/zh/j, 2 sh/shch, 3 ts). Source: correspondences of the romanisations of Russian, Ukrainian, Arabic and Persian.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.words import read_table

_RULES: tuple[tuple[str, str, str], ...] = (
    # pattern, replacement, letters of which a word must have one for the rule to matter (any word if none are given)
    (r"^(?:e|i)?sch", "2", "c"),
    (r"shch", "2", "c"),
    (r"tsch|tch|cz|(?<!s)ch", "1", "c"),
    (r"sch|sh|sz", "2", "s"),
    (r"21", "2", "2"),
    (r"^j(?=[aeou])|dzh|dj|zh", "1", "jz"),
    (r"kh|gh|q|ck|g", "k", "kgqc"),
    (r"c(?=[eiy])", "s", "c"),
    (r"c", "k", "c"),
    (r"ph", "f", "p"),
    (r"th", "t", "t"),
    (r"dh", "d", "d"),
    (r"ts|tz", "3", "t"),
    (r"x", "ks", "x"),
    (r"w|ff", "v", "wf"),
    (r"z", "s", "z"),
    (r"ee|ie|ei|ai|ey|ay|y|j|e", "i", "eiyj"),
    (r"ou|oo|o", "u", "o"),
    (r"(?<=[aiu])h", "", "h"),
    (r"h(?=[bcdfgklmnprstvz123])", "", "h"),
    (r"(.)\1+", r"\1", ""),
    (r"([aiu])[aiu]+", r"\1", ""),
)
# What the letters say in German and Polish spellings of the same names: Zekow and Ciekow are Tsekov, Janukowicz is
# Yanukovych. Greek theta comes as th in the west and as f in Russian (Theodosia, Feodosiya).
_CONTINENTAL: tuple[tuple[str, str], ...] = (
    (r"^j", "y"),
    (r"(?<![sct])z(?!h)", "ts"),
    (r"c(?![hkz])", "ts"),
    (r"th", "f"),
)
_COMPILED = tuple((re.compile(pattern), to, frozenset(letters)) for pattern, to, letters in _RULES)
_COMPILED_CONTINENTAL = tuple((re.compile(pattern), to) for pattern, to in _CONTINENTAL)


@lru_cache(maxsize=1 << 15)
def phonetic(word: str) -> str:
    """The phonetic form of a folded Latin word; words of other scripts come back as they are."""
    if not word.isascii():
        return word
    letters = set(word)
    for pattern, to, needed in _COMPILED:
        if not needed or not needed.isdisjoint(letters):
            changed = pattern.sub(to, word)
            if changed != word:
                word, letters = changed, set(changed)
    return word


@dataclass(frozen=True, slots=True)
class _Language:
    """How one language spells: which words may be spelt so, and how to respell them."""

    when: re.Pattern[str]
    least: int
    rules: tuple[tuple[re.Pattern[str], str], ...]

    def respelt(self, word: str) -> str:
        """The word as English would spell it, or as it is if nothing says that the language has spelt it."""
        if len(word) < self.least or self.when.search(word) is None:
            return word
        for pattern, to in self.rules:
            word = pattern.sub(to, word)
        return word


@lru_cache(maxsize=1)
def _languages() -> tuple[_Language, ...]:
    rules: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for row in read_table("spelling_language_rules.csv"):
        rules.setdefault(row["language"], []).append((lazy_pattern(row["pattern"]), row["replacement"]))
    return tuple(
        _Language(re.compile(row["when"]), int(row["least"]), tuple(rules[row["language"]]))
        for row in read_table("spelling_languages.csv")
    )


@lru_cache(maxsize=1 << 15)
def sounds(word: str) -> tuple[str, ...]:
    """The phonetic form, then others where the spelling of some language gives the letters another sound."""
    first = phonetic(word)
    if not word.isascii():
        return (first,)
    respelt = word
    for pattern, to in _COMPILED_CONTINENTAL:
        respelt = pattern.sub(to, respelt)
    found = {first: None}
    if respelt != word:
        found[phonetic(respelt)] = None
    for language in _languages():
        other = language.respelt(word)
        if other != word:
            found[phonetic(other)] = None
    return tuple(found)

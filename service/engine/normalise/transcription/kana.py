"""Katakana and hiragana as sound: what a foreign name in kana may have been."""

from __future__ import annotations

from functools import lru_cache

from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.transcription.rules import respellings, transcriber, undouble

_READER = transcriber("kana")
_ALTERNATIVES = respellings("kana_alternatives")
_VOWELS = respellings("kana_vowels")
_HIRAGANA_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
# English and German r behind a vowel is only heard as its length: Turner is ターナー, Norman ノーマン, Blair ブレア.
_LOST_R = lazy_pattern("[15](?![aeiourR1-8])|(?<=[eiou])a$")
# A diphthong is one sound of English i and a, and two letters in other languages: Wiley is ワイリー, Saif サイフ.
_DIPHTHONGS = str.maketrans({"6": "ai", "7": "ei", "8": "oi"})
MAX_READINGS = 4


@lru_cache(maxsize=32768)
def read(word: str) -> tuple[str, ...]:
    """The readings of a word in kana, the plain one first, at most `MAX_READINGS`."""
    word = word.translate(_HIRAGANA_TO_KATAKANA)
    first = _codes_of(word)
    found = {first: None, first.translate(_DIPHTHONGS): None, _LOST_R.sub(r"\g<0>r", first): None}
    for rule in _ALTERNATIVES:
        other = rule.apply(word)
        if other != word:
            found[_codes_of(other)] = None
    found.pop("", None)
    return tuple(found)[:MAX_READINGS]


def _codes_of(word: str) -> str:
    """The sound codes of a word in katakana."""
    codes = _READER.read(word)
    for rule in _VOWELS:
        codes = rule.apply(codes)
    return undouble(codes)

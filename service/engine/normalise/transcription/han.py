"""Han characters as sound: Mandarin in pinyin and Wade-Giles, and Cantonese as Hong Kong spells it.

Japanese and Korean readings of Han characters are not attempted: one character has many, and nothing says which.
"""

from __future__ import annotations

from functools import lru_cache

from service.engine.normalise.transcription import latin
from service.engine.normalise.transcription.rules import respellings, table, transcriber, undouble

_SURNAMES = {row["character"]: row["pinyin"] for row in table("han_surnames")}
_CANTONESE = {row["character"]: row["cantonese"].split() for row in table("han_cantonese")}
_FOREIGN = transcriber("han_foreign")
_WADE_GILES = respellings("han_wade_giles")
MAX_READINGS = 4


@lru_cache(maxsize=16384)
def read(word: str, *, surname: bool = False) -> tuple[str, ...]:
    """The readings of a run of Han characters: pinyin, Wade-Giles and, if every character has one, Cantonese."""
    pinyin = [_SURNAMES[word]] if surname and word in _SURNAMES else _pinyin(word)
    spellings = ["".join(map(_english, pinyin)), "".join(map(_wade_giles, pinyin))]
    if all(c in _CANTONESE for c in word):
        spellings += ["".join(_CANTONESE[c][0] for c in word)]
        if len(word) == 1:
            spellings += _CANTONESE[word][1:]
    found = dict.fromkeys(latin.read_folded(latin.fold(spelling)) for spelling in spellings)
    return tuple(found)[:MAX_READINGS]


@lru_cache(maxsize=16384)
def read_foreign(word: str) -> tuple[str, ...]:
    """The reading of a foreign name in Han characters, which stand for syllables: 克里彭 is Crippen.

    The vowels that Mandarin needs behind a consonant (克 ke, 斯 si, 夫 fu) are weak, as in kana.
    """
    return (undouble("".join(_FOREIGN.read(syllable) for syllable in _pinyin(word))),)


def _pinyin(word: str) -> list[str]:
    # Imported when the first Han name comes: its dictionary takes a third of a second, which would delay every start.
    from pypinyin import lazy_pinyin

    return lazy_pinyin(word)


def _english(syllable: str) -> str:
    """Pinyin x and q sound like sh and ch, and are read so on the Latin side too."""
    return syllable.replace("x", "sh").replace("q", "ch")


def _wade_giles(syllable: str) -> str:
    for rule in _WADE_GILES:
        syllable = rule.apply(syllable)
    return syllable


def split(word: str) -> tuple[str, ...]:
    """An unspaced Chinese name of two to four characters as surname and given name; anything else as it is."""
    if word[:2] in _SURNAMES and 3 <= len(word) <= 4:
        return word[:2], word[2:]
    if 2 <= len(word) <= 3:
        return word[:1], word[1:]
    return (word,)

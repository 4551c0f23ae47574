"""Han characters as sound: Mandarin in pinyin and Wade-Giles, and Cantonese as Hong Kong spells it.

Koreans and Vietnamese written in Han characters are read in `han_languages.py`. Japanese persons are not: a character
has many readings in Japanese, and nothing says which.
"""

from __future__ import annotations

from functools import lru_cache

from service.engine.normalise.transcription import latin
from service.engine.normalise.transcription.han_languages import han_readings, plain_form
from service.engine.normalise.transcription.rules import table, transcriber, undouble
from service.engine.normalise.transcription.wade_giles import syllable_in_wade_giles

_SURNAMES = {row["character"]: row["pinyin"] for row in table("han_surnames")}
_CANTONESE = {row["character"]: row["cantonese"].split() for row in table("han_cantonese")}
_FOREIGN = transcriber("han_foreign")
MAX_READINGS = 4


@lru_cache(maxsize=16384)
def read(word: str, *, surname: bool = False) -> tuple[str, ...]:
    """The readings of a run of Han characters: pinyin, Wade-Giles and, if every character has one, Cantonese."""
    pinyin = [_SURNAMES[word]] if surname and word in _SURNAMES else _pinyin(word)
    spellings = ["".join(map(_english, pinyin)), "".join(map(syllable_in_wade_giles, pinyin))]
    cantonese = [_cantonese(c) for c in word]
    if all(cantonese):
        # Hong Kong writes syllables apart; an apostrophe keeps Wing Hong from being read as winghong, with a gh.
        spellings += ["'".join(one[0] for one in cantonese)]
        if len(word) == 1:
            spellings += cantonese[0][1:]
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

    # It writes v for u with two dots, and leaves a character that it does not know as it is (𠮷 for 吉).
    spoken = [one if one.isascii() else "".join(lazy_pinyin(plain_form(one))) for one in lazy_pinyin(word)]
    return [one.replace("v", "yu") for one in spoken]


def _cantonese(character: str) -> list[str]:
    """The Hong Kong spellings of a character, those in common use first; nothing if there is none."""
    known = _CANTONESE.get(character)
    if known is not None:
        return known
    reading = han_readings().get(plain_form(character))
    return [reading.cantonese] if reading is not None and reading.cantonese else []


def _english(syllable: str) -> str:
    """Pinyin x and q sound like sh and ch, and are read so on the Latin side too."""
    return syllable.replace("x", "sh").replace("q", "ch")


def split(word: str) -> tuple[str, ...]:
    """An unspaced Chinese name of two to four characters as surname and given name; anything else as it is."""
    if word[:2] in _SURNAMES and 3 <= len(word) <= 4:
        return word[:2], word[2:]
    if 2 <= len(word) <= 3:
        return word[:1], word[1:]
    return (word,)

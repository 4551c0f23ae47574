"""Names typed while the keyboard was left in another layout: "Мдфвшьшк" for Vladimir, "Bdfyjd" for Иванов.

Only text that is hardly a name as it stands is read so, since every name in Cyrillic could be. Layouts: the Russian and
Ukrainian ones of Windows (JCUKEN), the Greek one (ELOT 928), Arabic (101), Hebrew (SI-1452), Korean (KS X 5002, two
sets), French (AZERTY) for names with an A, input of Japanese by Latin letters, and hands that lie one key too far to
the right. Not handled: QWERTZ, capitals in Hebrew, Persian layouts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.keyboards import keys_of, with_shift
from service.engine.normalise.transcription.kana import read as read_kana


def _meant(layout: str, *, signs: bool = False) -> dict[str, str]:
    """The letters, and signs, that stand where an American keyboard has letters, in small letters and capitals."""
    pairs = [
        (key, american)
        for key, american in keys_of(layout)
        if len(key) == 1 and american.isalpha() and (signs or key.isalpha())
    ]
    return {**dict(pairs), **{key.upper(): american.upper() for key, american in pairs if key.upper() != key}}


def _cyrillic(layout: str) -> dict[str, str]:
    """The letters of a Cyrillic layout, which stand on signs too, with what an American keyboard gives there."""
    pairs = [*(pair for pair in keys_of(layout) if pair[0].isalpha()), ("ё", "`")]
    return {**dict(pairs), **{key.upper(): with_shift(american) for key, american in pairs}}


_RUSSIAN = _cyrillic("Russian")
_FROM_RUSSIAN = str.maketrans(_cyrillic("Ukrainian") | _RUSSIAN)
_TO_RUSSIAN = str.maketrans({american: letter for letter, american in _RUSSIAN.items()})
_FROM_GREEK = str.maketrans(_meant("Greek"))
_FROM_ARABIC = str.maketrans(_meant("Arabic"))
_ARABIC = "".join(map(chr, _FROM_ARABIC))
_LAM_ALEF = "لا"
"""One key, that of b, and what the keys of g and h give as well."""
_IN_ARABIC = lazy_pattern(rf"[{_ARABIC}جدطكذظز\W\d_]+")
_ARABIC_ODDS = dict(
    zip(
        "ضصثقفغعهخحشسيبلاتنمئءؤرىةbجدطكذظزو",
        (
            *(-0.3, -1.1, 3.0, 1.5, 0.9, 1.1, -0.3, 1.3, 1.8, -1.2, 2.6, 0.4, -0.6, -1.4, -1.7, -1.1, -0.8, -0.9),
            *(-0.6, 1.6, 0.0, 3.1, -1.1, 2.5, 1.5, 0.8, -5.6, -7.3, -5.2, -5.5, -3.6, -4.2, -5.7, -6.6),
        ),
        strict=True,
    )
)
"""As `_ODDS`, of Latin names typed on an Arabic keyboard against Arabic names; b for the key of lam and alef. Counted
in 60,066 Latin and 1,821 Arabic names of ten official lists."""
_LEAST_ARABIC_ODDS = 3.0
"""Of other Latin names 98 in 100 reach it, and none of the Arabic ones."""
_FROM_HEBREW = str.maketrans(_meant("Hebrew", signs=True))
_END_INSIDE_HEBREW = lazy_pattern(r"[ןםך](?=[א-ת])")
"""Letters with which Hebrew words only end, where the keys of i, o and l are."""
_LONE_JAMO = lazy_pattern(r"[\u3131-\u3163]")
"""A letter of Hangul that stands outside of a syllable."""
_LEADS, _FIRST_LEAD = "r R s e E f a q Q t T d w W c z x v g", 0x1100
_MIDDLES, _FIRST_MIDDLE = "k o i O j p u P h hk ho hl y n nj np nl b m ml l", 0x1161
_TAILS, _FIRST_TAIL = "r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g", 0x11A8
_FROM_KOREAN = {
    first + at: key.lower()
    for keys, first in ((_LEADS, _FIRST_LEAD), (_MIDDLES, _FIRST_MIDDLE), (_TAILS, _FIRST_TAIL))
    for at, key in enumerate(keys.split())
}
_FROM_RIGHT = str.maketrans(_meant("right", signs=True))
_RIGHT_ODDS = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        (
            *(-9.1, -0.1, -2.8, 0.3, -2.7, 1.2, -0.5, -1.0, -1.0, 1.8, -1.0, -0.8, 0.3),
            *(-1.1, 0.3, 1.4, -5.3, 0.1, 1.1, 0.3, -0.4, 0.4, -0.3, 1.7, 0.7, -6.3),
        ),
        strict=True,
    )
)
"""How much oftener a letter occurs in Latin names typed one key to the right than in Latin names, as the natural
logarithm. Counted in 60,066 names of ten official lists, of which 56 that are hardly spoken have such odds."""
_LEAST_RIGHT_ODDS = 1.0
_SIGN_INSIDE, _ODDS_OF_SIGN = lazy_pattern(r"(?<=[a-z])[;,\[](?=[a-z])"), 2.0
"""What stands right of l, m and p."""
_AZERTY = lazy_pattern(r"q(?![ui])", re.IGNORECASE)
_FROM_AZERTY = str.maketrans(_meant("French"))
_CYRILLIC = lazy_pattern(r"[\u0400-\u045f]")
_GREEK = lazy_pattern(r"[\u0370-\u03ff]")
_ACCENTED = lazy_pattern(r"[άέήίόύώϊϋΐΰΆΈΉΊΌΎΏ]|[\u1f00-\u1fff]|\u0301")
"""In Greek every word of two syllables has one, unless it is in capitals; what was typed by mistake has none."""
_OTHER_LETTERS = lazy_pattern(r"[^\W\d_a-zA-Z\u0370-\u045f]")
_LEAST_LETTERS = 6
_LEAST_CYRILLIC = 4
_ODDS = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        (
            *(-2.3, 0.2, -0.8, 0.4, 0.4, -0.7, -3.1, -3.1, 0.8, -1.6, -1.8, 0.3, -0.9, -0.3, -1.2, -2.4, 0.6),
            *(-0.3, -0.4, 0.8, 1.6, 3.7, -4.7, 0.0, -3.0, 2.8, 4.1, -2.7, 2.7, 1.2, 0.6, 0.1, -0.1),
        ),
        strict=True,
    )
)
"""How much oftener a letter occurs in Latin names typed on a Russian keyboard than in Russian names, as the natural
logarithm. Counted in 4,000 Latin and 1,109 Cyrillic names of ten official lists."""
_LEAST_ODDS = 4.0
"""Of as many other names of each kind 97 in 100 reach it, and none of 1,109."""
_RUSSIAN_VOWELS_IN_LATIN = lazy_pattern(r"[fjtbesz.']|(?<=[a-z]);|`")
"""Where the Russian vowels stand on the Latin keyboard, of which only e is a vowel."""
_LATIN_VOWELS = lazy_pattern(r"[aeiou]")
_MOST_OF_VOWELS, _LEAST_OF_VOWELS = 0.12, 0.25
_UNSPEAKABLE = lazy_pattern(r"[b-df-hj-np-tv-z;',.\[\]`]{4}")
_HIRAGANA_IN_WORD = lazy_pattern(r"[A-Za-z]{2}[\u3041-\u3096]|[\u3041-\u3096][A-Za-z]{2}")
_HIRAGANA = lazy_pattern(r"[\u3041-\u3096ー]+")


def holds_syllables(text: str) -> bool:
    """Whether a word mixes Latin letters with hiragana, as the input of Japanese leaves it."""
    return _HIRAGANA_IN_WORD.search(text) is not None


def typed_otherwise(text: str) -> Iterator[str]:
    """The text as another keyboard layout would have written it, where it is hardly a name as it stands."""
    if text.isascii():
        if typed_in_french(text):
            yield text.translate(_FROM_AZERTY)
        if _is_typed_to_the_right(text):
            yield text.lower().translate(_FROM_RIGHT)
        elif _is_russian_typed_latin(text):
            yield text.translate(_TO_RUSSIAN)
        return
    if _OTHER_LETTERS.search(text):
        if holds_syllables(text):
            yield _HIRAGANA.sub(lambda run: (read_kana(run[0]) or (run[0],))[0], text)
        yield from _typed_in_east(text)
        return
    if typed_in_russian(text):
        yield text.translate(_FROM_RUSSIAN)
    elif _GREEK.search(text) and not (_CYRILLIC.search(text) or _ACCENTED.search(text) or text.isupper()):
        yield text.translate(_FROM_GREEK)


def _typed_in_east(text: str) -> Iterator[str]:
    """What was typed in an Arabic, Hebrew or Korean layout."""
    if typed_in_arabic(text):
        yield text.replace(_LAM_ALEF, "b").translate(_FROM_ARABIC)
        if _LAM_ALEF in text:
            yield text.translate(_FROM_ARABIC)
    elif typed_in_hebrew(text):
        yield text.translate(_FROM_HEBREW)
    elif typed_in_korean(text):
        yield unicodedata.normalize("NFKD", text).translate(_FROM_KOREAN)


def is_typed_otherwise(text: str) -> bool:
    """Whether a text in ASCII is hardly a name as it stands, and may be one in another layout."""
    return typed_in_french(text) or (is_hardly_spoken(text) and next(typed_otherwise(text), None) is not None)


def is_hardly_spoken(text: str) -> bool:
    """Whether a text has four consonants in a row, or signs that stand where layouts have letters."""
    return _UNSPEAKABLE.search(text.lower()) is not None


def typed_in_arabic(text: str) -> bool:
    """Whether a text in Arabic letters is a Latin name typed on an Arabic keyboard."""
    if _IN_ARABIC.fullmatch(text) is None:
        return False
    letters = [one for one in text.replace(_LAM_ALEF, "b") if one.isalpha()]
    if len(letters) < _LEAST_CYRILLIC:
        return False
    return sum(_ARABIC_ODDS.get(letter, 0.0) for letter in letters) > _LEAST_ARABIC_ODDS


def typed_in_hebrew(text: str) -> bool:
    """Whether a text in Hebrew letters has letters inside its words with which words only end."""
    return _END_INSIDE_HEBREW.search(text) is not None


def typed_in_korean(text: str) -> bool:
    """Whether a letter of a text in Hangul stands outside of a syllable."""
    return _LONE_JAMO.search(text) is not None


def typed_in_russian(text: str) -> bool:
    """Whether a text in Cyrillic has the letters of a Latin name typed on a Russian keyboard, more than Russian has."""
    letters = [one for one in text.lower() if one.isalpha()]
    if len(letters) < _LEAST_CYRILLIC or not all(map(_CYRILLIC.match, letters)):
        return False
    return sum(_ODDS.get(letter, 0.0) for letter in letters) > _LEAST_ODDS


def typed_in_french(text: str) -> bool:
    """Whether a text of Latin letters has a q where hardly any name has one, and no a, which is at the place of q."""
    return "q" in text.lower() and "a" not in text.lower() and _AZERTY.search(text) is not None


def _is_typed_to_the_right(text: str) -> bool:
    """Whether a text of Latin letters can hardly be spoken, but can be once each letter is moved to the left, and has
    letters that stand right of those of names."""
    lowered = text.lower()
    if len(lowered) < _LEAST_LETTERS or _UNSPEAKABLE.search(lowered) is None:
        return False
    if _UNSPEAKABLE.search(lowered.translate(_FROM_RIGHT)) is not None:
        return False
    signs = len(_SIGN_INSIDE.findall(lowered))
    return sum(_RIGHT_ODDS.get(letter, 0.0) for letter in lowered) + signs * _ODDS_OF_SIGN > _LEAST_RIGHT_ODDS


def _is_russian_typed_latin(text: str) -> bool:
    """Whether a text of Latin letters has next to no vowel, yet the keys of the Russian ones."""
    lowered = text.lower()
    if text.isupper() or _UNSPEAKABLE.search(lowered) is None:
        return False
    letters = "".join(filter(str.isalpha, lowered))
    if len(letters) < _LEAST_LETTERS:
        return False
    vowels = len(_LATIN_VOWELS.findall(letters))
    russian = len(_RUSSIAN_VOWELS_IN_LATIN.findall(lowered))
    return vowels <= _MOST_OF_VOWELS * len(letters) and russian >= _LEAST_OF_VOWELS * len(letters)

"""Names typed while the keyboard was left in another layout: "Мдфвшьшк" for Vladimir, "Bdfyjd" for Иванов.

Only text that is hardly a name as it stands is read so, since every name in Cyrillic could be. Layouts: the Russian one
of Windows (JCUKEN), the Greek one (ELOT 928) and input of Japanese by Latin letters. Not handled: layouts that exchange
a few Latin letters (AZERTY, QWERTZ), Arabic and Hebrew ones.
"""

from __future__ import annotations

from collections.abc import Iterator

from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.transcription.kana import read as read_kana

_QWERTY = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~"
_JCUKEN = "йцукенгшщзхъфывапролджэячсмитьбюёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ"
_FROM_RUSSIAN = str.maketrans(_JCUKEN, _QWERTY)
_TO_RUSSIAN = str.maketrans(_QWERTY, _JCUKEN)
_FROM_GREEK = str.maketrans(
    "ςερτυθιοπασδφγηξκλζχψωβνμΣΕΡΤΥΘΙΟΠΑΔΦΓΗΞΚΛΖΧΨΩΒΝΜ", "wertyuiopasdfghjklzxcvbnmSERTYUIOPADFGHJKLZXCVBNM"
)
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
        if _is_russian_typed_latin(text):
            yield text.translate(_TO_RUSSIAN)
        return
    if _OTHER_LETTERS.search(text):
        if holds_syllables(text):
            yield _HIRAGANA.sub(lambda run: (read_kana(run[0]) or (run[0],))[0], text)
        return
    if typed_in_russian(text):
        yield text.translate(_FROM_RUSSIAN)
    elif _GREEK.search(text) and not (_CYRILLIC.search(text) or _ACCENTED.search(text) or text.isupper()):
        yield text.translate(_FROM_GREEK)


def typed_in_russian(text: str) -> bool:
    """Whether a text in Cyrillic has the letters of a Latin name typed on a Russian keyboard, more than Russian has."""
    letters = [one for one in text.lower() if one.isalpha()]
    if len(letters) < _LEAST_CYRILLIC or not all(map(_CYRILLIC.match, letters)):
        return False
    return sum(_ODDS.get(letter, 0.0) for letter in letters) > _LEAST_ODDS


def _is_russian_typed_latin(text: str) -> bool:
    """Whether a text of Latin letters has next to no vowel, yet the keys of the Russian ones."""
    lowered = text.lower()
    letters = "".join(filter(str.isalpha, lowered))
    if len(letters) < _LEAST_LETTERS or text.isupper() or _UNSPEAKABLE.search(lowered) is None:
        return False
    vowels = len(_LATIN_VOWELS.findall(letters))
    russian = len(_RUSSIAN_VOWELS_IN_LATIN.findall(lowered))
    return vowels <= _MOST_OF_VOWELS * len(letters) and russian >= _LEAST_OF_VOWELS * len(letters)

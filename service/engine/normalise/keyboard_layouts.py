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
_LATIN_VOWELS_IN_RUSSIAN = lazy_pattern(r"[фушщг]")
"""Where a, e, i, o and u stand on the Russian keyboard."""
_RARE_IN_RUSSIAN = lazy_pattern(r"[фшщ]")
_USUAL_IN_RUSSIAN = lazy_pattern(r"[оаеиё]")
_NO_BEGINNING = lazy_pattern(r"(?<![^\W_])[ьъы]")
_LEAST_OF_VOWELS, _LEAST_OF_RARE, _MOST_OF_USUAL = 0.25, 0.1, 0.22
_MANY_OF_ONE = 0.2
_RUSSIAN_VOWELS_IN_LATIN = lazy_pattern(r"[fjtbesz.']|(?<=[a-z]);|`")
"""Where the Russian vowels stand on the Latin keyboard, of which only e is a vowel."""
_LATIN_VOWELS = lazy_pattern(r"[aeiou]")
_MOST_OF_VOWELS = 0.12
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
    """Whether a text in Cyrillic has the letters that stand where the Latin vowels do, more than Russian ever has."""
    lowered = text.lower()
    letters = "".join(filter(str.isalpha, lowered))
    if len(letters) < _LEAST_LETTERS or not all(map(_CYRILLIC.match, letters)):
        return False
    if _NO_BEGINNING.search(lowered) is not None:
        return True
    rare = _RARE_IN_RUSSIAN.findall(letters)
    return (
        (len(set(rare)) > 1 or len(rare) >= _MANY_OF_ONE * len(letters))
        and len(rare) >= _LEAST_OF_RARE * len(letters)
        and len(_LATIN_VOWELS_IN_RUSSIAN.findall(letters)) >= _LEAST_OF_VOWELS * len(letters)
        and len(_USUAL_IN_RUSSIAN.findall(letters)) <= _MOST_OF_USUAL * len(letters)
    )


def _is_russian_typed_latin(text: str) -> bool:
    """Whether a text of Latin letters has next to no vowel, yet the keys of the Russian ones."""
    lowered = text.lower()
    letters = "".join(filter(str.isalpha, lowered))
    if len(letters) < _LEAST_LETTERS or text.isupper() or _UNSPEAKABLE.search(lowered) is None:
        return False
    vowels = len(_LATIN_VOWELS.findall(letters))
    russian = len(_RUSSIAN_VOWELS_IN_LATIN.findall(lowered))
    return vowels <= _MOST_OF_VOWELS * len(letters) and russian >= _LEAST_OF_VOWELS * len(letters)

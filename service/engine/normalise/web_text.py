"""Names inside addresses of the web and of mail, and letters spaced or dressed as signs: how such texts are read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from service.common.lazy_pattern import lazy_pattern

_MAIL = lazy_pattern(r"(?:mailto:)?\b([\w.%+-]{2,64})@[\w-]{1,63}(?:\.[\w-]{1,63})+", re.IGNORECASE)
_SITE = lazy_pattern(
    r"(?:\bhttps?://(?:www\d?\.)?|\bwww\d?\.)([\w',&-]{2,63})(?:\.[\w-]{2,63}){1,3}(?:[/?#]\S*)?", re.IGNORECASE
)
_BARE_SITE = lazy_pattern(
    r"(?<![\w@./-])([\w-]{6,63})(?:\.{1,2}[\w-]{2,63}){0,2}\.{1,2}(?:com|net|org|info|biz|io|ru|ir|sy|cn|ae|by|ua|su)(?![\w.@])",
    re.IGNORECASE,
)
_PATH_NAME = lazy_pattern(r"[/=?]([^\W\d_]{2,}(?:[-_.+][\w]{2,}){1,6})(?=[/?#&\s]|\Z)")
_TOKEN_WITH_DIGIT = lazy_pattern(r"(?<![^\W_])\w*\d\w*(?![^\W_])")
_HANDLE = lazy_pattern(
    r"(?<![\w@.])[@#]([^\W\d_][\w.-]{5,})|\b(?:skype|telegram|tg|wechat|instagram|twitter|viber)\s*:\s*(?:live:)?([^\W\d_][\w.]{5,})"
    r"|(?<=[A-Za-z][ _]\*)([^\W\d_]{8,})\s*\Z",
    re.IGNORECASE,
)
_FORM = lazy_pattern(r"(?:[\w.-]{1,30}=[^=&\s]*)(?:&[\w.-]{1,30}=[^=&\s]*)*")
_VALUE = lazy_pattern(r"=([^=&]*[^\W\d_]{2}[^=&]*)")
_LEAST_LETTERS_OF_VALUE = 5
_INNER_SIGNS = lazy_pattern(r"[._%+,&\-]+|\d+")
_SPACED = lazy_pattern(r"(?<![^\W\d_])[^\W\d_](?:[\W_]{1,3}[^\W\d_](?![^\W\d_])){4,}")
_WIDE_GAP = lazy_pattern(r"[ \u00a0]{2,}")
_LETTER = lazy_pattern(r"[^\W\d_]")
_SHARE_OF_SPACED = 0.7
_SIGNS_FOR_LETTERS = {
    "@": "a",
    "€": "e",
    "$": "s",
    "!": "i",
    "£": "l",
    "¥": "y",
    "¡": "i",
    "|": "l",
    "§": "s",
    "+": "t",
    "¢": "c",
    "₡": "c",
    "₵": "c",
    "฿": "b",
    "₿": "b",
    "₩": "w",
    "₦": "n",
    "₽": "p",
    "₱": "p",
    "₲": "g",
    "₭": "k",
    "₫": "d",
    "₺": "t",
    "₮": "t",
    "₳": "a",
    "₹": "r",
}
_LETTER_SIGNS = "[@!¡|§" + "".join(sign for sign in _SIGNS_FOR_LETTERS if unicodedata.category(sign) == "Sc") + "]"
_SIGN_IN_WORD = lazy_pattern(rf"{_LETTER_SIGNS}(?=[^\W\d_])|(?<=[^\W\d_]){_LETTER_SIGNS}|(?<=[^\W_])\+(?=[^\W_])")
_WORD_WITH_SIGN = lazy_pattern(rf"(?=\S*[^\W\d_])\S*(?:{_LETTER_SIGNS}|\+)\S*")
_SIGNS = str.maketrans(_SIGNS_FOR_LETTERS)
_DIGIT_IN_WORD = lazy_pattern(r"(?<=[^\W\d_])\d(?=[^\W\d_])")
_TWO_FOR_ONE = (("vv", "w"), ("VV", "W"), ("I-I", "H"), ("|-|", "H"), ("\\/", "V"))
"""Letters that a scanner takes for two."""


def web_names(text: str) -> Iterator[str]:
    """What addresses in a text may name, and what a form of the web sends: "www.testan-examplov.com" and
    "q=testan+examplov" are testan examplov."""
    if "=" in text and _FORM.fullmatch(text.strip()) is not None:
        values = (value.replace("+", " ") for value in _VALUE.findall(text))
        yield from (value for value in values if len(value) >= _LEAST_LETTERS_OF_VALUE)
    for found in _MAIL.finditer(text):
        yield _INNER_SIGNS.sub(" ", found[1]).strip()
    for pattern in (_SITE, _BARE_SITE):
        for found in pattern.finditer(text):
            yield _INNER_SIGNS.sub(" ", found[1]).strip()
            path = found[0].partition("://")[2] or found[0]
            for named in _PATH_NAME.finditer(path, max(path.find("/"), 0)):
                yield _INNER_SIGNS.sub(" ", _TOKEN_WITH_DIGIT.sub(" ", named[1])).strip()
    for found in _HANDLE.finditer(text):
        yield _INNER_SIGNS.sub(" ", found[1] or found[2] or found[3]).strip()


def without_addresses(text: str) -> str:
    """The text without addresses of the web and of mail."""
    return _SITE.sub(" ", _MAIL.sub(" ", text))


def spaced_letters(text: str) -> str | None:
    """A text of which the letters stand apart ("T e s t a n"), written together; None for all others. Two blanks and
    more part words, where there are any. Vowel signs and other marks belong to their letter: they set none apart."""
    bare = text if text.isascii() else "".join([one for one in text if not is_mark(one)])
    if _SPACED.search(bare) is None:
        return None
    letters = len(_LETTER.findall(bare))
    apart = sum(len(_LETTER.findall(found[0])) for found in _SPACED.finditer(bare))
    if not letters or apart / letters < _SHARE_OF_SPACED:
        return None
    parts = _WIDE_GAP.split(text.strip())
    words = ["".join(one for one in part if one.isalpha() or is_mark(one)) for part in parts]
    return " ".join(word for word in words if word)


@lru_cache(maxsize=1 << 13)
def is_mark(character: str) -> bool:
    """Whether a character is a vowel sign or another mark beyond ASCII."""
    return not character.isascii() and unicodedata.category(character).startswith("M")


def signs_as_letters(text: str) -> str | None:
    """The text with letters for signs in its words (T€stan); None if there are none."""
    if _SIGN_IN_WORD.search(text) is None:
        return None
    return _WORD_WITH_SIGN.sub(lambda word: word[0].translate(_SIGNS), text)


def without_inner_digits(text: str) -> str | None:
    """The text without single digits inside its words (Tes1tan); None if there are none."""
    return _DIGIT_IN_WORD.sub("", text) if _DIGIT_IN_WORD.search(text) else None


def scanned(text: str) -> Iterator[str]:
    """The text with one letter for two that a scanner made of it; nothing where it has no such two."""
    for two, one in _TWO_FOR_ONE:
        if two in text:
            yield text.replace(two, one)

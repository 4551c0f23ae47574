"""Single characters: invisible ones, marks that only decorate a letter, letters in a fancy dress, digits of any script.

Sources: Unicode Character Database (general categories, names), The Unicode Standard, chapter 7 (combining marks) and
chapter 23 (variation selectors, format characters).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from service.common.lazy_pattern import lazy_pattern

_DECORATING_BLOCKS = (
    (0x0300, 0x036F),  # Combining Diacritical Marks
    (0x0483, 0x0489),  # Cyrillic titlo and number signs
    (0x0591, 0x05C7),  # Hebrew points
    (0x0610, 0x061A),  # Arabic honorifics
    (0x064B, 0x065F),  # Arabic vowel signs
    (0x0670, 0x0670),  # Arabic letter superscript alef
    (0x06D6, 0x06ED),  # Koranic signs
    (0x180B, 0x180F),  # Mongolian variation selectors and vowel separator
    (0x1AB0, 0x1AFF),  # Combining Diacritical Marks Extended
    (0x1DC0, 0x1DFF),  # Combining Diacritical Marks Supplement
    (0x20D0, 0x20FF),  # Combining Diacritical Marks for Symbols
    (0xFE00, 0xFE0F),  # Variation Selectors
    (0xFE20, 0xFE2F),  # Combining Half Marks
    (0xE0100, 0xE01EF),  # Variation Selectors Supplement
)
"""Marks that never are a letter of their own. In Thai, Devanagari or kana marks are letters, and stay."""

_DRESSING_MARKS = ((0x0488, 0x0489), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE20, 0xFE2F))

_FILLERS = "\u3164\u115f\u1160\uffa0\u17b4\u17b5\u180e\u2800\u034f"
"""Letters or signs by category, but invisible: fillers that keyboards and forgers leave behind."""

_JOINERS = "\u200c\u200d"
"""Zero width, but part of how Persian and Indic words are spelt: no sign of disguise beside such letters."""

_WITH = lazy_pattern(r"LATIN (?:SMALL|CAPITAL) LETTER ([A-Z]) WITH ")
_DRESSED = lazy_pattern(
    r"(?:LATIN LETTER SMALL CAPITAL|NEGATIVE (?:CIRCLED|SQUARED) LATIN CAPITAL LETTER|REGIONAL INDICATOR SYMBOL LETTER"
    r"|SQUARED LATIN CAPITAL LETTER|TAG LATIN (?:SMALL|CAPITAL) LETTER) ([A-Z])\Z"
)

_PHONETIC = lazy_pattern(
    r"LATIN (?:(?:SMALL|CAPITAL|LETTER) )*(?:(?:TURNED|REVERSED|INVERTED|SIDEWAYS|BARRED|OPEN|CLOSED|DOTLESS|AFRICAN"
    r"|INSULAR|STRETCHED|SQUAT|TOP HALF|BOTTOM HALF|SMALL) )*([A-Z]{1,2}|[A-Z]{3,}(?: HORN| STOP)?)"
    r"(?: BAR| ROTUNDA| DIGRAPH| REVERSED| LOOP)?(?: WITH .*)?\Z"
)
"""A letter of a phonetic alphabet by its shape: TURNED A, REVERSED OPEN E WITH HOOK, U BAR, ESH WITH CURL."""
_SOUNDS_LIKE = {
    "GLOTTAL STOP": "",
    "ALPHA": "a",
    "SCHWA": "a",
    "UPSILON": "u",
    "IOTA": "i",
    "OMEGA": "o",
    "RAMS HORN": "o",
    "PHI": "f",
    "ETH": "d",
    "ESH": "sh",
    "EZH": "zh",
    "DEZH": "j",
    "TESH": "ch",
    "TC": "ch",
    "LEZH": "l",
    "HENG": "h",
    "FENG": "f",
    "YOGH": "y",
    "WYNN": "w",
    "OI": "gh",
    "YR": "r",
}
"""What those are that are not named by plain letters; stops of the throat are apostrophes."""
_LETTERS_OF_A_NAME = 2
_SHAPES = str.maketrans("əƏɚɣƔŋŊʃƩʒƷʤʧæÆœŒʌɅðÐþÞɥɰɤʊƱɟʎɯƜ", "eEegGnNsSzZjcaAoOvVdDpPyuyuUfywW")
"""The one letter that a letter of a phonetic alphabet is shaped like or made of, whatever it sounds like: esh is an s,
eng an n."""
_LOOKS_LIKE = {"\u028c": "a", "\u0245": "a"}
"""A turned V is written for an A, which it looks like and sounds like."""


def decorates(character: str) -> bool:
    """Whether a combining mark or variation selector only decorates the letter before it."""
    code = ord(character)
    return any(first <= code <= last for first, last in _DECORATING_BLOCKS)


def is_filler(character: str) -> bool:
    """Whether a character shows nothing although Unicode counts it among letters or symbols."""
    return character in _FILLERS


@lru_cache(maxsize=8192)
def is_invisible(character: str) -> bool:
    """Whether a character shows nothing at all: format characters, selectors, fillers. Zero-width joiners count."""
    if character in _FILLERS:
        return True
    code = ord(character)
    if 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF or 0x180B <= code <= 0x180F:
        return True
    return unicodedata.category(character) == "Cf"


@lru_cache(maxsize=8192)
def plain_latin(character: str) -> str | None:
    """The plain letter, lower case, of a Latin letter in another dress: small capital, letter with a hook or stroke
    that Unicode does not decompose, letter in a box; letters for a letter of a phonetic alphabet. None for everything
    else."""
    name = unicodedata.name(character, "")
    found = _DRESSED.match(name) or _WITH.match(name)
    if found is not None:
        return found[1].lower()
    phonetic = _PHONETIC.match(name)
    if phonetic is None or character.isascii():
        return None
    base = phonetic[1].removesuffix(" DIGRAPH")
    plain = _LOOKS_LIKE.get(character, _SOUNDS_LIKE.get(base))
    return base.lower() if plain is None and len(base) <= _LETTERS_OF_A_NAME else plain


def shaped_like(text: str) -> str:
    """A text with one plain letter for each letter of a phonetic alphabet, by its shape."""
    return text if text.isascii() else text.translate(_SHAPES)


@lru_cache(maxsize=8192)
def _plain(character: str) -> str:
    if is_invisible(character) or (unicodedata.category(character) in ("Mn", "Me") and decorates(character)):
        return ""
    if unicodedata.category(character) == "Nd":
        return str(unicodedata.digit(character))
    return character


def plain_characters(text: str) -> str:
    """A text without invisible characters and decorating marks, with half and full width made one and digits of any
    script written 0 to 9. Case and letters stay."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", "".join(map(_plain, unicodedata.normalize("NFKC", text))))


def has_hidden(text: str) -> bool:
    """Whether a text holds characters that nobody sees and no language needs."""
    if text.isascii():
        return False
    return any(is_invisible(one) and one not in _JOINERS for one in text) or _needless_joiner(text)


def is_dressed(text: str) -> bool:
    """Whether a text holds letters in another dress (small capitals, boxed and mathematical letters) or marks that no
    alphabet needs. Full width and accents are ordinary."""
    return not text.isascii() and any(map(_is_dressed, text))


@lru_cache(maxsize=8192)
def _is_dressed(character: str) -> bool:
    if character.isascii():
        return False
    code = ord(character)
    if any(first <= code <= last for first, last in _DRESSING_MARKS):
        return True
    name = unicodedata.name(character, "")
    return _DRESSED.match(name) is not None or name.startswith(("MATHEMATICAL", "CIRCLED LATIN", "PARENTHESIZED LATIN"))


def _needless_joiner(text: str) -> bool:
    return any(joiner in text for joiner in _JOINERS) and all(
        unicodedata.name(one, "").startswith(("LATIN", "CYRILLIC", "GREEK")) for one in text if one.isalpha()
    )

"""Text to comparable text: one folding for the listed side and the asked side.

Sources: Unicode Standard Annex #15 (normalisation forms), Unicode Character Database (general categories).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from service.engine.normalise.folding.characters import decorates, is_filler, plain_latin
from service.engine.normalise.folding.han_variants import han_variants

# Letters that Unicode does not decompose, as they are usually written in plain Latin.
_SPECIAL_LETTERS = {
    "ß": "ss",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ħ": "h",
    "ı": "i",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ð": "d",
    "ə": "a",
    "ŋ": "ng",
    "ĸ": "k",
    # Letters of African and phonetic alphabets.
    "ɑ": "a",
    "ɛ": "e",
    "ɔ": "o",
    "ʊ": "u",
    "ɩ": "i",
    "ɡ": "g",
    "ɣ": "gh",
    "ʃ": "sh",
    "ʒ": "zh",
    "ŧ": "t",
    "ƒ": "f",
    "ё": "е",
    "ѐ": "е",
    "ѝ": "и",
    # Letters of their own, although Unicode takes them for a letter with a mark.
    "й": "й",
    "ї": "ї",
    "ў": "ў",
    # Arabic-script letters that Persian, Urdu and Arabic keyboards write differently.
    "ی": "ي",
    "ى": "ي",
    "ې": "ي",
    "ے": "ي",
    "ک": "ك",
    "ہ": "ه",
    "ھ": "ه",
    "ۀ": "ه",
    "ة": "ه",
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ٱ": "ا",
    "ؤ": "و",
    "ئ": "ي",
    "ـ": "",
}
# Signs that stand for an apostrophe, an ayn, a hamza, stress or length: deleted, not blanked, so that CH'O'L is CHOL.
_APOSTROPHES = "'’‘‛′´`ʼʻʿʾʹʺˈˌːˑʕˁˀ＇ʽ״׳\""
_DASHES = "-‐‑‒–—―−﹣－"
# Scripts whose combining marks only decorate a letter. In Thai, Devanagari or kana they are letters of their own.
_MARKED_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC")


def _is_latin_extended(character: str) -> bool:
    """Whether a character is in Latin Extended-D or -E, which stand between Han and Hangul."""
    return "\ua720" <= character <= "\ua7ff" or "\uab30" <= character <= "\uab6f"


def _fold_character(character: str) -> str:
    if character in _APOSTROPHES or is_filler(character):
        return ""
    if character in _DASHES:
        return "-"
    if character in "・･·＝=•":
        return " "
    category = unicodedata.category(character)
    if category in ("Cf", "Mn", "Me"):
        return "" if category == "Cf" or decorates(character) else character
    if category[0] in "ZC":
        return " "
    if ("\u2e80" <= character <= "\ufaff" and not _is_latin_extended(character)) or character >= "\U00020000":
        return han_variants().get(character, character.casefold())
    lowered = character.casefold()
    if lowered in _SPECIAL_LETTERS:
        return _SPECIAL_LETTERS[lowered]
    name = unicodedata.name(character, "")
    if name.startswith(_MARKED_SCRIPTS) or category == "So":
        undressed = plain_latin(character)
        if undressed is not None and unicodedata.decomposition(character) == "":
            return undressed
    if name.startswith(_MARKED_SCRIPTS):
        plain = "".join(part for part in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(part))
        return "".join(_SPECIAL_LETTERS.get(part, part) for part in plain)
    return lowered


class _FoldTable(dict[int, str]):
    """What `str.translate` needs, filled as characters are met; at most one entry a Unicode character."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        return folded


_TABLE = _FoldTable()
_TRADE_MARKS = dict.fromkeys(map(ord, "™℠®©℗"))
"""No part of a name, although Unicode takes some of them for letters written small."""
_LOST_LETTER = re.compile(r"(?<=[a-z])\?{1,4}(?=[a-z])")
_ORDINARY = re.compile(r"(?:[A-Z][a-z]+|[A-Z]{2,}|[a-z]{2,})(?: (?:[A-Z][a-z]+|[A-Z]{2,}|[a-z]{2,}))*")


@lru_cache(maxsize=1 << 12)
def is_ordinary(text: str) -> bool:
    """Whether a text is words of two and more letters A to Z with single blanks between them, each word in capitals, in
    small letters or with its first letter in capitals. Most names are; what no such name needs is not tried on it."""
    return _ORDINARY.fullmatch(text) is not None


@lru_cache(maxsize=1 << 15)
def fold(text: str) -> str:
    """Lower-case text without marks, invisible characters and apostrophes; half and full width made one.

    Other punctuation stays, since commas, brackets and slashes still carry meaning. A `?` between two letters, or some
    of them, are the bytes of a lost non-ASCII sign (`AL-QA?IDA`) and are dropped. Idempotent.
    """
    ascii_only = text.isascii()
    if (ascii_only and text.isalpha()) or is_ordinary(text):
        return text.lower()
    if not ascii_only:
        text = text.translate(_TRADE_MARKS)
    return _folded(text)


def _folded(text: str) -> str:
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).translate(_TABLE))
    return _LOST_LETTER.sub("", folded) if "?" in folded else folded


def fold_all(texts: Iterable[str]) -> list[str]:
    """What `fold` gives for each of many words of a table, in which there is no vertical line. All at once, as a start
    folds 15,000."""
    several = list(texts)
    return _folded("|".join(several).translate(_TRADE_MARKS)).split("|") if several else []

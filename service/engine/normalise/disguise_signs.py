"""Whether there is anything in a name that could be read otherwise than it stands. Most names have nothing.

What is read then is in `disguise`. A sign for each way of reading stands here, as looking for all of them at once is
what keeps the many ordinary names quick; a name with a sign and no other reading only costs time.
"""

from __future__ import annotations

import re
from functools import lru_cache

from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.coded_text import in_pairs
from service.engine.normalise.folding.characters import has_hidden, is_dressed, plain_characters, shaped_like
from service.engine.normalise.folding.confusables import as_latin
from service.engine.normalise.folding.misread_bytes import may_lead
from service.engine.normalise.folding.misread_letters import is_misread_latin
from service.engine.normalise.folding.upside_down import may_be_turned
from service.engine.normalise.joined_words import has_ending_inside, may_be_joined
from service.engine.normalise.keyboard_layouts import (
    holds_syllables,
    is_typed_otherwise,
    typed_in_arabic,
    typed_in_french,
    typed_in_hebrew,
    typed_in_korean,
)
from service.engine.normalise.number_one import ends_in_one
from service.engine.normalise.replaced_letters import begins_twice, may_hide_vowel
from service.engine.normalise.said_in_japanese import may_be_said_in_japanese
from service.engine.normalise.scripts import scripts_in
from service.engine.normalise.spelling_alphabets import may_be_spelt
from service.engine.normalise.text import is_ordinary
from service.engine.normalise.web_text import is_mark

_SIGNS_IN_ASCII = (
    # Mark-up, escapes of programs, signs for letters; lines and cells.
    r"[&\\%<=@$!|+#/\n\r\t\x0b\x0c\x80-\U0010ffff]",
    r"_x",
    r"\?\d",
    r"~~",
    r"\",\"",
    # Addresses of the web and of mail, file names, fields of forms.
    r"\b[wW][wW][wW]",
    r"[xX][nN]--",
    r"\w{6}\.\w{2}",
    r"\.\w{2,4}\s*\Z",
    r"[a-z]\.[a-z]{2}",
    r":\s*\w",
    # Digits for letters, inside words, before and between words.
    r"\d['.-]?[A-Za-z]",
    r"[A-Za-z]['.-]?\d",
    r"\A\s*(?:[01]{8}|\d{2,3})[ ,;-]{1,2}\d{2,3}",
    r"[A-Za-z]\.? [/(\[]?[A-Z]{0,2}\d[\d./-]*[)\]]? [(\[]?[A-Za-z]",
    r"[A-Za-z] - ?\d",
    r"[A-Za-z] [(\[][Cc]ont",
    # Words joined by capitals, and small letters joined to capitals.
    r"[a-z][A-Z]",
    r"[a-z](?<=[A-Z]{3}[a-z])",
    # Two letters for one that looks alike: VV, I-I.
    r"[vV]{2}",
    r"I-I",
    # Letters apart, twice and thrice, and said to be double; what fills a field up.
    r"(?<![^\W_])[^\W_][\W_]{1,3}[^\W_][\W_]{1,3}[^\W_](?![^\W_])",
    r"(?i:(?P<thrice>[a-z])(?P=thrice){2})",
    r"\b(?P<one>\w)(?P=one)(?P<other>\w)(?P=other)",
    r"(?i:d(?:ou?b|op?p|ubb)[a-z]{2,3}[\s-][a-z](?![a-z]))",
    r"(?P<filler>[#0._~*=-])(?P=filler){3}",
    r"[A-Za-z] (?P<apart>\S)(?P=apart){3}",
    # Other keyboards.
    r"(?i:[b-df-hj-np-tv-z;',.\[\]`]{4})",
    # Signs for letters and blanks within words, endings behind an apostrophe, words cut by a sign.
    r"[A-Za-z][_*?\[\]{}][A-Za-z]",
    r" \*[A-Za-z]",
    r"[`'][sS]\b",
    r"(?i:'(?:y?[aeiu]|[dt][ae]n?|n?[iu]n)\b)",
    r"[._*](?:(?<=[A-Z]{2}\.)[A-Z](?:[A-Z]|(?![\w.]))|(?<=[A-Za-z]{2}[_*])(?!\w))",
)
_SIGN_IN_ASCII = lazy_pattern("|".join(_SIGNS_IN_ASCII))
_THRICE = lazy_pattern(r"([^\W\d_])\1\1", re.IGNORECASE)
_MIXABLE_SCRIPTS = frozenset(("Cyrl", "Grek"))


class _Classes(dict[int, str]):
    """What `str.translate` needs to write a name in classes: `a` and `A` for letters A to Z, `o` for a letter or vowel
    sign that cannot be taken for another, `e` for one that may be the first byte of a misread character, a blank, and
    `?` for everything else. Filled as characters are met."""

    def __missing__(self, code: int) -> str:
        kind = self[code] = _class_of(chr(code))
        return kind


def _class_of(character: str) -> str:
    if character == " ":
        return " "
    if character.isascii():
        return "?" if not character.isalpha() else "a" if character.islower() else "A"
    if scripts_in(character) & _MIXABLE_SCRIPTS or not (character.isalpha() or is_mark(character)):
        return "?"
    plain = plain_characters(character) == character and not (has_hidden(character) or is_dressed(character))
    if not plain or may_be_turned(character) or as_latin(character) is not None or shaped_like(character) != character:
        return "?"
    return "e" if may_lead(character) else "o"


_CLASSES = _Classes()
_UNUSUAL = lazy_pattern(r"[?]|aA|e[eo]")
"""What may be read otherwise in a word, by classes: a sign, a capital inside, two signs of misread bytes."""
_APART = lazy_pattern(r"(?<![^ ])(?:[^ ] ){4}[^ ](?![^ ])|  |^ | $")
"""Five letters that stand apart, blanks in excess."""


@lru_cache(maxsize=1 << 12)
def may_be_disguised(name: str) -> bool:
    """Whether there is anything in a name that could be read otherwise. Most names have nothing, so this is quick. Kept
    for a while: each name is asked as that of a person and as that of another party."""
    if may_be_spelt(name):
        return True
    if is_ordinary(name):
        return (
            _is_written_oddly(name)
            or _THRICE.search(name) is not None
            or begins_twice(name)
            or is_typed_otherwise(name)
            or may_be_said_in_japanese(name.lower())
        )
    if name.isascii():
        if _SIGN_IN_ASCII.search(name) is not None or has_ending_inside(name) or ends_in_one(name):
            return True
        return may_hide_vowel(name) or typed_in_french(name)
    if not all(map(_is_plain_word, name.split(" "))):
        return True
    if in_pairs(name):
        return True
    return _is_written_oddly(name) or _APART.search(name) is not None or typed_in_arabic(name)


@lru_cache(maxsize=1 << 15)
def _is_plain_word(word: str) -> bool:
    """Whether a word of a text beyond ASCII gives no reason to read the text otherwise. Kept, as words repeat."""
    return not (
        _UNUSUAL.search(word.translate(_CLASSES)) is not None
        or is_misread_latin(word)
        or _THRICE.search(word) is not None
        or holds_syllables(word)
        or typed_in_hebrew(word)
        or typed_in_korean(word)
    )


def _is_written_oddly(name: str) -> bool:
    """Whether an otherwise ordinary name has a letter written as two, an ending apart, or a ship's type joined."""
    small = name.lower()
    return "vv" in small or "www" in small or may_be_joined(small) or ends_in_one(small)

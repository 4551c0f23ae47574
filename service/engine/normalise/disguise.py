"""What a name says behind mark-up, line breaks, invisible characters, look-alike letters and digits for letters.

A name is searched as it stands (mark-up read) and, where it may be disguised, in further readings as well. A reading
never replaces a genuine one: МОРЕ is a Cyrillic word although every letter of it looks Latin, so both are asked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

from anyascii import anyascii

from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.coded_text import decoded_names, from_mainframe, in_pairs
from service.engine.normalise.declension import nominatives
from service.engine.normalise.folding.characters import has_hidden, is_dressed, plain_characters, shaped_like
from service.engine.normalise.folding.confusables import as_latin, look_alikes_as_latin
from service.engine.normalise.folding.markup import decoded
from service.engine.normalise.folding.misread_bytes import may_be_text, may_lead, put_right
from service.engine.normalise.folding.misread_letters import is_misread_latin, read_again
from service.engine.normalise.folding.upside_down import may_be_turned, turned_upright
from service.engine.normalise.keyboard_layouts import (
    holds_syllables,
    is_typed_otherwise,
    typed_in_arabic,
    typed_in_french,
    typed_in_hebrew,
    typed_in_korean,
    typed_otherwise,
)
from service.engine.normalise.record_text import (
    columns,
    names_in_records,
    quoted_cells,
    without_line_ends,
    without_line_numbers,
)
from service.engine.normalise.replaced_letters import begins_twice, may_hide_vowel, with_letters
from service.engine.normalise.said_in_japanese import may_be_said_in_japanese, said_in_japanese
from service.engine.normalise.scripts import fold_homoglyphs, script_of, scripts_in
from service.engine.normalise.spelling_alphabets import (
    may_be_spelt,
    partly_spelt,
    spelt_letters,
    told_letters,
    with_doubled_letters,
)
from service.engine.normalise.text import fold, is_ordinary
from service.engine.normalise.transcription.greek import in_latin as greek_in_latin
from service.engine.normalise.transcription.greek import read as read_greek
from service.engine.normalise.web_text import (
    is_mark,
    scanned,
    signs_as_letters,
    spaced_letters,
    web_names,
    without_addresses,
    without_inner_digits,
)

_MAY_BE_DISGUISED = lazy_pattern(
    r"[&\\%<=@$!|+#/\n\r\t\x0b\x0c\x80-\U0010ffff]|\d['.-]?[A-Za-z]|[A-Za-z]['.-]?\d|[a-z][A-Z]"
    r"|\b[wW][wW][wW]|[vV]{2}|I-I|(?<![^\W_])[^\W_][\W_]{1,3}[^\W_][\W_]{1,3}[^\W_](?![^\W_])"
    r"|_x|\?\d|[`'][sS]\b|:\s*\w|\w{6}\.\w{2}|\.\w{2,4}\s*\Z|([#0._~*=-])\1\1\1"
    r"|(?i:([a-z])\2\2)|(?i:[b-df-hj-np-tv-z;',.\[\]`]{4})|[xX][nN]--|[A-Za-z][_*?\[\]{}][A-Za-z]| \*[A-Za-z]"
    r"|\b(\w)\3(\w)\4|[a-z]\.[a-z]{2}|(?i:d(?:ou?b|op?p|ubb)[a-z]{2,3}[\s-][a-z](?![a-z]))"
    r"|(?i:'(?:y?[aeiu]|[dt][ae]n?|n?[iu]n)\b)|[._*](?:(?<=[A-Z]{2}\.)[A-Z](?:[A-Z]|(?![\w.]))|(?<=[A-Za-z]{2}[_*])(?!\w))|[a-z](?<=[A-Z]{3}[a-z])"
    r"|\A\s*(?:[01]{8}|\d{2,3})[ ,;-]{1,2}\d{2,3}"
    r"|[A-Za-z]\.? [/(\[]?[A-Z]{0,2}\d[\d./-]*[)\]]? [(\[]?[A-Za-z]|[A-Za-z] [(\[][Cc]ont"
    r"|[A-Za-z] (\S)\5{3}|[A-Za-z] - ?\d|~~|\",\""
)


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
_MIXABLE_SCRIPTS = frozenset(("Cyrl", "Grek"))
_GREEK_WORD = lazy_pattern(r"(?<![^\W_])[\u0386-\u03ff\u1f00-\u1fff]{2,}(?![^\W_])")
_SPELT = "words that stand for letters were read as letters"
_CYRILLIC_WORD = lazy_pattern(r"(?<![^\W_])[\u0400-\u045f]{2,}(?![^\W_])")
_FOREIGN_CYRILLIC = lazy_pattern(r"(?<![^\W_])[\u0400-\u045f]*(?:[Хх]|[Дд][Жж])[\u0400-\u045f]+(?![^\W_])")
_LATIN_WORD = lazy_pattern(r"[A-Za-z]{2}")
_THRICE = lazy_pattern(r"([^\W\d_])\1\1", re.IGNORECASE)
_SMALL_BEHIND = lazy_pattern(r"(?<=[A-Z]{3})[a-z]{1,5}(?![^\W_])")
_SMALL_BEFORE = lazy_pattern(r"(?<![^\W_])[A-Z][a-z]{1,4}(?=[A-Z]{2})")
_SMALL_BEFORE_SMALL = lazy_pattern(r"(?<![^\W_])[A-Z][a-z]{1,4}(?=[a-z][A-Z]{2})")
"""What was put behind a word, or before it: GASPROMtech, NeoGASPROM, NeogASPROM."""
_BLANKS = lazy_pattern(r"[\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_DIVIDED = lazy_pattern(r"(?<=[^\W\d_])[-\u2010\u00ad][^\S\n\r]*[\n\r\x85\u2028\u2029]+\s*(?=[^\W\d_])")
_BREAK_IN_WORD = lazy_pattern(r"(?<=[^\W\d_])[\r\n\t]+[ \t]?(?=[^\W\d_])")
_COMMENT_IN_WORD = lazy_pattern(r"(?<=\w)<!--[^<>]{0,200}-->(?=\w)")
_TITLE_JOINED = lazy_pattern(r"\A\s*(?:M(?:rs?|me|lle|iss)|Mss?|Dr|Prof|Sra?|Herr|Frau)(?=[A-Z][a-z])")
_SHIP_TYPES = ("mv", "mt", "ms", "ss", "fv")
_SHIP_TYPE_JOINED = lazy_pattern(rf"\A(?:{'|'.join(_SHIP_TYPES)})(?=[a-z]{{2}})", re.IGNORECASE)
"""Types of ships without a blank behind, as labels and files have them: MVEXAMPLOVIA."""
_TURNED = lazy_pattern(r"[\u202e\u2067]([^\u202c\u2069\u202e\u2067]*)[\u202c\u2069]?")
_TURNED_SIGNS = "\u202e\u2067"
_DIGITS = str.maketrans("0123456789", "OIZEASGTBG")
_DIGITS_WITH_L = str.maketrans("0123456789", "OLZEASGTBG")
_CHAT_DIGIT = lazy_pattern(r"[2-9](?=['A-Za-z])|(?<=[A-Za-z])[2-9]")
_ARABIC_CHAT_DIGITS = tuple(
    str.maketrans({"2": "", "3": "", "5": "kh", "6": "t", "7": "h", "8": eight, "9": nine})
    for eight, nine in (("q", "s"), ("gh", "q"))
)
_RUSSIAN_CHAT_DIGITS = tuple(
    str.maketrans({"0": "o", "3": "z", "4": "ch", "6": six, "8": "v", "9": "ya"}) for six in ("sh", "b")
)
"""Digits for the Arabic letters that they look like, in names typed as in chats: 7asan, 5aled, 3abdallah. For Russian
letters that they look like or that their names begin with: Savi4 6evchenko."""
_WORD_WITH_DIGITS = lazy_pattern(r"(?=[^\s,;()/]*[A-Za-z])(?=[^\s,;()/]*\d)[A-Za-z0-9'’.-]+")
_LEET = lazy_pattern(r"[A-Za-z]\d|\d[A-Za-z]")
_JOINS = 2
"""So many words joined by capitals are divided. One is too ordinary: MacDonald, PetroChina."""
ENDINGS_APART = {"off": "ov", "eff": "ev", "ov": "ov", "ev": "ev", "ski": "ski"}
"""Endings of Slavic names that programs which listen write apart, and as names have them."""
_INSIDE_APART = lazy_pattern(r"(?<=[a-z]) (eff|off)(?=[a-z])(?!ic|ec|er|or|en|sh|set|se|sp|ra|site)", re.IGNORECASE)
"""The same sounds within a word, as the same programs write them: s effastopol. Office and offshore are words."""
_NEXT_CAPITAL = lazy_pattern(r"(?<=[a-z.])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text to search for a name, and what was done to read it, as a sentence; empty for a name as it stands."""

    text: str
    how: str = ""


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
        if _MAY_BE_DISGUISED.search(name) is not None or _INSIDE_APART.search(name) is not None:
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


def _ends_apart(small: str) -> bool:
    """Whether the last word of a text is an ending of Slavic names, as programs that listen write them: Aksyon off."""
    return small.endswith(("off", "eff", " ov", " ev", " ski")) and small.rpartition(" ")[2] in ENDINGS_APART


def _is_written_oddly(name: str) -> bool:
    """Whether an otherwise ordinary name has a letter written as two, an ending apart, or a ship's type joined."""
    small = name.lower()
    apart = _ends_apart(small) or _INSIDE_APART.search(small) is not None
    return apart or "vv" in small or "www" in small or small.startswith(_SHIP_TYPES)


@lru_cache(maxsize=1 << 14)
def readings(name: str, *, is_person: bool) -> tuple[Reading, ...]:
    """The name as it is searched, and further texts that it may have been meant to be read as; most names have none."""
    return all_readings(name, is_person=is_person) if may_be_disguised(name) else (Reading(name),)


def all_readings(name: str, *, is_person: bool) -> tuple[Reading, ...]:
    """`readings` of a name that may be disguised; of others this is the name alone, more slowly."""
    written = from_mainframe(name) or decoded(name)
    plain = _without_line_breaks(put_right(written))
    found = {fold(plain): Reading(plain, _remark(name, plain))}
    for pairs in in_pairs(name):
        found.setdefault(fold(pairs), Reading(pairs, "pairs of letters were taken for one character each"))
    if may_be_text(written):
        found.setdefault(fold(written), Reading(_without_line_breaks(written)))
    spaced = spaced_letters(plain)
    if spaced is not None:
        together = {fold(spaced): Reading(spaced, "letters that stand apart were written together")}
        # Single letters of a person's name are no initials then, of which a name of many words has some. Those of a
        # body may be its acronym and its legal form: C.A.D. S.A.
        plain, found = spaced, together if is_person else together | found
    told = told_letters(plain)
    if told is not None:
        together = {fold(told): Reading(told, _SPELT)}
        plain, found = told, together if is_person else together | found
    if _COMMENT_IN_WORD.search(name) is not None:
        bare = _without_line_breaks(decoded(_COMMENT_IN_WORD.sub("", name)))
        found.setdefault(fold(bare), Reading(bare, "a comment within a word was left out"))
    signs = signs_as_letters(written) if plain != written else None
    if signs is not None:  # which were taken for misread bytes, or for signs between letters
        found.setdefault(fold(signs), Reading(signs, "signs stand for letters"))
    for text, how in (*_others(written, plain, is_person), *_dressed(plain, is_person)):
        if text.strip():
            found.setdefault(fold(text), Reading(text, how))
    return tuple(found.values())


def _without_line_breaks(text: str) -> str:
    """A word divided at the end of a line is one word; other line breaks and tabs are blanks."""
    return _BLANKS.sub(" ", _DIVIDED.sub("", text))


def _others(written: str, plain: str, is_person: bool) -> Iterator[tuple[str, str]]:
    if _DIVIDED.search(written):
        yield _BLANKS.sub(" ", _DIVIDED.sub("-", written)), "a hyphen at the end of a line is kept"
    if _BREAK_IN_WORD.search(written):
        yield _BLANKS.sub(" ", _BREAK_IN_WORD.sub("", written)), "lines cut in the middle of a word were joined"
    yield from _of_several_lines(written)
    if any(sign in plain for sign in _TURNED_SIGNS):
        turned = _TURNED.sub(lambda run: run[1][::-1], plain)
        yield turned, "the name is written backwards and turned round by an invisible character"
        plain = turned
    if not plain.isascii():
        yield from _in_two_alphabets(plain)
        for text in read_again(plain):
            yield text, "its letters were read in another code page"
        upright = turned_upright(plain)
        if upright is not None:
            yield upright, "the letters are turned upside down"
        yield from _in_latin(plain_characters(plain))
        for text in nominatives(plain) if is_person else ():
            yield text, "its words were put into the nominative"
    yield from _spelt(plain)
    if not is_person and _WORD_WITH_DIGITS.search(plain):
        for text in _letters_for_digits(plain):
            yield text, "digits stand for letters"
    if is_person:
        yield from _as_persons(plain)
    yield from _divided(plain, is_person)


def _of_several_lines(written: str) -> Iterator[tuple[str, str]]:
    """Names over numbered lines, and in columns of a table."""
    if "\n" in written:
        shorter = without_line_ends(written)
        if shorter != written:
            yield _without_line_breaks(shorter), "numbers behind its lines were left out"
        unnumbered = without_line_numbers(written)
        if unnumbered != written:
            yield _without_line_breaks(unnumbered), "numbers before its lines were left out"
    if "\t" in written:
        for text in columns(written):
            yield text, "rows of a table were read column by column"
    for text in quoted_cells(written):
        yield text, "rows of a table were read column by column"


def _spelt(plain: str) -> Iterator[tuple[str, str]]:
    """Names of which the letters, or those of some words, are told by words."""
    letters = spelt_letters(plain)
    if letters is not None:
        yield letters, _SPELT
    doubled = with_doubled_letters(plain)
    if doubled is not None:
        yield doubled, _SPELT
    partly = partly_spelt(plain)
    if partly is not None:
        yield partly, _SPELT


def _as_persons(plain: str) -> Iterator[tuple[str, str]]:
    """Names with digits for Arabic and Russian letters, and those that come back from kana."""
    kana = said_in_japanese(plain)
    if kana is not None:
        yield kana, "it was read as the kana that Japanese writes it in"
    if _CHAT_DIGIT.search(plain) is not None:
        for table in _ARABIC_CHAT_DIGITS:
            yield plain.translate(table), "digits stand for Arabic letters, as in chats"
        for table in _RUSSIAN_CHAT_DIGITS:
            yield plain.translate(table), "digits stand for Russian letters, as in chats"


def _divided(plain: str, is_person: bool) -> Iterator[tuple[str, str]]:
    """What was joined to words in other letters than theirs, small or large, left out or divided from them."""
    for pattern in (_SMALL_BEHIND, _SMALL_BEFORE, _SMALL_BEFORE_SMALL):
        without = pattern.sub("", plain)
        if without != plain:
            yield without, "small letters beside words in capitals were left out"
    if not is_person and _SHIP_TYPE_JOINED.match(plain) is not None:
        yield _SHIP_TYPE_JOINED.sub("", plain), "a ship's type joined to the name was left out"
    if is_person and _TITLE_JOINED.match(plain) is not None:
        yield _TITLE_JOINED.sub("", plain), "a title joined to the name was left out"
    if _INSIDE_APART.search(plain) is not None:
        yield _INSIDE_APART.sub(_joined_inside, plain), "letters that stand apart were joined to their word"
    if is_person and plain.count(" ") > 1 and _ends_apart(plain.lower()):
        stem, _, ending = plain.rpartition(" ")
        yield stem + ENDINGS_APART[ending.lower()], "an ending that stands apart was joined to its name"
    words = _NEXT_CAPITAL.sub(" ", plain)
    if words.count(" ") - plain.count(" ") >= _JOINS or " " not in plain.strip():
        yield words, "words joined by capitals were divided"


def _joined_inside(found: re.Match[str]) -> str:
    return ENDINGS_APART[found[1].lower()]


def _in_two_alphabets(plain: str) -> Iterator[tuple[str, str]]:
    """Greek or Cyrillic words beside words in Latin, as those spell foreign names."""
    if _LATIN_WORD.search(plain) is None:
        return
    if _GREEK_WORD.search(plain):
        for read in (_sound_of_greek, _greek_letters, _greek_letters_otherwise):
            yield _GREEK_WORD.sub(read, plain), "words in Greek were put into Latin"
    if _FOREIGN_CYRILLIC.search(plain):
        yield _CYRILLIC_WORD.sub(_foreign_sounds, plain), "words in Cyrillic were put into Latin"


def _foreign_sounds(word: re.Match[str]) -> str:
    """A Cyrillic word with h and j, which Russian has no letters for."""
    return anyascii(word[0]).lower().replace("dzh", "j").replace("kh", "h")


def _sound_of_greek(word: re.Match[str]) -> str:
    return read_greek(word[0])[0]


def _greek_letters(word: re.Match[str]) -> str:
    return greek_in_latin(word[0])[0]


def _greek_letters_otherwise(word: re.Match[str]) -> str:
    return greek_in_latin(word[0])[-1]


def _dressed(plain: str, is_person: bool) -> Iterator[tuple[str, str]]:
    """Names in addresses, letters that stand apart, and signs or digits in words."""
    for text in web_names(plain):
        yield text, "it stands in an address of the web or of mail"
    bare = without_addresses(plain)
    if bare != plain:
        yield bare, "addresses of the web or of mail were left out"
    signs = signs_as_letters(plain)
    if signs is not None:
        for table in (_DIGITS, _DIGITS_WITH_L) if _LEET.search(signs) else ({},):
            yield signs.translate(table), "signs stand for letters"
    digits = without_inner_digits(plain)
    if digits is not None:
        yield digits, "digits inside words were left out"
    yield from decoded_names(plain)
    yield from names_in_records(plain)
    yield from with_letters(plain)
    for text in typed_otherwise(plain):
        yield text, "it was typed with the keyboard in another layout"
    for text in scanned(plain):
        yield text, "two letters stand for one that looks alike"


def _in_latin(plain: str) -> Iterator[tuple[str, str]]:
    """A text of letters that all look Latin, in Latin; a word that mixes Latin with rarer alphabets as well."""
    latin, shaped = as_latin(plain), shaped_like(plain)
    if shaped != plain:
        yield look_alikes_as_latin(shaped), "letters of a phonetic alphabet stand for plain ones"
    if latin is not None:
        yield latin, "letters of another alphabet stand for Latin letters that look alike"
    elif script_of(plain) == "Latn":
        yield look_alikes_as_latin(plain), "some letters of another alphabet stand for Latin letters that look alike"


def _letters_for_digits(text: str) -> Iterator[str]:
    """The text with letters for the digits in its words, and for all its digits (J1N 741); 1 once as I, once as L."""
    for table in (_DIGITS, _DIGITS_WITH_L):
        yield _WORD_WITH_DIGITS.sub(partial(_translated, table), text)
        yield text.translate(table)


def _translated(table: dict[int, int], word: re.Match[str]) -> str:
    return word[0].translate(table)


def _remark(name: str, plain: str) -> str:
    """What an attentive reader would notice about a name that is searched as it stands."""
    said = []
    if plain != name:
        said.append("mark-up, escapes, line breaks or misread bytes in the name were read")
    if has_hidden(plain):
        said.append("it holds characters that cannot be seen")
    if is_dressed(plain):
        said.append("it holds letters in another dress, such as small capitals, or marks that no alphabet needs")
    if fold_homoglyphs(plain) != unicodedata.normalize("NFC", plain):
        said.append("words mix letters of different alphabets that look alike")
    return "; ".join(said)

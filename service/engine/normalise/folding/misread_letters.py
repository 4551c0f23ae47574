"""Letters of one byte each that were read in another code page: "Èâàí Ïåòðîâ" for Иван Петров, "Erdoðan" for Erdoğan.

Text of another alphabet is nothing but accented Latin letters and signs, or Cyrillic letters of which few are common
ones or only the first of a word is small. It is written back into bytes by the code page that was used, and read in
each of those that make it words of one alphabet, in which more of the letters are common ones.
Latin text is recognised by letters and signs where its languages have none: ð beside Turkish, £ or ³ inside a word.
Code pages by the mappings that Unicode publishes (MAPPINGS/VENDORS), as Python has them.

Not handled: text of which bytes were lost, capitals of code page 866 shown as Latin signs, other alphabets shown as
Cyrillic, Thai, Vietnamese and East Asian code pages, Czech ì for ě alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from service.common.lazy_pattern import lazy_pattern

_CYRILLIC, _GREEK, _ARABIC, _HEBREW = "\u0400-\u045f\u0490\u0491", "\u0386-\u03ce", "\u0621-\u06d2", "\u05d0-\u05ea"
_Alphabet = tuple[tuple[str, ...], str, str]
_ALPHABETS: tuple[_Alphabet, ...] = (
    (("cp1251", "koi8_r", "koi8_u", "iso8859_5", "cp866", "mac_cyrillic"), _CYRILLIC, "оаеинтсрвлкмдпу"),
    (("cp1253", "iso8859_7"), _GREEK, "αοιετσνηυρπκμλςάόίέή"),
    (("cp1256", "iso8859_6"), _ARABIC, "الميونرتبعدحسه"),
    (("cp1255", "iso8859_8"), _HEBREW, "יוהלארבשמתנןםחדג"),
)
"""Code pages of an alphabet, its letters, and those that make up most of a text."""
_LEAST_COMMON, _SURELY = 0.4, 0.7
"""So many letters of a text in its own alphabet are common ones; with more it is surely no misread one."""
_LATIN_PAGES, _CYRILLIC_PAGES = ("cp1252", "mac_roman", "cp850", "cp437"), ("cp1251", "koi8_r", "cp866", "iso8859_5")
_LEAST_LETTERS, _LEAST_CYRILLIC, _MOST_READINGS = 4, 6, 2
_CONTROLS = lazy_pattern(r"[\x80-\x9f]")
_NO_LATIN_WORD = lazy_pattern(
    r"(?<![A-Za-z])[\x80-\u024f\u02c6\u02dc\u0393-\u03c6\u2010-\u25ff]*[\xc0-\xff][\x80-\u024f\u02c6\u02dc\u2010-\u25ff]{2}"
    r"(?![A-Za-z])|[\x80-\xff\u2010-\u25ff]{2}[\xc0-\xff]"
)
"""Three letters beyond ASCII, or signs beside one, in a row: no language in Latin letters has them."""
_CYRILLIC_LETTER, _LATIN_LETTER = lazy_pattern(rf"[{_CYRILLIC}\u2500-\u259f]"), lazy_pattern("[A-Za-z]")
_TURKISH = lazy_pattern(r"(?!.*[áéíóúÁÉÍÓÚšŠžŽ])(?:.*[ðþÐÞÝ]|.*ý(?=[^\W\d_]))", re.DOTALL)
"""Letters that Icelandic and Czech have beside those with an acute, where Turkish has ğ, ş, ı and İ."""
_CENTRAL = lazy_pattern(
    r"[£³¹¿¯±¶¼¦](?=[^\W\d_])|(?<=[^\W\d_])[£³¹¿¯±¶¼¦]|(?<=[^\W\d_])º(?=[^\W\d_])"
    r"|(?<=[a-z])æ(?![^\W\d_])|[èÈ](?=[aeiou])|ø(?=[áéíýùú])"
)
"""Signs within words, and letters where French and the Nordic languages have none."""
_LATIN_MEANT = ((_TURKISH, ("cp1254", "cp1250")), (_CENTRAL, ("cp1250", "iso8859_2")))


def is_misread_latin(text: str) -> bool:
    """Whether a text has letters or signs that words in Latin letters have for others. Never of ASCII alone."""
    return not text.isascii() and any(pattern.search(text) is not None for pattern, _ in _LATIN_MEANT)


def read_again(text: str) -> Iterator[str]:
    """The texts of which this one may be the bytes, in another code page. None for most texts; never raises."""
    if text.isascii():
        return
    found: list[str] = []
    if _NO_LATIN_WORD.search(text) is not None:
        found = list(_best(text, _LATIN_PAGES, _ALPHABETS))
    if len(_CYRILLIC_LETTER.findall(text)) >= _LEAST_CYRILLIC:
        found = list(_best(text, _CYRILLIC_PAGES, _ALPHABETS[:1]))
    yield from found
    if not found and _LATIN_LETTER.search(text) is not None:
        yield from _read_latin(text)


def _read_latin(text: str) -> Iterator[str]:
    for pattern, pages in _LATIN_MEANT:
        for page in pages if pattern.search(text) is not None else ():
            again = _decoded(text, "cp1252", page)
            if again is not None and again != text and _CONTROLS.search(again) is None:
                yield again


def _best(text: str, shown: tuple[str, ...], alphabets: tuple[_Alphabet, ...]) -> Iterator[str]:
    """The best readings in each alphabet that the text could be in."""
    stands = max(_share(text, letters, common) for _, letters, common in _ALPHABETS)
    if stands >= _SURELY:
        return
    for pages, letters, common in alphabets:
        found = {(_share(again, letters, common), again) for page in shown for again in _read(text, page, pages)}
        for share, best in sorted(found, reverse=True)[:_MOST_READINGS]:
            if share >= _LEAST_COMMON and share > stands:
                yield best


def _read(text: str, shown: str, pages: tuple[str, ...]) -> Iterator[str]:
    for page in pages:
        again = _decoded(text, shown, page) if page != shown else None
        if again is not None:
            yield again


def _decoded(text: str, shown: str, page: str) -> str | None:
    """The text with its bytes of one code page read in another; none if they are not text there."""
    table, known = _table(shown, page), []
    for character in text:
        other = character if character.isascii() else table.get(character)
        if other is None:
            return None
        known.append(other)
    return "".join(known)


@lru_cache(maxsize=64)
def _table(shown: str, page: str) -> dict[str, str]:
    """What each character beyond ASCII of one code page is in another. Bytes that the first leaves open stand for
    themselves, as programs show them."""
    table: dict[str, str] = {}
    for byte in range(0x80, 0x100):
        data = bytes([byte])
        meant = data.decode(page, "ignore")
        if meant:
            table[data.decode(shown, "ignore") or chr(byte)] = meant
            if byte < 0xA0:
                table.setdefault(chr(byte), meant)
    return table


def _share(text: str, letters: str, common: str) -> float:
    """Which share of the characters beyond ASCII are common letters of an alphabet; 0 if they are not words of it."""
    own = re.findall(rf"[{letters}]", text)
    if len(own) < _LEAST_LETTERS or any(one.isalpha() and not one.isascii() and one not in own for one in text):
        return 0.0
    if not all(_is_word(word) for word in text.split()):
        return 0.0
    return sum(one.lower() in common for one in own) / sum(not one.isascii() for one in text)


def _is_word(word: str) -> bool:
    """Whether a word has signs at its ends alone, and capitals at its beginning or everywhere."""
    return all(
        part.isalpha() and (part.islower() or part.isupper() or part.istitle() or part.lower() == part.upper())
        for part in re.split(r"[-.,'’]", word.strip("\"'«»“”„‘’()№.,;:–—-"))
        if part and not part.isascii()
    )

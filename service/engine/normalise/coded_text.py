"""Names in the codes of programs: base 64, bytes as hexadecimal, binary or decimal numbers, international domain names;
letters of mainframes, and pairs of letters that were taken for one.

Only what decodes to letters is read. Sources: RFC 4648 (base 64 and 16), RFC 3492 (Punycode, `xn--`), IBM's code page
37 (EBCDIC). Not handled: a code inside a code, other codes; for spelling alphabets see `spelling_alphabets.py`.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

from service.common.lazy_pattern import lazy_pattern

_BASE64 = lazy_pattern(r"\A\s*([A-Za-z0-9+/_-]{10,}={0,2})\s*\Z")
_HEXADECIMAL = lazy_pattern(r"\A\s*((?:(?:0x|\\x)?[0-9a-fA-F]{2}[ :,-]?){7,})\s*\Z")
_BINARY = lazy_pattern(r"\A\s*((?:[01]{8}[ ,;-]{0,2}){5,})\s*\Z")
_LETTER = r"(?:3[29]|4[0-9]|6[5-9]|[78][0-9]|9[07-9]|1[01][0-9]|12[0-2])"
_DECIMAL = lazy_pattern(rf"\A\s*((?:{_LETTER}[ ,;-]{{1,2}}){{5,}}{_LETTER})\s*\Z")
"""Numbers of letters, blanks, full stops and the like in ASCII."""
_PUNYCODE = lazy_pattern(r"(?<![^\W_])xn--([a-z0-9-]{3,60})(?![^\W_])", re.IGNORECASE)
_OCTETS, _NUMBERS = lazy_pattern(r"[01]{8}"), lazy_pattern(r"\d{2,3}")
_OCTETS_OF_NAMES = frozenset(map(ord, " .,'&()/-ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"))
_EBCDIC = frozenset(bytes(_OCTETS_OF_NAMES).decode("latin_1").encode("cp037").decode("latin_1"))
_IN_ONE_CASE = lazy_pattern(r"(?:(?:[A-Za-z]?[a-z.,'&()/-]*|[A-Z.,'&()/-]+)(?: |\Z))+")
"""Words in one case, as names are: characters that are words of their own give letters in any case."""
_LEAST_PAIRS = 3
_PREFIX = lazy_pattern(r"0x|\\x|[^0-9a-fA-F]")
_MAY_HOLD = lazy_pattern(r"\d|=|[xX][nN]--|[a-z][A-Z]")
_LEAST_LETTERS = 6
_SHARE_OF_LETTERS = 0.8
_SIGNS_OF_NAMES = frozenset(" .,'’&()/-\n")


def decoded_names(text: str) -> Iterator[tuple[str, str]]:
    """What a text says in a code, each with what was done to read it, as a sentence; nothing for most texts."""
    if _MAY_HOLD.search(text) is None:
        return
    for pattern, decode, code in ((_BASE64, _from_base64, "base 64"), (_HEXADECIMAL, _from_hexadecimal, "hexadecimal")):
        found = pattern.match(text)
        plain = _text(decode(found[1])) if found is not None else None
        if plain is not None:
            yield plain, f"it is written in {code}"
    for pattern, base in ((_BINARY, 2), (_DECIMAL, 10)):
        found = pattern.match(text)
        plain = _text(bytes(int(number, base) for number in _numbers_in(found[1], base))) if found is not None else None
        if plain is not None:
            yield plain, "its letters are written as numbers"
    domain = _PUNYCODE.sub(_from_punycode, text)
    if domain != text:
        yield domain, "it is written as an international domain name"


def _numbers_in(written: str, base: int) -> list[str]:
    return _OCTETS.findall(written) if base == 2 else _NUMBERS.findall(written)


def from_mainframe(text: str) -> str | None:
    """A text of which the bytes are letters of mainframes read as Latin-1; None for all others."""
    if text.isascii() or not _EBCDIC.issuperset(text) or len(text) < _LEAST_LETTERS:
        return None
    return _text(text.encode("latin_1").decode("cp037").encode())


def in_pairs(text: str) -> list[str]:
    """What a text says whose characters are two letters of ASCII each, as where bytes are taken for UTF-16: 汏 is `Ol`
    or `lO`. Nothing for all others."""
    if len(text) < _LEAST_PAIRS or not _is_pair(ord(text[0])) or not all(map(_is_pair, map(ord, text))):
        return []
    found = (_text(text.encode(order)) for order in ("utf_16_le", "utf_16_be"))
    return [plain.strip() for plain in found if plain is not None and _IN_ONE_CASE.fullmatch(plain.strip()) is not None]


def _is_pair(code: int) -> bool:
    return code >> 8 in _OCTETS_OF_NAMES and code & 0xFF in _OCTETS_OF_NAMES


def _from_base64(written: str) -> bytes:
    plain = written.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except binascii.Error:
        return b""


def _from_hexadecimal(written: str) -> bytes:
    digits = _PREFIX.sub("", written)
    return bytes.fromhex(digits) if len(digits) % 2 == 0 else b""


def _text(encoded: bytes) -> str | None:
    """Bytes of UTF-8 that are nearly all letters; None for others."""
    try:
        plain = encoded.decode("utf-8")
    except UnicodeDecodeError:
        return None
    letters = sum(map(str.isalpha, plain))
    if letters < _LEAST_LETTERS or letters + plain.count(" ") < _SHARE_OF_LETTERS * len(plain):
        return None
    return plain if all(one.isalnum() or one in _SIGNS_OF_NAMES for one in plain) else None


def _from_punycode(found: re.Match[str]) -> str:
    try:
        return found[1].encode("ascii").decode("punycode")
    except UnicodeError:
        return found[0]

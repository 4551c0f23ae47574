"""Names in the codes of programs: base 64, bytes as hexadecimal, international domain names.

Only what decodes to letters is read. Sources: RFC 4648 (base 64 and 16), RFC 3492 (Punycode, `xn--`). Not handled: a
code inside a code, other codes; for spelling alphabets see `spelling_alphabets.py`.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

from service.common.lazy_pattern import lazy_pattern

_BASE64 = lazy_pattern(r"\A\s*([A-Za-z0-9+/_-]{10,}={0,2})\s*\Z")
_HEXADECIMAL = lazy_pattern(r"\A\s*((?:(?:0x|\\x)?[0-9a-fA-F]{2}[ :,-]?){7,})\s*\Z")
_PUNYCODE = lazy_pattern(r"(?<![^\W_])xn--([a-z0-9-]{3,60})(?![^\W_])", re.IGNORECASE)
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
    domain = _PUNYCODE.sub(_from_punycode, text)
    if domain != text:
        yield domain, "it is written as an international domain name"


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

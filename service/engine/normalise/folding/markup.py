"""Mark-up and escapes that programs leave in text, read as the characters they stand for.

`&eacute;`, `&#x41;`, `\\u0041`, `\\x41`, `%20` and tags such as `<b>` come out of web forms and databases, `=C3=A9` and
`=?utf-8?Q?...?=` out of mail (RFC 2045, RFC 2047). A name that holds one was meant to be read through it: nobody is
called `Ros%6eeft`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from html import unescape
from urllib.parse import unquote

from service.common.lazy_pattern import lazy_pattern

MAY_HOLD = lazy_pattern(r"[&%\\<=]|[Uu]\+[0-9A-Fa-f]{4}|_x[0-9A-Fa-f]{4}_")
"""A text without any of these holds no mark-up."""

_REFERENCE = r"&(?:#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,30};|#\d{2,5}(?![\d;]))"
_HALVES = r"\\+u[dD][89abAB][0-9a-fA-F]{2}\\+u[dD][c-fC-F][0-9a-fA-F]{2}"
"""A character beyond 65,535 as two halves, as JSON writes it (RFC 8259)."""
_ESCAPE = (
    rf"{_HALVES}"
    r"|\\+(?:u\{[0-9a-fA-F]{1,6}\}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2})|%u[0-9a-fA-F]{4}"
    r"|U\+[0-9a-fA-F]{4}|_x[0-9a-fA-F]{4}_"
)
"""Also as scripts of the web (`%u0041`), the Unicode Standard (`U+0041`) and spreadsheets (`_x0041_`) write them."""
_OCTAL = r"\\(?:0[4-7][0-7]|1[0-7]{2}|2[4-7][0-7]|3[0-7]{2})(?!\d)"
"""Of characters that can be seen: in C:\\2023 is none."""
_LINE_ESCAPE = r"(?-i:\\+[rn])+"
_SOFT_BREAK = r"=\r?\n"
"""Where a mail program cut a line that goes on (RFC 2045)."""
_PERCENT = r"(?:%[0-9a-fA-F]{2})+"
_MAIL_WORD = r"=\?[\w.:-]{2,20}\?[bBqQ]\?[^?\s]{1,400}\?="
_QUOTED = r"(?:=[0-9A-F]{2})+"
_LEAST_QUOTED = 2
"""One `=41` alone may be a sum; what mail programs write has several, or a blank between letters."""
_QUOTED_BLANK = lazy_pattern(r"(?<=[^\W\d_])=20(?=[^\W\d_])", re.IGNORECASE)
_CUT_LINE = lazy_pattern(_SOFT_BREAK)
_ATTRIBUTES = r"(?:\s+[\w:-]+\s*=\s*(?:\"[^\"<>]{0,200}\"|'[^'<>]{0,200}'|[^\s\"'<>]{0,200}))*\s*/?"
_LINE_TAG = rf"</?(?:br|p|div|li|td|th|tr|hr|h[1-6]){_ATTRIBUTES}>|<!--|-->"
_TAG = (
    r"</?(?:a|abbr|b|big|body|center|code|em|font|head|html|i|img|mark|ol|pre|q|s|script|small|span|strike|strong|style"
    rf"|sub|sup|table|tbody|thead|title|tt|u|ul|var|wbr|o:p){_ATTRIBUTES}>|<!\[CDATA\[|\]\]>"
)
"""Known tags only, and without what stands between them: `<A. Khan>` is somebody in brackets."""

_FUNCTION = r"\A\s*=\+?[A-Za-z]{1,12}\(\s*(?=[\"'])"
"""A formula of a spreadsheet: =T("...")."""

_MARKUP = lazy_pattern(
    rf"(?P<function>{_FUNCTION})|(?P<line>{_LINE_TAG})|(?P<tag>{_TAG})|(?P<reference>{_REFERENCE})|(?P<escape>{_ESCAPE})|(?P<percent>{_PERCENT})"
    rf"|(?P<mail>{_MAIL_WORD})|(?P<soft>{_SOFT_BREAK})|(?P<quoted>{_QUOTED})|(?P<octal>{_OCTAL})"
    rf"|(?P<lines>{_LINE_ESCAPE})",
    re.IGNORECASE,
)

_QUOTED_BYTES = lazy_pattern(r"=[0-9A-F]{2}")
_HALF = lazy_pattern(r"\\+u([0-9a-fA-F]{4})")
_MOST_LAYERS = 3
"""Text that was escaped twice or three times over is read; more is nobody's slip."""


def decoded(text: str) -> str:
    """The text with references, escapes and tags read. The same text if it holds none. Never raises."""
    for _ in range(_MOST_LAYERS):
        if MAY_HOLD.search(text) is None:
            return text
        found = _once(text)
        if found == text:
            return text
        text = found
    return text


def _once(text: str) -> str:
    return "".join(piece for piece, _, _ in pieces(text))


def pieces(text: str) -> Iterator[tuple[str, int, int]]:
    """The text in pieces, each as read, with where it begins and ends in the text as written. What holds no mark-up is
    one piece; a tag is an empty one."""
    at = 0
    for found in _MARKUP.finditer(text):
        if at < found.start():
            yield text[at : found.start()], at, found.start()
        yield _read(found), found.start(), found.end()
        at = found.end()
    if at < len(text):
        yield text[at:], at, len(text)


def _read(found: re.Match[str]) -> str:
    if found["line"] is not None:
        return " "
    if found["tag"] is not None or found["soft"] is not None or found["function"] is not None:
        return ""
    if found["lines"] is not None:
        return "\n"
    if found["octal"] is not None:
        return chr(int(found[0][1:], 8))
    if found["reference"] is not None:
        return unescape(found[0])
    if found["mail"] is not None:
        return _mail_word(found[0])
    if found["quoted"] is not None:
        string = found.string
        several = len(_QUOTED_BYTES.findall(string)) >= _LEAST_QUOTED
        sure = several or _QUOTED_BLANK.match(string, found.start()) or _CUT_LINE.search(string)
        return _percent(found[0].replace("=", "%")) if sure else found[0]
    return _percent(found[0]) if found["percent"] is not None else _escaped(found[0])


def _mail_word(written: str) -> str:
    """An encoded word of a mail header; as it is where it is none."""
    try:
        return str(make_header(decode_header(written)))
    except (ValueError, LookupError, UnicodeError, HeaderParseError):
        return written


def _escaped(written: str) -> str:
    halves = [int(half, 16) for half in _HALF.findall(written)]
    if len(halves) > 1:
        return chr(0x10000 + ((halves[0] - 0xD800) << 10) + halves[1] - 0xDC00)
    code = int(written.lstrip("\\%_")[1:].strip("{}+_"), 16)
    if chr(min(code, 0x20)) in "\r\n" and code < 0x20:
        return "\n"
    return written if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF else chr(code)


def _percent(written: str) -> str:
    """Percent-encoded bytes as UTF-8; as they are where they are not."""
    try:
        return unquote(written, errors="strict")
    except UnicodeDecodeError:
        return written

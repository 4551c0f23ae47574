"""Mark-up and escapes that programs leave in text, read as the characters they stand for.

`&eacute;`, `&#x41;`, `\\u0041`, `\\x41`, `%20` and tags such as `<b>` come out of web forms and databases. A name that
holds one was meant to be read through it: nobody is called `Ros%6eeft`.
"""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

_MAY_HOLD = re.compile(r"[&%\\<]")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2}))")
_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2})+")
_ATTRIBUTES = r"(?:\s+[\w:-]+\s*=\s*(?:\"[^\"<>]{0,200}\"|'[^'<>]{0,200}'|[^\s\"'<>]{0,200}))*\s*/?"
_LINE_TAG = re.compile(rf"</?(?:br|p|div|li|td|th|tr|hr|h[1-6]){_ATTRIBUTES}>|<!--|-->", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:a|abbr|b|big|body|center|code|em|font|head|html|i|img|mark|ol|pre|q|s|script|small|span|strike|strong|style"
    rf"|sub|sup|table|tbody|thead|title|tt|u|ul|var|wbr|o:p){_ATTRIBUTES}>|<!\[CDATA\[|\]\]>",
    re.IGNORECASE,
)
"""Known tags only, and without what stands between them: `<A. Khan>` is somebody in brackets."""

_MOST_LAYERS = 3
"""Text that was escaped twice or three times over is read; more is nobody's slip."""


def decoded(text: str) -> str:
    """The text with references, escapes and tags read. The same text if it holds none. Never raises."""
    for _ in range(_MOST_LAYERS):
        if _MAY_HOLD.search(text) is None:
            return text
        found = _once(text)
        if found == text:
            return text
        text = found
    return text


def _once(text: str) -> str:
    if "<" in text:
        text = _TAG.sub("", _LINE_TAG.sub(" ", text))
    if "&" in text:
        text = _REFERENCE.sub(lambda found: unescape(found[0]), text)
    if "\\" in text:
        text = _ESCAPE.sub(_escaped, text)
    if "%" in text:
        text = _PERCENT.sub(_percent, text)
    return text


def _escaped(found: re.Match[str]) -> str:
    code = int(next(filter(None, found.groups())), 16)
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return found[0]
    return chr(code)


def _percent(found: re.Match[str]) -> str:
    """Percent-encoded bytes as UTF-8; as they are where they are not."""
    try:
        return unquote(found[0], errors="strict")
    except UnicodeDecodeError:
        return found[0]

"""UTF-8 that was read in another code page ("MÃ¼ller", "â€œ", "РњРѕСЃРєРІР°"), put right.

Each run of characters beyond ASCII is written back into bytes by one code page, and kept if these are UTF-8 to the last
byte. Letters of a real text hardly ever are: a first byte of UTF-8 wants others behind it that no alphabet has. Code
pages by the mappings that Unicode publishes (MAPPINGS/VENDORS), as Python has them.
"""

from __future__ import annotations

from functools import lru_cache

from service.common.lazy_pattern import lazy_pattern

_PAGES = ("cp1252", "cp1251", "mac_roman", "cp437", "cp850", "koi8_r", "cp866", "cp1250")
_RUN = lazy_pattern(r"[\x80-\U0010ffff]+")
_LEAST_RUN = 2
_PLAIN_WORD = lazy_pattern(r"[а-яёєїўі]+")
"""Small Cyrillic letters of code page 866 may be bytes of UTF-8 by chance: the name яна would be one Arabic sign."""
_ELISION = lazy_pattern("[‘’][À-ÖØ-öø-ɏ]")
"""`d’études`: the two signs are one Armenian letter in the code page of the Mac, and no name has one alone."""
_FIRST_LEADING, _END_OF_CONTROLS = 0xC0, 0xA0
_MOST_TIMES = 3
"""Text that went wrong so often over is read."""


def put_right(text: str) -> str:
    """The text with its misread runs as they were written; the same text if there are none. Never raises."""
    if text.isascii():
        return text
    for _ in range(_MOST_TIMES):
        found = _RUN.sub(lambda run: _read(run[0]), text)
        if found == text:
            break
        text = found
    return text


def may_be_text(text: str) -> bool:
    """Whether a run that is put right may be a word as it stands: the surname Єжов in capitals is the four bytes of one
    sign in code page 866, and the surname Тё two of another."""
    return any(run.isalpha() and _read(run) != run for run in _RUN.findall(text))


def may_lead(character: str) -> bool:
    """May a character be the first byte of one in UTF-8, read in another code page?"""
    return character in _roles()[0]


def _read(run: str) -> str:
    if len(run) < _LEAST_RUN or not _may_begin(run[0], run[1]) or _PLAIN_WORD.fullmatch(run):
        return run
    if _ELISION.fullmatch(run):
        return run
    for page in _PAGES:
        data = _bytes(run, page)
        if data is None:
            continue
        try:
            found = data.decode("utf-8")
        except UnicodeDecodeError:
            continue
        if len(found) < len(run):
            return found
    return run


def _may_begin(first: str, second: str) -> bool:
    """May two characters be the first bytes of one in UTF-8? Those of most texts may not, in any code page."""
    leading, following = _roles()
    return leading.get(first, 0) & following.get(second, 0) != 0


@lru_cache(maxsize=1)
def _roles() -> tuple[dict[str, int], dict[str, int]]:
    """The characters that are a first byte of UTF-8, and those that are a further one, each with a bit a code page."""
    leading: dict[str, int] = {}
    following: dict[str, int] = {}
    for bit, page in enumerate(_PAGES):
        for byte in range(0x80, 0x100):
            roles = following if byte < _FIRST_LEADING else leading
            for character in {bytes([byte]).decode(page, "ignore"), chr(byte) if byte < _END_OF_CONTROLS else ""}:
                roles[character] = roles.get(character, 0) | 1 << bit
    return leading, following


def _bytes(run: str, page: str) -> bytes | None:
    """The run in a code page. Bytes that it leaves open stand for themselves, as programs read them."""
    try:
        return run.encode(page)
    except UnicodeEncodeError:
        pass
    found = bytearray()
    for character in run:
        try:
            found += character.encode(page)
        except UnicodeEncodeError:
            if not "\x80" <= character <= "\x9f":
                return None
            found.append(ord(character))
    return bytes(found)

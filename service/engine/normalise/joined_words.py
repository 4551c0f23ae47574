"""What is joined to words in other letters than theirs, left out or divided from them, and endings written apart.

GASPROMtech, NeoGASPROM, MVEXAMPLOVIA, MrSmith, NationalExamplovBank; Aksyon off, s effastopol. Not handled: words
joined in one case, which the index finds by their letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.common.lazy_pattern import lazy_pattern

ENDINGS_APART = {"off": "ov", "eff": "ev", "ov": "ov", "ev": "ev", "ski": "ski"}
"""Endings of Slavic names that programs which listen write apart, and as names have them."""
_INSIDE_APART = lazy_pattern(r"(?<=[a-z]) (eff|off)(?=[a-z])(?!ic|ec|er|or|en|sh|set|se|sp|ra|site)", re.IGNORECASE)
"""The same sounds within a word, as the same programs write them: s effastopol. Office and offshore are words."""
_SMALL_BESIDE_CAPITALS = (
    lazy_pattern(r"(?<=[A-Z]{3})[a-z]{1,5}(?![^\W_])"),
    lazy_pattern(r"(?<![^\W_])[A-Z][a-z]{1,4}(?=[A-Z]{2})"),
    lazy_pattern(r"(?<![^\W_])[A-Z][a-z]{1,4}(?=[a-z][A-Z]{2})"),
)
"""What was put behind a word, or before it: GASPROMtech, NeoGASPROM, NeogASPROM."""
_TITLE_JOINED = lazy_pattern(r"\A\s*(?:M(?:rs?|me|lle|iss)|Mss?|Dr|Prof|Sra?|Herr|Frau)(?=[A-Z][a-z])")
_SHIP_TYPES = ("mv", "mt", "ms", "ss", "fv")
_SHIP_TYPE_JOINED = lazy_pattern(rf"\A(?:{'|'.join(_SHIP_TYPES)})(?=[a-z]{{2}})", re.IGNORECASE)
"""Types of ships without a blank behind, as labels and files have them."""
_NEXT_CAPITAL = lazy_pattern(r"(?<=[a-z.])(?=[A-Z])")
_JOINS = 2
"""So many words joined by capitals are divided. One is too ordinary: MacDonald, PetroChina."""


def may_be_joined(small: str) -> bool:
    """Whether an otherwise ordinary text, in small letters, has an ending apart or a ship's type joined. Capitals
    inside are not ordinary."""
    return has_ending_inside(small) or _ends_apart(small) or small.startswith(_SHIP_TYPES)


def has_ending_inside(text: str) -> bool:
    """Whether an ending of Slavic names stands apart within a word."""
    return _INSIDE_APART.search(text) is not None


def with_words_divided(text: str, *, is_person: bool) -> Iterator[tuple[str, str]]:
    """A text with its words joined and divided in each other way that it gives a reason for, and what was done."""
    yield from _without_what_was_joined(text, is_person)
    yield from _with_endings_joined(text, is_person)
    words = _NEXT_CAPITAL.sub(" ", text)
    if words.count(" ") - text.count(" ") >= _JOINS or " " not in text.strip():
        yield words, "words joined by capitals were divided"


def _without_what_was_joined(text: str, is_person: bool) -> Iterator[tuple[str, str]]:
    for pattern in _SMALL_BESIDE_CAPITALS:
        without = pattern.sub("", text)
        if without != text:
            yield without, "small letters beside words in capitals were left out"
    if not is_person and _SHIP_TYPE_JOINED.match(text) is not None:
        yield _SHIP_TYPE_JOINED.sub("", text), "a ship's type joined to the name was left out"
    if is_person and _TITLE_JOINED.match(text) is not None:
        yield _TITLE_JOINED.sub("", text), "a title joined to the name was left out"


def _with_endings_joined(text: str, is_person: bool) -> Iterator[tuple[str, str]]:
    if has_ending_inside(text):
        inside = _INSIDE_APART.sub(lambda found: ENDINGS_APART[found[1].lower()], text)
        yield inside, "letters that stand apart were joined to their word"
    if is_person and text.count(" ") > 1 and _ends_apart(text.lower()):
        stem, _, ending = text.rpartition(" ")
        yield stem + ENDINGS_APART[ending.lower()], "an ending that stands apart was joined to its name"


def _ends_apart(small: str) -> bool:
    """Whether the last word of a text is an ending of Slavic names: Aksyon off."""
    return small.endswith(("off", "eff", " ov", " ev", " ski")) and small.rpartition(" ")[2] in ENDINGS_APART

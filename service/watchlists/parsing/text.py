"""Small readings of text that several formats share: clean cells, enumerations, unique names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache

from service.engine.model.entity import Name, NameType

EMPTY_WORDS = frozenset(
    {"", "-", "na", "n/a", "n.a.", "none", "nil", "unknown", "不明", "なし", "該当なし", "-0-", "ー", "－"}
)

_CONTROL = re.compile(r"_x000[dD]_|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def clean(cell: object) -> str:
    """A cell as text: whole numbers without `.0`, dates as ISO, no control characters, blanks trimmed; lines kept."""
    if cell is None or cell == "":
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    text = cell if isinstance(cell, str) else str(cell)
    if not text.isprintable() or "_x000" in text:  # the plain case is the common one, a million times a list
        text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text.strip(" \t\n\u3000\xa0")


def one_line(text: str | None) -> str:
    """The text with every run of blanks, line feeds and wide blanks as one space."""
    if not text:
        return ""
    line = " ".join(text.split())
    return line if line.isprintable() and "_x000" not in line else " ".join(_CONTROL.sub("", line).split())


def is_empty(text: str) -> bool:
    """Whether the publisher wrote that nothing is known."""
    return text.strip().casefold() in EMPTY_WORDS


def joined(parts: Iterable[str | None], separator: str = " ") -> str:
    """The non-empty parts in one line."""
    return separator.join(filter(None, (one_line(part) for part in parts)))


# (a) a） ａ） (1) 1) ① - in the text after NFKC, where ① is 1 and wide brackets are plain ones.
_ITEM = re.compile(r"(?<![A-Za-z0-9À-ɏ])\(?([a-zA-Z]{1,2}|\d{1,2}|[ivx]{1,4})\)\s*")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def enumerated(text: str) -> tuple[str, ...]:
    """Split `(a) X (b) Y`, `a) X b) Y`, `(1) X (2) Y` (wide brackets too) into its items; other text is one item.

    Only labels that count up from the first one split, so that a bracket inside a name does not. A second run that
    starts anew, as an English list under a Japanese one does, goes on splitting.
    """
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    for first in ("a", "1", "i") if ")" in plain else ():
        cuts = _counting(plain, first)
        if len(cuts) > 1 or (cuts and _may_be_alone(plain, *cuts[0])):
            return _slices(plain, cuts)
    item = text.strip()
    return (item,) if item else ()


def _may_be_alone(text: str, start: int, end: int) -> bool:
    """Whether one label makes an enumeration: not the end of a bracket, as in `2(bldg.1), Lukov pereulok`."""
    return text[start] == "(" or not text[:start].strip() or text[start - 1].isspace()


def _counting(text: str, first: str) -> list[tuple[int, int]]:
    cuts: list[tuple[int, int]] = []
    count = 0
    for match in _ITEM.finditer(text):
        label = match[1].casefold()
        if label == first:
            count = 0
        if label == _label(first, count):
            cuts.append((match.start(), match.end()))
            count += 1
    return cuts


def _label(first: str, count: int) -> str:
    if first == "1":
        return str(count + 1)
    if first == "i":
        romans = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
        return romans[count] if count < len(romans) else ""
    letters = _ALPHABET[count % 26]
    return letters * (1 + count // 26)


def _slices(text: str, cuts: list[tuple[int, int]]) -> tuple[str, ...]:
    ends = [start for start, _ in cuts[1:]] + [len(text)]
    head = text[: cuts[0][0]]
    items = [head, *(text[begin:end] for (_, begin), end in zip(cuts, ends, strict=True))]
    return tuple(item for item in (piece.strip(" \t\n;,、；，・") for piece in items) if item)


def unique_names(names: Iterable[Name]) -> tuple[Name, ...]:
    """Names without empty ones and exact repeats, blanks tidied, in the order given."""
    tidy = (Name(one_line(name.text), name.type, name.weak, name.language) for name in names)
    return tuple(dict.fromkeys(name for name in tidy if any(letter.isalnum() for letter in name.text)))


_LABELS = frozenset(
    ("aka", "fka", "nka", "original", "script", "formerly", "known", "as", "also", "or", "and", "the", "of")
)
_LABELS |= {"別名", "別称", "旧称", "通称", "略称", "又は", "または"}


def has_unread_words(text: str, read: Iterable[str]) -> bool:
    """Whether a cell has words of two letters or more that stand in none of the texts read from it.

    Words that only say what follows (a.k.a., 別称) do not count. A cell that has some is kept as a fact, so that
    `Akhter Mohmad, passport number OR1961825` among other names does not lose its number.
    """
    known = "".join(map(_letters, read))
    words = re.findall(r"\w{2,}", unicodedata.normalize("NFKC", text).casefold())
    return any(word not in _LABELS and not word.endswith("語") and _letters(word) not in known for word in words)


def _letters(text: str) -> str:
    return "".join(re.findall(r"[^\W_]", unicodedata.normalize("NFKC", text).casefold()))


def primary_first(names: Iterable[Name]) -> tuple[Name, ...]:
    """Primary names before the others; where a publisher marks none, the first one is taken for it."""
    ordered = sorted(names, key=lambda name: name.type is not NameType.PRIMARY)
    if ordered and ordered[0].type is not NameType.PRIMARY:
        ordered[0] = replace(ordered[0], type=NameType.PRIMARY)
    return tuple(ordered)


def unique(texts: Iterable[str]) -> tuple[str, ...]:
    """Texts without empty ones and repeats, in the order given."""
    return tuple(dict.fromkeys(text for text in texts if text and not is_empty(text)))


def first_few(texts: Sequence[str], most: int, separator: str = ", ") -> str:
    """The first so many texts in a row, and how many more there are: for messages."""
    more = f" and {len(texts) - most} more" if len(texts) > most else ""
    return separator.join(texts[:most]) + more


@cache
def heading_key(heading: str) -> str:
    """Headings are compared without case, blanks, width and punctuation: `Post/Zip Code` is `Post/Zip  code`."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", heading).casefold())

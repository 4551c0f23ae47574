"""What a file publishes, as it stands there: records of texts under their fields, and names with their marks."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Text:
    """A text or number of a record, and the column, tag or attribute that it stands under."""

    field: str
    text: str


@dataclass(frozen=True)
class PublishedName:
    """A whole name. `weak` is None where the format does not mark names; `own_script` where it says so."""

    text: str
    weak: bool | None = None
    own_script: bool = False


@dataclass
class PublishedRecord:
    """All that a file says of one target. `key` is the publisher's, or empty where records have none."""

    key: str
    texts: list[Text] = field(default_factory=list)
    names: list[PublishedName] = field(default_factory=list)
    shared: str = ""
    """Texts of other parts of the file that records point to."""

    def add(self, name: str, text: object) -> None:
        """Take up a text that is not blank."""
        words = str(text).strip() if text is not None else ""
        if words:
            self.texts.append(Text(name, words))


def plain(text: str) -> str:
    """A text for comparing: compatible letters folded, small, one blank between words."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def words_of(text: str) -> frozenset[str]:
    """The words of a text without marks and order."""
    return frozenset(re.findall(r"\w+", plain(text)))


def letters_of(text: str) -> str:
    """Letters and digits alone."""
    return "".join(re.findall(r"\w", plain(text))).replace("_", "")


_ZONE = re.compile(r"(?<=\d-\d\d)(?:[+-]\d\d:\d\d|T.*)\Z")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def numbers_of(text: str) -> frozenset[int]:
    """The numbers of a date in any notation, its month by name as well; 00 stands for an unknown part."""
    found = [int(digits) for digits in re.findall(r"\d+", _ZONE.sub("", text))]
    found += [1 + _MONTHS.index(word[:3]) for word in re.findall(r"[a-z]{3,}", plain(text)) if word[:3] in _MONTHS]
    return frozenset(number for number in found if number)

"""Names that a file has cut over several columns: NAME1 and NAME2, `Name (cont.)`, two columns both headed `name`.

Back-office systems keep a name in fields of 30 to 40 characters and begin the next one wherever it falls. What stands
in such columns may be parts of one name, or names by themselves: it is asked joined, and each alone, so that no layout
makes a listed name clear.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from service.bulk.header_keys import key
from service.common.bundled_tables import bundled_rows
from service.engine.model.entity import EntityType
from service.engine.normalise.legal_forms import strip_forms
from service.engine.normalise.names import split_words
from service.engine.normalise.searchable import unsearchable_reason
from service.engine.normalise.text import fold
from service.engine.normalise.words import is_given_name, word_tables

_FIRST = 1
_WIDEST = 4
"""So many columns a name goes over at most, as in SAP."""
_ROMAN = re.compile(r"[\s_.-]+(I{1,3}|IV)\Z")


def without_part(header: str) -> tuple[str, int | None]:
    """A header without what says which part of a name it holds, and the number of the part: 2 also for `(cont.)`,
    None if it says nothing of parts."""
    plain = unicodedata.normalize("NFKC", header).strip()
    if key(plain) in whole_headers():
        return "", 2
    if (found := _numbered().search(plain)) is not None:
        return plain[: found.start()].strip(), int(next(filter(None, found.groups())))
    if (found := _ROMAN.search(plain)) is not None:
        return plain[: found.start()].strip(), len(found[1]) if found[1] != "IV" else _WIDEST
    if (found := _continued().search(plain)) is not None:
        return plain[: found.start()].strip(), 2
    return plain, None


@cache
def whole_headers() -> frozenset[str]:
    """Headers, by their keys, that say that a name goes on in their column."""
    return frozenset(map(key, _words("whole")))


def columns_of_one_name(headers: Sequence[str], places: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """The columns of names in groups: those of one name in their order. Headers that only differ in the part are of
    one name; a later part that follows none of its own follows the column of names before it."""
    groups: dict[str, list[int]] = {}
    last = ""
    for place in places:
        words, number = without_part(headers[place])
        base = key(words)
        if base not in groups and number is not None and number > _FIRST and groups:
            base = last
        groups.setdefault(base, []).append(place)
        last = base
    return tuple(map(tuple, groups.values()))


def joined_and_alone(parts: Sequence[str], room: int) -> tuple[str, ...]:
    """What to ask for the parts of a name, the whole of it first: all of them, any that follow each other, and each by
    itself, as far as these can be searched; `room` names at most, unless there are more parts than that."""
    distinct = tuple(dict.fromkeys(parts))
    if len(distinct) < 2:
        return distinct
    of_person = _is_of_person(distinct)
    alone = [part for part in distinct if _is_a_name(part) and not (of_person and part.isalpha())]
    runs = [run for run in _runs(distinct) if _is_a_name(run)][: max(0, room - len(alone))]
    whole = " ".join(distinct)
    if len(distinct) <= _WIDEST and whole in runs:
        runs = [whole, *(run for run in runs if run != whole)]
        return tuple(dict.fromkeys([*runs[:1], *alone, *runs[1:]]))
    return tuple(dict.fromkeys([*alone, *runs])) or (whole,)


def _is_of_person(parts: Sequence[str]) -> bool:
    """Whether parts are the given and family names of a person: some are given names and nothing else, and there are
    few words. Then one word of them is not a name by itself: NAME1 Anna, NAME2 Wagner is no Wagner Group."""
    words = [split_words(fold(part)) for part in parts]
    return sum(map(len, words)) <= _WIDEST and any(bool(some) and all(map(is_given_name, some)) for some in words)


def is_body(text: str) -> bool:
    """Whether a text names a company or body by itself: a word and a legal form behind it, of three letters at least
    unless there are more words, as some surnames are written like short ones (de Sa)."""
    words = split_words(fold(text))
    left, forms = strip_forms(words, word_tables())
    if not forms:
        return False
    form = "".join(word for word, other in zip(words, left, strict=False) if other is None)
    return len(words) > 2 or len(form) > 2


def _runs(parts: Sequence[str]) -> Iterator[str]:
    """Parts that follow each other, the whole of up to four first, then pairs and more of them."""
    if len(parts) <= _WIDEST:
        yield " ".join(parts)
    for width in range(2, min(len(parts), _WIDEST + 1)):
        yield from (" ".join(parts[start : start + width]) for start in range(len(parts) - width + 1))


def _is_a_name(text: str) -> bool:
    """Whether a text can be searched whatever it is. One that is damaged counts: then the row is refused for it."""
    return unsearchable_reason(text, EntityType.UNKNOWN) is None


@cache
def _words(kind: str) -> tuple[str, ...]:
    rows = bundled_rows(__package__, "name_part_words.csv")
    return tuple(word for row in rows if row["kind"] == kind for word in row["words"].split("|"))


def _any_of(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _numbered() -> re.Pattern[str]:
    """`1`, `_1`, `(2)`, `1/2`, `line 2`, `2. Zeile`, `II` at the end of a header."""
    line = rf"(?:{_any_of(_words('numbered'))})"
    number, of = r"(?<!\d)([1-9])(?!\d)", r"(?:\s*(?:/|of|von|de|sur|di|из)\s*[1-9])?"
    before = rf"(?:{line}[\s_.:#-]*)?(?:no\.?|nr\.?|#)?\s*{number}{of}"
    behind = rf"{number}(?:st|nd|rd|th|\.|ª|º|e)?[\s_-]*{line}"
    return re.compile(rf"[\s_.,:/–—-]*[(\[]?\s*(?:{before}|{behind})\s*[)\]]?\s*\Z", re.IGNORECASE)


@cache
def _continued() -> re.Pattern[str]:
    """`(cont.)`, `- Fortsetzung`, `続き` at the end of a header."""
    words = _any_of(_words("continued"))
    return re.compile(rf"(?:[\s_.,:/–—…-]+|(?=[^\x00-\u1fff])|(?=[(\[]))[(\[]?[….\s]*(?:{words})[.…]*\s*[)\]]?\s*\Z",
                      re.IGNORECASE)  # fmt: skip

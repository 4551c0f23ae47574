"""The parts of a text that holds more than one name: what stands between words such as "dba", "c/o" or "flag".

Each part may be a name of its own. The words are a table (`tables/cues.csv`); what separates by signs is here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from service.common.kept_tables import kept_table
from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.body_words import is_numbered
from service.engine.normalise.legal_forms import end_of_first_form, without_foreign_forms
from service.engine.normalise.streets import before_street
from service.engine.normalise.text import fold, is_ordinary
from service.engine.normalise.unspaced_text import may_hold_name, names_inside, without_words_beside
from service.engine.normalise.word_splitting import split_words
from service.engine.normalise.words import read_table, word_tables

_MOST_PARTS = 8
_LEAST_LETTERS = 3
_LEAST_COMMON = 2
"""So many common words that stand apart are a name: "Ministry of Interior", "Azerbaijan Construction"."""
_LEAST_LETTERS_JOINED = 8
"""One word beside "and" is often a first name or a family: "Christina & Sons", "Smith and Jones"."""
_DIGITS = r"\+?\d[\d\s.,/:-]*[a-z]?(?![^\W_])"
_NUMBER = rf"(?<![^\W_])(?:v\.?\s?)?{_DIGITS}"
_BANK_CODE = r"(?<![^\W_])(?:swift|bic)(?:[\s/-]?(?:bic|code))?[\s:.]+[a-z]{6}[a-z0-9]{2}(?:[a-z0-9]{3})?(?![^\W_])"
"""ISO 9362, behind what says that it is such a code."""
_BEFORE_BANK_CODE = frozenset(("swift", "bic"))
_EAST = r"\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff"
_SIGNS = (
    r"[;|=«»„“”\"\n\r\t<>{}@*~^]|:(?=\s|$)|\s[-–—/]\s|(?<=\w{3})/(?=\w{3})"
    r"|[()\[\]]|//+|[._]{3,}"
)
"""Also the sign of messages' fields: //NAME, and the line that is to be written on: Name .......... or Name ____."""
_SEGMENT = lazy_pattern(r"(?:\A|')\s*[A-Z]{3}\+[A-Z]{2,3}\+")
"""An EDIFACT segment, of which + parts the fields: NAD+CN+++NAME+STREET. In forms of the web it is a blank."""
_GENITIVE = re.compile(r"(?<=[^\W\d_]{2})['’]s(?![^\W_])", re.IGNORECASE)
"""In English a name ends before it: "Testan Examplov's account"."""
_COMMA = r",\s"
_AND = r"\s(?:and|&|und|et|y|и)\s"
_EDGES = " ,;:.-–—/()[]'\"«»#_&"
_LEAST_LETTERS_OF_SIDE = 5
_JOINS_OFFICE = frozenset(("of", "for", "de", "del"))
_MOST_BEFORE_OFFICE = 4
_LONGEST_INITIAL = 2
"""Characters of an initial with its full stop."""
_LEAST_WORDS_OF_PERSON = 2
_MOST_WORDS_OVER_FIELDS = 10
_SCRIPT_CHANGES = rf"(?<=[a-zA-Z.])\s*(?=[{_EAST}])|(?<=[{_EAST}])\s*(?=[a-zA-Z])"
"""Where Latin letters meet Han, kana or Hangul: "Testan Examplov様"."""
_BESIDE_EASTERN_LETTERS = (rf"(?<=[{_EAST}]):", _SCRIPT_CHANGES)
_QUICK = lazy_pattern(rf"[^\w\s.'-]|\d|\s[-–—]\s|\.\s?\S*\.|\b[vV]\.|{_SCRIPT_CHANGES}")
_WITHOUT_BLANKS = lazy_pattern(rf"[{_EAST}]")
_LETTERS = lazy_pattern(r"[^\W\d_]")
_LETTERS_AND_DIGITS = re.compile(r"[^\W_]+")


@kept_table
def _cues() -> frozenset[str]:
    """All cues, folded."""
    return frozenset(fold(row["cue"]) for row in read_table("cues.csv"))


@kept_table
def _first_words() -> frozenset[str]:
    """The first words of cues that are words alone, and those before the code of a bank."""
    return _BEFORE_BANK_CODE.union(re.split(r"[\s/.-]", cue)[0] for cue in _cues())


@lru_cache(maxsize=1)
def _cues_by_beginning() -> dict[str, list[str]]:
    """Cues by their letters up to the first sign or blank, which stand by themselves in every text that holds them."""
    found: dict[str, list[str]] = {}
    for cue in _cues():
        found.setdefault(_LETTERS_AND_DIGITS.findall(cue)[0], []).append(cue)
    return found


def _written(cues: Iterable[str]) -> str:
    """Cues as one expression, the longest first."""
    written = "|".join(r"\s+".join(map(re.escape, cue.split())) for cue in sorted(cues, key=len, reverse=True))
    return rf"(?<![^\W_])(?:{written})(?![^\W_])"


@lru_cache(maxsize=1 << 10)
def _cue(beginning: str) -> re.Pattern[str]:
    return re.compile(_written(_cues_by_beginning()[beginning]))


def _holds_cue(folded: str) -> bool:
    """Whether a folded text holds a cue. Most texts with signs in them do not."""
    beginnings = _cues_by_beginning().keys() & _LETTERS_AND_DIGITS.findall(folded)
    return any(_cue(beginning).search(folded) is not None for beginning in beginnings)


@lru_cache(maxsize=1)
def _fields() -> re.Pattern[str]:
    """The cues that name a field of a form: "surname", "name 2", "tel". A name may go on behind them."""
    fields = sorted(
        (fold(row["cue"]) for row in read_table("cues.csv") if row["kind"] == "field"), key=lambda cue: -len(cue)
    )
    return lazy_pattern(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, fields))})(?![^\W_])")


@lru_cache(maxsize=1)
def _labelled_number() -> str:
    """A number behind a word that says what it is, as one expression: "INN 7094680500", "JPY 179,575.00"."""
    labels = {fold(label) for row in read_table("number_labels.csv") for label in row["labels"].split("|")}
    return rf"{_written(labels)}[\s.:#=№-]*{_DIGITS}"


@lru_cache(maxsize=16)
def _separators(*, is_person: bool, in_ascii: bool, with_cues: bool, with_numbers: bool) -> re.Pattern[str]:
    """Where a text is cut. In a person's name a comma stands between surname and given name. What the text cannot hold
    is left out: all cues take 25 ms to compile, letters of the East 5 ms."""
    signs = [_written(_cues())] if with_cues else []
    signs += [_BANK_CODE, _labelled_number(), _NUMBER] if with_numbers else []
    signs += [_SIGNS, *([] if in_ascii else _BESIDE_EASTERN_LETTERS)]
    signs += [] if is_person else [_COMMA, _AND]
    return re.compile("|".join(signs))


def may_hold_parts(text: str, *, is_person: bool) -> bool:
    """Whether there is anything in a text at which it could be cut. Most names have nothing, so this is quick."""
    if not is_ordinary(text) and (_QUICK.search(text) is not None or may_hold_name(text, is_person=is_person)):
        return True
    return is_doubled(text) or may_hold_cue(text) or (not is_person and bool(_ended_by_form(fold(text))))


def may_hold_cue(text: str) -> bool:
    """Whether a word of a text may be the first of a cue, or stand behind an office."""
    words = fold(text).replace("-", " ").split()
    words = [word.rstrip(".") if len(word) > _LONGEST_INITIAL else word for word in words]  # ATTN.
    return not _first_words().isdisjoint(words) or not _JOINS_OFFICE.isdisjoint(words)


def is_doubled(text: str) -> bool:
    """Whether a text is the same twice over, with one sign between at most."""
    half = len(text) // 2
    return text[:half] == text[len(text) - half :]


def _behind_office(folded: str) -> str | None:
    """The name behind an office and what it is of: "President of Venezuela Testan Examplov"."""
    tables, words = word_tables(), split_words(folded)
    office = next((at for at, word in enumerate(words[:_MOST_BEFORE_OFFICE]) if _is_office(word)), -1)
    if office < 0 or not words[office + 1 :] or words[office + 1] not in _JOINS_OFFICE:
        return None
    at = office + 1
    while at < len(words):
        span = next((n for n in (3, 2, 1) if tuple(words[at : at + n]) in tables.places), 0)
        if not (span or words[at] in tables.stop_words or words[at] in tables.generic_words):
            break
        at += span or 1
    return " ".join(words[at:]) if len(words) - at >= _LEAST_WORDS_OF_PERSON else None


def _is_office(word: str) -> bool:
    title = word_tables().titles.get(word)
    return title is not None and title.office


def name_parts(text: str, *, is_person: bool) -> tuple[str, ...]:
    """The parts of an asked text that may be names of their own, none if it is one name and nothing else.

    Places, titles, common words and numbers alone are no names; neither are more than eight parts.
    """
    if not may_hold_parts(text, is_person=is_person):
        return ()
    text = text.replace("+", "|") if _SEGMENT.search(text) is not None else text
    folded = fold(_GENITIVE.sub("|", text.replace('"', "|")))
    holds_cue = _holds_cue(folded)
    # "39. Schützenbrigade" is no thirty-ninth line of a list.
    with_numbers = is_person or not is_numbered(split_words(folded))
    separators = _separators(
        is_person=is_person, in_ascii=folded.isascii(), with_cues=holds_cue, with_numbers=with_numbers
    )
    segments = [part.strip(_EDGES) for part in separators.split(folded)]
    segments += [name for segment in segments if len(segments) > 1 for name in before_street(segment)]
    segments += [piece for segment in segments for piece in names_inside(segment, is_person=is_person)]
    whole = folded.strip(_EDGES)
    joined = not is_person and re.search(_AND, folded) is not None
    names = [name for name in segments if name != whole and _may_be_name(name, is_person=is_person)]
    behind = _behind_office(folded) if is_person else None
    names += [behind] if behind is not None else []
    twice = _said_twice(folded)
    names += twice
    names += _over_fields(folded, segments)
    names += [name for name in ([] if is_person else _ended_by_form(folded)) if _may_be_name(name, is_person=False)]
    if joined:
        names = [name for name in names if " " in name or len(name) >= _LEAST_LETTERS_JOINED]
    if not is_person and len(names) == 1 and not (holds_cue or twice) and _only_place_beside(segments, names[0]):
        return ()  # a branch: "Bank (Schweiz)" and "Bank (Chile)" are compared with their places
    return tuple(dict.fromkeys(names))[:_MOST_PARTS]


def _ended_by_form(folded: str) -> list[str]:
    """The name that a legal form ends before the text does: "Testan Ltd Tax office 4471"."""
    words = split_words(folded)
    end = end_of_first_form(words)
    return [] if end is None else [" ".join(words[:end])]


def _said_twice(folded: str) -> list[str]:
    """The name of a text that says it twice over, with or without a blank between."""
    half = len(folded) // 2
    if half >= _LEAST_LETTERS_OF_SIDE and folded[:half] == folded[half:]:
        return [folded[:half]]
    words = split_words(folded)
    half = len(words) // 2
    return [" ".join(words[:half])] if half and words[:half] == words[half:] else []


def _over_fields(folded: str, segments: list[str]) -> list[str]:
    """The name whose words stand in several fields of a form, given the segments of the text: "Surname Examplov Given
    name Testan", "Testan Tel 4471 Examplov Fax 4472"."""
    if _fields().search(folded) is None:
        return []
    named = [segment for segment in segments if len(_LETTERS.findall(segment)) > 1]
    words = " ".join(named).split()
    return [" ".join(words)] if len(named) > 1 and len(words) <= _MOST_WORDS_OVER_FIELDS else []


def _only_place_beside(segments: list[str], name: str) -> bool:
    beside = [segment for segment in segments if segment and segment != name]
    places = word_tables().places
    return any(
        tuple(segment.split()) in places or any((word,) in places for word in segment.split()) for segment in beside
    )


def _may_be_name(name: str, *, is_person: bool) -> bool:
    if len(_LETTERS.findall(name)) < _LEAST_LETTERS:
        return False
    name = without_words_beside(name)  # 株式会社御中 is nobody
    tables, words = word_tables(), tuple(re.sub(r"[^\w\s]", " ", name).split())
    if (
        words in tables.places
        or ("".join(words),) in tables.sole_forms
        or (is_person and len(words) < 2 and _WITHOUT_BLANKS.search(name) is None)
    ):
        return False
    dull = tables.beside_names if is_person else tables.stop_words
    telling = [word for word in words if not (word in dull or (word,) in tables.places or (word,) in tables.sole_forms)]
    common = 0 if is_person else sum(word in tables.generic_words for word in telling)
    places = sum((word,) in tables.places for word in words)
    return len(telling) > common or common + places >= _LEAST_COMMON


_ALSO_KNOWN = lazy_pattern(r"\b(?:a\.?k\.?a\.?|f\.?k\.?a\.?|n\.?k\.?a\.?|also known as|formerly)\b", re.IGNORECASE)
_ALSO_KNOWN_WORDS = frozenset(("aka", "fka", "nka", "also", "formerly"))
_BRACKETS = lazy_pattern(r"\s*[(\[]([^()\[\]]*)[)\]]\s*")
_DASH = lazy_pattern(r"\s+[-–—―]\s+|,\s+")
_SIDES = 2
_LONGEST_ACRONYM, _LEAST_WORDS_BESIDE_ACRONYM = 6, 4
_SLASH = lazy_pattern(r"\s*(?<=\w{3})/(?=\w{3})\s*|\s+/\s+")


def alternatives(raw: str, *, is_person: bool) -> tuple[str, ...]:
    """Further names that one published name holds: "X a.k.a. Y", "X/Y", "X (Y)". Empty for most names.

    A bracket that holds a number, or a place in a body's name ("Bank of China (Hong Kong)"), is part of the name and is
    not cut.
    """
    if is_person and is_ordinary(raw) and _ALSO_KNOWN_WORDS.isdisjoint(raw.lower().split()):
        return ()
    found: list[str] = []
    parts = [part for part in _ALSO_KNOWN.split(raw) if part.strip(" ,;()[]'\"")]
    if len(parts) > 1:
        found.extend(part.strip(" ,;()[]'\"") for part in parts)
    elif "(" in raw or "[" in raw:
        found.extend(_bracket_alternatives(raw, is_person))
    elif "/" in raw:
        sides = [side for side in _SLASH.split(raw) if side]
        if len(sides) == 2 and not is_person:
            found.extend(side for side in _sides_that_are_names(sides) if len(side) >= _LEAST_LETTERS_OF_SIDE)
    if not is_person:
        own = without_foreign_forms(fold(raw))
        found += [own] if own is not None else []
        found += _without_acronym(raw) if "," in raw or " - " in raw or not raw.isascii() else []
    return tuple(part for part in found if part and part != raw)


def _without_acronym(raw: str) -> list[str]:
    """A body's name without the acronym that a dash or comma parts from it ("Islamic Group - IG", "GHU – Main Economic
    Department"), if there is one: its letters are the first of the other words, or those are many and not in capitals.
    """
    tables, parted = word_tables(), _DASH.split(raw)
    if len(parted) != _SIDES:
        return []
    for short, name in (parted, parted[::-1]):
        if not (short.isupper() and short.isalpha() and len(short) <= _LONGEST_ACRONYM):
            continue
        if (short.lower(),) in tables.sole_forms:
            continue
        words = name.split()
        every = "".join(word[0] for word in words).upper()
        telling = "".join(word[0] for word in words if word.lower() not in tables.stop_words).upper()
        fits = len(words) > 1 and short in (every, telling)
        if fits or (len(words) >= _LEAST_WORDS_BESIDE_ACRONYM and not name.isupper()):
            return [name]
    return []


def _sides_that_are_names(sides: list[str]) -> list[str]:
    """What is a name of its own on the two sides of a slash. One word beside several is a part of their phrase
    ("... Liberation Party/Front", "Industries of Isfahan/Esfahan"), and so are common words and places."""
    words = [split_words(fold(side)) for side in sides]
    alike = all(len(some) == 1 for some in words) or all(len(some) > 1 for some in words)
    return [side for side in sides if alike and _may_be_name(fold(side), is_person=False)]


def _bracket_alternatives(raw: str, is_person: bool) -> list[str]:
    tables = word_tables()
    inside = " ".join(_BRACKETS.findall(raw))
    key = tuple(split_words(fold(inside)))
    place = key in tables.places or any((word,) in tables.places for word in key)
    if (place and not is_person) or any(word.isdigit() for word in key):
        return []
    outside = _BRACKETS.sub(" ", raw).strip()
    return [outside] if outside else []

"""The parts of a text that holds more than one name: what stands between words such as "dba", "c/o" or "flag".

Each part may be a name of its own. The words are a table (`tables/cues.csv`); what separates by signs is here.
"""

from __future__ import annotations

import re
from functools import lru_cache

from service.engine.normalise.text import fold
from service.engine.normalise.words import read_table, word_tables

_MOST_PARTS = 8
_LEAST_LETTERS = 3
_NUMBER = r"\b(?:v\.?\s?)?\+?\d[\d\s./:-]*[a-z]?\b"
_SIGNS = r"[;|=«»„“”\"\n\r\t]|:(?=\s|$)|\s[-–—/]\s|(?<=\w{3})/(?=\w{3})|[()\[\]]"
_COMMA = r",\s"
_EDGES = " ,;:.-–—/()[]'\"«»#_&"
_QUICK = re.compile(r"[^\w\s.'-]|\d|\s[-–—]\s|\.\s?\S*\.|\b[vV]\.")
_LETTERS = re.compile(r"[^\W\d_]")


@lru_cache(maxsize=1)
def _cues() -> tuple[re.Pattern[str], frozenset[str]]:
    """All cues as one pattern, the longest first, and the first words of cues that are words alone."""
    cues = sorted((fold(row["cue"]) for row in read_table("cues.csv")), key=lambda cue: -len(cue))
    written = "|".join(r"\s+".join(map(re.escape, cue.split())) for cue in cues)
    firsts = frozenset(re.split(r"[\s/.-]", cue)[0] for cue in cues)
    return re.compile(rf"(?<![^\W_])(?:{written})(?![^\W_])"), firsts


@lru_cache(maxsize=2)
def _separators(is_person: bool) -> re.Pattern[str]:
    """Where a text is cut. In a person's name a comma stands between surname and given name."""
    cues, _ = _cues()
    signs = [cues.pattern, _NUMBER, _SIGNS] if is_person else [cues.pattern, _NUMBER, _SIGNS, _COMMA]
    return re.compile("|".join(signs))


def may_hold_parts(text: str) -> bool:
    """Whether there is anything in a text at which it could be cut. Most names have nothing, so this is quick."""
    if _QUICK.search(text) is not None:
        return True
    firsts = _cues()[1]
    return any(word in firsts for word in fold(text).replace("-", " ").split())


def name_parts(text: str, *, is_person: bool) -> tuple[str, ...]:
    """The parts of an asked text that may be names of their own, none if it is one name and nothing else.

    Places, titles, common words and numbers alone are no names; neither are more than eight parts.
    """
    if not may_hold_parts(text):
        return ()
    folded = fold(text)
    found: dict[str, None] = {}
    for part in _separators(is_person).split(folded):
        name = part.strip(_EDGES)
        if name != folded.strip(_EDGES) and _may_be_name(name, is_person=is_person):
            found[name] = None
    return tuple(found)[:_MOST_PARTS]


def _may_be_name(name: str, *, is_person: bool) -> bool:
    if len(_LETTERS.findall(name)) < _LEAST_LETTERS:
        return False
    tables, words = word_tables(), tuple(re.sub(r"[^\w\s]", " ", name).split())
    if words in tables.places or (is_person and len(words) < 2 and name.isascii()):
        return False
    dull = tables.beside_names if is_person else tables.generic_words.keys() | tables.stop_words
    return not all(word in dull or (word,) in tables.places or (word,) in tables.legal_forms for word in words)

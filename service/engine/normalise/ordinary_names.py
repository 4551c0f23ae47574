"""Persons' names that can be read in one way only, told word by word.

Four of five customers have such a name: ordinary words, each a name and nothing else. Everything that looks for another
reading (a disguise, several names in one text, titles, compounds, other spellings) looks at single words of such a
text, or wants all of its words to be of one kind. So what is known of a word holds in every name, and words repeat.

Not here: names of bodies, and names with any letter or sign beside A to Z and single blanks.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from service.engine.normalise.digraph_initials import is_digraph
from service.engine.normalise.disguise_signs import may_be_disguised
from service.engine.normalise.joined_names import joined_names, may_join
from service.engine.normalise.joined_words import ENDINGS_APART
from service.engine.normalise.keyboard_layouts import is_hardly_spoken, is_typed_otherwise
from service.engine.normalise.korean_given_names import is_korean_family_name, syllables_apart
from service.engine.normalise.name_parts import alternatives, is_doubled, may_hold_cue
from service.engine.normalise.person_names import is_name_alone, of_names_alone
from service.engine.normalise.prepared_name import PreparedName
from service.engine.normalise.said_in_japanese import is_syllables, may_be_said_in_japanese
from service.engine.normalise.spelling_alphabets import may_be_spelt
from service.engine.normalise.spelling_views import (
    from_french,
    from_kunrei,
    from_turkish,
    is_japanese,
    may_be_kunrei,
    respelt,
)
from service.engine.normalise.text import is_ordinary
from service.engine.normalise.transcription.wade_giles import is_pinyin_word

_PINYIN, _JAPANESE, _KUNREI, _KOREAN_FAMILY, _HARDLY_SPOKEN, _SYLLABLES, _JOINS = 1, 2, 4, 8, 16, 32, 64
"""What a word may be that only together with the others of its name says something, as bits."""


class _OrdinaryName(NamedTuple):
    """The folded words of a name, and the bits that all of them have, and that some have."""

    words: tuple[str, ...]
    every: int
    some: int


def one_way_to_read(text: str) -> PreparedName | None:
    """A person's name prepared, if nothing in it could be read otherwise: `readings` gives the text alone,
    `asked_parts` too, `joined_names` none, and `views` this name alone. None if there may be more."""
    name = _ordinary_name(text)
    if name is None or name.every & _PINYIN or is_doubled(text):
        return None
    if name.some & _JOINS and joined_names(text):
        return None
    folded = text.lower()
    if name.every & _JAPANESE and name.some & _KUNREI and from_kunrei(folded) is not None:
        return None
    if name.some & _KOREAN_FAMILY and syllables_apart(folded) is not None:
        return None
    return of_names_alone(text, folded, name.words)


def ordinary_words(text: str) -> tuple[str, ...] | None:
    """The folded words of a person's name, if `readings` gives the text alone and each of them says what it stands for;
    None if that is not certain."""
    name = _ordinary_name(text)
    return None if name is None else name.words


def is_one_name(text: str) -> bool:
    """Whether a text is surely the name of one person: `readings` gives it alone, and `joined_names` none in it. Nearly
    as good as those two, and a fiftieth of a row of a file sooner."""
    name = _ordinary_name(text)
    return name is not None and not name.some & _JOINS


@lru_cache(maxsize=1 << 12)
def _ordinary_name(text: str) -> _OrdinaryName | None:
    if not is_ordinary(text) or may_be_spelt(text):
        return None
    words = tuple(text.lower().split(" "))
    every, some = -1, 0
    for word in words:
        bits = _bits_of(word)
        if bits is None:
            return None
        every &= bits
        some |= bits
    if every & _SYLLABLES and may_be_said_in_japanese(text.lower()):
        return None
    # Whether letters are those of another keyboard layout is told by all words together.
    return None if some & _HARDLY_SPOKEN and is_typed_otherwise(text) else _OrdinaryName(words, every, some)


@lru_cache(maxsize=1 << 15)
def _bits_of(word: str) -> int | None:
    """The bits of a folded word; None for one that gives a reason to read a person's name in another way than it
    stands."""
    if not _has_one_meaning(word):
        return None
    return (
        _PINYIN * is_pinyin_word(word)
        | _JAPANESE * is_japanese(word)
        | _KUNREI * may_be_kunrei(word)
        | _KOREAN_FAMILY * is_korean_family_name(word)
        | _HARDLY_SPOKEN * is_hardly_spoken(word)
        | _SYLLABLES * is_syllables(word)
        | _JOINS * may_join(word)
    )


def _has_one_meaning(word: str) -> bool:
    return (
        is_name_alone(word)
        and word not in ENDINGS_APART
        and not may_be_disguised(word)
        and not may_hold_cue(word)
        and not is_digraph(word)
        and not alternatives(word, is_person=True)
        and respelt(word) is None
        and from_turkish(f"{word} ") is None  # with the blank behind an article
        and from_french(word) is None
    )

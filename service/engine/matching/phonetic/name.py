"""A name prepared for comparing by sound: its words, and neighbours written as one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from service.engine.matching.phonetic.given_names import given_name_class
from service.engine.normalise.company_words import NOTHING
from service.engine.normalise.scripts import script_of
from service.engine.normalise.transcription.han_languages import in_hangul
from service.engine.normalise.transcription.japanese import in_japan, is_japanese
from service.engine.normalise.transcription.words import Word, is_foreign, read_words

MAX_JOINED = 4
MAX_READINGS = 4
JAPANESE_BODY = "Jpan.body"
"""The costs and weights of names of bodies in Japanese."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A word, or neighbouring words written as one: positions `start` to `stop`, readings, given-name class,
    meanings of a word of a company name."""

    start: int
    stop: int
    readings: tuple[str, ...]
    given: int = -1
    meanings: frozenset[int] = NOTHING

    @property
    def words(self) -> int:
        """How many words it is made of."""
        return self.stop - self.start


@dataclass(frozen=True, slots=True, eq=False)
class SoundName:
    """A name as words with readings, and `units`: first every word, then two or more neighbours joined.

    `costs` names the table of costs and weights: the script, or that of foreign names in it. Compared by identity, as
    caches do it all the time.
    """

    text: str
    script: str
    is_person: bool
    costs: str
    words: tuple[Word, ...]
    units: tuple[Unit, ...]


@lru_cache(maxsize=1 << 13)
def prepare_sound(text: str, *, is_person: bool) -> SoundName:
    """Prepare a name in any script for `sound_score` and `SoundIndex.search`."""
    words = read_words(text, is_person=is_person)
    script = script_of(text)
    costs = f"{script}.foreign" if is_person and is_foreign(text) else script
    if not is_person and is_japanese(text):
        costs = JAPANESE_BODY
    return SoundName(text, script, is_person, costs, words, tuple(_units(words, is_person)))


def spoken_forms(text: str, *, is_person: bool) -> tuple[SoundName, ...]:
    """A name as it may be spoken: as it is read in its script, and in Han characters by Koreans (persons) and by
    Japanese (bodies)."""
    if text.isascii():
        return (prepare_sound(text, is_person=is_person),)
    others = in_hangul(text) if is_person else filter(None, (in_japan(text),))
    return (prepare_sound(text, is_person=is_person), *(prepare_sound(one, is_person=is_person) for one in others))


def _units(words: tuple[Word, ...], is_person: bool) -> list[Unit]:
    units = [
        Unit(i, i + 1, word.readings, given_name_class(word) if is_person else -1, word.meanings)
        for i, word in enumerate(words)
    ]
    units += [Unit(i, i + 2, _joined(words[i : i + 2])) for i in range(len(words) - 1)]
    if 3 <= len(words) <= MAX_JOINED:
        units.append(Unit(0, len(words), _joined(words)))
    return units


def _joined(words: tuple[Word, ...]) -> tuple[str, ...]:
    """The main readings written together, and the other readings of the first or the last word."""
    main = [word.readings[0] for word in words]
    found = {_together(main): None}
    for position in (0, len(words) - 1):
        for reading in words[position].readings[1:]:
            found[_together([*main[:position], reading, *main[position + 1 :]])] = None
    return tuple(found)[:MAX_READINGS]


_FINAL_GLIDE = re.compile("[aeou]j$")
_CONSONANTS = frozenset("bpdtgkqfvszSZCJThxGD0mnNlrRw")


def _together(readings: list[str]) -> str:
    """Readings as one; a sound that ends one and begins the next is heard once, and what ends a word as a glide is a
    vowel inside one (Wai Man, 偉文)."""
    whole = ""
    for reading in readings:
        if _FINAL_GLIDE.search(whole) is not None and reading[:1] in _CONSONANTS:
            whole = whole[:-1] + "i"
        whole += reading[1:] if whole[-1:] == reading[:1] else reading
    return whole


# Codes that only other scripts have, as the Latin letters they are nearest to; weak vowels are left out.
_LATIN_CODES = str.maketrans(
    {"A": "a", "W": "u", "Y": "i", "Q": "a", "@": "a", "R": "r", "U": "", "O": "", "I": ""}
    | {"1": "a", "2": "i", "3": "u", "4": "e", "5": "o", "6": "ai", "7": "ei", "8": "oi"}
)


@lru_cache(maxsize=1 << 12)
def as_listed(name: SoundName) -> SoundName:
    """A name in another script as if a list had romanised it: what names in a third script are compared with."""
    if name.script == "Latn":
        return name
    units = tuple(
        Unit(
            unit.start,
            unit.stop,
            tuple(dict.fromkeys(reading.translate(_LATIN_CODES) or reading for reading in unit.readings)),
            unit.given,
            unit.meanings,
        )
        for unit in name.units
    )
    return SoundName(name.text, "Latn", name.is_person, "Latn", name.words, units)

"""Words in the scripts of India and Sri Lanka as sound: Devanagari, Bengali, Gurmukhi, Gujarati, Oriya, Tamil, Telugu,
Kannada, Malayalam, Sinhala.

In all of them a consonant has the vowel a with it, unless a sign gives it another or takes it away. The languages of
the north do not speak it at the end of a word and between some consonants, which is not written: राजनाथ is Rajnath, not
Rajanatha. Nine of the scripts have the same letters at the same places of their blocks (The Unicode Standard, chapter
12), so one table reads them all. Not handled: Tibetan and Meitei.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.scripts import script_of
from service.engine.normalise.transcription.other import read_spelt
from service.engine.normalise.transcription.rules import table

_ALIKE = {
    "Deva": 0x0900,
    "Beng": 0x0980,
    "Guru": 0x0A00,
    "Gujr": 0x0A80,
    "Orya": 0x0B00,
    "Taml": 0x0B80,
    "Telu": 0x0C00,
    "Knda": 0x0C80,
    "Mlym": 0x0D00,
}
"""Where the blocks of the scripts begin that have the same letters at the same places."""
_NORTHERN = frozenset(("Deva", "Beng", "Guru", "Gujr", "Orya"))
"""Scripts of languages that leave out the vowel a."""
_WITH_DOT = {"k": "q", "j": "z", "d": "r", "dh": "rh", "ph": "f", "s": "sh"}
_NASALS = frozenset(("n", "m", "ng"))
_LABIALS = frozenset(("p", "ph", "b", "bh", "m"))
_VOICED_BETWEEN_VOWELS = {"t": "d", "p": "b"}
_VOICED_BEHIND_NASALS = {"k": "g", "s": "j", "t": "d", "th": "d", "p": "b"}
_ASPIRATED = lazy_pattern(r"(?<=[kgjtdpb])h|(?<=ch)h")
_TWO_NASALS = lazy_pattern(r"ng(?=[gk])")
MAX_SPELLINGS = 4


class _Letter(NamedTuple):
    """What a character is (consonant, vowel, sign, nasal, final, virama, nukta, silent), and its sound in Latin."""

    kind: str
    latin: str


@dataclass(frozen=True, slots=True)
class _Syllable:
    """A consonant or none, and the vowel behind it; whether that is the a that is not written."""

    consonant: str
    vowel: str = ""
    unwritten: bool = False


@lru_cache(maxsize=1)
def _letters() -> dict[str, dict[str, _Letter]]:
    """The letters of each script."""
    found: dict[str, dict[str, _Letter]] = {script: {} for script in (*_ALIKE, "Sinh")}
    for row in table("indic"):
        letter, place = _Letter(row["kind"], row["latin"]), int(row["letter"], 16)
        if row["script"] == "Indic":
            for script, first in _ALIKE.items():
                found[script][chr(first + place)] = letter
        else:
            found[row["script"]][chr(place)] = letter
    return found


@lru_cache(maxsize=16384)
def read(word: str) -> tuple[str, ...]:
    """The readings of a word, the likeliest first, at most `MAX_SPELLINGS`."""
    return read_spelt(word, spellings)


def spellings(word: str) -> tuple[str, ...]:
    """A word as it may be written in Latin letters: with and without the vowels that are not spoken, and with and
    without aspiration, which English spelling often leaves out."""
    script = script_of(word)
    syllables = list(_syllables(word, script))
    if script in ("Taml", "Mlym"):
        syllables = _voiced(syllables, between_vowels=script == "Taml")
    spoken = _without_unspoken(syllables) if script in _NORTHERN else syllables
    other = syllables if script in _NORTHERN else _without_last(syllables)
    full = [_joined(spoken), _joined(other)]
    if script in ("Taml", "Mlym"):
        full += [full[0].replace("zh", "l"), full[0].replace("th", "d")]
    return tuple(dict.fromkeys((*full, *(_ASPIRATED.sub("", text) for text in full[:2]))))[:MAX_SPELLINGS]


def _joined(syllables: Sequence[_Syllable]) -> str:
    return _TWO_NASALS.sub("n", "".join(one.consonant + one.vowel for one in syllables))


def _syllables(word: str, script: str) -> Iterator[_Syllable]:
    letters = _letters().get(script, {})
    held: _Syllable | None = None
    joins = False
    for at, character in enumerate(word):
        kind, sound = letters.get(character, _Letter("silent", ""))
        if kind == "sign" and held is not None:
            held = replace(held, vowel=sound, unwritten=False)
        elif kind == "virama" and held is not None:
            held, joins = replace(held, vowel="", unwritten=False), True
        elif kind == "nukta" and held is not None:
            held = replace(held, consonant=_dotted(held.consonant, script))
        elif kind in ("consonant", "vowel", "nasal", "final", "sign"):
            if held is not None:
                yield held
            if kind == "consonant":
                held = _Syllable(_joined_on(sound, script) if joins else sound, "a", unwritten=True)
            elif kind == "nasal":
                held = _Syllable(_nasal(sound, letters.get(word[at + 1 : at + 2])))
            else:
                held = _Syllable(sound) if kind == "final" else _Syllable("", sound)
            joins = False
    if held is not None:
        yield held


def _dotted(consonant: str, script: str) -> str:
    """A consonant with a dot below, which stands for a sound of Persian or another language."""
    return "y" if script == "Beng" and consonant == "j" else _WITH_DOT.get(consonant, consonant)


def _joined_on(consonant: str, script: str) -> str:
    """A consonant that is written below or behind another: in Bengali b is w there, and j is y."""
    return {"b": "w", "j": "y"}.get(consonant, consonant) if script == "Beng" else consonant


def _nasal(sound: str, behind: _Letter | None) -> str:
    """A sign of nasals: m before labials, and ng before h (सिंह, Singh)."""
    consonant = behind.latin if behind is not None and behind.kind == "consonant" else ""
    return "m" if consonant in _LABIALS else "ng" if consonant == "h" else sound


def _without_last(syllables: Sequence[_Syllable]) -> list[_Syllable]:
    """The syllables without an unwritten vowel at the end of a word of several."""
    *first, last = syllables or [_Syllable("")]
    return [*first, replace(last, vowel="") if first and last.unwritten else last]


def _without_unspoken(syllables: Sequence[_Syllable]) -> list[_Syllable]:
    """The syllables as the languages of the north speak them: without the unwritten vowel at the end of a word, unless
    several consonants stand before it (Narendra), and where single consonants with a vowel stand on both sides
    (Rajnath).

    The rule for Hindi of Ohala, "Aspects of Hindi Phonology" (1983).
    """
    clustered = len(syllables) > 1 and not syllables[-2].vowel and syllables[-2].consonant not in _NASALS
    found = list(syllables) if clustered else _without_last(syllables)
    for at in range(len(found) - 2, 0, -1):
        if found[at].unwritten and found[at - 1].vowel and found[at + 1].vowel:
            found[at] = replace(found[at], vowel="")
    return found


def _voiced(syllables: Sequence[_Syllable], *, between_vowels: bool) -> list[_Syllable]:
    """The syllables with the consonants voiced that Tamil and Malayalam write as voiceless ones: behind nasals, and in
    Tamil between vowels as well. Written twice they are voiceless, and s is ch then."""
    found: list[_Syllable] = []
    for at, one in enumerate(syllables):
        before = syllables[at - 1] if at else None
        doubled = before is not None and not before.vowel and before.consonant == one.consonant
        behind = syllables[at + 1].consonant if at + 1 < len(syllables) and not one.vowel else ""
        sound = one.consonant
        if one.consonant == "s" and between_vowels and (doubled or behind == "s"):
            sound = "ch"
        elif before is not None and not before.vowel and before.consonant in _NASALS:
            sound = _VOICED_BEHIND_NASALS.get(sound, sound) if between_vowels or sound == "t" else sound
        elif before is not None and before.vowel and one.vowel and between_vowels:
            sound = _VOICED_BETWEEN_VOWELS.get(sound, sound)
        found.append(replace(one, consonant=sound))
    return found

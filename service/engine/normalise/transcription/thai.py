"""Thai and Lao words as sound: syllables are found by the signs of their vowels, which stand on all sides of a letter.

Words are not divided, and a vowel that is not written is o inside a syllable and a at its end. So a word is read by
the first pattern that fits at each place. Names keep the letters of Sanskrit and Pali in English, which Thai speaks
otherwise (ชินวัตร is Chinnawat and Shinawatra), so a word has a reading by sound and one by letters. Not handled: tones,
and syllables of which one letter ends the first and begins the second.

Sources: the Royal Thai General System of Transcription (1999); for Lao, how names are written in English and French.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.transcription.other import read_spelt
from service.engine.normalise.transcription.rules import table

_TONES = lazy_pattern(r"[\u0e48-\u0e4b\u0e4e\u0ec8-\u0ecb]")
_TONE_INSIDE = lazy_pattern(r"(?<=[ก-ฮກ-ຮ])[\u0e48-\u0e4b\u0ec8-\u0ecb](?=[ก-ฮກ-ຮ])")
"""A mark of tone stands on the last consonant before the vowel, so that แก้ว begins with one consonant, and not two."""
_SILENT_R = lazy_pattern(r"(?<=[ะ-ูๅ็][ตทกด])ร\Z")
_OTHERWISE = {"\u0e4d\u0e32": "ำ", "\u0ecd\u0eb2": "ຳ", "ฤๅ": "รือ", "ฤ": "ริ", "ฦ": "ลิ"}
"""Vowels that the compatibility forms of Unicode take apart, and syllables of one letter."""
_SILENT = lazy_pattern(r"(?:ษณ|ทร|ตร|ดร|[ก-ฮ])[ิุ]?[\u0e4c]")
"""Letters under a sign that silences them; with some of them the letter before it is silent too."""
_BLENDS = {"Thai": "[กขคตปพผ][รลว]", "Laoo": "[ກຂຄຕປພຜ][ຣລວ]"}
_LED = {"Thai": "ห[งญนมยรลว]|อย|ศร|สร|จร|ทร", "Laoo": "ຫ[ງຍນມຣລວ]"}
"""Two letters that begin a syllable with the sound of one."""
_SOUND_OF_LED = {"ศร": "ศ", "สร": "ส", "จร": "จ", "ทร": "ซ"}
_VOWEL_SIGNS = {"Thai": "ะ-ฺๅ็", "Laoo": "ະ-ູົຼຽໍ"}
_LETTERS = {"Thai": "ก-ฮ", "Laoo": "ກ-ຮໜໝ"}
_APART = "'"
"""Between syllables: it has no sound, but keeps n-g and ng apart."""
_BEFORE = lazy_pattern(r"([เแโใไເແໂໃໄ])([ก-ฮກ-ຮໜໝ])")
_BEFORE_BLEND = lazy_pattern(r"([เแโใไເແໂໃໄ])((?:[กขคตปพผกบดฟซจสทກຂຄຕປພຜ][รลวຣລວ](?![ะ-ฺๅ็ະ-ູົຼຽໍ]))|[ก-ฮກ-ຮໜໝ])")
"""A vowel that is written before the consonant, or the two, behind which it is spoken."""
_CARRIER = lazy_pattern(r"[อອ](?=[ะ-ฺเ-ไะ-ูະ-ູົຽໍເ-ໄ])")
_VOWEL_LETTERS = str.maketrans(
    {
        **dict.fromkeys("ะาัแະາັແ", "a"),
        **dict.fromkeys("ิีິີ", "i"),
        **dict.fromkeys("ึืุูຶືຸູ", "u"),
        **dict.fromkeys("เເ", "e"),
        **dict.fromkeys("โอໂົໍອ", "o"),
        **dict.fromkeys("ใไໃໄ", "ai"),
        **dict.fromkeys("ำຳ", "am"),
        **dict.fromkeys("็์ฺຼ໌", ""),
        "ຽ": "ia",
    }
)
_ASPIRATED = lazy_pattern(r"(?<=[kgtdpb])h")


@dataclass(frozen=True, slots=True)
class _Consonant:
    """How a consonant sounds at the beginning and at the end of a syllable, and how names write it in English."""

    initial: str
    final: str
    written: str


_NOTHING = _Consonant("", "", "")


class _Syllable(NamedTuple):
    first: _Consonant
    vowel: str
    last: _Consonant


@lru_cache(maxsize=1)
def _consonants() -> dict[str, _Consonant]:
    return {row["letter"]: _Consonant(row["initial"], row["final"], row["written"]) for row in table("thai_letters")}


@lru_cache(maxsize=2)
def _syllables(script: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The patterns of syllables in their order, and the vowel of each. A pattern has the groups `first` and `last`, the
    consonants before and behind the vowel."""
    letter, signs, blends = _LETTERS[script], _VOWEL_SIGNS[script], _BLENDS[script]
    blend = f"(?!(?:{blends})[{signs}])"
    # What ends a syllable has no vowel of its own, begins no other syllable, and leaves no letter alone at the end.
    last = f"(?P<last>{blend}[{letter}](?![{signs}|])(?!รร|[อວ]?[อອ](?![{signs}])))"
    parts = {
        "I": f"(?P<first>{_LED[script]}(?=[{signs}])|{blends}(?=[{signs}])|[{letter}])[|]?",
        "G": last,
        "F": f"(?:(?![{letter}][{letter}]$){last})?",
        "V": f"[{signs}]",
    }
    if script == "Thai":
        parts["I"] = f"(?P<first>(?:{_LED[script]}|{blends})(?=[{signs}|]|[{letter}](?![{signs}]))|[{letter}])[|]?"
    own = [row for row in table("thai_vowels") if (row["source"].startswith("Lao")) == (script == "Laoo")]
    return tuple((re.compile(_filled(row["pattern"], parts)), row["vowel"]) for row in own)


def _filled(pattern: str, parts: dict[str, str]) -> str:
    for name, text in parts.items():
        pattern = pattern.replace("{" + name + "}", text)
    return pattern


@lru_cache(maxsize=16384)
def read(word: str) -> tuple[str, ...]:
    """The readings of a Thai or Lao word, by sound first, then by letters."""
    return read_spelt(word, spellings)


def spellings(word: str) -> tuple[str, ...]:
    """A word as it may be written in Latin letters: by sound, with and without the h of aspiration; by the letters that
    English keeps, the last of each syllable by its sound and by its letter."""
    script = "Laoo" if "\u0e80" <= word[:1] <= "\u0eff" else "Thai"
    for letters, others in _OTHERWISE.items():
        word = word.replace(letters, others)
    word = _SILENT.sub("", _TONES.sub("", _TONE_INSIDE.sub("|", word)))
    syllables = list(_read(_SILENT_R.sub("", word), script))
    kept = syllables if _SILENT_R.search(word) is None else list(_read(f"{word}ะ", script))
    spoken = _APART.join(one.first.initial + one.vowel + one.last.final for one in syllables)
    mixed = _APART.join(one.first.written + one.vowel + one.last.final for one in syllables)
    written = _APART.join(one.first.written + one.vowel + one.last.written for one in kept)
    return tuple(dict.fromkeys((spoken, _ASPIRATED.sub("", spoken), mixed, written)))


def letter_by_letter(text: str) -> tuple[str, ...]:
    """A text with Latin for each letter, as foreign names are put into Thai and Lao: each vowel written, and consonants
    as their language has them. Of two consonants behind a vowel sign both may begin the syllable; programs that put one
    letter for another write each vowel behind its consonant."""
    bare = _TONES.sub("", text)
    found = []
    for spoken in (_BEFORE.sub(r"\2\1", bare), _BEFORE_BLEND.sub(r"\2\1", bare), bare):
        moved = _CARRIER.sub("", spoken)
        known = _consonants()
        letters = moved.translate(_VOWEL_LETTERS)
        found.append("".join(known[letter].written if letter in known else letter for letter in letters))
    return tuple(dict.fromkeys(found))


def _read(word: str, script: str) -> Iterator[_Syllable]:
    at = 0
    while at < len(word):
        for pattern, vowel in _syllables(script):
            found = pattern.match(word, at)
            if found is not None:
                last = found.groupdict().get("last") or ""
                yield _Syllable(_first(found["first"]), vowel, _consonants().get(last, _NOTHING))
                at = found.end()
                break
        else:
            at += 1


def _first(letters: str) -> _Consonant:
    """What begins a syllable, of one letter or two."""
    if len(letters) == 2 and letters[0] in "หอຫ":
        letters = letters[1]
    spoken = "".join(_consonants().get(letter, _NOTHING).initial for letter in _SOUND_OF_LED.get(letters, letters))
    return _Consonant(spoken, "", "".join(_consonants().get(letter, _NOTHING).written for letter in letters))

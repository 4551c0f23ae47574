"""Burmese words as sound: syllables of a beginning and a rime, both read by tables.

A final consonant has a sign that takes its vowel away and changes the vowel before it: မ + င် is min, မ + န် is man.
Words are not divided, so that a name is mostly one word. Not handled: other languages in the same script (Mon, Shan,
Karen), and voicing between syllables, which is not written.

Source: Burmese names in English, the conventional transcription in Okell, A Guide to the Romanization of Burmese
(1971).
"""

from __future__ import annotations

import re
from functools import lru_cache

from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.transcription.other import read_spelt
from service.engine.normalise.transcription.rules import table

_HIGH, _CREAKY = "\u1038", "\u1037"
"""Signs of tones. A nasal rime with the second is written with a t in English (ညွန့်, Nyunt)."""
_STACKED = lazy_pattern(r"(?<=[\u1000-\u1021])\u1039(?=[\u1000-\u1021])")
"""A letter below another: the one above ends the syllable before."""
_KINZI = "\u1004\u103a\u1039"
_CONSONANTS = "\u1000-\u1021\u103f"
_MEDIALS = {"\u103b": "y", "\u103c": "y"}
_H = "\u103e"
_ASPIRATED = lazy_pattern(r"ht|hp|kh")


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, str], dict[str, str], re.Pattern[str]]:
    """Beginnings of syllables, rimes, and the pattern of a syllable, which may be a vowel alone."""
    rows = table("burmese")
    initials = {row["letters"]: row["latin"] for row in rows if row["kind"] == "initial"}
    vowels = {row["letters"]: row["latin"] for row in rows if row["kind"] == "vowel"}
    rimes = {row["letters"]: row["latin"] for row in rows if row["kind"] == "rime"}
    longest = "|".join(sorted(map(re.escape, rimes), key=len, reverse=True))
    first = f"(?P<first>[{_CONSONANTS}][\u103b\u103c]*)"
    # Medial w is written before medial h, and belongs to the rime.
    rime = f"(?P<w>\u103d?)(?P<h>{_H}?)(?P<rime>{longest})(?P<tone>[{_CREAKY}{_HIGH}]?)"
    pattern = f"{first}{rime}|(?P<alone>[{''.join(vowels)}])"
    return initials, rimes | {f"={letters}": sound for letters, sound in vowels.items()}, re.compile(pattern)


@lru_cache(maxsize=16384)
def read(word: str) -> tuple[str, ...]:
    """The readings of a Burmese word, the likeliest first."""
    return read_spelt(word, spellings)


def spellings(word: str) -> tuple[str, ...]:
    """A word as it may be written in Latin letters: with and without the h of aspiration."""
    word = word.replace(_KINZI, "\u1004\u103a").replace(f"{_CREAKY}\u103a", f"\u103a{_CREAKY}")
    word = _STACKED.sub("\u103a", word)
    spoken = "'".join(map(_syllable, _tables()[2].finditer(word)))
    return tuple(dict.fromkeys((spoken, _ASPIRATED.sub(lambda found: found[0].replace("h", ""), spoken))))


def _syllable(found: re.Match[str]) -> str:
    initials, rimes, _ = _tables()
    if found["alone"]:
        return rimes[f"={found['alone']}"]
    letters, rime = found["first"], found["w"] + found["rime"]
    first = initials.get(letters + found["h"])
    if first is None:
        base = initials.get(letters)
        if base is None:
            base = initials[letters[0]] + "".join(_MEDIALS[one] for one in letters[1:])
        first = f"h{base}" if found["h"] else base
    sound = rimes.get(rime + found["tone"]) or rimes.get(rime) or f"w{rimes[found['rime']]}"
    return f"{first}{sound}t" if found["tone"] == _CREAKY and sound.endswith("n") else first + sound

"""A name as words with their readings: what is split, joined and left out in each script."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.company_words import NOTHING, are_common, meanings_of
from service.engine.normalise.scripts import fold_homoglyphs, script_of
from service.engine.normalise.text import fold
from service.engine.normalise.transcription import (
    arabic,
    burmese,
    cyrillic,
    greek,
    han,
    hangul,
    hebrew,
    indic,
    japanese,
    kana,
    latin,
    other,
    thai,
)
from service.engine.normalise.transcription.compounds import join_compounds
from service.engine.normalise.transcription.japanese import in_english
from service.engine.normalise.transcription.rules import table
from service.engine.normalise.transcription.segmentation import known_parts
from service.engine.normalise.words import word_tables

MAX_WORDS = 12
MAX_READINGS = 4
_MAX_READINGS_OF_KOREAN = 5
_LONGEST_FORM = 4
"""Words of a legal form."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name as written, its script, and the sounds it may stand for (likeliest first).

    `generic` marks words any company may have in its name; they carry the English word's sound in every script.
    `meanings` are the numbers of what a word of a company name means, whatever the language.
    """

    text: str
    script: str
    readings: tuple[str, ...]
    generic: bool = False
    meanings: frozenset[int] = NOTHING


def _ignored(scope: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in table("ignored_words"):
        if row["scope"] == scope:
            found.setdefault(row["script"], set()).update(row["words"].split())
    return {script: frozenset(words) for script, words in found.items()}


_IGNORED_IN_PERSONS, _IGNORED_IN_OTHERS = _ignored("person"), _ignored("other")
_READERS: dict[str, Callable[[str], tuple[str, ...]]] = {
    "Latn": latin.read,
    "Cyrl": cyrillic.read,
    "Kana": kana.read,
    "Arab": arabic.read,
    "Hang": hangul.read,
    "Grek": greek.read,
    "Hebr": hebrew.read,
    **dict.fromkeys(("Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym", "Sinh"), indic.read),
    "Mymr": burmese.read,
    **dict.fromkeys(("Thai", "Laoo"), thai.read),
}
_GENERIC = {
    word: latin.read(row["english"].split()[0])[:1]
    for row in table("generic_words")
    for word in (row["english"].replace("'", "") + " " + row["others"]).split()
}
# Vowel marks of Arabic and Hebrew, tatweel, joiners and direction marks say nothing a Latin spelling shows.
_MARKS = lazy_pattern("[\u0591-\u05c7\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_APOSTROPHES = lazy_pattern(r"[’'ʼʻʿʾ`´‘′ˈ“”\"«»]")
# Vowel signs of Indic and South-East Asian scripts are marks, not letters, but part of the word.
_SEPARATORS = lazy_pattern(r"[^\w'ー\u0300-\u036f\u0900-\u0dff\u0e00-\u109f\u1780-\u17d3]+|[_।॥]|\d+")
# A run of one script inside a word: チョルノモルネフチガス社 is a name and a company form.
_RUN = lazy_pattern(r"[぀-ヿ]+|[㐀-鿿豈-﫿々]+|[가-힣]+|[^぀-ヿ㐀-鿿豈-﫿々가-힣]+")
# Arabic names are often written without blanks: بشارالاسد is Bashar al-Asad.
_INNER_ARTICLE = lazy_pattern(r"(?<=[\u0621-\u06d5]{3})(?<!عبد)(?=ال[\u0621-\u06d5]{3})(?!الله|الدين|الدین)")


def read_words(text: str, *, is_person: bool) -> tuple[Word, ...]:
    """The words of a name that carry sound, at most `MAX_WORDS`, with readings.

    Particles and titles (of persons) and company forms (of all others) are left out, unless nothing else remains.
    """
    if not is_person and japanese.is_japanese(text):
        return _of_japanese_body(text)
    words = split_words(text)
    words = join_compounds(words) if is_person else _without_forms(words)
    ignored = _IGNORED_IN_PERSONS if is_person and not _is_korean(words) else _IGNORED_IN_OTHERS
    kept = [pair for pair in words if pair[0] not in ignored.get(pair[1], ())] or words
    foreign = is_person and is_foreign(text)
    names = kept if foreign else _split_names(kept, is_person) if is_person else _split_bodies(kept)
    found = [_word(word, script, is_person, foreign=foreign) for word, script in names]
    return tuple(word for word in found if word.readings)[:MAX_WORDS]


def readings_of(word: str) -> list[tuple[str, ...]]:
    """The readings of each word of a person's name that one folded word stands for: only one, if it is in Latin."""
    if word.isascii() and word.isalpha():
        return [readings] if (readings := latin.read(word)) else []
    return [one.readings for one in read_words(word, is_person=True)]


def _is_korean(words: list[tuple[str, str]]) -> bool:
    """Whether a name is a Korean family name with one word beside it, which is no particle then (이 빈)."""
    return len(words) == 2 and all(script == "Hang" for _, script in words) and hangul.is_surname(words[0][0])


def _of_japanese_body(text: str) -> tuple[Word, ...]:
    """The words of the name of a body in Japanese."""
    text = _APOSTROPHES.sub("'", unicodedata.normalize("NFKC", text)).lower()
    found = japanese.words_of_body(text)
    kept = [word for word in found if word.text not in _IGNORED_IN_OTHERS.get(word.script, ())] or found
    words = [Word(one.text, one.script, one.readings, are_common(one.meanings), one.meanings) for one in kept]
    return tuple(words)[:MAX_WORDS]


# Foreign names in Chinese have a dot between their words; no Chinese or Korean name has so many syllables.
_DOTTED_HAN = lazy_pattern(r"[㐀-鿿]\s?[·・•‧･]\s?[㐀-鿿]")
_LONG_HAN = lazy_pattern("^[㐀-鿿]{5,}$")
_HANGUL_WORDS = lazy_pattern(r"[가-힣]+")
_LONG_HANGUL, _FOREIGN_SYLLABLES = 4, 5


@lru_cache(maxsize=16384)
def is_foreign(text: str) -> bool:
    """Whether the name of a person in Han or Hangul is a foreign one, written by its sound."""
    if text.isascii():
        return False
    script = script_of(text)
    if script == "Hani":
        return _DOTTED_HAN.search(text) is not None or _LONG_HAN.match(text) is not None
    if script != "Hang":
        return False
    words = _HANGUL_WORDS.findall(text)
    sizes = [len(word) for word in words]
    if len(words) < 2 or hangul.is_surname(words[0]) or hangul.is_surname(words[-1]):
        return False
    several = sum(size > 1 for size in sizes) > 1 and sum(sizes) >= _FOREIGN_SYLLABLES
    return max(sizes) >= _LONG_HANGUL or several


def split_words(text: str) -> list[tuple[str, str]]:
    """The words of `text` with their scripts: lower case, forms and marks folded, runs of different scripts apart."""
    text = _MARKS.sub("", unicodedata.normalize("NFKC", text))
    text = _APOSTROPHES.sub("'", fold_homoglyphs(text)).lower()
    found: list[tuple[str, str]] = []
    for word in _SEPARATORS.split(text):
        if word.isascii():
            word = word.replace("'", "")
            if word:
                found.append((word, "Latn"))
            continue
        for run in _RUN.findall(word):
            parts = _INNER_ARTICLE.sub(" ", run.strip("'").lstrip("ー")).split()
            found += [(part, script) for part in parts if (script := script_of(part)) != "Zyyy"]
    return found


@lru_cache(maxsize=1 << 15)
def _word(word: str, script: str, is_person: bool, *, foreign: bool = False) -> Word:
    if foreign and script == "Hani":
        return Word(word, script, han.read_foreign(word))
    meanings = NOTHING if is_person else meanings_of(word, script)
    if not is_person and word in _GENERIC:
        return Word(word, script, _GENERIC[word], generic=True, meanings=meanings)
    readings = _readings(word, script, is_person)
    if not is_person and script == "Cyrl":
        readings = tuple(dict.fromkeys((*readings, *cyrillic.read_stem(word))))
    if meanings and script != "Latn":
        # Translated as often as transcribed, so it is looked up by the sound of the English words too.
        readings = tuple(dict.fromkeys((*readings[:2], *in_english(meanings))))[:MAX_READINGS]
    return Word(word, script, readings, are_common(meanings), meanings)


def _readings(word: str, script: str, is_person: bool) -> tuple[str, ...]:
    readings = han.read(word, surname=is_person) if script == "Hani" else _READERS.get(script, other.read)(word)
    readings = tuple(filter(None, readings))
    if script == "Latn":
        return readings
    # Latin sh, zh, th, dh, kh, gh are read as one sound although two may be meant: Ishaq is اسحاق, Mazhari مظهری.
    merged = dict.fromkeys(_TWO_SOUNDS.sub(lambda found: _AS_ONE[found[1]], reading) for reading in readings)
    if script in ("Hang", "Hani"):
        # Jong-un and Jeong-eun written as one word are read jon-gun and jeon-geun.
        readings += tuple(_NG.sub("ng", reading) for reading in readings[:1] + readings[2:3])
    return tuple(dict.fromkeys((*readings, *merged)))[: _MAX_READINGS_OF_KOREAN if script == "Hang" else MAX_READINGS]


_NG = lazy_pattern("N(?=[aeiouU])")
_TWO_SOUNDS = lazy_pattern("([sztdkg])[UOI]?[hx]")
_AS_ONE = {"s": "S", "z": "Z", "t": "0", "d": "D", "k": "x", "g": "G"}


def _without_forms(words: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The words of a body without its legal forms in other scripts than Latin, whatever their dots: ش.م.م, ՍՊԸ."""
    if all(script == "Latn" for _, script in words):
        return words
    forms, folded = word_tables().legal_forms, [fold(word) for word, _ in words]
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(words):
        longest = _LONGEST_FORM if words[at][1] != "Latn" else 0
        length = next((one for one in range(longest, 0, -1) if tuple(folded[at : at + one]) in forms), 0)
        found += [] if length else [words[at]]
        at += length or 1
    return found or words


def _split_bodies(words: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Chinese and Korean names of bodies taken apart, without their legal forms."""
    found: list[tuple[str, str]] = []
    for word, script in words:
        if script in ("Hani", "Hang"):
            forms = _IGNORED_IN_OTHERS.get(script, frozenset())
            found += [(part, script) for part in known_parts(word, script, forms) if part not in forms]
        else:
            found.append((word, script))
    return found or words


def _split_names(words: list[tuple[str, str]], is_person: bool) -> list[tuple[str, str]]:
    """Unspaced Chinese and Korean persons taken apart."""
    if not is_person or len(words) != 1 or words[0][1] not in ("Hani", "Hang"):
        return words
    word, script = words[0]
    return [(part, script) for part in (han if script == "Hani" else hangul).split(word)]

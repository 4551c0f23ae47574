"""A name as words with their readings: what is split, joined and left out in each script."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from service.normalise.readings import arabic, cyrillic, greek, han, hangul, hebrew, kana, latin, other
from service.normalise.readings.rules import table
from service.normalise.scripts import fold_homoglyphs, script_of

MAX_WORDS = 12


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name as written, its script, and the sounds it may stand for (likeliest first)."""

    text: str
    script: str
    readings: tuple[str, ...]


def _ignored(scope: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in table("ignored_words"):
        if row["scope"] == scope:
            found.setdefault(row["script"], set()).update(row["words"].split())
    return {script: frozenset(words) for script, words in found.items()}


_IGNORED_IN_PERSONS, _IGNORED_IN_OTHERS = _ignored("person"), _ignored("other")
_READERS = {
    "Latn": latin.read,
    "Cyrl": cyrillic.read,
    "Kana": kana.read,
    "Arab": arabic.read,
    "Hang": hangul.read,
    "Grek": greek.read,
    "Hebr": hebrew.read,
}
# Vowel marks of Arabic and Hebrew, tatweel, joiners and direction marks say nothing a Latin spelling shows.
_MARKS = re.compile("[\u0591-\u05c7\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_APOSTROPHES = re.compile(r"[’'ʼʻʿʾ`´‘′ˈ“”\"«»]")
# Vowel signs of Indic and South-East Asian scripts are marks, not letters, but part of the word.
_SEPARATORS = re.compile(r"[^\w'ー\u0300-\u036f\u0900-\u0dff\u0e00-\u109f\u1780-\u17d3]+|[_।॥]|\d+")
# A run of one script inside a word: チョルノモルネフチガス社 is a name and a company form.
_RUN = re.compile(r"[぀-ヿ]+|[㐀-鿿豈-﫿々]+|[가-힣]+|[^぀-ヿ㐀-鿿豈-﫿々가-힣]+")
_LATIN_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['’](?=[^\W\d_])")


def read_words(text: str, *, is_person: bool) -> tuple[Word, ...]:
    """The words of a name that carry sound, at most `MAX_WORDS`, with readings.

    Particles and titles (of persons) and company forms (of all others) are left out, unless nothing else remains.
    """
    words = [(word, script_of(word)) for word in split_words(text)]
    ignored = _IGNORED_IN_PERSONS if is_person else _IGNORED_IN_OTHERS
    kept = [pair for pair in words if pair[0] not in ignored.get(pair[1], ())] or words
    kept = _join_compounds(kept)
    found = [Word(word, script, _readings(word, script, is_person)) for word, script in _split_names(kept, is_person)]
    return tuple(word for word in found if word.readings)[:MAX_WORDS]


def split_words(text: str) -> list[str]:
    """The words of `text`, lower case, compatibility forms and marks folded, runs of different scripts apart."""
    text = _MARKS.sub("", unicodedata.normalize("NFKC", text))
    text = _APOSTROPHES.sub("'", fold_homoglyphs(text)).lower()
    found: list[str] = []
    for word in _SEPARATORS.split(text):
        if word.isascii():
            word = word.replace("'", "")
            found += [word] if word else []
        else:
            found += [run.strip("'ー") for run in _RUN.findall(word) if run.strip("'ー")]
    return [word for word in found if script_of(word) != "Zyyy"]


def _readings(word: str, script: str, is_person: bool) -> tuple[str, ...]:
    if script == "Hani":
        return han.read(word, surname=is_person)
    return _READERS.get(script, other.read)(word)


def _split_names(words: list[tuple[str, str]], is_person: bool) -> list[tuple[str, str]]:
    """Unspaced Chinese and Korean persons taken apart."""
    if not is_person or len(words) != 1 or words[0][1] not in ("Hani", "Hang"):
        return words
    word, script = words[0]
    return [(part, script) for part in (han if script == "Hani" else hangul).split(word)]


# First and last parts of Arabic compounds, per script: joined to their neighbour, with the article between dropped.
_ABD = {"Latn": re.compile(r"abd(?:ul|al|el|oul|ur|us|ou|u|as|ar)?$|abdu[lrsnz]$"), "Arab": re.compile("عبد$")}
_ABD["Kana"] = re.compile(r"アブド?(?:ゥル|ゥ|ル|ッ|ー|ゥッ|ゥー|ゥール|ラ)?$|アブデル$|アブダル$|アブドル$")
_DIN = {
    "Latn": re.compile(r"(?:ud|al|ed|ad|id|od)?(?:din|deen|dine|dien)$|eddine?$|uddin$"),
    "Arab": re.compile("(?:ال)?دين$|(?:ال)?دین$"),
    "Kana": re.compile(r"(?:ウッ|アッ|エッ|アル)?(?:ディン|ディーン)$"),
}
_ALLAH = {
    "Latn": re.compile(r"(?:ul|al|ol|ull|oll|all)?(?:lah|llah|allah|ullah|ollah)$"),
    "Arab": re.compile("الله$|ﷲ$|اللہ$"),
    "Kana": re.compile(r"(?:アッ|ウッ|オッ|ウ)?(?:アッラー|ウッラー|オッラー|ッラー|アラー|ウラー)フ?$"),
}
_CANON = {"Latn": ("abd", "din", "ullah"), "Arab": ("عبد", "دين", "الله"), "Kana": ("アブド", "ディン", "ウラー")}


def _join_compounds(words: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """`abd al rahman` -> `abdrahman`, `salah al din` -> `salahdin`, `rahmat allah` -> `rahmatullah`."""
    found: list[tuple[str, str]] = []
    pending = ""
    for word, script in words:
        if script not in _CANON:
            found.append((word, script))
            continue
        if pending:
            word, pending = _compound(pending, word, script), ""
        elif _ABD[script].match(word) and len(words) > 1:
            pending = word
            continue
        if found and found[-1][1] == script and len(found[-1][0]) > 2:
            last = 1 if _DIN[script].match(word) else 2 if _ALLAH[script].match(word) else 0
            if last:
                found[-1] = (found[-1][0] + _CANON[script][last], script)
                continue
        found.append((word, script))
    if pending:
        found.append((pending, words[-1][1]))
    return found


def _compound(abd: str, word: str, script: str) -> str:
    if script == "Arab":
        word = word[2:] if word.startswith("ال") and len(word) > 4 and word != "الله" else word
    if script == "Latn":
        word = word.removeprefix("al") if len(word) > 5 and word not in ("allah", "ali", "alim", "aleem") else word
    return _CANON[script][0] + word


@lru_cache(maxsize=16384)
def read_name(text: str, is_person: bool) -> tuple[Word, ...]:
    """`read_words`, remembered."""
    return read_words(text, is_person=is_person)

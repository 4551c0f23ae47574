"""A name as words with their readings: what is split, joined and left out in each script."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from service.normalise.readings import arabic, cyrillic, greek, han, hangul, hebrew, kana, latin, other
from service.normalise.readings.rules import table
from service.normalise.scripts import fold_homoglyphs, script_of

MAX_WORDS = 12
MAX_READINGS = 4


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
# Arabic names are often written without blanks: بشارالاسد is Bashar al-Asad.
_INNER_ARTICLE = re.compile(r"(?<=[\u0621-\u06d5]{3})(?<!عبد)(?=ال[\u0621-\u06d5]{3})(?!الله|الدين|الدین)")


def read_words(text: str, *, is_person: bool) -> tuple[Word, ...]:
    """The words of a name that carry sound, at most `MAX_WORDS`, with readings.

    Particles and titles (of persons) and company forms (of all others) are left out, unless nothing else remains.
    """
    words = [(word, script_of(word)) for word in split_words(text)]
    if is_person:
        words = _join_compounds(words)
    ignored = _IGNORED_IN_PERSONS if is_person else _IGNORED_IN_OTHERS
    kept = [pair for pair in words if pair[0] not in ignored.get(pair[1], ())] or words
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
            runs = [run.strip("'ー") for run in _RUN.findall(word)]
            found += [part for run in runs for part in _INNER_ARTICLE.sub(" ", run).split() if part]
    return [word for word in found if script_of(word) != "Zyyy"]


def _readings(word: str, script: str, is_person: bool) -> tuple[str, ...]:
    if script == "Hani":
        return han.read(word, surname=is_person)
    readings = _READERS.get(script, other.read)(word)
    if script == "Latn":
        return readings
    # Latin sh, zh, th, dh, kh, gh are read as one sound although two may be meant: Ishaq is اسحاق, Mazhari مظهری.
    merged = dict.fromkeys(_TWO_SOUNDS.sub(lambda found: _AS_ONE[found[1]], reading) for reading in readings)
    return tuple(dict.fromkeys((*readings, *merged)))[:MAX_READINGS]


_TWO_SOUNDS = re.compile("([sztdkg])[UOI]?[hx]")
_AS_ONE = {"s": "S", "z": "Z", "t": "0", "d": "D", "k": "x", "g": "G"}


def _split_names(words: list[tuple[str, str]], is_person: bool) -> list[tuple[str, str]]:
    """Unspaced Chinese and Korean persons taken apart."""
    if not is_person or len(words) != 1 or words[0][1] not in ("Hani", "Hang"):
        return words
    word, script = words[0]
    return [(part, script) for part in (han if script == "Hani" else hangul).split(word)]


# Arabic compounds: abd + article + name is one name, and so is a name + article + din or + allah. `FIRST` may begin
# one whatever follows, `FIRST_BARE` only before an article.
@dataclass(frozen=True, slots=True)
class _Compounds:
    first: re.Pattern[str]
    first_bare: frozenset[str]
    articles: re.Pattern[str]
    din: re.Pattern[str]
    allah: re.Pattern[str]
    abd: str
    canonical: tuple[str, str]


_COMPOUNDS = {
    "Latn": _Compounds(
        re.compile(r"abd(?:ul|el|oul|ur|us|ou|u|as|ar|ool|il)$|abdu[lrsnz]$|abdal$"),
        frozenset({"abd", "abdi"}),
        re.compile(r"al|el|ul|ad|ar|as|az|an|at|ash|ud|ed|er|es|ol|il|l"),
        re.compile(r"(?:[aueoi]?d)?(?:din|deen|dine|dien)$"),
        re.compile(r"(?:u|a|o|i)?l?lah$|allah$"),
        "abd'",
        ("din", "ullah"),
    ),
    "Arab": _Compounds(
        re.compile("$^"),
        frozenset({"عبد"}),
        re.compile("ال|آل"),
        re.compile("(?:ال)?(?:دين|دین)$"),
        re.compile("الله$|ﷲ$|اللہ$|اللة$"),
        "عبد",
        ("دين", "الله"),
    ),
    "Kana": _Compounds(
        re.compile("アブド(?:ゥル|ル|ゥッ|ゥール|ゥーッ|ゥー|ゥ|ッ)$|アブ(?:デ|ダ|デッ|ダッ)ル$|アブドア[ルッ]$"),
        frozenset({"アブド"}),
        re.compile("アル|エル|ウル|ア[ッンズスシト]ュ?|ル"),
        re.compile("(?:[ウアエ]ッ|アル)?(?:ディン|ディーン)$"),
        re.compile("(?:[アウオ]ッ?|ッ)ラー?フ?$|アッラー$"),
        "アブド",
        ("ディン", "ウラー"),
    ),
}


def _join_compounds(words: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """`abd al rahman` -> `abdrahman`, `salah al din` -> `salahdin`, `rahmat allah` -> `rahmatullah`."""
    found: list[tuple[str, str]] = []
    i = 0
    while i < len(words):
        word, script = words[i]
        rules = _COMPOUNDS.get(script)
        if rules is None:
            found.append(words[i])
            i += 1
            continue
        following = [next_word for next_word, other in words[i + 1 : i + 3] if other == script]
        after_article = len(following) > 1 and rules.articles.fullmatch(following[0]) is not None
        glued = script == "Arab" and bool(following) and following[0].startswith("ال") and len(following[0]) > 3
        last = 1 if rules.din.match(word) else 2 if rules.allah.match(word) else 0
        if following and (rules.first.match(word) or (word in rules.first_bare and (after_article or glued))):
            name = following[1] if after_article else following[0]
            found.append((rules.abd + (name.removeprefix("ال") if glued else name), script))
            i += 3 if after_article else 2
        elif last and found and found[-1][1] == script and len(found[-1][0]) > 1:
            if len(found) > 1 and rules.articles.fullmatch(found[-1][0]):
                found.pop()
            found[-1] = (found[-1][0] + rules.canonical[last - 1], script)
            i += 1
        else:
            found.append(words[i])
            i += 1
    return found

"""Names of bodies in Japanese as words: legal forms off, Han and kana without blanks taken apart, each word read.

北陸電話工事 is `hokuriku denwa koji`. A run of characters is taken apart where that costs least: a word of the
tables costs less than two characters that no table has, those less than single ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.company_words import NOTHING, are_common, meanings, meanings_of, words_of
from service.engine.normalise.text import fold
from service.engine.normalise.transcription import kana, latin
from service.engine.normalise.transcription.japanese_kana import hepburn, is_letter, letters_of, morae_of
from service.engine.normalise.transcription.rules import table
from service.engine.normalise.transcription.segmentation import Cost, cheapest_parts
from service.engine.normalise.words import word_tables

MAX_READINGS = 4
_LONGEST_WORD = 6
_HAN = "\u3400-\u9fff\uf900-\ufaff々"
_KANA = "\u3041-\u3096\u30a1-\u30faー"
# 関ヶ原 and 一ノ蔵 are one word.
_RUN = lazy_pattern(f"[{_HAN}]+(?:[ヶノ][{_HAN}]+)*|[{_KANA}]+|[a-z']+")
_FORM_OF_JAPAN = lazy_pattern("会社|法人|組合|㈱|㈲|ガイシャ|カイシャ")
_HAS_KANA = lazy_pattern(f"[{_KANA}]")
_HAS_HAN = lazy_pattern(f"[{_HAN}]")
_ALL_HAN = lazy_pattern(f"[{_HAN}]{{3,}}")


@dataclass(frozen=True, slots=True)
class JapaneseWord:
    """A word as written, its script, its readings in sound codes (likeliest first), its meanings."""

    text: str
    script: str
    readings: tuple[str, ...]
    meanings: frozenset[int] = NOTHING


@dataclass(frozen=True, slots=True)
class _Tables:
    """Readings in Latin letters: of words, of single characters alone and in compounds; names by their reading."""

    words: dict[str, str]
    alone: dict[str, str]
    compound: dict[str, tuple[str, ...]]
    names: frozenset[str]


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    words: dict[str, str] = {}
    alone: dict[str, str] = {}
    compound: dict[str, tuple[str, ...]] = {}
    names: set[str] = set()
    for row in table("japanese_readings"):
        word = fold(row["word"])
        if row["kind"] == "compound":
            compound[word] = (*compound.get(word, ()), row["reading"])
        elif len(word) == 1:
            alone[word] = row["reading"]
        else:
            words.setdefault(word, row["reading"])
            if row["kind"] == "name":
                names.add(row["reading"])
    for row in table("japanese_names"):
        words[fold(row["word"])] = row["reading"]
        names.add(row["reading"])
    return _Tables(words, alone, compound, frozenset(names))


_SOFT = lazy_pattern("^[kst]|^ch|^sh")
_STOPPED = lazy_pattern("(?:tsu|chi)$")
_K_STOPPED = lazy_pattern("(?:ku|ki)$")


def compounded(readings: list[str]) -> str:
    """Readings of characters as those of one word: zatsu and shi are zaqshi (q doubles), hatsu and hyou haqpyou."""
    whole = ""
    for reading in readings:
        if len(whole) > 3 and _STOPPED.search(whole) and (_SOFT.match(reading) or reading[:1] in ("h", "f")):
            whole = _STOPPED.sub("q", whole)
            reading = "p" + reading[1:] if reading[:1] in ("h", "f") else reading
        elif len(whole) > 3 and _K_STOPPED.search(whole) and reading.startswith("k"):
            whole = _K_STOPPED.sub("q", whole)
        whole += reading
    return whole


def is_japanese(text: str) -> bool:
    """Whether the name of a body in Han or kana is Japanese: by its kana, or by a legal form of Japan."""
    return _HAS_KANA.search(text) is not None or (
        _HAS_HAN.search(text) is not None and bool(_FORM_OF_JAPAN.search(text))
    )


_FORM_ADDED = "株式会社"
_FORM_OF_CHINA = lazy_pattern("公司|集团|集團|[厂廠]$")


@lru_cache(maxsize=16384)
def in_japan(text: str) -> str | None:
    """The name of a body in Han characters alone with a legal form of Japan, if it may be Japanese: it ends with a word
    of companies there (泉不動産) and has no legal form of its own. None for all other names."""
    if _ALL_HAN.fullmatch(text) is None or is_japanese(text) or _FORM_OF_CHINA.search(text):
        return None
    folded = fold(text)
    words = words_of("Hani", "japanese")
    ends = (folded[-length:] for length in range(2, min(_LONGEST_WORD, len(folded) - 1) + 1))
    return f"{_FORM_ADDED} {text}" if any(end in words for end in ends) else None


@lru_cache(maxsize=1)
def _forms() -> re.Pattern[str]:
    forms = [" ".join(key) for key in word_tables().legal_forms]
    east = [form for form in forms if re.fullmatch(f"[{_HAN}{_KANA}㈱㈲]+", form) and len(form) > 1]
    return re.compile("|".join(sorted(map(re.escape, east), key=len, reverse=True)))


def words_of_body(text: str) -> tuple[JapaneseWord, ...]:
    """The words of the name of a body in Japanese. `text` is folded: lower case, full width."""
    bare = _forms().sub(" ", text)
    if not _RUN.search(bare):
        bare = text
    found: list[JapaneseWord] = []
    for run in _with_letters_joined(_RUN.findall(bare.replace("・", " "))):
        if run[0].isascii():
            found.append(_latin_word(run))
        elif _HAS_HAN.match(run[0]):
            found += _han_words(run)
        else:
            found += _kana_words(run)
    return tuple(word for word in found if word.readings)


def _with_letters_joined(runs: list[str]) -> list[str]:
    """Letters spelt out one by one as one word: ケー・エフ・シー."""
    found: list[str] = []
    for run in runs:
        if found and is_letter(run) and (is_letter(found[-1]) or letters_of(found[-1])):
            found[-1] += run
        else:
            found.append(run)
    return found


def _latin_word(word: str) -> JapaneseWord:
    return JapaneseWord(word, "Latn", latin.read(word), meanings_of(word, "Latn"))


def in_english(numbers: frozenset[int]) -> list[str]:
    """The sounds of the English words of meanings, the first two of each."""
    return [
        latin.read_folded(latin.fold(word)) for number in sorted(numbers) for word in meanings()[number].english[:2]
    ]


def _read(text: str, script: str, spellings: list[str], numbers: frozenset[int], *more: str) -> JapaneseWord:
    """A word with readings from spellings in Latin letters, further readings, and those of its meanings in English."""
    native = [latin.read_folded(hepburn(spelling)) for spelling in spellings]
    native = native[:2] if numbers else native
    readings = dict.fromkeys(filter(None, (*native, *more, *in_english(numbers))))
    return JapaneseWord(text, script, tuple(readings)[:MAX_READINGS], numbers)


# -- Han -------------------------------------------------------------------------------------------------------------

_COMMON, _KNOWN, _TWO, _THREE, _SINGLE = 1.0, 1.2, 2.0, 3.0, 1.5


def _han_words(run: str) -> list[JapaneseWord]:
    """A run of Han characters taken apart and read."""
    folded = fold(run)
    if len(folded) != len(run):
        folded = run
    return [
        _han_word(folded[first:end], alone=end - first == len(run))
        for first, end in cheapest_parts(len(run), _LONGEST_WORD, _han_cost(folded))
    ]


def _han_cost(text: str) -> Cost:
    tables = _tables()

    def cost(first: int, end: int) -> float | None:
        word, size = text[first:end], end - first
        if size > 1 and meanings_of(word, "Hani"):
            return _COMMON
        if word in tables.words:
            return _KNOWN
        return {1: _SINGLE, 2: _TWO, 3: _THREE}.get(size)

    return cost


@lru_cache(maxsize=1 << 14)
def _han_word(word: str, *, alone: bool) -> JapaneseWord:
    tables = _tables()
    together, apart = _together(word), "".join(tables.alone.get(c) or _usual(c) for c in word)
    if len(word) > 1 or alone:
        spellings = [*filter(None, [tables.words.get(word)]), together[0], apart, *together[1:]]
    else:
        spellings = [*filter(None, [tables.words.get(word)]), *together, apart]
    return _read(word, "Hani", spellings, meanings_of(word, "Hani"))


def _usual(character: str) -> str:
    tables = _tables()
    return tables.compound.get(character, (tables.alone.get(character, ""),))[0]


def _together(word: str) -> list[str]:
    """Characters read as in compounds, the usual readings first; then with a second reading of one of them."""
    ways = [_tables().compound.get(c, (_usual(c),)) for c in word]
    usual = [some[0] for some in ways]
    found = [compounded(usual)]
    for at, some in enumerate(ways):
        found += [compounded([*usual[:at], other, *usual[at + 1 :]]) for other in some[1:]]
    return found


# -- kana ------------------------------------------------------------------------------------------------------------

_LEAST_COMMON, _LEAST_NAME, _LONGEST_KANA, _SHORT_HEAD = 3, 4, 24, 4
_NAME_COST, _UNKNOWN_COST, _MORA_COST, _LETTERS_COST, _SHORT_COMMON = 2.0, 1.5, 0.9, 1.4, 1.5


@lru_cache(maxsize=1)
def _common_by_reading() -> dict[str, frozenset[int]]:
    """Common words by how they are written in kana, mora by mora: デンキ is 電気."""
    found: dict[str, frozenset[int]] = {}
    tables = _tables()
    for word, numbers in words_of("Kana").items():
        morae = [tables.words.get(word) or _together(word)[0]] if _HAS_HAN.search(word) else morae_of(word)
        key = "".join(morae)
        found[key] = found.get(key, NOTHING) | numbers
    return found


@lru_cache(maxsize=1)
def _foreign_common() -> frozenset[str]:
    """Common words that are written in kana, mora by mora."""
    return frozenset("".join(morae_of(word)) for word in words_of("Kana") if not _HAS_HAN.search(word))


def _kana_words(run: str) -> list[JapaneseWord]:
    """A run of kana taken apart: common words, a known name at the beginning, letters spelt out, and what is left."""
    pieces = _pieces(run)
    morae = ["".join(morae_of(piece)) for piece in pieces]
    common, names, words_in_kana = _common_by_reading(), _tables().names, _foreign_common()

    def cost(first: int, end: int) -> float:
        key, size = "".join(morae[first:end]), end - first
        whole = first == 0 and end == len(pieces)
        if key in common and (size >= _LEAST_COMMON or whole):
            return _COMMON
        if first == 0 and size >= _LEAST_NAME and key in names:
            return _NAME_COST
        if size > 1 and end == len(pieces) and key in words_in_kana and 1 < first <= _SHORT_HEAD:
            return _SHORT_COMMON
        if size > _LEAST_COMMON and letters_of("".join(pieces[first:end])):
            return _LETTERS_COST + size * 0.3
        return _UNKNOWN_COST + _MORA_COST * size

    parts = cheapest_parts(len(pieces), _LONGEST_KANA, cost)
    return [_kana_word("".join(pieces[first:end]), "".join(morae[first:end])) for first, end in parts]


_PIECE = lazy_pattern(f"[{_KANA}][ァィゥェォャュョヮぁぃぅぇぉゃゅょゎ]?")


def _pieces(run: str) -> list[str]:
    return _PIECE.findall(run)


@lru_cache(maxsize=1 << 14)
def _kana_word(word: str, reading: str) -> JapaneseWord:
    letters = letters_of(word) or is_letter(word)
    if letters:
        return JapaneseWord(word, "Kana", (*latin.read(letters)[:2], *kana.read(word)[:1]))
    numbers = _common_by_reading().get(reading, NOTHING)
    found = _read(word, "Kana", [reading], numbers)
    foreign = kana.read(word)
    # Written in kana: a foreign word by its sound, or a Japanese one.
    readings = (*foreign[:1], *found.readings[:1], *foreign[1:2], *found.readings[1:])
    if are_common(numbers):
        readings = (*found.readings[:1], *foreign[:1], *found.readings[1:])
    return JapaneseWord(word, "Kana", tuple(dict.fromkeys(readings))[:MAX_READINGS], numbers)

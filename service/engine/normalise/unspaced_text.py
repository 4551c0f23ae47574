"""Names in Chinese, Japanese and Korean text without blanks: what stands around them is cut off.

收款人金正恩先生, 김정은위원장귀하 and 株式会社テスタ御中 hold a name between the role that somebody plays, a title, a
place and a form of address. The words are tables (`tables/east_asian_words.csv`, `tables/east_asian_places.csv`). Not
handled: words that are in neither table, names of two signs, addresses in Korean.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.text import fold
from service.engine.normalise.words import read_table

_LETTERS = r"\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
_EAST = lazy_pattern(rf"[{_LETTERS}]")
_KANA = lazy_pattern(r"[\u3040-\u30ff]")
_EDGES = " ,;:.-/()[]、。「」"
_LEAST_LETTERS, _LEAST_KANA = 3, 4
_MOST_ROUNDS = 3
"""So often words that count at the end only are cut off: "…様宛気付"."""
_MOST_LETTERS_OF_PERSON = 5
"""Of Han and Hangul names; more in a row are no person's name."""
_LARGE_UNITS = ("自治区", "都", "道", "府", "県", "省", "市")
_SMALL_UNITS = ("区域", "市", "区", "郡", "県", "町", "村", "镇")
_STREETS = ("丁目", "路", "街", "号")
_PARTICLES = "への|からの|からは|から|より|に対する"
_PARTICLES_BEHIND_PERSONS = "の|へ|に|を|は|が"
"""Japanese particles between katakana or Han: "…への送金", "…氏の口座". Names of bodies often have short ones."""
_BEHIND_PLACES = ("直轄市", "特別市", "特别市", "特别行政区", "市", "省", "州", "특별시", "직할시", "광역시", "시")


@lru_cache(maxsize=1)
def glued_titles() -> tuple[str, ...]:
    """Titles that are written at the end of a name, the longest first."""
    return tuple(sorted((word for word, kind in _words() if kind == "title"), key=lambda word: -len(word)))


@lru_cache(maxsize=1)
def _words() -> tuple[tuple[str, str], ...]:
    """The words of both tables with their kinds."""
    places = ((row["word"], "place") for row in read_table("east_asian_places.csv"))
    return (*((row["word"], row["kind"]) for row in read_table("east_asian_words.csv")), *places)


@lru_cache(maxsize=2)
def _around(is_person: bool) -> re.Pattern[str]:
    """What is cut out. In the name of a body a place may be part of the name."""
    beside = {fold(word) for word, kind in _words() if kind != "place"}
    places = {fold(word) for word, kind in _words() if kind == "place"}
    particles = f"{_PARTICLES}|{_PARTICLES_BEHIND_PERSONS}" if is_person else _PARTICLES
    behind = rf"(?<=[\u30a1-\u30fc\u3400-\u9fff])(?:{particles})(?=[\u30a1-\u30fc\u3400-\u9fff]|\s|$)"
    anywhere = [_address(), behind, _any_of({word for word in beside if len(word) > 1})]
    if is_person:
        anywhere.insert(1, f"{_any_of(places)}(?:{_any_of(set(map(fold, _BEHIND_PLACES)))})?")
    at_the_end = "".join(sorted(word for word in beside if len(word) == 1))
    return re.compile(rf"{'|'.join(anywhere)}|[{at_the_end}]+(?=\s|$)")


def _any_of(words: set[str]) -> str:
    """A pattern of words, the longest first."""
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))})"


def _address() -> str:
    """A large part of an address and the smaller ones behind it, as a pattern: 東京都港区, 北京市朝阳区."""
    large, small, street = (_any_of(set(map(fold, units))) for units in (_LARGE_UNITS, _SMALL_UNITS, _STREETS))
    name = rf"[^\W\d_{fold(''.join((*_LARGE_UNITS, *_SMALL_UNITS, *_STREETS)))}]{{1,5}}"
    return f"{name}{large}(?:{large}|(?:{name})?{small})+(?:{name}{street})*"


@lru_cache(maxsize=1)
def _telling() -> tuple[frozenset[str], frozenset[str]]:
    """The signs, and the first two signs of words, without which a text holds nothing that would be cut off."""
    words = {fold(word) for word, _ in _words()}
    signs = {word for word in words if len(word) == 1} | set(fold("".join(_LARGE_UNITS)))
    signs |= {particle[0] for particle in f"{_PARTICLES}|{_PARTICLES_BEHIND_PERSONS}".split("|")}
    return frozenset(signs), frozenset(word[:2] for word in words if len(word) > 1)


def may_hold_name(text: str, *, is_person: bool) -> bool:
    """Whether there is anything around a name in a text that would be cut off. Nearly all have nothing, which is told
    without trying every word at every place."""
    if _EAST.search(text) is None:
        return False
    folded = fold(text)
    signs, beginnings = _telling()
    if signs.isdisjoint(folded) and beginnings.isdisjoint(map("".join, pairwise(folded))):
        return False
    return _around(is_person).search(folded) is not None


def without_words_beside(folded: str) -> str:
    """A folded text without what stands around a name, whatever is left; the same text if it holds none of it."""
    return " ".join(_around(False).sub(" ", folded).split()) if _EAST.search(folded) is not None else folded


def names_inside(folded: str, *, is_person: bool) -> list[str]:
    """What is left of a folded text without what stands around a name; none if nothing does. A person's name has at
    most five signs in a row, but for one in kana."""
    if _EAST.search(folded) is None:
        return []
    return [piece for piece in _pieces(folded, is_person) if _may_be_name(piece, is_person=is_person)]


def _pieces(folded: str, is_person: bool) -> list[str]:
    """The pieces between the words that are cut out, and between those that stand at the ends of pieces then; none if
    there are no such words."""
    pieces = [folded]
    for _ in range(_MOST_ROUNDS):
        cut = [piece.strip(_EDGES) for whole in pieces for piece in _around(is_person).split(whole)]
        if len(cut) == len(pieces):
            break
        pieces = cut
    return pieces if len(pieces) > 1 else []


def _may_be_name(piece: str, *, is_person: bool) -> bool:
    if _EAST.search(piece) is None or len(piece) < (_LEAST_KANA if _KANA.search(piece) else _LEAST_LETTERS):
        return False
    longest = max(map(len, piece.split()))
    return not is_person or _KANA.search(piece) is not None or longest <= _MOST_LETTERS_OF_PERSON

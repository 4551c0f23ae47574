"""Foreign names as Korean and Japanese papers bring them back, a vowel behind each consonant, and with the endings that
grammars of Europe give them."""

from __future__ import annotations

import re
from random import Random

from benchmarks.rewritings.model import NAMED_PARTIES, PERSON, Kind, Spell, spelt

_KOREAN_ONSETS = (
    *(("shch", "si"), ("sh", "si"), ("zh", "j"), ("ch", "ch"), ("kh", "h"), ("gh", "g"), ("th", "t"), ("ph", "p")),
    *(("dh", "d"), ("ck", "k"), ("dj", "j"), ("ts", "ch"), ("f", "p"), ("v", "b"), ("z", "j"), ("q", "k"), ("c", "k")),
    *(("x", "ks"), ("l", "l"), ("r", "r")),
)
_LATIN = re.compile("|".join(old for old, _ in _KOREAN_ONSETS))
_CLOSED = frozenset("nml")
"""Consonants that end a Korean syllable."""
_STOPPED = {"k": "k", "p": "p", "t": "t"}
_KANA = {
    **dict(_KOREAN_ONSETS),
    "sh": "sh",
    "shch": "sh",
    "l": "r",
    "f": "f",
    "zh": "j",
    "z": "z",
    "th": "s",
    "ts": "ts",
}


def _letters(word: str, table: dict[str, str]) -> str:
    text = re.sub(r"([a-z])\1", r"\1", word.lower())
    return _LATIN.sub(lambda found: table[found[0]], text)


def _in_korean(word: str) -> str:
    """The Revised Romanization of what Hangul writes for a word: eu behind consonants that end no syllable, i behind
    those that hiss, stops closed behind a short vowel before another consonant."""
    text, found = _letters(word, dict(_KOREAN_ONSETS)), ""
    for at, letter in enumerate(text):
        before, following = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        found += letter
        if letter in "aeiouyw" or following in tuple("aeiouyw") or (letter in _CLOSED and before in tuple("aeiouy")):
            continue
        if letter in "ch" and following == "h":
            continue
        if (letter == "h" and before == "c") or letter == "j":
            found += "i"
        elif not (letter in _STOPPED and before in tuple("aiou") and following and following not in "lr"):
            found += "eu"
    return found


def _in_japanese(word: str) -> str:
    """Hepburn's spelling of what kana writes for a word, with its doubled consonants before a last stop."""
    text, found = _letters(word, _KANA), ""
    text = re.sub(r"(?<=[aeiou])([kt])$", r"\1\1", re.sub("y(?![aeiou])", "i", text))
    for at, letter in enumerate(text):
        following = text[at + 1 : at + 2]
        found += letter
        if letter in "aeiou" or following in tuple("aeiouyw") or letter == following or letter in "nm":
            found += "u" if letter == "m" and following not in tuple("aeiouybp") else ""
            continue
        if (letter in "cs" and following == "h") or (letter == "t" and following == "s"):
            continue
        found += {"t": "o", "d": "o", "j": "i", "w": "u"}.get(letter, "i" if text[at - 1 : at + 1] == "ch" else "u")
    return found.replace("si", "shi").replace("ti", "chi").replace("tu", "tsu").replace("hu", "fu").replace("yi", "i")


def _by_words(rewritten: Spell) -> Spell:
    def spell(name: str, source: Random) -> str:
        words = [re.sub("[^A-Za-z]", "", word) for word in re.split(r"[\s-]+", name)]
        return " ".join(rewritten(word, source).title() for word in words if word)

    return spell


_ENDINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "Greek": ((r"(?:[yi]|iy)$", "is"), (r"(?<=[bcdfghjklmnprstvz])$", "os"), (r"[ao]$", "as")),
    "Lithuanian": ((r"(?:iy|[yi])$", "is"), (r"(?<=[bcdfghjklmnprstvz])$", "as"), (r"o$", "as")),
    "instrumental": ((r"(?:iy|[yi])$", "im"), (r"(?<=[bcdfgklmnprstvz])$", "om"), (r"(?<=[hj])$", "em")),
    "dative": ((r"(?<=[bcdfghjklmnprstvz])$", "u"), (r"(?:iy|y)$", "iyu")),
}


def _with_endings(of: str) -> Spell:
    """Every word with the ending of a language or case, the first that fits."""

    def ended(word: str, _: Random) -> str:
        fits = (re.sub(pattern, ending, word) for pattern, ending in _ENDINGS[of] if re.search(pattern, word))
        return next(fits, word) if len(word) > 2 else word

    return lambda name, source: " ".join(ended(word.lower(), source).title() for word in name.split())


def _fathers_name(name: str, source: Random) -> str:
    """Patronymics as languages beside Russian form them."""
    return re.sub(r"(?i)([oe])v(?:ich|na)\b", lambda found: source.choice((f"{found[1]}v", "ogly", "uly")), name)


_PRINT = (
    *(((("a", "r"),), True), ((("o", "q"), ("e", "f")), True), ((("n", "m"),), True), ((("b", "e"),), True)),
    *(((("m", "rn"), ("h", "li")), False), ((("a", "e"),), False), ((("t", "f"), ("c", "e")), False)),
    *(((("i", "l"), ("l", "i")), False), ((("u", "ii"), ("d", "cl")), False)),
)


def _read_by_program(name: str, source: Random) -> str:
    """A letter or two taken for others throughout."""
    pairs, in_capitals = source.choice(_PRINT)
    table = dict(pairs)
    text = "".join(table.get(letter, letter) for letter in name.lower())
    return name if text == name.lower() else text.upper() if in_capitals else text.title()


_LEAST_CUT = 8
"""Letters of a name that no column is too narrow for."""


def _with_dots(name: str, source: Random) -> str:
    """Cut at two thirds and more, as columns on screens show it."""
    if len(name) < _LEAST_CUT:
        return name
    return name[: source.randrange(len(name) * 2 // 3, len(name) - 1)].rstrip() + source.choice(("...", "\u2026", ".."))


KINDS: tuple[Kind, ...] = (
    spelt("back from Hangul by syllables", (PERSON,), _by_words(lambda word, _: _in_korean(word)), own=True),
    spelt("back from kana by syllables", (PERSON,), _by_words(lambda word, _: _in_japanese(word)), own=True),
    spelt("with Greek endings", (PERSON,), _with_endings("Greek"), own=True),
    spelt("with Lithuanian endings", (PERSON,), _with_endings("Lithuanian"), own=True),
    spelt("in the instrumental", (PERSON,), _with_endings("instrumental"), own=True),
    spelt("in the dative", (PERSON,), _with_endings("dative"), own=True, held_back=True),
    spelt("father's name in another form", (PERSON,), _fathers_name, own=True),
    spelt("letters misread throughout", NAMED_PARTIES, _read_by_program, own=True),
    spelt("cut with dots behind", NAMED_PARTIES, _with_dots, own=True, held_back=True),
)

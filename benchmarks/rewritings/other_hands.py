"""Names typed by hands that lie wrong or on further keyboards, with a letter wrong in each word, in further scripts."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from benchmarks.rewritings.damaged_text import GREEK_KEYS, NEAR_KEYS
from benchmarks.rewritings.disguises import GREEK_LETTERS
from benchmarks.rewritings.model import BODY, EVERYBODY, MADE_UP, NAMED_PARTIES, PERSON, Kind, Spell, spelt
from benchmarks.rewritings.round_trips import devanagari

_LEFT_KEYS = str.maketrans("wertyuiopsdfghjklxcvbnm", "qwertyuioasdfghjkzxcvbn", "qaz")
_DVORAK_KEYS = str.maketrans("qwertyuiopasdfghjkl;zxcvbnm,.", "',.pyfgcrlaoeuidhtns;qjkxbmwv")
_SERBIAN_KEYS = str.maketrans("qwertyuiopasdfghjklzxcvbnm", "љњертзуиопасдфгхјклѕџцвбнм")
_SCANNED = {
    **dict(zip("aoecnuftlihbvygq", "oaceuntfilbhyvqg", strict=True)),
    "m": "rn",
    "d": "cl",
    "w": "vv",
}
"""Small letters, and what they are read as."""
_UPPER_KEYS = str.maketrans("qwertyuiopasdfghjklzxcvbnm", "1234567890qwertyuioasdfghj")
_LEAST_LETTERS = 4
_LONG = 6


def _keys(table: Mapping[int, int | None]) -> Spell:
    return lambda name, _: name.lower().translate(table)


def _one_misread_in_each(name: str, source: Random) -> str:
    """One letter of every longer word read as one that looks alike, never the first."""
    words = []
    for word in name.split():
        places = [at for at in range(1, len(word)) if word[at] in _SCANNED]
        if len(word) >= _LEAST_LETTERS and places:
            at = source.choice(places)
            word = word[:at] + _SCANNED[word[at]] + word[at + 1 :]
        words.append(word)
    return " ".join(words)


def _given_names_cut(name: str, source: Random) -> str:
    """Given names cut to three or four letters, with or without a full stop."""
    *given, family = name.split()
    count, stop = source.choice((3, 4)), source.choice((".", ""))
    cut = [word[:count] + stop if len(word) > count + 1 and word.isalpha() else word for word in given]
    return " ".join([*cut, family])


def _words_cut(name: str, source: Random) -> str:
    """Every longer word of a body's name cut to four to six letters, as narrow columns do, without a full stop."""
    count = source.choice((4, 5, 6))
    return " ".join(word[:count] if len(word) > count + 1 and word.isalpha() else word for word in name.split())


def _one_row_up(name: str, _: Random) -> str:
    return name.lower().translate(_UPPER_KEYS)


def _one_too_many(name: str, source: Random) -> str:
    """In every long word a key beside the right one pressed as well."""
    words = []
    for word in name.split():
        places = [at for at in range(1, len(word)) if word[at].lower() in NEAR_KEYS]
        if len(word) >= _LONG and places:
            at = source.choice(places)
            near = source.choice(NEAR_KEYS[word[at].lower()])
            word = word[: at + 1] + (near.upper() if word.isupper() else near) + word[at + 1 :]
        words.append(word)
    return " ".join(words)


def _three_rows(name: str, source: Random) -> str:
    """The first words of three names above, the others below."""
    first, *rest = name.split()
    if not rest:
        return name
    others = [MADE_UP["person"](source).split(" ", 1) for _ in range(2)]
    cells = [(first, " ".join(rest)), *others]
    source.shuffle(cells)
    return "\n".join("\t".join(row) for row in zip(*cells, strict=True))


def _in_greek(name: str, _: Random) -> str:
    text = name.lower()
    for latin, greek in GREEK_LETTERS:
        text = text.replace(latin, greek)
    return text


def _in_bengali(name: str, source: Random) -> str:
    """The signs of Bengali stand in the order of those of Devanagari; it writes v as bh."""
    text = devanagari(name, source).replace("व", "भ").replace("\u093c", "")
    return "".join(chr(ord(one) + 0x80) if "\u0900" <= one <= "\u097f" else one for one in text)


def _kind(name: str, spell: Spell, of: tuple[str, ...] = NAMED_PARTIES, *, held_back: bool = False) -> Kind:
    return spelt(name, of, spell, own=True, held_back=held_back)


KINDS = (
    _kind("hands one key to the left", _keys(_LEFT_KEYS)),
    _kind("keyboard left in Dvorak", _keys(_DVORAK_KEYS), EVERYBODY),
    _kind("one letter misread in each word", _one_misread_in_each),
    _kind("given names cut", _given_names_cut, (PERSON,)),
    _kind("words cut without a full stop", _words_cut, (BODY,)),
    _kind("hands one row too high", _one_row_up, EVERYBODY, held_back=True),
    _kind("whole in Greek", _in_greek, (PERSON,)),
    _kind("keyboard left in Serbian", _keys(_SERBIAN_KEYS), EVERYBODY, held_back=True),
    _kind("keyboard left in Greek, in capitals", lambda name, _: name.upper().translate(GREEK_KEYS), held_back=True),
    _kind("neighbouring keys added in long words", _one_too_many, held_back=True),
    _kind("three rows joined by columns", _three_rows, held_back=True),
    _kind("whole in Bengali", _in_bengali, (PERSON,), held_back=True),
)

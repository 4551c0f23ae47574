"""Names as programs read them off printed pages, as forms hold them, and as people dictate and hear them."""

from __future__ import annotations

import re
from random import Random

from benchmarks.rewritings.model import EVERYBODY, NAMED_PARTIES, beside, spelt

_ALPHABET = [
    "Alpha",
    "Bravo",
    "Charlie",
    "Delta",
    "Echo",
    "Foxtrot",
    "Golf",
    "Hotel",
    "India",
    "Juliett",
    "Kilo",
    "Lima",
    "Mike",
    "November",
    "Oscar",
    "Papa",
    "Quebec",
    "Romeo",
    "Sierra",
    "Tango",
    "Uniform",
    "Victor",
    "Whiskey",
    "X-ray",
    "Yankee",
    "Zulu",
]
_MARKS = {"a": "´", "e": "`", "o": "¨", "u": "¨", "n": "˜", "c": "¸"}
_LONGEST_SPELT = 25
_HEARD = (("ph", "f"), ("ck", "k"), ("qu", "kw"), ("x", "ks"), ("ee", "ea"), ("ou", "oo"), ("y", "i"))


def _said(letter: str) -> str:
    return _ALPHABET[ord(letter.upper()) - ord("A")] if letter.isascii() and letter.isalpha() else letter


def _printed_twice(name: str, _: Random) -> str:
    """Bold print that a program reads as two letters each."""
    return "".join(one * 2 if one != " " else one for one in name)


def _marks_apart(name: str, source: Random) -> str:
    """An accent read as a sign of its own."""
    places = [at for at in range(1, len(name)) if name[at] in _MARKS]
    if not places:
        return name
    at = source.choice(places)
    before, after = (_MARKS[name[at]], "") if source.random() < 0.5 else ("", _MARKS[name[at]])
    return name[:at] + before + name[at] + after + name[at + 1 :]


def _ligature_lost(name: str, source: Random) -> str:
    filler = source.choice(("\ufffd", "?", "\x00", "\u25a1", "\ue000"))
    return re.sub("ffi|ff|fi|fl|ti|tt|ft", filler, name, count=1)


def _letter_a_line(name: str, _: Random) -> str:
    return "\n".join(name) if len(name) <= _LONGEST_SPELT else name


def _boxes(name: str, source: Random) -> str:
    """A letter in each box of a form."""
    return source.choice(("|", " | ", "][", "¦")).join(name) if len(name) <= _LONGEST_SPELT else name


def _label_and_line(name: str, source: Random) -> str:
    return source.choice(("Name:__{}_________", "Name ......{}......", "NAME|{}|____", "(name) _{}_")).format(
        name.replace(" ", source.choice(("_", " ")))
    )


def _spelt_last(name: str, _: Random) -> str:
    *words, last = name.split()
    return " ".join([*words, ", ".join(f"{one.upper()} as in {_said(one)}" for one in last if one.isalpha())])


def _spelt_alphabet(name: str, _: Random) -> str:
    return " ".join(_said(one) for one in name if one.isalpha()) if len(name) <= _LONGEST_SPELT else name


def _dictated(name: str, source: Random) -> str:
    first, *rest = name.lower().split()
    words = " ".join(rest)
    return source.choice(
        (f"uh it's for {first} um {words} please", f"{first} space {words}", f"mister {first} {words} full stop")
    )


def _heard(name: str, _: Random) -> str:
    text = name.lower()
    for letters, sound in _HEARD:
        text = text.replace(letters, sound)
    return name if text == name.lower() else text


def _double_said(name: str, _: Random) -> str:
    return re.sub(r"([A-Za-z])\1", r" double \1 ", name, count=1)


def _hyphens_at_each_syllable(name: str, _: Random) -> str:
    return re.sub(r"(?<=[aeiou])(?=[b-df-hj-np-tv-z][aeiou])", "-", name)


def _first_letters_apart(name: str, _: Random) -> str:
    """Large first letters that a program reads apart from their words."""
    return " ".join(f"{word[0]} {word[1:]}" if len(word) > 2 else word for word in name.split())


def _lines_exchanged(name: str, source: Random) -> str:
    """Two columns read across."""
    first, *rest = name.split()
    return f"{first} {source.choice(('Tel 4471', 'Page 2', 'Date 12.03.2024'))}\n{' '.join(rest)} Fax 4472"


KINDS = (
    spelt("letters printed twice", EVERYBODY, _printed_twice, own=True),
    spelt("accents printed apart", NAMED_PARTIES, _marks_apart, own=True),
    spelt("ligature lost", EVERYBODY, _ligature_lost, own=True, held_back=True),
    spelt("a letter a line", EVERYBODY, _letter_a_line, own=True),
    spelt("boxes of a form", EVERYBODY, _boxes, own=True, held_back=True),
    spelt("label and line of a form", EVERYBODY, _label_and_line, own=True),
    spelt("last word spelt", NAMED_PARTIES, _spelt_last, own=True, held_back=True),
    spelt("spelt by the alphabet", NAMED_PARTIES, _spelt_alphabet, own=True),
    spelt("dictated", NAMED_PARTIES, _dictated, own=True, held_back=True),
    spelt("as heard", NAMED_PARTIES, _heard, own=True),
    spelt("double letter said", NAMED_PARTIES, _double_said, own=True, held_back=True),
    spelt("syllables apart", NAMED_PARTIES, _hyphens_at_each_syllable, own=True),
    spelt("first letters apart", EVERYBODY, _first_letters_apart, own=True, held_back=True),
    spelt("columns read across", NAMED_PARTIES, _lines_exchanged, own=True),
    beside(
        "marks of cases",
        NAMED_PARTIES,
        "{upper} / {city} / C/NO. 1-40 / MADE IN CHINA",
        "{upper}\nP/O {number}\nNW 14 KGS",
        "◇ {upper} ◇ {port} NO. 1-UP",
        type_="unknown",
        own=True,
        held_back=True,
    ),
    beside(
        "box of a declaration",
        NAMED_PARTIES,
        "8 Consignee No AE{account} {name} {city}",
        "2 Exporter {name}",
        "14 Declarant/Representative [2] {name}",
        "44 Y901 {name} N380 {number}",
        type_="unknown",
        own=True,
    ),
    beside(
        "statement of an end user",
        NAMED_PARTIES,
        "We certify that the goods are for the end use of {name} in {city}",
        "The items will only be used by {name} and not be re-exported",
        "End-user: {name} (hereafter END USER)",
        type_="unknown",
        own=True,
        held_back=True,
    ),
)

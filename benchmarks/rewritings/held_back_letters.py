"""Kinds about letters that are held back: rules are to be made without looking in here."""

from __future__ import annotations

import unicodedata
from random import Random

from benchmarks.rewritings.model import BODY, EVERYBODY, NAMED_PARTIES, SHIP, Kind, Spell, spelt


def _spelt(name: str, of: tuple[str, ...], spell: Spell) -> Kind:
    return spelt(name, of, spell, own=True, held_back=True)


def _table(plain: str, others: str) -> Spell:
    pairs = str.maketrans(dict(zip(plain, others, strict=True)))
    return lambda name, _: name.translate(pairs)


def _upper_table(plain: str, others: str) -> Spell:
    inner = _table(plain, others)
    return lambda name, source: inner(name.upper(), source)


def _offset(first: str) -> Spell:
    """Capital letters by those of another row of 26."""
    start = ord(first)
    return lambda name, _: "".join(
        chr(start + ord(letter) - ord("A")) if "A" <= letter <= "Z" else letter for letter in name.upper()
    )


def _upside_down(name: str, _: Random) -> str:
    plain, turned = "abcdefghijklmnopqrtuvwyz", "ɐqɔpǝɟƃɥᴉɾʞlɯuodbɹʇnʌʍʎz"
    pairs = str.maketrans(dict(zip(plain, turned, strict=True)))
    return name.lower().translate(pairs)[::-1]


def _overlaid(mark: str) -> Spell:
    return lambda name, _: "".join(letter + mark if letter.isalnum() else letter for letter in name)


def _between_letters(filler: str) -> Spell:
    return lambda name, _: " ".join(filler.join(word) for word in name.split())


def _for_blanks(filler: str) -> Spell:
    return lambda name, _: filler.join(name.split())


def _misread(name: str, source: Random) -> str:
    """A slip that reading by machine makes, in one place."""
    slips = (("m", "rn"), ("l", "1"), ("d", "cl"), ("w", "vv"), ("i", "l"), ("o", "0"), ("e", "c"), ("s", "5"))
    lower = name.lower()
    places = [(at, old, new) for old, new in slips for at in range(len(lower)) if lower[at] == old]
    if not places:
        return name
    at, old, new = source.choice(places)
    return lower[:at] + new + lower[at + len(old) :]


def _decomposed_accents(name: str, source: Random) -> str:
    """Accents that nobody puts there, on every vowel."""
    marks = "\u0301\u0300\u0308\u0302\u0303"
    return unicodedata.normalize(
        "NFC", "".join(one + source.choice(marks) if one in "aeiouAEIOU" else one for one in name)
    )


def _quoted_printable(name: str, _: Random) -> str:
    return "".join(f"={ord(one):02X}" if one in " aeAE" else one for one in name)


KINDS = (
    _spelt("Armenian and Coptic look-alikes", EVERYBODY, _upper_table("OSLUCMNPTX", "ՕՏԼՍⲤⲘⲚⲢⲦⲬ")),
    _spelt("Roman numeral letters", EVERYBODY, _upper_table("CDILMVX", "\u216d\u216e\u2160\u216c\u216f\u2164\u2169")),
    _spelt("enclosed letters", EVERYBODY, _offset("Ⓐ")),
    _spelt("squared letters", EVERYBODY, _offset("🄰")),
    _spelt("flag letters", EVERYBODY, _offset("🇦")),
    _spelt("upside down", NAMED_PARTIES, _upside_down),
    _spelt("struck through", EVERYBODY, _overlaid("\u0336")),
    _spelt("keycaps", EVERYBODY, _overlaid("\u20e3")),
    _spelt("fillers that show nothing", EVERYBODY, _between_letters("\u3164")),
    _spelt("unusual blanks", EVERYBODY, _for_blanks("\u2800")),
    _spelt("spaced letters", (BODY, SHIP), lambda name, _: "  ".join(" ".join(word) for word in name.split())),
    _spelt("stars between letters", EVERYBODY, _between_letters("*")),
    _spelt("underscores", EVERYBODY, _for_blanks("_")),
    _spelt("misread", EVERYBODY, _misread),
    _spelt("made-up accents", EVERYBODY, _decomposed_accents),
    _spelt("quoted printable", EVERYBODY, _quoted_printable),
)

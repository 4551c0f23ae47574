"""Letters that are others turned by half a circle: "uɐɹoZ" is Zoran.

Sources: Unicode character names (TURNED, REVERSED, OPEN O ...); letters that are turned into another plain letter (b
and q, d and p, n and u, M and W) by their shapes.
"""

from __future__ import annotations

_TURNED_ONLY = {
    "ɐ": "a",
    "ɔ": "c",
    "ǝ": "e",
    "ɟ": "f",
    "ƃ": "g",
    "ᵷ": "g",
    "ɥ": "h",
    "ᴉ": "i",
    "ɾ": "j",
    "ʞ": "k",
    "ʃ": "l",
    "ɯ": "m",
    "ɹ": "r",
    "ʇ": "t",
    "ʌ": "v",
    "ʍ": "w",
    "ʎ": "y",
    "∀": "A",
    "Ɐ": "A",
    "ꓭ": "B",
    "Ɔ": "C",
    "ᗡ": "D",
    "Ǝ": "E",
    "Ⅎ": "F",
    "⅁": "G",
    "ſ": "J",
    "Ʞ": "K",
    "⅂": "L",
    "˥": "L",
    "Ԁ": "P",
    "ᴚ": "R",
    "⊥": "T",
    "┴": "T",
    "∩": "U",
    "Λ": "V",
    "⅄": "Y",
}
_LEAST = 2
"""So many different letters that only turning explains."""
_TABLE = str.maketrans({**_TURNED_ONLY, **dict(zip("bqdpnuMWıl", "qbpdunWMil", strict=True))})


def may_be_turned(character: str) -> bool:
    """Whether a character is a letter that only turning explains."""
    return character in _TURNED_ONLY


def turned_upright(text: str) -> str | None:
    """A text that is written upside down, as it is read when turned; None for others."""
    if len(set(text) & _TURNED_ONLY.keys()) < _LEAST:
        return None
    return text[::-1].translate(_TABLE)

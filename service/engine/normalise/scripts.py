"""Which script a text is written in, and letters of another script that only look right.

Script codes are those of ISO 15924. `Kana` stands for hiragana and katakana together; `Jpan` is a name that mixes
them with Han characters; `Hani` is Han alone, which may be Chinese, Japanese or Korean.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import Counter
from functools import lru_cache

from service.common.lazy_pattern import lazy_pattern

# Blocks of The Unicode Standard, chapter 7 to 19: first code point, last code point, script. Letters outside fall
# back on the first word of the character's Unicode name (_BY_NAME).
_BLOCKS: tuple[tuple[int, int, str], ...] = (
    (0x0041, 0x024F, "Latn"),
    (0x0250, 0x02AF, "Latn"),
    (0x0370, 0x03FF, "Grek"),
    (0x0400, 0x052F, "Cyrl"),
    (0x0530, 0x058F, "Armn"),
    (0x0590, 0x05FF, "Hebr"),
    (0x0600, 0x06FF, "Arab"),
    (0x0700, 0x074F, "Syrc"),
    (0x0750, 0x077F, "Arab"),
    (0x0780, 0x07BF, "Thaa"),
    (0x08A0, 0x08FF, "Arab"),
    (0x0900, 0x097F, "Deva"),
    (0x0980, 0x09FF, "Beng"),
    (0x0A00, 0x0A7F, "Guru"),
    (0x0A80, 0x0AFF, "Gujr"),
    (0x0B00, 0x0B7F, "Orya"),
    (0x0B80, 0x0BFF, "Taml"),
    (0x0C00, 0x0C7F, "Telu"),
    (0x0C80, 0x0CFF, "Knda"),
    (0x0D00, 0x0D7F, "Mlym"),
    (0x0D80, 0x0DFF, "Sinh"),
    (0x0E00, 0x0E7F, "Thai"),
    (0x0E80, 0x0EFF, "Laoo"),
    (0x0F00, 0x0FFF, "Tibt"),
    (0x1000, 0x109F, "Mymr"),
    (0x10A0, 0x10FF, "Geor"),
    (0x1100, 0x11FF, "Hang"),
    (0x1200, 0x139F, "Ethi"),
    (0x1780, 0x17FF, "Khmr"),
    (0x1800, 0x18AF, "Mong"),
    (0x1C80, 0x1C8F, "Cyrl"),
    (0x1C90, 0x1CBF, "Geor"),
    (0x1D00, 0x1DBF, "Latn"),
    (0x1E00, 0x1EFF, "Latn"),
    (0x1F00, 0x1FFF, "Grek"),
    (0x2D00, 0x2D2F, "Geor"),
    (0x2DE0, 0x2DFF, "Cyrl"),
    (0x3005, 0x3007, "Hani"),
    (0x3040, 0x30FF, "Kana"),
    (0x3130, 0x318F, "Hang"),
    (0x31F0, 0x31FF, "Kana"),
    (0x3400, 0x4DBF, "Hani"),
    (0x4E00, 0x9FFF, "Hani"),
    (0xA640, 0xA69F, "Cyrl"),
    (0xA720, 0xA7FF, "Latn"),
    (0xAB30, 0xAB6F, "Latn"),
    (0xAC00, 0xD7FF, "Hang"),
    (0xF900, 0xFAFF, "Hani"),
    (0xFB00, 0xFB06, "Latn"),
    (0xFB13, 0xFB17, "Armn"),
    (0xFB1D, 0xFB4F, "Hebr"),
    (0xFB50, 0xFDFF, "Arab"),
    (0xFE70, 0xFEFC, "Arab"),
    (0xFF21, 0xFF5A, "Latn"),
    (0xFF66, 0xFF9F, "Kana"),
    (0xFFA0, 0xFFDC, "Hang"),
    (0x20000, 0x323AF, "Hani"),
)
_STARTS = [first for first, _, _ in _BLOCKS]

# Letters that look alike in the three scripts that officials mix up inside one word, most of them upper case.
# The EU list writes Сергiй with a Latin i and ПОНОМАРËВ with a Latin Ë.
_CYRILLIC_LOOKALIKES = dict(
    zip("aceiopxyABCEHIKMOPTXYkmtbnëËïÏsSjJhgu", "асеіорхуАВСЕНІКМОРТХУкмтвпёЁїЇѕЅјЈһгу", strict=True)
)
_LATIN_LOOKALIKES = {
    "Cyrl": dict(zip("асеіорхуАВСЕНІКМОРТХУѕЅјЈкмтёЁїЇһԛԝ", "aceiopxyABCEHIKMOPTXYsSjJkmtëËïÏhqw", strict=True)),
    "Grek": dict(zip("οναιυκρχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ovaiukpxABEZHIKMNOPTYX", strict=True)),
}
_GREEK_LOOKALIKES = dict(zip("ovaiukpxABEZHIKMNOPTYX", "οναιυκρχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", strict=True))
_WORD = lazy_pattern(r"[^\W\d_]+(?:[’'ʼ`][^\W\d_]+)*")
_MIXABLE = {"Latn", "Cyrl", "Grek"}


@lru_cache(maxsize=8192)
def _script_of_letter(letter: str) -> str:
    code = ord(letter)
    i = bisect_right(_STARTS, code) - 1
    if i >= 0 and code <= _BLOCKS[i][1]:
        return _BLOCKS[i][2]
    return "Zzzz"


@lru_cache(maxsize=1 << 13)
def script_of(text: str) -> str:
    """The script most letters of `text` are in; `Zyyy` without letters, `Zzzz` for scripts not known here.

    Han and kana together are `Jpan`; a tie goes to the script that comes first in the text.
    """
    if text.isascii():
        return "Latn" if any(map(str.isalpha, text)) else "Zyyy"
    scripts = [_script_of_letter(c) for c in text if c.isalpha() and c not in "ーｰ"]
    if len(set(scripts)) <= 1:
        return scripts[0] if scripts else "Zyyy"
    counts = Counter(scripts)
    if counts["Hani"] and counts["Kana"] and counts["Hani"] + counts["Kana"] > counts.total() / 2:
        return "Jpan"
    return max(counts, key=lambda script: counts[script])


def scripts_in(text: str) -> frozenset[str]:
    """All scripts that letters of `text` are in; `Zzzz` among them for letters of scripts not known here."""
    return frozenset(_script_of_letter(c) for c in text if c.isalpha() and c not in "ーｰ")


def fold_homoglyphs(text: str) -> str:
    """Inside a word that mixes Latin, Cyrillic and Greek, letters of the rarer script become their lookalikes.

    A word none of whose letters could be folded is left as it is.
    """
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)
    if len(_MIXABLE.intersection(map(_script_of_letter, text))) < 2:
        return text
    return _WORD.sub(lambda found: _fold_word(found[0]), text)


def _fold_word(word: str) -> str:
    if len(_MIXABLE.intersection(map(_script_of_letter, word))) < 2:
        return word
    scripts = Counter(script for script in map(_script_of_letter, word) if script in _MIXABLE)
    # A letter counts for its script only if it could not be a lookalike: "СССP" is Cyrillic however it was typed.
    sure = Counter(
        _script_of_letter(c)
        for c in word
        if not (c in _CYRILLIC_LOOKALIKES or c in _GREEK_LOOKALIKES or any(c in t for t in _LATIN_LOOKALIKES.values()))
    )
    main = max(scripts, key=lambda script: (sure[script], scripts[script]))
    if main == "Cyrl":
        return "".join(_CYRILLIC_LOOKALIKES.get(c, c) for c in word)
    if main == "Grek":
        return "".join(_GREEK_LOOKALIKES.get(c, c) for c in word)
    tables = [_LATIN_LOOKALIKES[script] for script in scripts if script != "Latn"]
    return "".join(next((table[c] for table in tables if c in table), c) for c in word)

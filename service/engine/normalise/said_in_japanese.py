"""Foreign names that come back from kana in Latin letters, a vowel behind each consonant: Buradimiru, Abuduru Raaman.

They are read as the kana that they were, which listed names in Latin letters are compared with by sound. Japanese names
have such syllables too, but not so many: a u behind a consonant that no word of theirs has there, or most of them.

Not handled: names of one such syllable (Aminu), bodies.
"""

from __future__ import annotations

from functools import lru_cache

from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.text import fold
from service.engine.normalise.transcription.japanese_kana import in_katakana

_SYLLABLE = (
    r"(?:(?:[kgsztdnhbpmrfj]|sh|ch|ts|v)[aiueo]|[knhbpmrg]y[auo]|[dtf]yu|[yw][aiueo]|[aiueo]|n(?![aiueoy])"
    r"|(k|s|t|p|d|g)(?=\1)|t(?=ch))"
)
_SAID = lazy_pattern(rf"{_SYLLABLE}+(?:[ -]{_SYLLABLE.replace(chr(92) + '1', chr(92) + '2')}+)*")
_FILLED = lazy_pattern(r"(?:[kgszbpmrfv]|ts|sh)u(?![aiueo])|[td]o(?=$|[ -]|[^aiueoy])|ji(?=$| )|chi(?=$| )")
"""Syllables in which a consonant without a vowel of its own ends, as another one follows or the word is at its end."""
_FOREIGN = lazy_pattern(
    r"[bgpmzf]uru|[kgpbf]ura|[kgpbf]uri|[kgpbf]ure|[kgpbf]uro|[td]ora|[td]ori|[td]ore|[td]oro|[^aiueo]udu"
    r"|(?:abu|obu|ebu|ofu|efu|afu|ifu|aku|iku|eku|asu|isu|esu|usu|adu|edo|ido|ado|amu|emu|imu|aru|eru|iru|oru|uru)"
    r"(?=$| )"
    r"|[aeio]kusa|ndor|[rs]ug[aeio]|su(?=[tk])|v[aiueo]|f[aieo]|(?:she|che|je|ti|di|tu|du)"
)
_LEAST_FILLED, _LEAST_TOGETHER = 3, 5
_LEAST_LETTERS = 10


def said_in_japanese(text: str) -> str | None:
    """A person's name in katakana if it is foreign and was put into Latin letters from there; None for others."""
    if not text.isascii():
        return None
    folded = fold(text)
    return _katakana(folded) if may_be_said_in_japanese(folded) else None


def is_syllables(word: str) -> bool:
    """Whether a folded word is all syllables of Japanese, also those that only foreign words have."""
    return _SAID.fullmatch(word) is not None


@lru_cache(maxsize=1 << 12)
def may_be_said_in_japanese(folded: str) -> bool:
    """Whether a folded text is all syllables of Japanese, but hardly a Japanese name."""
    if len(folded) < _LEAST_LETTERS or folded[-1:] not in "aiueon" or not is_syllables(folded):
        return False
    filled, foreign = len(_FILLED.findall(folded)), len(_FOREIGN.findall(folded))
    return foreign > 0 and filled >= _LEAST_FILLED and filled + foreign >= _LEAST_TOGETHER


def _katakana(folded: str) -> str:
    return " ".join(in_katakana(word) for word in folded.replace("-", " ").split())

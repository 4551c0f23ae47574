"""Given names that are one name though they sound apart, and patronymics made of them.

Officials use Vladimir and Volodymyr, Grigory and Ryhor for the same person; English and French names are transcribed
as spoken (ジェームズ for James, トマ for Thomas), which their spelling does not show.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.transcription import arabic, cyrillic, kana, latin
from service.engine.normalise.transcription.rules import table
from service.engine.normalise.transcription.words import Word

_READERS: dict[str, Callable[[str], tuple[str, ...]]] = {
    "latin": latin.read,
    "cyrillic": cyrillic.read,
    "kana": kana.read,
    "arabic": arabic.read,
}
# -ovich, -evich, -ovna, -ivna, -ich and what scripts make of them; the stem before is a given name.
_PATRONYMIC = lazy_pattern(r"j?[oaeiu]?[vwbf]U?(?:iC[iI]?U?|it[Ii]?|j?na|i[cs])$|j?i[Cn]n?a?$")
_STEM_END = lazy_pattern(r"[aeiouIOUj1-8]+$")
PATRONYMIC = 10_000
"""Added to the class of a given name for the patronymic made of it."""


@lru_cache(maxsize=1)
def _classes() -> tuple[dict[str, int], dict[str, int]]:
    whole: dict[str, int] = {}
    stems: dict[str, int] = {}
    for number, row in enumerate(table("given_names")):
        for column, read in _READERS.items():
            for spelling in row[column].split():
                for reading in read(spelling)[:1]:
                    whole.setdefault(reading, number)
                    stems.setdefault(_STEM_END.sub("", reading), number)
    return whole, stems


def given_name_class(word: Word) -> int:
    """The number of the class a given name belongs to; plus `PATRONYMIC` for a patronymic; -1 for all else."""
    return _class_of(word.readings)


@lru_cache(maxsize=1 << 15)
def _class_of(readings: tuple[str, ...]) -> int:
    whole, stems = _classes()
    for reading in readings:
        found = whole.get(reading)
        if found is not None:
            return found
        stem = _PATRONYMIC.sub("", reading)
        if stem != reading:
            found = stems.get(_STEM_END.sub("", stem))
            if found is not None:
                return found + PATRONYMIC
    return -1

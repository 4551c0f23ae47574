"""Which codes the words of a description suggest, where measures ask for a code and none is given.

A guess from the headings that stand in the measures' own lines, in English: it is shown inside a review, and decides
nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from service.common.lazy_pattern import lazy_pattern
from service.engine.goods.import_measures import ALL, CodeLine, ImportMeasure

MOST = 5
"""So many candidates are shown."""

_WORD = lazy_pattern(r"[a-z]{3,}")
_SAYS_NOTHING = frozenset(
    ("and", "the", "for", "not", "other", "others", "articles", "article", "parts", "part", "goods")
)
_SAYS_NOTHING |= {"products", "product", "including", "than", "made", "from", "with", "origin", "country", "certain"}


def candidates(description: str, measures: Iterable[ImportMeasure], on: date) -> tuple[tuple[str, str], ...]:
    """Prefixes with their headings, those of which the description has the most words first."""
    said = frozenset(_words(description))
    shares: dict[str, tuple[float, str]] = {}
    for measure in measures:
        lines = _lines_by_word(measure)
        for line in dict.fromkeys(line for word in said for line in lines.get(word, ())):
            words = frozenset(_words(line.heading))
            share = len(words & said) / len(words)
            if line.in_force(on) and share > shares.get(line.prefix, (0.0, ""))[0]:
                shares[line.prefix] = (share, line.heading)
    ranked = sorted(shares.items(), key=lambda item: (-item[1][0], len(item[0]), item[0]))
    return tuple((prefix, heading) for prefix, (_, heading) in ranked[:MOST])


def candidate_sentence(description: str | None, measures: Iterable[ImportMeasure], on: date) -> tuple[str, ...]:
    """The candidates in one sentence, none where nothing is suggested."""
    found = candidates(description, measures, on) if description else ()
    if not found:
        return ()
    shown = "; ".join(f"{prefix} ({heading})" for prefix, heading in found)
    return (f"A guess from the words of the description, which decides nothing: {shown}.",)


@lru_cache(maxsize=1024)
def _lines_by_word(measure: ImportMeasure) -> Mapping[str, tuple[CodeLine, ...]]:
    found: dict[str, list[CodeLine]] = {}
    for line in measure.codes:
        if line.prefix != ALL:
            for word in _words(line.heading):
                found.setdefault(word, []).append(line)
    return {word: tuple(lines) for word, lines in found.items()}


def _words(text: str) -> list[str]:
    """Words that say something, plurals as singulars."""
    plain = (word.removesuffix("s") if len(word) > 3 else word for word in _WORD.findall(text.lower()))
    return [word for word in plain if word not in _SAYS_NOTHING and f"{word}s" not in _SAYS_NOTHING]

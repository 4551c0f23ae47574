"""Names that are misspelt or disguised: slips of the pen, letters of another script, digits for letters, joined words.

Slips are looked for in long distinctive names only. The index holds every name with one or two letters left out
(the symmetric deletion method of W. Garbe); a candidate counts when its true distance (optimal string alignment) is
small enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import OSA

from service.goods.lexicon import Lexicon, Term

SHORTEST_NAME = 6
SHORTEST_WORD = 5
_TWO_SLIPS = 9  # names this long may have two slips
_SHORTEST_JOINED = 6
_LARGE_TOWN = 15_000
_LETTERS = re.compile(r"[^\W\d_]+")

_TO_LATIN = str.maketrans("авекмнорстухиԛԝαβεηικμνορτυχω", "abekmhopctyxiqwabenikmvoptyxw")
_TO_CYRILLIC = str.maketrans("abcehkmoptuxyi3604", "авсенкмортихуизбоч")
_DIGITS = str.maketrans("0134578@$!|", "oieastbasil")


class Disguised(NamedTuple):
    """A name found behind a word: its key in the lexicon, how the word differs, and a score."""

    key: str
    how: str
    score: float


@dataclass(frozen=True, slots=True)
class Slips:
    """`deletions` leads from a word with letters left out to the names it may come from. `glue` are words that are
    written together with names; `exempt` are real words one slip away from a name."""

    deletions: dict[str, tuple[str, ...]]
    joined: tuple[str, ...]
    glue: frozenset[str]
    exempt: frozenset[str]


def compile_slips(lexicon: Lexicon, names: Iterable[Term]) -> Slips:
    """Index the long names that stand for one place only."""
    from service.goods.text import key

    distinctive = {
        folded
        for term in names
        if term.rank == "unique" and not term.capitals and (term.kind == "region" or term.people >= _LARGE_TOWN)
        if len(folded := key(term.name)) >= SHORTEST_NAME and _LETTERS.fullmatch(folded)
    }
    deletions: dict[str, list[str]] = {}
    for name in sorted(distinctive):
        for shortened in _deletions(name, 2 if len(name) >= _TWO_SLIPS else 1):
            deletions.setdefault(shortened, []).append(name)
    words = {kind: set[str]() for kind in ("glue", "not_a_slip")}
    for folded, terms in lexicon.words.items():
        for term in terms:
            if term.kind in words:
                words[term.kind].add(folded)
    joined = tuple(sorted(distinctive, key=lambda name: (-len(name), name)))
    compiled = {shortened: tuple(group) for shortened, group in deletions.items()}
    return Slips(compiled, joined, frozenset(words["glue"]), frozenset(words["not_a_slip"]))


def slip(word: str, slips: Slips) -> Disguised | None:
    """The name that a folded word misspells, None if there is none."""
    if len(word) < SHORTEST_WORD or word in slips.exempt:
        return None
    best: tuple[int, str] | None = None
    for shortened in _deletions(word, 2 if len(word) >= _TWO_SLIPS - 1 else 1):
        for name in slips.deletions.get(shortened, ()):
            allowed = 2 if len(name) >= _TWO_SLIPS else 1
            distance = OSA.distance(word, name, score_cutoff=allowed)
            if distance <= allowed and (best is None or (distance, name) < best):
                best = distance, name
    if best is None:
        return None
    return Disguised(best[1], "one slip" if best[0] == 1 else "two slips", 0.88 if best[0] == 1 else 0.8)


def disguised(word: str, raw: str, lexicon: Lexicon, slips: Slips) -> Disguised | None:
    """The name behind letters of another script, digits for letters, or words written together."""
    for candidate, how, score in _candidates(word, raw):
        if candidate != word and len(candidate) >= 4 and _is_name(candidate, lexicon):
            return Disguised(candidate, how, score)
        if candidate != word and len(candidate) >= SHORTEST_NAME and (found := slip(candidate, slips)):
            return Disguised(found.key, f"{how}, {found.how}", 0.75)
    if len(word) > _SHORTEST_JOINED + 1:
        return _joined(word, raw, slips)
    return None


def _is_name(word: str, lexicon: Lexicon) -> bool:
    return any(term.kind in ("region", "place") for term in lexicon.words.get(word, ()))


def _candidates(word: str, raw: str) -> Iterator[tuple[str, str, float]]:
    if not word.isascii() and any("a" <= letter <= "z" for letter in word):
        yield word.translate(_TO_LATIN), "letters of another script", 0.9
        yield word.translate(_TO_CYRILLIC), "letters of another script", 0.9
    if any(letter in "013456789@$!|" for letter in word) and sum(letter.isalpha() for letter in word) >= 3:
        yield word.translate(_DIGITS), "digits for letters", 0.88
        yield word.replace("1", "l").translate(_DIGITS), "digits for letters", 0.88
        yield word.translate(_TO_CYRILLIC), "digits for letters", 0.88


def _joined(word: str, raw: str, slips: Slips) -> Disguised | None:
    """A name at either end of a word whose rest is made of ordinary words of an origin statement."""
    for name in slips.joined:
        if len(name) < len(word) and (word.endswith(name) or word.startswith(name)):
            rest = word[: -len(name)] if word.endswith(name) else word[len(name) :]
            if _made_of(rest, slips.glue | {name}):
                return Disguised(name, "written together", 0.9)
    return None


def _made_of(text: str, words: frozenset[str]) -> bool:
    return not text or any(_made_of(text[len(word) :], words) for word in words if text.startswith(word))


def _deletions(word: str, depth: int) -> set[str]:
    found = {word}
    frontier = {word}
    for _ in range(depth):
        frontier = {text[:index] + text[index + 1 :] for text in frontier for index in range(len(text))}
        found |= frontier
    return found

"""Names that are misspelt or disguised: slips of the pen, letters of another script, digits for letters, joined words.

Slips are looked for in long distinctive names only. The index holds every name with one or two letters left out
(the symmetric deletion method of W. Garbe); a candidate counts when its true distance (optimal string alignment) is
small enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import OSA

from service.common.lazy_pattern import lazy_pattern
from service.engine.goods.phrase_index import PhraseIndex
from service.engine.goods.text import key

SHORTEST_WORD = 5
LONGEST_WORD = 24  # longer than any name with its slips: the work done for a word stays bounded
_LONGEST_JOINED = 60
TWO_SLIPS = 9  # names this long may have two slips
_SHORTEST_JOINED = 6
_CAPITALISED = lazy_pattern(r"[^\W\d_a-zа-яіїє][a-zа-яёіїє]+|[a-zа-яёіїє]+")

_TO_LATIN = str.maketrans("авекмнорстухиіԛԝαβεηικμνορτυχω", "abekmhopctyxiiqwabenikmvoptyxw")
_TO_CYRILLIC = str.maketrans("abcehkmoptuxyi3604", "авсенкмортихуизбоч")
_DIGITS = str.maketrans("0134578@$!|", "oieastbasil")


class Disguised(NamedTuple):
    """A name found behind a word: its key in the lexicon, how the word differs, and a score."""

    key: str
    how: str
    score: float


class Near(NamedTuple):
    """A name that is some slips away."""

    name: str
    misspellings: int


@dataclass(frozen=True, slots=True, repr=False)
class Misspellings:
    """`index` leads from a name with letters left out to the names it may come from. `joined` are names looked for
    inside longer words, longest first, `glue` the words written together with them; `exempt` are real words a slip
    away from a name."""

    index: dict[str, tuple[str, ...]]
    joined: tuple[str, ...]
    glue: frozenset[str]
    exempt: frozenset[str]


def index_misspellings(names: dict[str, int]) -> dict[str, tuple[str, ...]]:
    """Index folded names, each with the number of slips it may have."""
    index: dict[str, list[str]] = {}
    for name, misspellings in sorted(names.items()):
        for shortened in _deletions(name, misspellings):
            index.setdefault(shortened, []).append(name)
    return {shortened: tuple(group) for shortened, group in index.items()}


def nearest_name(word: str, index: dict[str, tuple[str, ...]]) -> Near | None:
    """The name that a folded word misspells, None if there is none near enough."""
    if not SHORTEST_WORD <= len(word) <= LONGEST_WORD:
        return None
    best: Near | None = None
    for shortened in _deletions(word, 2 if len(word) >= TWO_SLIPS - 1 else 1):
        for name in index.get(shortened, ()):
            allowed = 2 if len(name) >= TWO_SLIPS else 1
            distance = OSA.distance(word, name, score_cutoff=allowed)
            if distance <= allowed and (best is None or (distance, name) < (best.misspellings, best.name)):
                best = Near(name, distance)
    return best


def slip(word: str, misspellings: Misspellings) -> Disguised | None:
    """The name that a folded word misspells, unless it is a real word itself."""
    if word in misspellings.exempt:
        return None
    near = nearest_name(word, misspellings.index)
    if near is None:
        return None
    return Disguised(
        near.name, "one slip" if near.misspellings == 1 else "two slips", 0.88 if near.misspellings == 1 else 0.8
    )


def disguised(word: str, raw: str, phrases: PhraseIndex, misspellings: Misspellings) -> Disguised | None:
    """The name behind letters of another script, digits for letters, or words written together."""
    for candidate, how, score in _candidates(word, raw):
        if candidate != word and len(candidate) >= 4 and _is_name(candidate, phrases):
            return Disguised(candidate, how, score)
        if candidate != word and len(candidate) > SHORTEST_WORD and (found := slip(candidate, misspellings)):
            return Disguised(found.key, f"{how}, {found.how}", 0.75)
    if _SHORTEST_JOINED + 1 < len(word) <= _LONGEST_JOINED:
        return _joined(word, raw, phrases, misspellings)
    return None


def _is_name(word: str, phrases: PhraseIndex) -> bool:
    return any(term.kind in ("region", "place") for term in phrases.words.get(word, ()))


def _candidates(word: str, raw: str) -> Iterator[tuple[str, str, float]]:
    if not word.isascii() and any("a" <= letter <= "z" for letter in word):
        yield word.translate(_TO_LATIN), "letters of another script", 0.9
        yield word.translate(_TO_CYRILLIC), "letters of another script", 0.9
    if any(letter in "013456789@$!|" for letter in word) and sum(letter.isalpha() for letter in word) >= 3:
        yield word.translate(_DIGITS), "digits for letters", 0.88
        yield word.replace("1", "l").translate(_DIGITS), "digits for letters", 0.88
        yield word.translate(_TO_CYRILLIC), "digits for letters", 0.88


def _joined(word: str, raw: str, phrases: PhraseIndex, misspellings: Misspellings) -> Disguised | None:
    """A name at either end of a word whose rest is made of ordinary words of an origin statement."""
    parts = [key(part) for part in _CAPITALISED.findall(raw)]
    names = [part for part in parts if part not in misspellings.glue]
    if len(parts) > 1 and len(names) == 1 and _is_name(names[0], phrases):
        return Disguised(names[0], "written together", 0.9)
    if not word.startswith(misspellings.joined) and not word.endswith(misspellings.joined):
        return None
    for name in misspellings.joined:
        if len(name) < len(word) and (word.endswith(name) or word.startswith(name)):
            rest = word[: -len(name)] if word.endswith(name) else word[len(name) :]
            if _made_of(rest, misspellings.glue | {name}):
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

"""The words the check knows, compiled once: a dictionary of phrases, and an index for scripts without spaces."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from service.common.lazy_pattern import lazy_pattern
from service.engine.goods.text import UNSPACED, key

_UNSPACED = lazy_pattern(f"[{UNSPACED}]")


@dataclass(frozen=True, slots=True)
class Term:
    """One meaning of a phrase.

    `kind`: `region` and `place` name a territory or a place in one; `country` and `elsewhere` name other places;
    `phrase`, `street`, `business`, `role_...`, `exclude_...`, `resume` and `suffix` are words around names.
    `name_class` is how far a region or place name carries: `unique`, `needs_context`, `never_alone` or `review`.
    `namesakes` are the countries (or ISO 3166-2 regions) where another place bears the name, with its population.
    `capitals` terms count only where they are written in capitals.
    """

    kind: str
    name: str
    name_class: str = "unique"
    territory: str | None = None
    place: int | None = None
    code: str | None = None
    namesakes: tuple[tuple[str, int], ...] = ()
    people: int = 0
    capitals: bool = False
    note: str = ""


class Phrase(NamedTuple):
    """A phrase in its folded form with everything it can mean."""

    key: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True, repr=False)
class PhraseIndex:
    """All phrases. `words` is looked up by folded phrase; `longest` tells how many words a phrase that begins with
    a word can have; `unspaced` lists the phrases of unspaced scripts by their first character, longest first."""

    words: dict[str, tuple[Term, ...]]
    longest: dict[str, int]
    unspaced: dict[str, tuple[Phrase, ...]]

    def of(self, folded: str) -> tuple[Term, ...]:
        """The meanings of a folded phrase in whatever script; none if it is not known."""
        if folded in self.words:
            return self.words[folded]
        return next((entry.terms for entry in self.unspaced.get(folded[:1], ()) if entry.key == folded), ())


def compile_phrases(terms: Iterable[Term]) -> PhraseIndex:
    """Index terms by the folded form of their names."""
    words: dict[str, list[Term]] = {}
    unspaced: dict[str, list[Term]] = {}
    for term in terms:
        for folded in _keys(term.name):
            group = unspaced if _UNSPACED.search(folded) else words
            known = group.setdefault(folded, [])
            if all((one.kind, one.territory, one.place, one.code) != _meaning(term) for one in known):
                known.append(term)
    longest: dict[str, int] = {}
    for folded in words:
        parts = folded.split(" ")
        longest[parts[0]] = max(longest.get(parts[0], 0), len(parts))
    return PhraseIndex({folded: tuple(group) for folded, group in words.items()}, longest, _by_first(unspaced))


def is_unspaced(folded: str) -> bool:
    """Whether a folded phrase has characters of a script that is written without spaces."""
    return _UNSPACED.search(folded) is not None


def _meaning(term: Term) -> tuple[str, str | None, int | None, str | None]:
    return term.kind, term.territory, term.place, term.code


def _keys(name: str) -> set[str]:
    """A name as it stands; with a hyphen it may as well be written as one word."""
    folded = key(name)
    keys = {folded, key(name.replace("-", ""))} if "-" in name else {folded}
    return keys - {""}


def _by_first(unspaced: dict[str, list[Term]]) -> dict[str, tuple[Phrase, ...]]:
    buckets: dict[str, list[Phrase]] = {}
    for folded in sorted(unspaced, key=lambda text: (-len(text), text)):
        buckets.setdefault(folded[0], []).append(Phrase(folded, tuple(unspaced[folded])))
    return {first: tuple(entries) for first, entries in buckets.items()}

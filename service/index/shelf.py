"""All listed names of one kind (persons, or everything else) with the indexes over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from service.entity import Entity, Name
from service.index.names import NameIndex, Wanted
from service.index.sound import SoundIndex
from service.matching.deduction import Reason
from service.matching.lexicon import Lexicon
from service.matching.names import score_names
from service.matching.pair import NameMatch, in_latin, parts, prepared, sound_name_score
from service.matching.sound.name import prepare_sound
from service.matching.weights import Weights
from service.normalise.names import PreparedName, prepare, split_words, views
from service.normalise.scripts import fold_homoglyphs, script_of
from service.normalise.text import fold
from service.normalise.titles import without_titles


@dataclass(frozen=True, slots=True)
class ListedName:
    """A listed name, or a part of one, and the number of its entity."""

    entity: int
    name: Name
    prepared: PreparedName
    is_part: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A listed name that may be the one asked, with how alike they are."""

    listed: ListedName
    match: NameMatch
    query: str


class Shelf:
    """Finds the listed names that are like a name."""

    def __init__(self, entities: Sequence[tuple[int, Entity]], lexicon: Lexicon, *, is_person: bool) -> None:
        self._is_person = is_person
        self._lexicon = lexicon
        self._names = [listed for number, entity in entities for listed in _listed_names(number, entity, is_person)]
        self._entity_of = np.array([listed.entity for listed in self._names], dtype=np.int32)
        self._index = NameIndex([listed.prepared for listed in self._names], lexicon)
        latin = [at for at, listed in enumerate(self._names) if listed.prepared.latin and not listed.is_part]
        self._sound = SoundIndex.build([(at, self._names[at].name.text, is_person) for at in latin])
        self._exact: dict[str, list[int]] = {}
        for at, listed in enumerate(self._names):
            if not listed.is_part:
                self._exact.setdefault(_bare(listed.name.text), []).append(at)
        self._of_entity: dict[int, list[ListedName]] = {}
        for listed in self._names:
            self._of_entity.setdefault(listed.entity, []).append(listed)

    def __len__(self) -> int:
        return len(self._names)

    def names_of(self, entity: int) -> Sequence[ListedName]:
        """All names of an entity, none if it stands on the other shelf."""
        return self._of_entity.get(entity, ())

    def find(
        self,
        text: str,
        weights: Weights,
        *,
        least: float,
        favoured: NDArray[np.bool_] | None = None,
        favoured_least: float = 1.0,
    ) -> list[Found]:
        """Listed names whose likeness to the text can reach `least` (`favoured_least` for favoured entities)."""
        wanted = Wanted(least, weights, None if favoured is None else favoured[self._entity_of], favoured_least)
        found: list[Found] = []
        for part, is_part in parts(text, is_person=self._is_person):
            queries = views(fold_homoglyphs(part), is_person=self._is_person)
            for query in queries:
                price = weights.alternative_part if is_part else 0.0
                found.extend(self._find_by_words(text, query, wanted, price))
            if not queries[0].latin:
                found.extend(self._find_by_sound(part, queries[0], wanted.lowest))
                found.extend(self._find_in_latin(text, part, wanted))
        return found

    def _find_in_latin(self, text: str, part: str, wanted: Wanted) -> list[Found]:
        """Cyrillic names that tell more letter by letter: with initials, half in Latin, or of bodies."""
        query = in_latin(part, is_person=self._is_person)
        if query is None:
            return []
        price = wanted.weights.romanised_person if self._is_person else wanted.weights.romanised
        return self._find_by_words(text, query, wanted, price, Reason.ROMANISED)

    def exact(self, text: str, weights: Weights) -> list[Found]:
        """Names equal to the text but for case, signs and width: for parties filed under another type."""
        found = []
        for at in self._exact.get(_bare(text), ()):
            listed = self._names[at]
            query = prepare(fold_homoglyphs(text), is_person=self._is_person)
            score = score_names(query, listed.prepared, self._lexicon, weights)
            match = NameMatch(score, query, listed.prepared, None, weights.other_type, Reason.OTHER_TYPE)
            found.append(Found(listed, match, text))
        return found

    def _find_by_words(
        self, text: str, query: PreparedName, wanted: Wanted, price: float, why: Reason = Reason.ALTERNATIVE
    ) -> list[Found]:
        found = []
        for at in self._index.candidates(query, wanted).tolist():
            listed = self._names[at]
            score = score_names(query, listed.prepared, self._lexicon, wanted.weights)
            paid = max(price, wanted.weights.alternative_part if listed.is_part else 0.0)
            if score.score - paid >= wanted.lowest:
                found.append(Found(listed, NameMatch(score, query, listed.prepared, None, paid, why), text))
        return found

    def _find_by_sound(self, text: str, query: PreparedName, least: float) -> list[Found]:
        spoken = without_titles(text) if self._is_person else text
        if script_of(spoken) == "Latn":
            return []
        found = []
        for at, match in self._sound.matches(prepare_sound(spoken, is_person=self._is_person)):
            if match.score >= least:
                listed = self._names[at]
                named = NameMatch(sound_name_score(match), query, listed.prepared, match, 0.0)
                found.append(Found(listed, named, text))
        return found

    def match(self, text: str, listed: ListedName, weights: Weights) -> Found:
        """The likeness of a text to one listed name, however low: for entities found by other means."""
        query = prepared(text, is_person=self._is_person)[0]
        score = score_names(query, listed.prepared, self._lexicon, weights)
        return Found(listed, NameMatch(score, query, listed.prepared, None, 0.0), text)


def _bare(text: str) -> str:
    """The folded words of a text, whatever kind of name it is."""
    return " ".join(split_words(fold(text)))


def _listed_names(number: int, entity: Entity, is_person: bool) -> list[ListedName]:
    rows = []
    for name in entity.names:
        for text, is_part in parts(name.text, is_person=is_person):
            ready = views(fold_homoglyphs(text), is_person=is_person)
            rows += [ListedName(number, name, view, is_part) for view in ready if view.tokens]
    return rows

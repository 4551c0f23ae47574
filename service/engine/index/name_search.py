"""All listed names of one kind (persons, or everything else) with the indexes over them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from service.engine.index.candidates import Candidate, candidates_in_steps
from service.engine.index.keyed_names import Keyed, KeyedNames
from service.engine.index.name_index import NameIndex
from service.engine.index.phonetic_index import SoundIndex
from service.engine.index.postings import Places
from service.engine.index.questions import Question, questions_of
from service.engine.index.required_score import RequiredScores
from service.engine.index.serialization import UNPACKED
from service.engine.index.work import COMPARISON, READING, SOUND, NameWork
from service.engine.matching.finders import Asked
from service.engine.matching.lexicon import Lexicon, lexicon
from service.engine.matching.name_pair import (
    NameMatch,
    asked_parts,
    names_in,
    parts,
    prepared,
    sound_name_score,
    without_name,
)
from service.engine.matching.names import WholeScore, score_names
from service.engine.matching.penalty import PenaltyType
from service.engine.matching.phonetic.name import SoundName, spoken_forms
from service.engine.matching.phonetic.score import SoundMatch
from service.engine.matching.policy import is_weak_name
from service.engine.matching.weights import Weights
from service.engine.model.entity import Entity, EntityType, Name
from service.engine.normalise.disguise import readings
from service.engine.normalise.names import PreparedName, Reading, may_meet, prepare, views
from service.engine.normalise.ordinary_names import ordinary_words
from service.engine.normalise.scripts import fold_homoglyphs, script_of
from service.engine.normalise.word_splitting import plain_words

if TYPE_CHECKING:
    from service.engine.index.name_entries import EntryOf, NameEntry, PartView

_TOLERANCE = 1e-9
_WORD_PAIRS_A_TURN = 40
"""How many words of listed names, times those of the name asked, are compared before somebody else may have a turn: six
names of three words, one of long ones, which takes up to 5 ms."""
_ORDINARY_A_TURN = 16
"""So many names that can be read in one way only are looked at before somebody else may have a turn: 20 µs each."""
_READ_IS_PAIRS = 20
"""So many take as long as to read a listed name that has not been read before."""


@dataclass(frozen=True, slots=True)
class ListedName:
    """A listed name, or a part of one, and the number of its entity; whether it is weak: it makes no hit alone."""

    entity: int
    name: Name
    prepared: PreparedName
    is_part: bool
    is_weak: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A listed name that may be the one asked, with how alike they are."""

    listed: ListedName
    match: NameMatch
    query: str


Answer = tuple[int, Found]
"""The place of a text among those asked, and a name that it may be."""


@dataclass(eq=False, slots=True)
class NameSearch:
    """Finds the listed names that are like a name.

    Names are numbered from 0. Of each are known the number of its entity, which name of that entity it is, which part
    of that name (0 for the whole) and which view of it; the name itself is prepared when it is first looked at.
    `sounds` are the names in Latin letters, `foreign` those of entities that have none in Latin letters.
    """

    names: NameIndex
    sounds: SoundIndex
    foreign: SoundIndex
    keyed: KeyedNames
    entity_of: NDArray[np.int32]
    name_of: NDArray[np.uint16]
    part_of: NDArray[np.uint8]
    view_of: NDArray[np.uint8]
    entities: Sequence[Entity] = field(metadata=UNPACKED)
    is_person: bool = field(metadata=UNPACKED)
    lexicon: Lexicon = field(default_factory=lexicon, metadata=UNPACKED)
    _listed: dict[int, ListedName] = field(default_factory=dict, repr=False)
    _weak: dict[tuple[int, int], bool] = field(default_factory=dict, repr=False)

    @classmethod
    def build(
        cls,
        entities: Sequence[Entity],
        numbers: Iterable[int],
        lexicon: Lexicon,
        *,
        is_person: bool,
        entry_of: EntryOf | None = None,
    ) -> NameSearch:
        """The index of the entities with these numbers, which rise. `entry_of` gives the entries of names where some
        are kept from before."""
        from service.engine.index.name_entries import name_entry  # an index that is mapped from its file has no need

        entry_of = cache(entry_of or partial(name_entry, is_person=is_person))  # lists have many names in common
        rows = [row for number in numbers for row in _rows(number, entities[number], entry_of)]
        whole = [at for at, row in enumerate(rows) if not row.view.part]
        latin = {at: one for at in whole if rows[at].view.prepared.latin and (one := rows[at].entry.sounds) is not None}
        romanised = {rows[at].entity for at in latin}
        texts = [entities[row.entity].names[row.name].text for row in rows]
        return cls(
            NameIndex.build([row.view.prepared for row in rows], lexicon),
            SoundIndex.of_sounds([(at, texts[at], is_person) for at in latin], [*latin.values()]),
            SoundIndex.build(
                [
                    (at, form.text, is_person)
                    for at in whole
                    if rows[at].entity not in romanised
                    for form in spoken_forms(texts[at], is_person=is_person)
                ]
            ),
            KeyedNames.build({at: rows[at].entry.keys for at in whole}),
            np.array([row.entity for row in rows], dtype=np.int32),
            np.array([row.name for row in rows], dtype=np.uint16),
            np.array([row.view.part for row in rows], dtype=np.uint8),
            np.array([row.view.view for row in rows], dtype=np.uint8),
            entities,
            is_person,
            lexicon,
        )

    def __len__(self) -> int:
        return len(self.entity_of)

    def listed(self, at: int) -> ListedName:
        """One listed name."""
        found = self._listed.get(at)
        if found is None:
            entity = int(self.entity_of[at])
            number, part = int(self.name_of[at]), int(self.part_of[at])
            name = self.entities[entity].names[number]
            text = parts(name.text, is_person=self.is_person)[part][0] if part else name.text
            prepared = views(fold_homoglyphs(text), is_person=self.is_person)[self.view_of[at]]
            weak = self._is_weak(entity, number)
            found = self._listed[at] = ListedName(entity, name, prepared, is_part=part > 0, is_weak=weak)
        return found

    def _is_weak(self, entity: int, name: int) -> bool:
        found = self._weak.get((entity, name))
        if found is None:
            found = self._weak[entity, name] = is_weak_name(self.entities[entity], name)
        return found

    def names_of(self, entity: int) -> list[ListedName]:
        """All names of an entity, none if it is in the other index."""
        first, end = np.searchsorted(self.entity_of, (entity, entity + 1)).tolist()
        return [self.listed(at) for at in range(first, end)]

    def find(
        self,
        asked: Sequence[str],
        kinds: Sequence[EntityType],
        weights: Weights,
        required: RequiredScores,
        work: Sequence[NameWork],
    ) -> Iterator[Answer | None]:
        """Listed names whose likeness to a text can reach what they need, each with the place of the text in `asked`,
        and None now and then: a name of many common words has thousands of candidates, and somebody else may want a
        turn. `kinds` are the types of the parties asked, `required` those of places in `asked` and entities. What is
        done for each text is counted in `work`; a text that takes too much is not searched to its end."""
        required = required.of_names(self.entity_of)
        questions: list[Question] = []
        for place, text in enumerate(asked):
            own = [] if work[place].is_over else self._questions_of(place, text, kinds[place], weights)
            if work[place].add(READING * len(own)):
                questions += own
            if len(own) != 1 or place % _ORDINARY_A_TURN == 0:
                yield None
        yield from self._find_by_words(questions, weights, required, work)
        for place, text in enumerate(asked):
            found = self._keyed(text, by_ear=not work[place].is_over)
            for at, score in found or ():
                yield place, self._known_as(self.listed(at), text, score, weights)
            yield from self._inside_of(place, text, kinds[place], weights, by_ear=not work[place].is_over)
            if found is not None or place % _ORDINARY_A_TURN == 0:
                yield None
        spoken: list[tuple[Question, SoundName]] = []
        for question in questions:
            if question.spoken is not None:
                spoken += [(question, form) for form in question.forms()]
                yield None
        told = [(one, name) for one, name in spoken if not one.query.latin and name.script != "Latn"]
        for index, some in ((self.sounds, told), (self.foreign, spoken if len(self.foreign) else [])):
            yield from self._find_by_sound(index, some, weights, required, work)
            yield None

    def _questions_of(self, place: int, text: str, kind: EntityType, weights: Weights) -> list[Question]:
        hear_latin = len(self.foreign) > 0
        return questions_of(place, text, weights, is_person=self.is_person, hear_latin=hear_latin, kind=kind)

    def _keyed(self, text: str, *, by_ear: bool) -> list[Keyed] | None:
        """What a text is known by as a whole; None if that is told of its words, as of most."""
        asked = Asked(text, self.is_person, self.lexicon)
        likely = self.keyed.likely(asked, by_ear=by_ear)
        return [*self.keyed.find(asked, lambda at: self.listed(at).name.text, likely)] if likely else None

    def _inside_of(
        self, place: int, text: str, kind: EntityType, weights: Weights, *, by_ear: bool
    ) -> Iterator[Answer | None]:
        """What the names that a text joins or holds are known by, each as a whole, and None after each."""
        for name in names_in(text, is_person=self.is_person, kind=kind):
            for at, score in self._keyed(name.text, by_ear=by_ear) or ():
                found = self._known_as(self.listed(at), name.text, score, weights)
                found.match.as_inside(name, weights)
                yield place, Found(found.listed, found.match, text)
            yield None

    def _known_as(self, listed: ListedName, text: str, score: WholeScore, weights: Weights) -> Found:
        """A listed name that the text is known to be by something else than its words."""
        query = prepare(fold_homoglyphs(text), is_person=self.is_person)
        match = NameMatch(score(query, listed.prepared, self.lexicon, weights), query, listed.prepared)
        return Found(listed, match, text)

    def exact(self, text: str, weights: Weights) -> list[Found]:
        """Names equal to the text or to a stretch of its words, but for case, signs, width and the order of words: for
        parties filed under another type."""
        words = ordinary_words(text)
        if words is not None and (self.keyed.words.isdisjoint(words) or not self.keyed.of_words(words)):
            return []
        found: dict[int, Found] = {}
        for reading in readings(text, is_person=self.is_person):
            for at in self.keyed.of_words(plain_words(reading.text).split()):
                match = self._inside(reading.text, reading.how, self.listed(at), weights)
                if at not in found or match.total > found[at].match.total:
                    found[at] = Found(self.listed(at), match, text)
        return list(found.values())

    def _inside(self, text: str, how: str, listed: ListedName, weights: Weights) -> NameMatch:
        """The match of a text with a listed name of another type of party whose words it holds."""
        matches = []
        for part, price in asked_parts(text, is_person=self.is_person, weights=weights):
            query = prepare(fold_homoglyphs(part), is_person=self.is_person)
            score = score_names(query, listed.prepared, self.lexicon, weights)
            paid, why = price + weights.other_type, PenaltyType.OTHER_TYPE
            matches.append(NameMatch(score, query, listed.prepared, None, paid, why, how))
        return max(matches, key=lambda match: match.total)

    def _find_by_words(
        self,
        questions: Sequence[Question],
        weights: Weights,
        required: RequiredScores,
        work: Sequence[NameWork],
    ) -> Iterator[Answer | None]:
        queries, own = [one.query for one in questions], [work[one.place] for one in questions]
        found = yield from candidates_in_steps(self.names, queries, weights, required.of(_places(questions)), own)
        best: dict[tuple[int, int], float] = defaultdict(float)
        for question, candidates, spent in zip(questions, found, own, strict=True):
            words, compared = len(question.query.tokens), 0
            for candidate in candidates:
                compared += 0 if candidate.name in self._listed else _READ_IS_PAIRS
                listed = self.listed(candidate.name)
                pairs = words * len(listed.prepared.tokens)
                if not spent.add(COMPARISON + pairs):
                    break
                same = (question.place, listed.entity)
                match = self._compared(question, listed, candidate, best[same], weights)
                if match is not None:
                    yield question.place, match
                    # A name of one word may lose points for the type of party, others of the entity do not.
                    if not listed.is_weak and not match.match.is_one_word_unequal:
                        best[same] = max(best[same], match.match.total)
                compared += pairs
                if compared >= _WORD_PAIRS_A_TURN:
                    compared = 0
                    yield None

    def _compared(
        self, question: Question, listed: ListedName, candidate: Candidate, best: float, weights: Weights
    ) -> Found | None:
        """The match of a candidate, if it is what the candidate needs and better than the best of its entity: beside
        the same facts the better name has the better score."""
        query, why = question.query, question.why
        if not may_meet(query, listed.prepared):
            return None
        paid = max(question.price, weights.alternative_part if listed.is_part else 0.0)
        if listed.prepared.reading is not Reading.WRITTEN:
            paid, why = max(paid, weights.romanised_person), PenaltyType.ROMANISED
        least = max(candidate.least - _TOLERANCE, best + _TOLERANCE) + paid
        if least > 1.0:
            return None
        whole = candidate.whole and least <= 1.0 - weights.whole_base
        score = score_names(
            query, listed.prepared, self.lexicon, weights, least=least, whole=whole, within=question.is_whole
        )
        if score.score < least:
            return None
        match = NameMatch(score, query, listed.prepared, None, paid, why, question.how)
        if question.inside is not None:
            match.as_inside(question.inside, weights)
        return Found(listed, match, question.text)

    def _find_by_sound(
        self,
        index: SoundIndex,
        spoken: Sequence[tuple[Question, SoundName]],
        weights: Weights,
        required: RequiredScores,
        work: Sequence[NameWork],
    ) -> Iterator[Answer | None]:
        """Names that sound like the texts in another script, and None now and then."""
        required = required.of(_places([question for question, _ in spoken]))
        found = yield from index.matches([name for _, name in spoken], required)
        for (question, name), matches in zip(spoken, found, strict=True):
            work[question.place].add(SOUND * len(matches))
            for at, least, match in matches:
                if match.score < least - _TOLERANCE or match.listed.script == name.script:
                    continue
                listed = self.listed(at)
                if _in_two_scripts(question, name, listed, match):
                    score, query = sound_name_score(match), question.query
                    named = NameMatch(score, query, listed.prepared, match, 0.0, question.why, question.how)
                    if question.inside is not None:
                        named.as_inside(question.inside, weights)
                    yield question.place, Found(listed, named, question.text)

    def best_of(self, entity: int, texts: Sequence[str], weights: Weights) -> Found:
        """The best likeness of some texts to the names of an entity, however low: for entities found by other means.
        Without a text, the first name and no likeness."""
        listed = self.names_of(entity)
        if not texts:
            return Found(listed[0], without_name(listed[0].prepared, is_person=self.is_person), "")
        matches = (self._match(text, one, weights) for text in texts for one in listed)
        return max(matches, key=lambda found: found.match.total)

    def _match(self, text: str, listed: ListedName, weights: Weights) -> Found:
        found = []
        for reading in readings(text, is_person=self.is_person):
            query = prepared(reading.text, is_person=self.is_person)[0]
            score = score_names(query, listed.prepared, self.lexicon, weights)
            match = NameMatch(score, query, listed.prepared, None, 0.0, PenaltyType.ALTERNATIVE, reading.how)
            found.append(Found(listed, match, text))
        return max(found, key=lambda one: one.match.total)


def _in_two_scripts(question: Question, name: SoundName, listed: ListedName, match: SoundMatch) -> bool:
    """Whether names compared by sound are written in two scripts; in one the letters tell all. What a Korean name in
    Han characters would be in Hangul is not how it is written."""
    return "Latn" in (name.script, match.listed.script) or script_of(question.text) != script_of(listed.name.text)


def _places(questions: Sequence[Question]) -> Places:
    return np.array([question.place for question in questions], dtype=np.intp)


class _Row(NamedTuple):
    """A name as it is indexed: entity, name of the entity, its entry, view of a part of the name."""

    entity: int
    name: int
    entry: NameEntry
    view: PartView


def _rows(number: int, entity: Entity, entry_of: EntryOf) -> Iterator[_Row]:
    for at, name in enumerate(entity.names):
        entry = entry_of(name.text)
        for view in entry.views:
            yield _Row(number, at, entry, view)

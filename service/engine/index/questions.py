"""A text that is asked, in every way in which it is compared with listed names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from service.engine.matching.name_pair import NameInside, asked_parts, in_latin, names_in
from service.engine.matching.penalty import PenaltyType
from service.engine.matching.phonetic.name import SoundName, spoken_forms
from service.engine.matching.weights import Weights
from service.engine.model.entity import EntityType
from service.engine.normalise.disguise import readings
from service.engine.normalise.names import PreparedName, Reading, views
from service.engine.normalise.ordinary_names import one_way_to_read
from service.engine.normalise.scripts import fold_homoglyphs
from service.engine.normalise.titles import without_titles


class Question(NamedTuple):
    """A way to compare an asked text with listed names: the place and the text asked, the name prepared, what is taken
    off for being changed, and why; the text as it is spoken where it is to be compared by sound as well; what was done
    to read the text; whether it is all of the text, or of a name that it joins or holds; that name."""

    place: int
    text: str
    query: PreparedName
    price: float
    why: PenaltyType
    spoken: str | None
    how: str
    is_whole: bool
    inside: NameInside | None = None

    def forms(self) -> tuple[SoundName, ...]:
        """How the text may be spoken, if it is to be compared by sound."""
        if self.spoken is None:
            return ()
        is_person = self.query.is_person
        return spoken_forms(without_titles(self.spoken) if is_person else self.spoken, is_person=is_person)


def questions_of(
    place: int,
    text: str,
    weights: Weights,
    *,
    is_person: bool,
    hear_latin: bool,
    kind: EntityType = EntityType.UNKNOWN,
) -> list[Question]:
    """A text in every way in which it is compared with listed names letter by letter; the first of them for each part
    says what is compared by sound: texts in Latin letters too if they are heard (`hear_latin`)."""
    alone = one_way_to_read(text) if is_person else None
    if alone is not None:
        spoken = text if hear_latin else None
        return [Question(place, text, alone, 0.0, PenaltyType.ALTERNATIVE, spoken, "", True)]
    source = _Source(place, text, weights, is_person, hear_latin, kind)
    found = [*_of_text(source, text)]
    for name in names_in(text, is_person=is_person, kind=kind):
        found += [
            question._replace(inside=name, price=name.price(question.price, weights))
            for question in _of_text(source, name.text)
        ]
    return found


class _Source(NamedTuple):
    """A text asked and its place; what it is compared by; whether it is a person's, and heard if it is in Latin; the
    type of the party."""

    place: int
    text: str
    weights: Weights
    is_person: bool
    hear_latin: bool
    kind: EntityType


def _of_text(source: _Source, text: str) -> Iterator[Question]:
    """The text, or a name that it joins or holds, in all its readings and their parts."""
    for reading in readings(text, is_person=source.is_person):
        for part, price in asked_parts(
            reading.text, is_person=source.is_person, weights=source.weights, kind=source.kind
        ):
            yield from _of_part(source, part, price, reading.how)


def _of_part(source: _Source, part: str, price: float, how: str) -> Iterator[Question]:
    """One part of one reading of a text."""
    place, text, weights, is_person, hear_latin, _ = source
    queries = views(fold_homoglyphs(part), is_person=is_person)
    for at, query in enumerate(queries):
        spoken = None if at or (queries[0].latin and not hear_latin) else part
        if query.reading is not Reading.WRITTEN:
            paid = max(price, weights.romanised_person)
            yield Question(place, text, query, paid, PenaltyType.ROMANISED, None, how, is_whole=not price)
        else:
            yield Question(place, text, query, price, PenaltyType.ALTERNATIVE, spoken, how, is_whole=not price)
    # Cyrillic names that tell more letter by letter: with initials, half in Latin, or of bodies.
    for latin in () if queries[0].latin else in_latin(part, is_person=is_person):
        paid = max(price, weights.romanised_person if is_person else weights.romanised)
        yield Question(place, text, latin, paid, PenaltyType.ROMANISED, None, how, is_whole=not price)

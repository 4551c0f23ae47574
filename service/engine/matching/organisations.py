"""What differs between two names of organisations, vessels or aircraft, and how many points that takes off."""

from __future__ import annotations

from dataclasses import dataclass, replace

from service.engine.matching.alignment import Alignment, AlignmentType, Pair
from service.engine.matching.lexicon import Lexicon
from service.engine.matching.near_words import take_near_words
from service.engine.matching.penalty import Penalty, PenaltyType
from service.engine.matching.persons import evidence, spelling_points, words_of
from service.engine.matching.sole_words import sole_word_penalties
from service.engine.matching.translated_names import (
    are_forms,
    are_forms_of_one,
    are_near,
    are_translated,
    is_of_one_state,
    is_other_word,
    say_as_much,
    say_enough,
)
from service.engine.matching.weights import Weights
from service.engine.normalise.body_words import NUMBERED_BODIES
from service.engine.normalise.names import Kind, PreparedName

_SAME_WORDS = 3
"""So many common words and places that say the same are a name."""
_SLIP = 0.4
"""Edits of words that do not sound and mean the same."""


@dataclass(slots=True)
class _Left:
    """Words that met nothing, by kind: core indexes."""

    names: list[int]
    generics: list[int]
    places: list[int]
    numbers: list[int]

    def any(self) -> bool:
        return bool(self.names or self.generics or self.places or self.numbers)

    def all(self) -> list[int]:
        """All words."""
        return [*self.names, *self.generics, *self.places, *self.numbers]

    def kinds(self) -> list[Kind]:
        """The kinds of the words."""
        sides = ((Kind.NAME, self.names), (Kind.GENERIC, self.generics), (Kind.PLACE, self.places))
        return [kind for kind, words in (*sides, (Kind.NUMBER, self.numbers)) for _ in words]


def _by_kind(name: PreparedName, left: tuple[int, ...]) -> _Left:
    found = _Left([], [], [], [])
    for at in left:
        kind = name.kinds[at]
        if kind is Kind.GENERIC:
            found.generics.append(at)
        elif kind is Kind.PLACE:
            found.places.append(at)
        elif kind is Kind.NUMBER:
            found.numbers.append(at)
        else:
            found.names.append(at)
    return found


def _said_once(name: PreparedName, left: tuple[int, ...], other: PreparedName) -> tuple[int, ...]:
    """Words left over, without those that are said again and that the other name has."""
    if len(set(name.tokens)) == len(name.tokens):
        return left
    return tuple(at for at in left if name.tokens.index(name.tokens[at]) == at or name.tokens[at] not in other.tokens)


def _meet_synonyms(
    q: _Left, listed_left: _Left, query: PreparedName, listed: PreparedName, lexicon: Lexicon, weights: Weights
) -> list[Penalty]:
    """Take generic words that say the same, and places that are one country, off both sides."""
    found = []
    for left in tuple(q.generics):
        group = lexicon.tables.generic_words.get(query.tokens[left])
        for right in listed_left.generics:
            if lexicon.tables.generic_words.get(listed.tokens[right]) == group:
                word, other = query.tokens[left], listed.tokens[right]
                found.append(Penalty(PenaltyType.GENERIC, weights.generic_synonym, word, other))
                q.generics.remove(left)
                listed_left.generics.remove(right)
                break
    if are_translated(query, listed):
        found += _meet_in_translation(q, listed_left, query, listed, weights)
    for left in tuple(q.places):
        for right in listed_left.places:
            if _place_code(query.tokens[left], lexicon) == _place_code(listed.tokens[right], lexicon):
                q.places.remove(left)
                listed_left.places.remove(right)
                break
    return found


def _meet_in_translation(
    q: _Left, listed_left: _Left, query: PreparedName, listed: PreparedName, weights: Weights
) -> list[Penalty]:
    """Take words off both sides that translators put for one another: liberation, freedom."""
    found = []
    sides = (
        (q.generics, listed_left.generics),
        (q.generics, listed_left.names),
        (q.names, listed_left.generics),
        (q.names, listed_left.names),
    )
    for ours, theirs in sides:
        for left in tuple(ours):
            word = query.tokens[left]
            right = next((at for at in theirs if are_near(word, listed.tokens[at])), None)
            if right is not None:
                found.append(Penalty(PenaltyType.GENERIC, weights.near_in_translation, word, listed.tokens[right]))
                ours.remove(left)
                theirs.remove(right)
    return found


def _place(word: str, lexicon: Lexicon) -> tuple[str, str] | None:
    return lexicon.places.get(word)


def _place_code(word: str, lexicon: Lexicon) -> str:
    found = _place(word, lexicon)
    return found[0] if found is not None and found[1] != "city" else word


def _against(
    q: _Left, listed_left: _Left, query: PreparedName, listed: PreparedName, weights: Weights
) -> list[Penalty]:
    """Words of one kind left over on both sides contradict each other."""
    found = []
    kinds = (
        (q.names, listed_left.names, PenaltyType.CONTRADICTION, weights.name_against_name),
        (q.places, listed_left.places, PenaltyType.PLACE, weights.place_against_place),
        (q.numbers, listed_left.numbers, PenaltyType.NUMBER, weights.number_against_number),
        (q.generics, listed_left.generics, PenaltyType.GENERIC, weights.generic_against_generic),
    )
    for left, right, reason, cost in kinds:
        while left and right:
            found.append(Penalty(reason, cost, query.tokens[left.pop(0)], listed.tokens[right.pop(0)]))
    return found


def _is_series(alignment: Alignment, query: PreparedName, listed: PreparedName) -> bool:
    """Whether the names differ in a number alone, as funds and series do: same words, two letters apart at most.
    Bodies that are told apart by their number do not: the 39th Motor Rifle Brigade is not the 64th."""
    if not NUMBERED_BODIES.isdisjoint(query.tokens) and not NUMBERED_BODIES.isdisjoint(listed.tokens):
        return False
    names = sum(_has_name(pair, query, listed) or pair.meeting is AlignmentType.JOIN for pair in alignment.pairs)
    left = "".join(query.tokens[at] for at in alignment.query_left)
    right = "".join(listed.tokens[at] for at in alignment.listed_left)
    return names >= 1 and len(alignment.pairs) >= 2 and max(len(left), len(right)) <= 4


def _has_name(pair: Pair, query: PreparedName, listed: PreparedName) -> bool:
    """Whether a distinctive word takes part in a pair, on either side."""
    return Kind.NAME in (query.kinds[pair.q_first], listed.kinds[pair.l_first])


def _place_points(
    left: list[int], name: PreparedName, lexicon: Lexicon, weights: Weights, *, on_query: bool
) -> list[Penalty]:
    found = []
    behind = len(name.tokens) - len(left)
    for at in left:
        place = _place(name.tokens[at], lexicon)
        if at >= behind > 0 and name.solid.endswith("".join(name.tokens[at:])):
            # A branch or an address: "Zarvanex, Dubai". A legal form behind it makes it a part of the name: Zarvanex
            # says nothing of "Zarvanex Chile S.A.".
            cost = weights.place_behind
        elif place is not None and place[1] == "region":
            cost = weights.extra_region
        else:
            cost = weights.extra_country_bracketed if at in name.bracketed else weights.extra_country
        word = name.tokens[at]
        found.append(Penalty(PenaltyType.EXTRA_PLACE, cost, word if on_query else "", "" if on_query else word))
    return found


def _extra_points(
    left: _Left, name: PreparedName, told: float, lexicon: Lexicon, weights: Weights, *, on_query: bool
) -> list[Penalty]:
    """Words that only one side has."""
    found = _place_points(left.places, name, lexicon, weights, on_query=on_query)
    little = max(0.0, min(1.0, (weights.evidence_enough - told) / weights.evidence_little))
    costs = (
        (left.names, PenaltyType.MISSING, weights.extra_name * (1.0 + little), 9),
        (left.generics, PenaltyType.GENERIC, weights.extra_generic, 3),
        (left.numbers, PenaltyType.NUMBER, weights.extra_number, 9),
    )
    for indexes, reason, cost, most in costs:
        for rank, at in enumerate(indexes):
            word = name.tokens[at]
            points = cost if rank < most else 0.0
            found.append(Penalty(reason, points, word if on_query else "", "" if on_query else word))
    return found


def _differs(left: _Left, name: PreparedName) -> bool:
    """Whether words are left that speak of another body; a branch in brackets does not ("Deutsche Bank (Schweiz)")."""
    return bool(left.names or left.generics or left.numbers or [at for at in left.places if at not in name.bracketed])


def _agreeing_names(alignment: Alignment, query: PreparedName, listed: PreparedName, *, differs: bool) -> list[Pair]:
    """Pairs in which a distinctive word takes part. A common word that is spelt like a distinctive one is none, unless
    the rest agrees too: "Party" is not Parthia Cargo, "Goldn Star" is Golden Star."""
    found = []
    for pair in alignment.pairs:
        ours = Kind.NAME in query.kinds[pair.q_first : pair.q_end]
        theirs = Kind.NAME in listed.kinds[pair.l_first : pair.l_end]
        spelt = pair.meeting is AlignmentType.SPELLING and (differs or len(alignment.pairs) == 1)
        if len(words_of(query, pair.q_first, pair.q_end)) == 1 and differs:
            continue  # "J International" is nobody in particular
        if pair.meeting is not AlignmentType.ABBREVIATION and (ours and theirs if spelt else ours or theirs):
            found.append(pair)
    return found


def _form_points(query: PreparedName, listed: PreparedName, weights: Weights) -> list[Penalty]:
    if query.forms & listed.forms or not (query.forms or listed.forms):
        return []
    points = weights.other_form if query.forms and listed.forms else weights.form_missing
    # A set has another order in every process, and an answer has to replay word by word.
    return [Penalty(PenaltyType.FORM, points, " ".join(sorted(query.forms)), " ".join(sorted(listed.forms)))]


def _distinctive_points(
    alignment: Alignment,
    query: PreparedName,
    listed: PreparedName,
    lexicon: Lexicon,
    weights: Weights,
    *,
    differs: bool,
) -> list[Penalty]:
    """Generic words, places and numbers alone are no name: "Management Company 23" is not "Management Company"."""
    agreeing = _agreeing_names(alignment, query, listed, differs=differs)
    # The words of another language are no slips where they are three.
    few = min(len(query.tokens), len(listed.tokens)) < _SAME_WORDS
    by_letters = all(pair.meeting in (AlignmentType.EQUAL, AlignmentType.SPELLING) for pair in alignment.pairs)
    edited = any(
        pair.edits > (0.0 if few else _SLIP)
        and not (few and by_letters and are_forms_of_one(pair, query, listed, lexicon))
        for pair in alignment.pairs
    )
    short = all(pair.meeting is AlignmentType.ABBREVIATION for pair in alignment.pairs)
    placed = any(Kind.PLACE in (query.kinds[pair.q_first], listed.kinds[pair.l_first]) for pair in alignment.pairs)
    lacks = (alignment.query_left or alignment.listed_left) and not placed
    if not agreeing and (differs or edited or lacks or short):
        return [Penalty(PenaltyType.NOTHING_DISTINCTIVE, weights.nothing_distinctive)]
    if len(agreeing) == 1 and differs:
        pair = agreeing[0]
        shortest = min(len(words_of(query, pair.q_first, pair.q_end)), len(words_of(listed, pair.l_first, pair.l_end)))
        if shortest <= 3 and len(alignment.pairs) == 1:
            return [Penalty(PenaltyType.SHORT_NAME, weights.short_acronym_only)]
    return []


def _meeting_points(alignment: Alignment, query: PreparedName, listed: PreparedName, weights: Weights) -> list[Penalty]:
    points = {
        AlignmentType.JOIN: (PenaltyType.JOINED, weights.join),
        AlignmentType.ACRONYM: (PenaltyType.ACRONYM, weights.acronym),
        AlignmentType.ABBREVIATION: (PenaltyType.ABBREVIATION, weights.abbreviation),
    }
    return [
        Penalty(
            *points[pair.meeting], words_of(query, pair.q_first, pair.q_end), words_of(listed, pair.l_first, pair.l_end)
        )
        for pair in alignment.pairs
        if pair.meeting in points
    ]


def organisation_penalties(
    alignment: Alignment, query: PreparedName, listed: PreparedName, lexicon: Lexicon, weights: Weights
) -> list[Penalty]:
    """All points off for two names of organisations, vessels or aircraft, given which words met."""
    found = spelling_points(list(alignment.pairs), query, listed, lexicon, weights)
    found += _meeting_points(alignment, query, listed, weights)
    q_left = _by_kind(query, _said_once(query, alignment.query_left, listed))
    l_left = _by_kind(listed, _said_once(listed, alignment.listed_left, query))
    series = bool(q_left.numbers and l_left.numbers) and _is_series(alignment, query, listed)
    differs = _differs(q_left, query) or _differs(l_left, listed)
    synonyms = _meet_synonyms(q_left, l_left, query, listed, lexicon, weights)
    found += synonyms
    several = min(len(query.tokens), len(listed.tokens)) >= _SAME_WORDS
    forms = are_translated(query, listed) and all(are_forms(one.query, one.listed) for one in synonyms)
    if not (q_left.any() or l_left.any()) and (several or forms or not synonyms):
        # "Frente Popular de Liberación de Palestina": all words say the same in two languages, so that nothing differs.
        alignment, differs = alignment._replace(query_left=(), listed_left=()), False
    near = take_near_words(q_left.generics, l_left.generics, alignment, query, listed, lexicon, weights)
    against = _against(q_left, l_left, query, listed, weights)
    translated = are_translated(query, listed)
    if translated and is_other_word(against, alignment, query, listed):
        against = [replace(one, points=weights.other_word_in_translation) for one in against]
    enough = translated and not (near or against) and _say_enough(alignment, q_left, l_left, query, listed)
    if series:
        against = [_series_points(item, weights) for item in against]
    found += near + against
    told = evidence(alignment, query, listed, lexicon)
    found += _extra_points(q_left, query, told, lexicon, weights, on_query=True)
    found += _extra_points(l_left, listed, told, lexicon, weights, on_query=False)
    if q_left.any() and l_left.any():
        found.append(Penalty(PenaltyType.MISSING, weights.extra_both_sides))
    if not (enough or is_of_one_state(alignment, query, listed)):
        found += _distinctive_points(alignment, query, listed, lexicon, weights, differs=differs)
    found += sole_word_penalties(alignment, query, listed, weights)
    return found + _form_points(query, listed, weights)


def _say_enough(
    alignment: Alignment, q_left: _Left, listed_left: _Left, query: PreparedName, listed: PreparedName
) -> bool:
    """Whether words of a translated name that agree are enough, though none of them is distinctive."""
    if say_enough(alignment, [*q_left.kinds(), *listed_left.kinds()]):
        return True
    left = [(query, at) for at in q_left.all()] + [(listed, at) for at in listed_left.all()]
    places = sum(query.kinds[at] is Kind.PLACE for at in alignment.query_left) - len(q_left.places)
    return say_as_much(alignment, places, left, query, listed)


def _series_points(item: Penalty, weights: Weights) -> Penalty:
    if item.reason is not PenaltyType.NUMBER:
        return item
    return Penalty(PenaltyType.NUMBER, weights.number_of_series, item.query, item.listed)

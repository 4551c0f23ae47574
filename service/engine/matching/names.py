"""How alike two names are: 1.00 less everything that differs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from service.engine.matching.acronyms import is_acronym_of
from service.engine.matching.alignment import Alignment, align
from service.engine.matching.alignment import turned as turned_alignment
from service.engine.matching.containment import contained_penalties, find_window, is_of_a_place, told
from service.engine.matching.lexicon import Lexicon
from service.engine.matching.organisations import organisation_penalties
from service.engine.matching.penalty import Penalty, PenaltyType, total, turned
from service.engine.matching.persons import evidence, has_full_word, person_penalties
from service.engine.matching.weights import Weights
from service.engine.matching.whole_names import points_as_wholes
from service.engine.normalise.names import Kind, PreparedName


@dataclass(frozen=True, slots=True)
class NameScore:
    """The likeness of two names (0 to 1), what took points off, and which word met which."""

    score: float
    penalties: tuple[Penalty, ...]
    alignment: Alignment


WholeScore = Callable[[PreparedName, PreparedName, Lexicon, Weights], NameScore]
"""The score of two names that are known to be one by something else than their words, whatever those are."""

_EMPTY = Alignment((), (), ())
_TOLD_BY_TWO = 19.0
"""So much must two asked words of a person tell to be looked for inside longer listed names; the rarest word tells 9.9.
"Laura Gómez" is in "GOMEZ APONTE, Laura Victoria", and of 10,000 customers a dozen met such a name."""
_LEAST_SOLID = 6


def score_names(
    query: PreparedName,
    listed: PreparedName,
    lexicon: Lexicon,
    weights: Weights,
    *,
    least: float = 0.0,
    whole: bool = True,
    within: bool = True,
) -> NameScore:
    """Compare two prepared names of the same kind and script. Names without words score 0.

    Who only asks for scores from `least` on may get any lower score in place of a lower one. `whole` is False if it is
    known that the whole names, written as one, are too far apart to tell anything. `within` is False if the asked name,
    a part of what was written, is not to be found inside longer listed names.
    """
    if not query.tokens or not listed.tokens:
        return NameScore(0.0, (), _EMPTY)
    alignment = align(query, listed, lexicon, weights)
    if query.raw == listed.raw:
        return NameScore(1.0, (), alignment)
    if query.plain == listed.plain:
        folding = Penalty(PenaltyType.FOLDING, 1.0 - weights.same_after_folding)
        return NameScore(weights.same_after_folding, (folding,), alignment)
    if "".join(query.tokens) == "".join(listed.tokens) and min(len(query.joined), len(listed.joined)) >= 4:
        points = 1.0 - weights.same_letters if query.tokens != listed.tokens else 0.02
        return NameScore(1.0 - points, (Penalty(PenaltyType.FOLDING, points),), alignment)
    if min(len(query.plain), len(listed.plain)) >= _LEAST_SOLID and _same_solid(query, listed):
        points = 1.0 - weights.same_letters
        return NameScore(1.0 - points, (Penalty(PenaltyType.FOLDING, points),), alignment)
    score = _priced(query, listed, alignment, lexicon, weights, least=least, whole=whole)
    limit = 1.0 - weights.contained
    if score.score >= limit or least > limit:
        return score
    if alignment.listed_left and not within:
        return score
    inside = _inside(query, listed, alignment, lexicon, weights, max(least, score.score))
    return inside if inside is not None and inside.score > score.score else score


def known_as_one(
    reason: PenaltyType, points: float, query: PreparedName, listed: PreparedName, lexicon: Lexicon, weights: Weights
) -> NameScore:
    """The score of two names that are known to be one, less the points for how that is known."""
    return NameScore(1.0 - points, (Penalty(reason, points),), align(query, listed, lexicon, weights))


def _same_solid(query: PreparedName, listed: PreparedName) -> bool:
    """Whether one of the names is the other written as one word, maybe with the given names first."""
    return (
        query.solid in (listed.solid, listed.given_first, listed.given_first_joined)
        or listed.solid == query.given_first
    )


def _inside(
    query: PreparedName, listed: PreparedName, alignment: Alignment, lexicon: Lexicon, weights: Weights, floor: float
) -> NameScore | None:
    """The score of a listed name that stands inside the asked one, with other words beside it; or of an asked name
    inside the listed one. None if it does not, or if the score would be below `floor`."""
    if alignment.query_left and alignment.listed_left:
        return None
    if alignment.listed_left:
        if not _may_stand_inside(query, lexicon) or _tells_less(query, listed, alignment, lexicon):
            return None
        penalties = turned(_inside_points(listed, query, turned_alignment(alignment), lexicon, weights, floor))
    else:
        penalties = _inside_points(query, listed, alignment, lexicon, weights, floor)
    return NameScore(max(0.0, 1.0 - total(penalties)), tuple(penalties), alignment) if penalties else None


def _may_stand_inside(query: PreparedName, lexicon: Lexicon) -> bool:
    """Whether an asked name says enough to be looked for inside longer listed ones."""
    words = len(query.tokens)
    return not query.is_person or words > 2 or (words == 2 and told(query.tokens, lexicon) >= _TOLD_BY_TWO)


def _tells_less(query: PreparedName, listed: PreparedName, alignment: Alignment, lexicon: Lexicon) -> bool:
    """Whether two asked words of a person met commoner ones: "Jesse Williams" is not in a name of Williams José."""
    two = query.is_person and len(query.tokens) == len(alignment.pairs) == 2
    return two and evidence(alignment, query, listed, lexicon) < _TOLD_BY_TWO


def _is_national_company(longer: PreparedName, alignment: Alignment, lexicon: Lexicon) -> bool:
    """Whether a legal form stands behind a country that is all one name has beyond the other: "Banco Zarvanex Chile
    S.A." is another company than Banco Zarvanex."""
    left = alignment.query_left
    countries = [lexicon.places.get(longer.tokens[at], ("", ""))[1] == "country" for at in left]
    if longer.is_person or not countries or not all(countries):
        return False
    return bool(longer.forms) and not longer.solid.endswith("".join(longer.tokens[left[0] :]))


def _inside_points(
    longer: PreparedName,
    shorter: PreparedName,
    alignment: Alignment,
    lexicon: Lexicon,
    weights: Weights,
    floor: float,
) -> list[Penalty]:
    """Points off for a name that stands inside a longer one; none if it does not, or cannot reach `floor`."""
    if _is_national_company(longer, alignment, lexicon):
        return []
    window = find_window(longer, shorter, alignment, lexicon, weights, floor)
    if window is None:
        return []
    penalties = contained_penalties(window, shorter, lexicon, weights)
    if is_of_a_place(shorter, lexicon):
        return penalties  # its words are those asked, and it has none that tells
    return penalties + [
        one
        for one in _deductions(window.alignment, window.name, shorter, lexicon, weights, 2.0)
        # Names of common words that tell enough are found as they stand, and so are those with one word between.
        if one.reason is not PenaltyType.NOTHING_DISTINCTIVE or Kind.NAME in shorter.kinds
    ]


def _priced(
    query: PreparedName,
    listed: PreparedName,
    alignment: Alignment,
    lexicon: Lexicon,
    weights: Weights,
    *,
    least: float,
    whole: bool,
) -> NameScore:
    """The score of two names that differ, each taken as a whole."""
    most = 2.0 if whole else 1.0 - least
    penalties = _deductions(alignment, query, listed, lexicon, weights, most)
    points = max(total(penalties), 0.02)
    if points > most:
        return NameScore(max(0.0, 1.0 - points), tuple(penalties), alignment)
    if whole and points > weights.whole_base:
        repaired = points_as_wholes(query, listed, alignment, penalties, lexicon, weights)
        if repaired is not None and repaired < points:
            penalties = [Penalty(PenaltyType.WHOLE_NAME, repaired, query.joined, listed.joined)]
            points = repaired
    if total(penalties) < points:
        penalties.append(Penalty(PenaltyType.FOLDING, points - total(penalties)))
    return NameScore(max(0.0, 1.0 - points), tuple(penalties), alignment)


def _deductions(
    alignment: Alignment,
    query: PreparedName,
    listed: PreparedName,
    lexicon: Lexicon,
    weights: Weights,
    most: float,
) -> list[Penalty]:
    if not has_full_word(alignment):
        if is_acronym_of(query, listed, lexicon) or is_acronym_of(listed, query, lexicon):
            return [Penalty(PenaltyType.ACRONYM, weights.acronym_alone, query.joined, listed.joined)]
        return [Penalty(PenaltyType.NOTHING, 1.0)]
    if query.is_person:
        return person_penalties(alignment, query, listed, lexicon, weights, most)
    return organisation_penalties(alignment, query, listed, lexicon, weights)

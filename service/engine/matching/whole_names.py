"""Two names written without their blanks: a slip that moves the border of a word spoils the words, and not the whole.

"Jeanclaude Ju Ncker" and "Jean Claude Juncker" have no word in common and every letter.
"""

from __future__ import annotations

from service.engine.matching.alignment import Alignment, letters_apart
from service.engine.matching.lexicon import Lexicon
from service.engine.matching.penalty import Penalty, PenaltyType
from service.engine.matching.persons import has_full_word
from service.engine.matching.weights import Weights
from service.engine.matching.word_similarity import own_parts
from service.engine.normalise.names import Kind, PreparedName

_LONG = 16


def whole_strings(name: PreparedName) -> list[str]:
    """The joined name, as written and with the first or the last word put at the other end."""
    tokens = name.tokens
    strings = ["".join(tokens)]
    if len(tokens) > 1:
        strings.append("".join(tokens[1:] + tokens[:1]))
        if len(tokens) > 2:
            strings.append("".join(tokens[-1:] + tokens[:-1]))
    return strings


def dropped_words(name: PreparedName) -> list[tuple[str, ...]]:
    """The words of a person's name without one of them, for each of them; nothing for two words and fewer."""
    tokens = name.tokens
    if not name.is_person or len(tokens) < 3:
        return []
    return [tokens[:at] + tokens[at + 1 :] for at in range(len(tokens))]


def whole_letters(length: int) -> int:
    """How many letters whole names of a length may be apart. Below 7 letters they are not compared as one."""
    if length >= _LONG:
        return 3
    return 2 if length >= 8 else 1 if length >= 7 else 0


def dropped_letters(length: int) -> int:
    """The same where a word is dropped besides, which is less of a witness."""
    return 2 if length >= 12 else 1 if length >= 8 else 0


def points_as_wholes(
    query: PreparedName,
    listed: PreparedName,
    alignment: Alignment,
    penalties: list[Penalty],
    lexicon: Lexicon,
    weights: Weights,
) -> float | None:
    """Points off for two names written without blanks, None if they are too far apart or what their words cost
    (`penalties`) is not to be repaired so."""
    if not _may_speak(query, listed, penalties):
        return None
    points = _shifted_borders(query, listed, alignment, lexicon, weights)
    if points is not None and len(alignment.query_left) == len(alignment.listed_left) == 1:
        return _same_borders(points, query, listed, alignment, lexicon, weights)
    return points


def _may_speak(query: PreparedName, listed: PreparedName, penalties: list[Penalty]) -> bool:
    """Whether the whole may repair what words cost: numbers, places and generic words that contradict are not."""
    if query.syllabic or listed.syllabic:
        return False
    if query.is_person:
        return not any(penalty.reason is PenaltyType.EXCHANGED_PARENTS for penalty in penalties)
    barred = (
        PenaltyType.NUMBER,
        PenaltyType.PLACE,
        PenaltyType.EXTRA_PLACE,
        PenaltyType.NOTHING_DISTINCTIVE,
        PenaltyType.SHORT_NAME,
    )
    return not any(penalty.reason in barred for penalty in penalties) and Kind.NAME in query.kinds + listed.kinds


def _shifted_borders(
    query: PreparedName, listed: PreparedName, alignment: Alignment, lexicon: Lexicon, weights: Weights
) -> float | None:
    """Points off when the whole names, written without blanks, are at most two or three letters apart.

    It repairs every slip that moves the border of a word, also with the order turned, or with one word dropped if
    another word agrees.
    """
    best: float | None = None
    core = "".join(listed.tokens)
    strings = dict.fromkeys((*whole_strings(query), query.joined))
    in_order = ("".join(query.tokens), query.joined)
    one_word = not query.is_person and len(listed.tokens) == 1  # it has no order that could be turned
    for string in in_order if one_word else strings:
        # Turned round the cores alone are compared: where particles stand, another order is another name.
        for joined in {core, listed.joined} if string in in_order else {core}:
            distance = _distance(string, joined)
            if distance is not None:
                points = _points(distance, min(len(string), len(joined)), weights)
                points += 0.0 if string in in_order else weights.whole_turned
                best = points if best is None else min(best, points)
    if best is not None or not query.is_person or not has_full_word(alignment):
        return best
    return _less_one_word(query, listed, lexicon, weights)


def _less_one_word(query: PreparedName, listed: PreparedName, lexicon: Lexicon, weights: Weights) -> float | None:
    """The same for two names of persons of which one has a word more; the commoner the others, the dearer."""
    best: float | None = None
    for longer, shorter in ((query, listed), (listed, query)):
        joined = "".join(shorter.tokens)
        for string in map("".join, dropped_words(longer)):
            most = dropped_letters(min(len(string), len(joined)))
            distance = letters_apart(string, joined, most) if most else None
            if distance is None:
                continue
            told = sum(lexicon.rarity(token) for token in shorter.tokens)
            common = max(0.0, min(1.0, (20.0 - told) / 10.0))
            points = _points(distance, len(string), weights) + weights.whole_dropped
            points += weights.whole_dropped_common * common
            best = points if best is None else min(best, points)
    return best


def _same_borders(
    points: float,
    query: PreparedName,
    listed: PreparedName,
    alignment: Alignment,
    lexicon: Lexicon,
    weights: Weights,
) -> float | None:
    """Points off, corrected where the words stand one to one and just one pair was too unlike: no border was moved.

    Then the whole only repeats what the word said already. Three letters there are another word, other initials
    are other names, so are two known names (Karim, Rahim), and common surroundings have to pay.
    """
    left, right = own_parts(query.tokens[alignment.query_left[0]], listed.tokens[alignment.listed_left[0]])
    if not query.is_person and not _names_met(alignment, query, listed):
        return None  # the only word that tells is another one: Ramesh Traders, Ganesh Traders
    if (
        (lexicon.is_known(left) and lexicon.is_known(right))
        or len(left) == len(right) == 1
        or letters_apart(left, right, 2) is None
    ):
        return None
    told = max(sum(lexicon.rarity(token) for token in name.tokens) for name in (query, listed))
    return points + weights.whole_same_borders * max(0.0, min(1.0, (26.0 - told) / 10.0))


def _names_met(alignment: Alignment, query: PreparedName, listed: PreparedName) -> bool:
    return any(
        Kind.NAME in query.kinds[pair.q_first : pair.q_end] or Kind.NAME in listed.kinds[pair.l_first : pair.l_end]
        for pair in alignment.pairs
    )


def _points(distance: int, length: int, weights: Weights) -> float:
    return weights.whole_base + weights.whole_slope * distance / length


def _distance(left: str, right: str) -> int | None:
    most = whole_letters(min(len(left), len(right)))
    return letters_apart(left, right, most) if most else None

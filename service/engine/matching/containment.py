"""A listed name inside a longer asked one: "Acme LLC dba LISTED NAME", "LISTED NAME Dubai office".

Whatever stands beside a listed name lowers the score and does not hide the name, if its words stand together and
are rare enough to be more than a coincidence: two very common words ("Muhammad Ali") occur inside the names of
thousands of people, and one word alone inside the names of many companies, unless it is long and met nowhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log

from service.engine.matching.alignment import Alignment, AlignmentType, Pair, align
from service.engine.matching.lexicon import Lexicon
from service.engine.matching.penalty import Penalty, PenaltyType
from service.engine.matching.weights import Weights
from service.engine.matching.word_similarity import similarity
from service.engine.normalise.names import Kind, PreparedName

_TELLING = (AlignmentType.EQUAL, AlignmentType.SPELLING, AlignmentType.ABBREVIATION, AlignmentType.JOIN)
_COMPOUND = "abdul"
_LEAST_WORDS = 2
_LEAST_COMMON_WORDS = 3
"""So many common words in their order are a name: "Ministry of People's Armed Forces"."""
_LEAST_SYLLABLES = 4
_LEAST_LETTERS_ALONE = 7
"""Letters of a listed name of one word that is looked for among others. In the names of 717 companies on no list there
is no such word that the lexicon does not know, and one of six letters."""
_LEAST_BESIDE_ALONE = 3
_LEAST_TOLD = 9.0
"""Two words that are met in one of a hundred names each."""
_SHORT, _SAME_SPELLING = 4, 0.5
_TOLERANCE = 1e-9
_LEAST_TOLD_WITH_PLACE = 13.2
_LEAST_TOLD_BY_COMMON = 4.5
"""A place and a common word that is met in one of a hundred names at most: "Azerbaijan Construction", but not "Dubai
Trading", which is in the names of many companies."""
_RARE_COMMON = log(1_000)
"""A common word that is met in one of a thousand names at most. Two of them are a name: "AL-MUJAHIDIN BRIGADES", and
neither "Ministry of Labor" nor "Digital Security"."""
_SLACK = 1
"""So many words of the asked name may stand between those that met."""


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch of an asked name in which a listed one stands, as a name of its own, and the words beside it."""

    name: PreparedName
    alignment: Alignment
    beside: tuple[str, ...]


def telling(word: str, lexicon: Lexicon) -> float:
    """The rarity of a word inside a longer name. A compound (Abdulmajid) is no rarer than what it is made of."""
    rarity = lexicon.rarity(word)
    rest = word.removeprefix(_COMPOUND)
    return min(rarity, lexicon.rarity(rest) + 1.0) if rest and rest != word else rarity


def may_be_contained(listed: PreparedName, lexicon: Lexicon) -> bool:
    """Whether a listed name says enough to be looked for inside longer names. No profile changes it: the index is built
    on it."""
    if listed.syllabic:
        return len(listed.tokens) >= _LEAST_SYLLABLES
    if is_rare_alone(listed, lexicon) or _is_found_as_it_stands(listed, lexicon):
        return True
    if len(set(listed.tokens)) < (_LEAST_WORDS if Kind.NAME in listed.kinds else _LEAST_COMMON_WORDS):
        return False
    return told(listed.tokens, lexicon) > _LEAST_TOLD


def is_rare_alone(listed: PreparedName, lexicon: Lexicon) -> bool:
    """Whether the name of a body or ship is one word, and so long and rare that it is looked for among other words:
    Chernomorneftegaz, and neither EMMA nor Christina."""
    return not listed.is_person and listed.latin and len(listed.tokens) == 1 and _is_rare(listed, 0, lexicon)


def _is_rare(name: PreparedName, at: int, lexicon: Lexicon) -> bool:
    word = name.tokens[at]
    long = len(word) >= _LEAST_LETTERS_ALONE and word.isalpha()
    return long and name.kinds[at] is Kind.NAME and not lexicon.is_known(word)


def rare_words(asked: PreparedName, lexicon: Lexicon) -> tuple[str, ...]:
    """The words of a body's name that may be the listed name of one word beside one or two that are names too:
    "Gerencia Chernomorneftegaz". Beside more, and beside a legal form, it is found as any name is."""
    named = asked.kinds.count(Kind.NAME)
    if not asked.latin or asked.forms or not _LEAST_WORDS <= named <= _LEAST_BESIDE_ALONE:
        return ()
    return tuple(word for at, word in enumerate(asked.tokens) if _is_rare(asked, at, lexicon))


def is_of_a_place(listed: PreparedName, lexicon: Lexicon) -> bool:
    """Whether a name is a place and one common word that are rarely met together: as they stand, next to each other,
    they are looked for inside longer names."""
    if not listed.latin or len(listed.tokens) != _LEAST_WORDS or set(listed.kinds) != {Kind.PLACE, Kind.GENERIC}:
        return False
    common = lexicon.rarity(listed.tokens[listed.kinds.index(Kind.GENERIC)])
    return common >= _LEAST_TOLD_BY_COMMON and told(listed.tokens, lexicon) >= _LEAST_TOLD_WITH_PLACE


def _is_found_as_it_stands(listed: PreparedName, lexicon: Lexicon) -> bool:
    """Whether the words of a name are all common, and told only by standing next to each other just so."""
    return is_of_a_place(listed, lexicon) or _is_of_rare_common_words(listed, lexicon)


def _is_of_rare_common_words(listed: PreparedName, lexicon: Lexicon) -> bool:
    """Whether a body's name is two common words that are both rare: as they stand, they are looked for inside longer
    names."""
    return (
        listed.latin
        and len(set(listed.tokens)) == len(listed.tokens) == _LEAST_WORDS
        and set(listed.kinds) == {Kind.GENERIC}
        and all(telling(word, lexicon) >= _RARE_COMMON - _TOLERANCE for word in listed.tokens)
    )


def told(words: Sequence[str], lexicon: Lexicon) -> float:
    """How much words tell together, each counted once."""
    return sum(telling(word, lexicon) for word in set(words))


def contained_penalties(window: Window, listed: PreparedName, lexicon: Lexicon, weights: Weights) -> list[Penalty]:
    """Points for what stands beside the listed name, and for the words that met being common."""
    found = [Penalty(PenaltyType.CONTAINED, _beside_points(len(window.beside), weights), " ".join(window.beside))]
    if len(listed.tokens) == 1:
        return [*found, Penalty(PenaltyType.ONE_WORD, weights.contained_one_word)]
    points = _common_points(window.name, listed, window.alignment, lexicon, weights)
    return [*found, Penalty(PenaltyType.LOW_EVIDENCE, points)] if points else found


def _beside_points(words: int, weights: Weights) -> float:
    return weights.contained + weights.contained_word * min(words, weights.contained_words)


def _common_points(
    name: PreparedName, listed: PreparedName, alignment: Alignment, lexicon: Lexicon, weights: Weights
) -> float:
    """Points for the words of two names that met being common."""
    if listed.syllabic:
        return 0.0
    words = (
        (name.tokens[pair.q_first : pair.q_end], listed.tokens[pair.l_first : pair.l_end])
        for pair in alignment.pairs
        if pair.meeting in _TELLING
    )
    told_by = sum(min(told(left, lexicon), told(right, lexicon)) for left, right in words)
    span = weights.contained_enough - weights.contained_little
    return weights.low_evidence * max(0.0, min(1.0, (weights.contained_enough - told_by) / span))


def _may_reach(
    floor: float,
    query: PreparedName,
    listed: PreparedName,
    alignment: Alignment,
    beside: int,
    lexicon: Lexicon,
    weights: Weights,
) -> bool:
    """Whether a listed name inside an asked one may have a score, with so many words beside it. Most names that share
    words cannot, which is known before all is weighed."""
    points = _beside_points(beside, weights) - _TOLERANCE
    points += weights.edit_slope * min(1.0, weights.known_words_differ) * max(pair.ratio for pair in alignment.pairs)
    if len(listed.tokens) == 1:
        points += weights.contained_one_word
    elif 1.0 - points >= floor:
        points += _common_points(query, listed, alignment, lexicon, weights)
    return 1.0 - points >= floor


def find_window(
    query: PreparedName,
    listed: PreparedName,
    alignment: Alignment,
    lexicon: Lexicon,
    weights: Weights,
    floor: float = 0.0,
) -> Window | None:
    """Where a listed name stands inside an asked one, None if it does not, says too little, or cannot have a score of
    `floor` there.

    All words of the listed name have to be met, close together; of a body's name in order.
    """
    if alignment.listed_left or not alignment.query_left or not may_be_contained(listed, lexicon):
        return None
    first, end = _span(alignment.pairs)
    if len(listed.tokens) == 1 and not _may_be_found_alone(query, listed, alignment):
        return None
    if len(listed.tokens) == _LEAST_WORDS and any(_is_short_and_unlike(pair, listed) for pair in alignment.pairs):
        return None
    unequal = any(pair.meeting is not AlignmentType.EQUAL for pair in alignment.pairs)
    if unequal and _is_found_as_it_stands(listed, lexicon):
        return None
    if end - first > _met(alignment.pairs) and _may_be_narrower(query, listed, alignment, lexicon):
        first, end, alignment = _tightened(query, listed, alignment, lexicon, weights)
    between = end - first - _met(alignment.pairs)
    if between > _slack(listed, alignment) or (end - first == len(query.tokens) and (query.is_person or not between)):
        return None
    if not (query.is_person and not listed.syllabic) and not _in_order(alignment.pairs):
        return None
    if not _may_reach(floor, query, listed, alignment, len(query.tokens) - (end - first), lexicon, weights):
        return None
    beside = (*query.tokens[:first], *query.tokens[end:])
    if not (beside or query.is_person):
        beside = tuple(query.tokens[at] for at in alignment.query_left)
    return Window(_part(query, first, end), _shifted(alignment, first, end), beside)


def _is_short_and_unlike(pair: Pair, listed: PreparedName) -> bool:
    """Whether a word is so short that with another spelling it tells nothing: "Ibrahim Joey" is not "IBRAHIM, Ehai"."""
    return pair.edits > _SAME_SPELLING and len(listed.tokens[pair.l_first]) <= _SHORT


def _slack(listed: PreparedName, alignment: Alignment) -> int:
    """How many words of the asked name may stand between those that met: a person's middle name, or a word between
    common words of a body that all are equal."""
    if listed.syllabic:
        return 0
    common = Kind.NAME not in listed.kinds and len(set(listed.tokens)) >= _LEAST_COMMON_WORDS
    equal = common and all(pair.meeting is AlignmentType.EQUAL for pair in alignment.pairs)
    return _SLACK if listed.is_person or equal else 0


def _may_be_narrower(query: PreparedName, listed: PreparedName, alignment: Alignment, lexicon: Lexicon) -> bool:
    """Whether a word that met nothing may stand for one that met, so that fewer words hold all of the listed name."""
    left = [query.tokens[at] for at in alignment.query_left]
    if _may_be_letters(left, listed.tokens) or _may_be_letters(listed.tokens, query.tokens):
        return True
    joined = {text for text, first, end in query.joins if any(first <= at < end for at in alignment.query_left)}
    if not joined.isdisjoint(listed.tokens) or any(text in left for text, _, _ in listed.joins):
        return True
    return any(
        similarity(word, other, lexicon) is not None
        or lexicon.are_nicknames(word, other)
        or (len(word) == len(other) and sorted(word) == sorted(other))
        for word in left
        for other in listed.tokens
    )


def _may_be_letters(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether any of some words is an initial, or made of first letters of others."""
    letters = "".join([word[0] for word in others])
    return any(len(word) == 1 or word in letters for word in words)


def _may_be_found_alone(query: PreparedName, listed: PreparedName, alignment: Alignment) -> bool:
    """Whether a listed name of one word is found among others: it has to be equal, and those must not make a person's
    name of it ("Jasmine Thornbury"). A legal form, three words or words that are no names speak against that."""
    if alignment.pairs[0].meeting is not AlignmentType.EQUAL:
        return False
    named = any(query.kinds[at] is Kind.NAME for at in alignment.query_left)
    return bool(listed.forms or query.forms) or not named or len(alignment.query_left) >= _LEAST_BESIDE_ALONE


def _span(pairs: Sequence[Pair]) -> tuple[int, int]:
    return min(pair.q_first for pair in pairs), max(pair.q_end for pair in pairs)


def _met(pairs: Sequence[Pair]) -> int:
    return sum(pair.q_end - pair.q_first for pair in pairs)


def _in_order(pairs: Sequence[Pair]) -> bool:
    firsts = [pair.l_first for pair in pairs]
    return firsts == sorted(firsts)


def _tightened(
    query: PreparedName, listed: PreparedName, found: Alignment, lexicon: Lexicon, weights: Weights
) -> tuple[int, int, Alignment]:
    """The narrowest stretch that still has the whole listed name: words may occur twice ("Ali Ltd dba Ali Aziz")."""
    first, end = _span(found.pairs)
    narrower = True
    while narrower:
        narrower = False
        for start, stop in ((first + 1, end), (first, end - 1)):
            tried = _aligned(query, listed, start, stop, lexicon, weights) if stop > start else None
            if tried is not None and not tried.listed_left and tried.pairs:
                (first, end), found, narrower = _span(tried.pairs), tried, True
                break
    return first, end, found


def _aligned(
    query: PreparedName, listed: PreparedName, first: int, end: int, lexicon: Lexicon, weights: Weights
) -> Alignment:
    found = align(_part(query, first, end), listed, lexicon, weights)
    return _shifted(found, -first, None)


def _shifted(alignment: Alignment, by: int, end: int | None) -> Alignment:
    """An alignment with its asked words counted from another place; `end` leaves out what lies beyond."""
    pairs = [
        Pair(pair.meeting, pair.q_first - by, pair.q_end - by, pair.l_first, pair.l_end, pair.edits, pair.ratio)
        for pair in alignment.pairs
    ]
    left = [at - by for at in alignment.query_left if end is None or by <= at < end]
    return Alignment(tuple(pairs), tuple(left), alignment.listed_left)


def _part(name: PreparedName, first: int, end: int) -> PreparedName:
    """A stretch of a name as a name of its own."""
    tokens = name.tokens[first:end]
    return replace(
        name,
        plain=" ".join(tokens),
        tokens=tokens,
        kinds=name.kinds[first:end],
        joined="".join(tokens),
        joins=tuple((text, a - first, b - first) for text, a, b in name.joins if first <= a and b <= end),
        given=name.given - first if first < name.given < end else -1,
        surname=-1,
        title_first=name.title_first and first == 0,
        business_ending=False,
        forms=frozenset(),
        bracketed=frozenset(at - first for at in name.bracketed if first <= at < end),
    )

"""What differs between two names of persons, and how many points each difference takes off."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from rapidfuzz.distance import Indel

from service.engine.matching.alignment import Alignment, AlignmentType, Pair, letters_apart
from service.engine.matching.lexicon import Lexicon
from service.engine.matching.penalty import Penalty, PenaltyType, total
from service.engine.matching.weights import Weights
from service.engine.matching.word_similarity import is_patronymic
from service.engine.normalise.names import PreparedName
from service.engine.normalise.phonetic import phonetic

# Met less than about four times in 10,000 names.
_RARE = 7.8
_MOST_LEFT_OUT, _MOST_KNOWN_LEFT_OUT = 2, 4
_MOST_CHARGED = 3
"""So many missing words are paid for."""
_LITTLE = 2
_EDITED = 0.5
_FULL = (
    AlignmentType.EQUAL,
    AlignmentType.SPELLING,
    AlignmentType.ABBREVIATION,
    AlignmentType.JOIN,
    AlignmentType.ANAGRAM,
    AlignmentType.NICKNAME,
)


def words_of(name: PreparedName, first: int, end: int) -> str:
    """The compared words of a stretch, for an explanation."""
    return " ".join(name.tokens[first:end])


def has_full_word(alignment: Alignment) -> bool:
    """Whether any word met another as a word: initials and acronyms alone are no likeness."""
    return any(pair.meeting in _FULL for pair in alignment.pairs)


def spelling_points(
    pairs: list[Pair], query: PreparedName, listed: PreparedName, lexicon: Lexicon, weights: Weights
) -> list[Penalty]:
    """Points for words spelt differently: the worst in full, the others in part, as slips come together."""
    edited = [pair for pair in pairs if pair.edits > 0]
    costs: list[tuple[float, Pair]] = []
    for pair in edited:
        left, right = words_of(query, pair.q_first, pair.q_end), words_of(listed, pair.l_first, pair.l_end)
        points = weights.edit_slope * pair.ratio
        if pair.edits >= 1.0 and phonetic(left)[:1] != phonetic(right)[:1]:
            points += weights.first_sound_differs
        if pair.edits >= 1.0 and lexicon.is_known(left) and lexicon.is_known(right):
            points *= weights.known_words_differ
        if max(len(left), len(right)) <= 3:
            points += weights.short_word_spelt
        costs.append((points, pair))
    costs.sort(key=lambda cost: -cost[0])
    share = weights.many_edits_share if len(pairs) >= 3 else weights.second_edit_share
    return [
        Penalty(
            PenaltyType.SPELLING,
            points * (1.0 if rank == 0 else share),
            words_of(query, pair.q_first, pair.q_end),
            words_of(listed, pair.l_first, pair.l_end),
        )
        for rank, (points, pair) in enumerate(costs)
    ]


def _rarity(pair: Pair, query: PreparedName, listed: PreparedName, lexicon: Lexicon) -> float:
    """How much a pair tells: the rarity of its words, the commoner side counting."""
    return min(
        sum(lexicon.rarity(query.tokens[at]) for at in range(pair.q_first, pair.q_end)),
        sum(lexicon.rarity(listed.tokens[at]) for at in range(pair.l_first, pair.l_end)),
    )


def evidence(alignment: Alignment, query: PreparedName, listed: PreparedName, lexicon: Lexicon) -> float:
    """The summed rarity of all full words that met."""
    return sum(_rarity(pair, query, listed, lexicon) for pair in alignment.pairs if pair.meeting in _FULL)


def _meeting_points(alignment: Alignment, query: PreparedName, listed: PreparedName, weights: Weights) -> list[Penalty]:
    """Points for words that met otherwise than letter by letter: joined, scrambled, as nicknames or acronyms."""
    points = {
        AlignmentType.JOIN: (PenaltyType.JOINED, weights.join),
        AlignmentType.ANAGRAM: (PenaltyType.ANAGRAM, weights.anagram),
        AlignmentType.NICKNAME: (PenaltyType.NICKNAME, weights.nickname),
        AlignmentType.ACRONYM: (PenaltyType.ACRONYM, weights.acronym),
    }
    found = []
    for pair in alignment.pairs:
        if pair.meeting in points:
            reason, cost = points[pair.meeting]
            if pair.meeting is AlignmentType.JOIN and pair.q_end - pair.q_first == pair.l_end - pair.l_first == 1:
                cost = 0.01  # only a particle was written together with its name: Alqadhafi, al Qadhafi
            left, right = words_of(query, pair.q_first, pair.q_end), words_of(listed, pair.l_first, pair.l_end)
            found.append(Penalty(reason, cost, left, right))
    return found


def _initial_points(alignment: Alignment, query: PreparedName, listed: PreparedName, weights: Weights) -> list[Penalty]:
    """Points for initials that stand for words."""
    initials = [pair for pair in alignment.pairs if pair.meeting is AlignmentType.INITIAL]
    full = [pair for pair in alignment.pairs if pair.meeting in _FULL]
    # J.Q. says more than J. does: only the first initial is paid for in full.
    found = [
        Penalty(
            PenaltyType.INITIAL,
            weights.further_initial if number else weights.initial,
            query.tokens[pair.q_first],
            listed.tokens[pair.l_first],
        )
        for number, pair in enumerate(initials)
    ]
    if initials and len(full) == 1:
        found.append(Penalty(PenaltyType.INITIAL, weights.initials_and_one_name))
    return found


def _order_points(alignment: Alignment, weights: Weights) -> list[Penalty]:
    """Points if the words of one side stand in another order."""
    firsts = [pair.l_first for pair in alignment.pairs]
    return [] if firsts == sorted(firsts) else [Penalty(PenaltyType.ORDER, weights.order)]


def _exchanged_parents(
    query: PreparedName, listed: PreparedName, alignment: Alignment, weights: Weights
) -> list[Penalty]:
    """ "A bin B" against "B bin A": father and son are two persons."""
    if len(alignment.pairs) < 2 or not query.particles or not listed.particles:
        return []
    sons = {"bin", "ben", "ibn", "bint", "بن", "ابن"}
    if not (sons & set(query.particles) and sons & set(listed.particles)):
        return []
    first, second = alignment.pairs[0], alignment.pairs[1]
    if (first.q_first, second.q_first, first.l_first, second.l_first) == (0, 1, 1, 0):
        left, right = words_of(query, 0, 2), words_of(listed, 0, 2)
        return [Penalty(PenaltyType.EXCHANGED_PARENTS, weights.exchanged_parents, left, right)]
    return []


def _contradiction_cost(left: str, right: str, full: int, weights: Weights) -> float:
    """Points for two words that are not one; a little more the less they have in common, so that of names below the
    threshold the likelier ones stand first."""
    if len(left) == 1 or len(right) == 1:
        return weights.initial_contradiction
    if full >= 2 and letters_apart(left, right, 1) is not None:
        return weights.near_contradiction
    return weights.contradiction + weights.contradiction_unlike * Indel.normalized_distance(left, right)


def _contradictions(alignment: Alignment, query: PreparedName, listed: PreparedName, weights: Weights) -> list[Penalty]:
    """Points for words left over on both sides, the last of them pair by pair."""
    full = sum(pair.meeting in _FULL for pair in alignment.pairs)
    number = min(len(alignment.query_left), len(alignment.listed_left))
    found = []
    for q, at in zip(alignment.query_left[-number:], alignment.listed_left[-number:], strict=False):
        left, right = query.tokens[q], listed.tokens[at]
        cost = _contradiction_cost(left, right, full, weights)
        found.append(Penalty(PenaltyType.CONTRADICTION, cost, left, right))
    return found if number else []


def _missing(
    alignment: Alignment, query: PreparedName, listed: PreparedName, lexicon: Lexicon, weights: Weights
) -> list[Penalty]:
    """Points for words that only one side has."""
    if alignment.query_left and alignment.listed_left:
        return _beyond_contradictions(alignment, weights)
    if not (alignment.query_left or alignment.listed_left):
        return []
    on_query = bool(alignment.query_left)
    kept = _Kept(alignment, query, listed, query if on_query else listed, on_query)
    if kept.full <= 1 and kept.words <= 1:
        return [_one_word(kept, lexicon, weights)]
    found = _omissions(kept, lexicon, weights)
    may_be_rare = kept.is_little and not kept.is_edited and total(found) > weights.missing_beside_rare
    if may_be_rare and _as_words(alignment) and _hardly_by_chance(kept, lexicon, weights):
        return _beside_rare(found, weights)
    return found


def _beyond_contradictions(alignment: Alignment, weights: Weights) -> list[Penalty]:
    """Points for the words that one side has left over beyond those that contradict the other's."""
    beyond = abs(len(alignment.query_left) - len(alignment.listed_left))
    return [Penalty(PenaltyType.MISSING, weights.missing_word * min(beyond, _MOST_CHARGED))] if beyond else []


def _omissions(kept: _Kept, lexicon: Lexicon, weights: Weights) -> list[Penalty]:
    """Points for each word left out. One that is said again by the longer name, and is in the other, is none."""
    name, others = kept.name, kept.other.tokens
    by_father = any(map(is_patronymic, others))
    left = (at for at in kept.left if name.tokens.index(name.tokens[at]) == at or name.tokens[at] not in others)
    found = []
    for rank, at in enumerate(left):
        word = name.tokens[at]
        # Who leaves out the given name and tells the father's names nobody else.
        few = kept.is_little and not (by_father and at == name.given)
        given = weights.missing_courtesy if word in lexicon.tables.courtesy_names else weights.missing_first_given
        cost = _omission_cost(name, at, rank, given, weights, few=few, edited=kept.is_edited)
        found.append(kept.penalty(PenaltyType.MISSING, cost, word))
    return found


def _as_words(alignment: Alignment) -> bool:
    """Whether all words that met are the same, or spellings of the same."""
    return all(
        pair.meeting in (AlignmentType.EQUAL, AlignmentType.SPELLING, AlignmentType.JOIN) for pair in alignment.pairs
    )


class _Kept(NamedTuple):
    """What is kept of a name of which the other side leaves words out."""

    alignment: Alignment
    query: PreparedName
    listed: PreparedName
    name: PreparedName
    on_query: bool

    @property
    def other(self) -> PreparedName:
        """The name that leaves words out."""
        return self.listed if self.on_query else self.query

    @property
    def full(self) -> int:
        """How many words met as words."""
        return sum(pair.meeting in _FULL for pair in self.alignment.pairs)

    @property
    def is_little(self) -> bool:
        """Whether two words or fewer agree."""
        return self.full <= _LITTLE

    @property
    def words(self) -> int:
        """How many words of the longer name met any."""
        pairs = self.alignment.pairs
        return sum(pair.q_end - pair.q_first if self.on_query else pair.l_end - pair.l_first for pair in pairs)

    @property
    def is_edited(self) -> bool:
        """Whether any word that met is spelt differently."""
        return any(pair.edits >= _EDITED for pair in self.alignment.pairs)

    def penalty(self, reason: PenaltyType, cost: float, words: str) -> Penalty:
        """Points for words of the longer name, shown on its side."""
        return Penalty(reason, cost, words if self.on_query else "", "" if self.on_query else words)

    @property
    def left(self) -> tuple[int, ...]:
        return self.alignment.query_left if self.on_query else self.alignment.listed_left

    def without_given(self) -> list[Pair]:
        """The pairs beside the first given name."""
        given = max(self.name.given, 0)
        return [pair for pair in self.alignment.pairs if (pair.q_first if self.on_query else pair.l_first) != given]


def _hardly_by_chance(kept: _Kept, lexicon: Lexicon, weights: Weights) -> bool:
    """Whether words that agree are so rare that hardly anybody else has them, with names left out beside them. Commoner
    ones are if all that is left out is the first given name, or if that and a rare surname are kept."""
    told = evidence(kept.alignment, kept.query, kept.listed, lexicon)
    if told < weights.evidence_enough or not _may_be_names(kept, lexicon):
        return False
    if told >= weights.evidence_rarest or kept.left == (kept.name.given,):
        return True
    if not {max(kept.name.given, 0), kept.name.surname}.isdisjoint(kept.left):
        return False
    return any(_rarity(pair, kept.query, kept.listed, lexicon) >= weights.rare_surname for pair in kept.without_given())


def _may_be_names(kept: _Kept, lexicon: Lexicon) -> bool:
    """Whether what is left out may be middle names: few words, or names met before. "Zoran Brightwater Goods Harbour
    Kestrelic" is not Zoran Kestrelic."""
    words = [kept.name.tokens[at] for at in kept.left]
    return len(words) <= _MOST_LEFT_OUT or (len(words) <= _MOST_KNOWN_LEFT_OUT and all(map(lexicon.is_known, words)))


def _beside_rare(found: list[Penalty], weights: Weights) -> list[Penalty]:
    """Less points for words left out where those that agree are so rare that hardly anybody else has them."""
    share = weights.missing_beside_rare / total(found)
    return [replace(one, points=one.points * share) for one in found]


def _omission_cost(
    name: PreparedName, at: int, rank: int, given: float, weights: Weights, *, few: bool, edited: bool
) -> float:
    """Points for one word that the other side leaves out; `given` if it is the first given name; `few` if two words or
    fewer agree."""
    if is_patronymic(name.tokens[at]):
        return weights.missing_patronymic
    if len(name.tokens[at]) == 1:
        return weights.missing_initial
    cost = weights.missing_word if rank < _MOST_CHARGED else 0.0
    if few and at in (name.given, name.surname):
        cost += given
    if few and rank == 1:
        cost += weights.missing_two_of_four
    if few and rank == 0 and edited and len(name.tokens[at]) > 1:
        cost += weights.missing_and_edited
    return cost


def _one_word(kept: _Kept, lexicon: Lexicon, weights: Weights) -> Penalty:
    """Only one word of several agrees: next to nothing, unless a title says who is meant ("President Erdogan")."""
    cost, tokens, other = weights.one_word_only, kept.name.tokens, kept.other
    rare = other.tokens and lexicon.rarity(other.tokens[-1]) >= _RARE
    if other.title_first and rare and len(tokens) - 1 not in kept.left:
        cost = weights.title_and_surname
    return kept.penalty(PenaltyType.ONE_WORD, cost, " ".join(tokens[at] for at in kept.left))


def _short_names(alignment: Alignment, query: PreparedName, listed: PreparedName, weights: Weights) -> list[Penalty]:
    """Points if the only word that met is spelt differently, and short, or joined from several."""
    if len(alignment.pairs) != 1:
        return []
    pair = alignment.pairs[0]
    if (
        len(query.tokens) == len(listed.tokens) == 1
        and pair.edits > 0
        and min(len(query.joined), len(listed.joined)) < 5
    ):
        return [Penalty(PenaltyType.SHORT_NAME, weights.short_single_name, query.tokens[0], listed.tokens[0])]
    if pair.meeting is AlignmentType.JOIN and len(listed.tokens) == 1 and len(query.tokens) > 1 and pair.edits > 0:
        return [Penalty(PenaltyType.SHORT_NAME, weights.joined_to_single, query.joined, listed.joined)]
    return []


def _evidence_points(
    alignment: Alignment, query: PreparedName, listed: PreparedName, lexicon: Lexicon, weights: Weights
) -> list[Penalty]:
    """Common words have to pay for omissions and slips: "Ali Ahmad" is in many longer names."""
    told = evidence(alignment, query, listed, lexicon)
    if not alignment.query_left and not alignment.listed_left:
        initials = sum(pair.meeting is AlignmentType.INITIAL for pair in alignment.pairs)
        told += weights.evidence_of_initial * max(0, initials - 1)
    if told >= weights.evidence_enough or ((query.title_first or listed.title_first) and len(alignment.pairs) == 1):
        return []
    shortfall = (weights.evidence_enough - told) / (weights.evidence_enough - weights.evidence_little)
    if alignment.query_left and alignment.listed_left:
        return []  # the contradiction has its price; a birth date may still outweigh it
    if _leaves_out_words(alignment, query, listed):
        share = 1.0
    elif any(pair.meeting in (AlignmentType.INITIAL, AlignmentType.ACRONYM) for pair in alignment.pairs):
        share = weights.evidence_initial_share
    elif any(
        pair.edits >= _EDITED or pair.meeting in (AlignmentType.NICKNAME, AlignmentType.ANAGRAM)
        for pair in alignment.pairs
    ):
        share = weights.evidence_edit_share
    else:
        return []
    return [Penalty(PenaltyType.LOW_EVIDENCE, weights.low_evidence * min(1.0, shortfall) * share)]


def _leaves_out_words(alignment: Alignment, query: PreparedName, listed: PreparedName) -> bool:
    """Whether one side has a word, not only an initial, that the other lacks."""
    left = [query.tokens[at] for at in alignment.query_left] + [listed.tokens[at] for at in alignment.listed_left]
    return any(len(word) > 1 for word in left)


def _syllables(alignment: Alignment, query: PreparedName, listed: PreparedName, weights: Weights) -> list[Penalty]:
    """Points for names of Han characters or Hangul, compared syllable by syllable."""
    left = "".join(query.tokens[at] for at in alignment.query_left)
    right = "".join(listed.tokens[at] for at in alignment.listed_left)
    number = max(len(left), len(right))
    cost = weights.syllable * number if number else 0.0
    found = [Penalty(PenaltyType.SYLLABLE, cost, left, right)] if number else []
    return found + _order_points(alignment, weights)


def person_penalties(
    alignment: Alignment,
    query: PreparedName,
    listed: PreparedName,
    lexicon: Lexicon,
    weights: Weights,
    most: float = 1.0,
) -> list[Penalty]:
    """All points off for two names of persons, given which words met; or only some, if those are more than `most`."""
    if query.syllabic or listed.syllabic:
        return _syllables(alignment, query, listed, weights)
    contradictions = _contradictions(alignment, query, listed, weights)
    missing = _missing(alignment, query, listed, lexicon, weights)
    if total(contradictions) + total(missing) > most:
        return contradictions + missing
    full = [pair for pair in alignment.pairs if pair.meeting in _FULL]
    found = spelling_points(full, query, listed, lexicon, weights)
    found += _meeting_points(alignment, query, listed, weights)
    found += _initial_points(alignment, query, listed, weights)
    found += _exchanged_parents(query, listed, alignment, weights) or _order_points(alignment, weights)
    found += contradictions
    found += missing
    found += _short_names(alignment, query, listed, weights)
    found += _evidence_points(alignment, query, listed, lexicon, weights)
    if query.business_ending != listed.business_ending:
        found.append(Penalty(PenaltyType.BUSINESS_ENDING, weights.business_ending))
    return found

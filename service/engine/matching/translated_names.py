"""Names of bodies put into English: words that translators choose, add and leave out, and countries that lists add.

A word of another language means several English ones (`near_in_translation.csv`), and a list says in brackets whose
ministry it means. Not handled: names of which another part was translated, and acronyms of the translated name.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from service.engine.matching.alignment import Alignment, AlignmentType, Pair
from service.engine.matching.lexicon import Lexicon
from service.engine.matching.penalty import Penalty, PenaltyType
from service.engine.normalise.names import Kind, PreparedName
from service.engine.normalise.words import read_table

LEAST_TRANSLATED = 4
"""So many common words of a translated name that agree are a name though one word more stands on one side. The index
counts on it (`score_bounds.py`)."""
_SLIP = 0.4
"""Edits of words that do not sound and mean the same."""
_OF_A_STATE = frozenset(
    ("ministry", "directorate", "army", "navy", "police", "intelligence", "parliament", "government", "armed", "staff")
)
"""Words of bodies that each state has, so that lists say in brackets whose they are."""
_LEAST_OF_STATE = 2
_ADDED = frozenset(
    (
        *("affairs", "activity", "activities", "matters", "issues", "organization", "institution", "establishment"),
        *("body", "entity", "system", "systems", "group", "company", "enterprise", "works", "plant", "society"),
        *("general", "crude", "production", "manufacturing", "products"),
    )
)
"""Words that translators add to common ones or leave out."""
_OF_STATES = frozenset(("federation", "republic", "kingdom", "state"))
_MOST_ADDED = 2
_LEAST_ALIKE, _LONGEST_ENDING = 4, 3


def are_translated(query: PreparedName, listed: PreparedName) -> bool:
    """Whether words of either name were put into English."""
    return query.translated or listed.translated


_IN_TRANSLATION = "near_in_translation.csv"


def are_near(word: str, other: str) -> bool:
    """Whether translators put two common words for one another: office and service, intelligence and information."""
    return not _rows_of(word).isdisjoint(_rows_of(other))


def may_be_near(word: str) -> bool:
    """Whether translators put another word for this one. The index counts on it (`score_bounds.py`)."""
    return bool(_rows_of(word))


@cache
def _chosen() -> frozenset[str]:
    """Words for which translators choose one that says more or less."""
    return frozenset(
        word for row in read_table(_IN_TRANSLATION) if row["chosen"] == "yes" for word in row["words"].split("|")
    )


@cache
def _rows() -> dict[str, frozenset[int]]:
    """Words with the rows of the table that hold them."""
    found: dict[str, set[int]] = {}
    for number, row in enumerate(read_table(_IN_TRANSLATION)):
        for word in row["words"].split("|"):
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def _rows_of(word: str) -> frozenset[int]:
    return _rows().get(word, frozenset())


def are_forms_of_one(pair: Pair, query: PreparedName, listed: PreparedName, lexicon: Lexicon) -> bool:
    """Whether two words that met are forms of one common word, or of the name of one country: industry and industries,
    Libya and Libyan."""
    word, other = query.tokens[pair.q_first], listed.tokens[pair.l_first]
    kind = query.kinds[pair.q_first]
    if kind is not listed.kinds[pair.l_first] or pair.edits > _SLIP:
        return False
    if kind is Kind.PLACE:
        place = lexicon.places.get(word)
        return place is not None and place[1] != "city" and place == lexicon.places.get(other)
    shared = max(_LEAST_ALIKE, max(len(word), len(other)) - _LONGEST_ENDING)
    groups = lexicon.tables.generic_words
    return kind is Kind.GENERIC and groups.get(word) == groups.get(other) and word[:shared] == other[:shared]


def are_forms(word: str, other: str) -> bool:
    """Whether two words begin so alike that they are forms of one: president, presidential."""
    shared = max(_LEAST_ALIKE, min(len(word), len(other)) - 1)
    return word[:shared] == other[:shared]


def is_of_one_state(alignment: Alignment, query: PreparedName, listed: PreparedName) -> bool:
    """Whether all words of a body of a state agree, and one name has the country in brackets besides: "Ministerio de
    Salud" is "Ministry of Health [Syria]"."""
    left = [(query, at) for at in alignment.query_left] + [(listed, at) for at in alignment.listed_left]
    if len(left) != 1 or len(alignment.pairs) < _LEAST_OF_STATE:
        return False
    name, at = left[0]
    if name.kinds[at] is not Kind.PLACE or at not in name.bracketed:
        return False
    equal = all(pair.meeting is AlignmentType.EQUAL for pair in alignment.pairs)
    return equal and not _OF_A_STATE.isdisjoint(name.tokens)


def say_enough(alignment: Alignment, left: Sequence[Kind]) -> bool:
    """Whether so many common words agree that the words left are no sign of another body: at most one, and neither a
    place nor a number. Translators add words such as "activity"."""
    few = len(left) <= 1 and Kind.PLACE not in left and Kind.NUMBER not in left
    return few and sum(pair.edits <= _SLIP for pair in alignment.pairs) >= LEAST_TRANSLATED


def say_as_much(
    alignment: Alignment,
    places: int,
    left: Sequence[tuple[PreparedName, int]],
    query: PreparedName,
    listed: PreparedName,
) -> bool:
    """Whether two common words or more agree, or as many with places that met in two languages, and what is left says
    nothing of its own, or how its state calls itself: "Foreign Ministry", "Ministry of Foreign Affairs of the
    Federation"."""
    few = len(alignment.pairs) + places < _LEAST_OF_STATE
    if few or len(left) > _MOST_ADDED or any(pair.edits > _SLIP for pair in alignment.pairs):
        return False
    placed = Kind.PLACE in query.kinds and Kind.PLACE in listed.kinds
    added = _ADDED | _OF_STATES if placed else _ADDED
    return all(
        name.tokens[at] in added
        or (name.kinds[at] is Kind.GENERIC and _is_said(name.tokens[at], listed if name is query else query))
        for name, at in left
    )


def _is_said(word: str, other: PreparedName) -> bool:
    """Whether a common word says again what another name says in another word: "studies" beside "research"."""
    return any(are_near(word, one) for one in other.tokens)


def is_other_word(against: Sequence[Penalty], alignment: Alignment, query: PreparedName, listed: PreparedName) -> bool:
    """Whether all that contradicts is one common word, beside a distinctive one and a common one that agree, as
    translators choose another word: "Ufficio cambi Zelmanko", "Zelmanko Money Exchange"."""
    if [one.reason for one in against] != [PenaltyType.GENERIC]:
        return False
    if not _chosen().issuperset((against[0].query, against[0].listed)):
        return False  # a bank is no fund
    named = sum(Kind.NAME in (query.kinds[pair.q_first], listed.kinds[pair.l_first]) for pair in alignment.pairs)
    return 0 < named < len(alignment.pairs)

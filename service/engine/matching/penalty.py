"""One reason why two names are not simply the same, with its points and the words it is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class PenaltyType(StrEnum):
    """Every reason for which points are taken off. The sentences are in `service/engine/matching/explain.py`."""

    SPELLING = "spelling"
    NICKNAME = "nickname"
    INITIAL = "initial"
    ACRONYM = "acronym"
    ABBREVIATION = "abbreviation"
    JOINED = "joined_words"
    ANAGRAM = "scrambled_word"
    ORDER = "order"
    EXCHANGED_PARENTS = "exchanged_parents"
    CONTRADICTION = "contradicting_word"
    MISSING = "missing_word"
    NOTHING = "nothing_agrees"
    ONE_WORD = "one_word_only"
    SHORT_NAME = "short_name"
    BUSINESS_ENDING = "business_ending"
    LOW_EVIDENCE = "common_words"
    SYLLABLE = "other_syllable"
    GENERIC = "generic_word"
    PLACE = "other_place"
    EXTRA_PLACE = "extra_place"
    NUMBER = "number"
    NOTHING_DISTINCTIVE = "nothing_distinctive"
    FORM = "legal_form"
    WHOLE_NAME = "whole_name"
    FOLDING = "folding"
    ALTERNATIVE = "part_of_name"
    CONTAINED = "words_beside"
    SHIP_WORDS = "words_of_ships"
    CUT = "cut_name"
    CUT_WORDS = "cut_words"
    BACKWARDS = "backwards"
    BY_EAR = "by_ear"
    MISREAD = "misread_words"
    KEYBOARD = "other_keyboard"
    WITHOUT_VOWELS = "without_vowels"
    CASE_ENDINGS = "case_endings"
    ROMANISED = "romanised"
    OTHER_TYPE = "other_type"
    SCRIPT = "other_script"
    NO_NAME = "no_name"


@dataclass(frozen=True, slots=True)
class Penalty:
    """Points off for one reason. `query` and `listed` are the words concerned, as compared."""

    reason: PenaltyType
    points: float
    query: str = ""
    listed: str = ""


def turned(penalties: Iterable[Penalty]) -> list[Penalty]:
    """Penalties with their sides exchanged."""
    return [Penalty(one.reason, one.points, one.listed, one.query) for one in penalties]


def total(penalties: Iterable[Penalty]) -> float:
    """The sum of the points."""
    return sum(penalty.points for penalty in penalties)

"""The weights of the score: how many points each difference takes off, and each agreement adds.

A name starts at 1.00 and every difference takes off a fixed amount, so that a score can be read as a list of
reasons. The values come from trials on labelled pairs, on alias pairs of the OFAC and UN lists and on synthetic
customers (docs/matching.md); a profile may override any of them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Points off (or on, where the name says so), out of 1.00."""

    # Spelling of single words.
    edit_slope: float = 0.75
    short_word_spelt: float = 0.06
    first_sound_differs: float = 0.05
    second_edit_share: float = 0.85
    many_edits_share: float = 0.55
    # Persons.
    contradiction: float = 0.41
    contradiction_unlike: float = 0.05
    near_contradiction: float = 0.26
    initial_contradiction: float = 0.34
    missing_word: float = 0.07
    missing_patronymic: float = 0.04
    missing_two_of_four: float = 0.16
    missing_and_edited: float = 0.10
    known_words_differ: float = 1.4
    missing_first_given: float = 0.24
    missing_courtesy: float = 0.08
    missing_beside_rare: float = 0.24
    one_word_only: float = 0.34
    title_and_surname: float = 0.26
    initial: float = 0.05
    further_initial: float = 0.01
    initials_and_one_name: float = 0.10
    acronym: float = 0.12
    acronym_alone: float = 0.27
    nickname: float = 0.10
    order: float = 0.01
    exchanged_parents: float = 0.40
    join: float = 0.03
    anagram: float = 0.22
    short_single_name: float = 0.30
    joined_to_single: float = 0.25
    business_ending: float = 0.12
    syllable: float = 0.45
    low_evidence: float = 0.30
    evidence_enough: float = 14.0
    evidence_little: float = 7.0
    evidence_rarest: float = 17.0
    rare_surname: float = 9.0
    evidence_initial_share: float = 0.6
    evidence_edit_share: float = 0.27
    evidence_of_initial: float = 2.5
    # The whole name as one string.
    whole_base: float = 0.14
    whole_slope: float = 0.62
    whole_turned: float = 0.01
    whole_same_borders: float = 0.07
    whole_dropped: float = 0.10
    whole_dropped_common: float = 0.13
    # Organisations, vessels, aircraft.
    name_against_name: float = 0.42
    generic_against_generic: float = 0.32
    generic_synonym: float = 0.05
    near_in_translation: float = 0.08
    other_word_in_translation: float = 0.28
    near_word: float = 0.28
    near_word_beside_rare: float = 0.20
    further_near_word: float = 0.05
    abbreviation: float = 0.03
    place_against_place: float = 0.40
    extra_name: float = 0.11
    extra_generic: float = 0.06
    extra_country: float = 0.32
    extra_country_bracketed: float = 0.16
    extra_region: float = 0.15
    place_behind: float = 0.12
    one_listed_word: float = 0.25
    one_word_of_other_type: float = 0.30
    extra_both_sides: float = 0.20
    extra_number: float = 0.20
    number_against_number: float = 0.50
    number_of_series: float = 0.26
    nothing_distinctive: float = 0.35
    short_acronym_only: float = 0.32
    other_form: float = 0.03
    form_missing: float = 0.015
    short_word_edit: float = 0.20
    # A listed name inside a longer one: points, and for each further word up to a number of them; the rarity of its
    # words from which they are no coincidence, and up to which they tell nothing.
    contained: float = 0.12
    contained_word: float = 0.01
    contained_words: float = 6.0
    contained_one_word: float = 0.10
    contained_enough: float = 14.0
    contained_little: float = 9.0
    # Ceilings.
    same_after_folding: float = 0.99
    same_letters: float = 0.97
    romanised: float = 0.05
    romanised_person: float = 0.01
    other_type: float = 0.10
    missing_initial: float = 0.02
    alternative_part: float = 0.03
    one_word_part: float = 0.27
    ship_words: float = 0.05
    another_ship: float = 0.30
    cut_name: float = 0.15
    backwards: float = 0.20
    by_ear: float = 0.22
    misread: float = 0.22
    other_keyboard: float = 0.12
    without_vowels: float = 0.22
    case_endings: float = 0.15
    # Facts beside the name: points added (+) or taken off (-).
    birth_date_same: float = 0.22
    birth_date_swapped: float = 0.14
    birth_date_one_part: float = 0.10
    birth_date_year: float = 0.08
    birth_date_near: float = -0.02
    birth_date_years_off: float = -0.12
    birth_date_far: float = -0.28
    country_same: float = 0.03
    country_other: float = -0.03
    gender_other: float = -0.15
    identifier_other: float = -0.02
    identifier_same: float = 0.99
    identifier_by_chance: float = 0.85
    identifier_name: float = 0.50
    exact_name_floor: float = 0.71
    exact_name: float = 0.965

"""The index is complete: no pair that scores what is wanted is lost against comparing every pair."""

from functools import lru_cache
from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.engine.index import parts_in_turn, word_overlap
from service.engine.index.candidates import Candidate, candidates
from service.engine.index.name_index import NameIndex
from service.engine.index.required_score import RequiredScores
from service.engine.matching.lexicon import lexicon
from service.engine.matching.names import score_names
from service.engine.matching.weights import Weights
from service.engine.normalise.names import PreparedName, prepare
from tests.examples import examples

WEIGHTS = Weights()
GIVEN = [
    "Sergey",
    "Sergei",
    "Aleksandr",
    "Oleksandr",
    "Viktor",
    "Muhammad",
    "Mohamed",
    "Ali",
    "Hassan",
    "Jean",
    "Claude",
    "Igor",
    "Ihor",
    "Bill",
    "William",
    "Chol",
    "Il",
]
FAMILY = [
    "Ivanov",
    "Ivanova",
    "Petrovsky",
    "Petrovskaya",
    "Viktorovich",
    "Borisovich",
    "Rahman",
    "Karim",
    "Kim",
    "Juncker",
    "Zelmanov",
    "Al-Qadhafi",
    "Gaddafi",
    "Tjernysjov",
    "Chernyshev",
    "Volkau",
    "Halavach",
    "Alsaadoun",
]
EXTRA = ["bin", "Abd al", "Haji", "President", "A.", "J.", "JC", "de"]
BODY = [
    "Almaz",
    "Antey",
    "Telecom",
    "Bank",
    "Banking",
    "Trust",
    "Trading",
    "Trade",
    "Capital",
    "Holding",
    "Group",
    "Gazprom",
    "Neft",
    "China",
    "Chile",
    "(Schweiz)",
    "Europe",
    "III",
    "IV",
    "23",
    "Ltd",
    "OAO",
    "LLC",
    "d.o.o.",
    "World",
    "Health",
    "Organisation",
    "WHO",
    "Shipping",
    "Lines",
    "Blue",
    "Horizon",
]


def prepared(words: list[str], *, is_person: bool) -> PreparedName:
    return prepare(" ".join(words), is_person=is_person)


SPREAD = 0.15
"""Facts make every third name need so much less, and every third so much more."""


def wanting(least: list[float]) -> RequiredScores:
    usual = np.array(least)
    return RequiredScores(0.0, inf, lambda rows, names: -(usual[rows] + SPREAD * (names % 3 - 1)))


@lru_cache(maxsize=2)
def name_search(is_person: bool) -> tuple[list[PreparedName], NameIndex]:
    """Every pair and many triples of the words, enough to make collisions of all kinds."""
    words = [*GIVEN, *FAMILY] if is_person else BODY
    groups = [[a, b] for a in words for b in words] + [[w] for w in words]
    groups += [[a, b, c] for n, a in enumerate(words) for b in words[n % 5 :: 5] for c in words[n % 7 :: 7]]
    if is_person:
        groups += [[extra, a, b] for extra in EXTRA for a in GIVEN[::3] for b in FAMILY[::2]]
    names = [name for name in (prepared(group, is_person=is_person) for group in groups) if name.tokens]
    return names, NameIndex.build(names, lexicon())


@st.composite
def misspellings(draw: st.DrawFn, text: str) -> str:
    """The text with up to two letters changed, dropped, added or swapped, blanks included."""
    for _ in range(draw(st.integers(0, 2))):
        if len(text) < 3:
            break
        at = draw(st.integers(0, len(text) - 2))
        letter = draw(st.sampled_from("aeiksrv "))
        cut = {"change": at + 1, "add": at}
        kind = draw(st.sampled_from(["change", "add", "drop", "swap"]))
        if kind in cut:
            text = text[:at] + letter + text[cut[kind] :]
        elif kind == "drop":
            text = text[:at] + text[at + 1 :]
        else:
            text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text


def assert_complete(text: str, least: float, *, is_person: bool) -> None:
    names, index = name_search(is_person)
    query = prepare(text, is_person=is_person)
    if not query.tokens:
        return
    found = {one.name: one for one in candidates(index, [query], WEIGHTS, wanting([least]))[0]}
    for at, name in enumerate(names):
        score, needed = score_names(query, name, lexicon(), WEIGHTS).score, least + SPREAD * (at % 3 - 1)
        if at not in found:
            assert score < needed, f"{text!r} lost {name.raw!r} of {score}"
        else:
            assert found[at].least == pytest.approx(needed)
            hasty = score_names(query, name, lexicon(), WEIGHTS, least=needed, whole=found[at].whole).score
            assert hasty == score or max(hasty, score) < needed + 1e-9, (
                f"{text!r} has {name.raw!r} at {hasty}, not {score}"
            )


@settings(max_examples=examples(60), deadline=None)
@given(st.data(), st.sampled_from([0.45, 0.70, 0.90]))
def test_no_person_is_lost(data: st.DataObject, least: float) -> None:
    words = data.draw(st.lists(st.sampled_from([*GIVEN, *FAMILY, *EXTRA]), min_size=1, max_size=4))
    assert_complete(data.draw(misspellings(" ".join(words))), least, is_person=True)


@pytest.mark.parametrize("least", [0.45, 0.70])
def test_a_core_that_is_long_only_with_its_particles_is_compared_as_a_whole(least: float) -> None:
    assert_complete("Jean Il Il", least, is_person=True)


@pytest.mark.parametrize("least", [0.70, 0.85])
def test_an_initial_that_stands_for_nothing_is_left_out(least: float) -> None:
    assert_complete("Muhammad Al-Qadhafi", least, is_person=True)


@settings(max_examples=examples(60), deadline=None)
@given(st.data(), st.sampled_from([0.60, 0.70, 0.90]))
def test_no_body_is_lost(data: st.DataObject, least: float) -> None:
    words = data.draw(st.lists(st.sampled_from(BODY), min_size=1, max_size=4))
    assert_complete(data.draw(misspellings(" ".join(words))), least, is_person=False)


@settings(max_examples=examples(40), deadline=None)
@given(st.data(), st.booleans(), st.sampled_from([0.45, 0.70, 0.80]))
def test_no_name_inside_a_longer_one_is_lost(data: st.DataObject, is_person: bool, least: float) -> None:
    words = [*GIVEN, *FAMILY] if is_person else BODY
    beside = st.lists(st.sampled_from([*words, "dba", "Estate", "Dubai", "12", "xyzzy"]), max_size=4)
    name = data.draw(st.lists(st.sampled_from(words), min_size=2, max_size=3))
    text = " ".join([*data.draw(beside), data.draw(misspellings(" ".join(name))), *data.draw(beside)])
    assert_complete(text, least, is_person=is_person)


@pytest.mark.parametrize("least", [0.60, 0.70])
def test_long_words_may_be_two_sounds_apart(least: float) -> None:
    assert_complete("Almaz OAOkOrganisation", least, is_person=False)


@settings(max_examples=examples(30), deadline=None)
@given(st.data(), st.booleans())
def test_names_asked_together_have_the_candidates_they_have_alone(data: st.DataObject, is_person: bool) -> None:
    words = [*GIVEN, *FAMILY, *EXTRA, "李", "..."] if is_person else BODY
    texts = data.draw(st.lists(st.lists(st.sampled_from(words), max_size=4).map(" ".join), max_size=12))
    least = data.draw(st.lists(st.sampled_from([0.45, 0.70, 0.90]), min_size=len(texts), max_size=len(texts)))
    asked = [prepare(text, is_person=is_person) for text in texts]
    _, index = name_search(is_person)
    alone = [candidates(index, [one], WEIGHTS, wanting([at]))[0] for one, at in zip(asked, least, strict=True)]
    assert candidates(index, asked, WEIGHTS, wanting(least)) == alone


def test_more_names_than_are_looked_up_at_a_time_find_the_same() -> None:
    _, index = name_search(True)
    asked = [prepare(f"{given} {family}", is_person=True) for given in GIVEN for family in FAMILY]
    alone = [candidates(index, [one], WEIGHTS, wanting([0.7]))[0] for one in asked]
    assert candidates(index, asked, WEIGHTS, wanting([0.7] * len(asked))) == alone
    assert all(isinstance(one, Candidate) for one in alone[0])
    assert any(alone)


@pytest.mark.parametrize("text", ["", "...", "李", "42"])
def test_a_query_without_partners_finds_nothing(text: str) -> None:
    _, index = name_search(True)
    assert candidates(index, [prepare(text, is_person=True)], WEIGHTS, wanting([0.7])) == [[]]


def test_a_name_said_twice_is_found() -> None:
    assert_complete("Bill Aleksandr Aleksandr Bill", 0.80, is_person=True)


@pytest.mark.parametrize(("text", "is_person"), [("Sergei Ali Ivanov", True), ("Blue Horizon Shipping Lines", False)])
def test_many_pairs_in_parts_give_the_same_candidates(
    text: str, is_person: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, index = name_search(is_person)
    asked = [prepare(text, is_person=is_person)] * 2
    at_once = candidates(index, asked, WEIGHTS, wanting([0.6, 0.4]))
    monkeypatch.setattr(parts_in_turn, "_ARRAY_A_STEP", 7)
    monkeypatch.setattr(parts_in_turn, "_PAIRS_A_STEP", 70)
    monkeypatch.setattr(word_overlap, "_NAMES_A_STEP", 7)
    assert candidates(index, asked, WEIGHTS, wanting([0.6, 0.4])) == at_once
    assert all(at_once)


COMMON = [
    *("Ministry", "Ministerio", "Defence", "Sicherheit", "Security", "Military", "vojenskej", "Intelligence", "Office"),
    *("služba", "Directorate", "State", "valtion", "Research", "Center", "[Syria]", "Syrische", "Zelmanko", "company"),
]


@lru_cache(maxsize=1)
def translated_bodies() -> tuple[list[PreparedName], NameIndex]:
    """Names of two to seven common words in several languages."""
    groups = [
        [*COMMON[at : at + size], *COMMON[at + size + gap :][:1]]
        for at in range(len(COMMON))
        for size in range(2, 7)
        for gap in (1, 3)
    ]
    names = [prepared(group, is_person=False) for group in groups]
    return names, NameIndex.build(names, lexicon())


@settings(max_examples=examples(60), deadline=None)
@given(
    st.lists(st.sampled_from([*COMMON, "činnost", "xyzzy"]), min_size=2, max_size=7),
    st.sampled_from([0.60, 0.70, 0.90]),
)
def test_no_translated_body_is_lost(words: list[str], least: float) -> None:
    names, index = translated_bodies()
    query = prepared(words, is_person=False)
    found = {one.name for one in candidates(index, [query], WEIGHTS, wanting([least]))[0]}
    for at, name in enumerate(names):
        needed = least + SPREAD * (at % 3 - 1)
        assert at in found or score_names(query, name, lexicon(), WEIGHTS).score < needed, (query.raw, name.raw)

"""The index is complete: no pair that scores what is wanted is lost against comparing every pair."""

from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.index.bounds import Least, Wanted
from service.index.names import NameIndex
from service.matching.lexicon import lexicon
from service.matching.names import score_names
from service.matching.weights import Weights
from service.normalise.names import PreparedName, prepare

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


@lru_cache(maxsize=2)
def shelf(is_person: bool) -> tuple[list[PreparedName], NameIndex]:
    """Every pair and many triples of the words, enough to make collisions of all kinds."""
    words = [*GIVEN, *FAMILY] if is_person else BODY
    groups = [[a, b] for a in words for b in words] + [[w] for w in words]
    groups += [[a, b, c] for n, a in enumerate(words) for b in words[n % 5 :: 5] for c in words[n % 7 :: 7]]
    if is_person:
        groups += [[extra, a, b] for extra in EXTRA for a in GIVEN[::3] for b in FAMILY[::2]]
    names = [name for name in (prepared(group, is_person=is_person) for group in groups) if name.tokens]
    return names, NameIndex.build(names, lexicon())


@st.composite
def slips(draw: st.DrawFn, text: str) -> str:
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
    names, index = shelf(is_person)
    query = prepare(text, is_person=is_person)
    if not query.tokens:
        return
    found = index.candidates([Wanted(query, Least(least, least))], WEIGHTS)[0]
    for at, name in enumerate(names):
        score = score_names(query, name, lexicon(), WEIGHTS).score
        if at not in found:
            assert score < least, f"{text!r} lost {name.raw!r} of {score}"
        else:
            hasty = score_names(query, name, lexicon(), WEIGHTS, least=least, whole=found[at]).score
            assert hasty == score or max(hasty, score) < least, f"{text!r} has {name.raw!r} at {hasty}, not {score}"


@settings(max_examples=60, deadline=None)
@given(st.data(), st.sampled_from([0.45, 0.70, 0.90]))
def test_no_person_is_lost(data: st.DataObject, least: float) -> None:
    words = data.draw(st.lists(st.sampled_from([*GIVEN, *FAMILY, *EXTRA]), min_size=1, max_size=4))
    assert_complete(data.draw(slips(" ".join(words))), least, is_person=True)


@pytest.mark.parametrize("least", [0.45, 0.70])
def test_a_core_that_is_long_only_with_its_particles_is_compared_as_a_whole(least: float) -> None:
    assert_complete("Jean Il Il", least, is_person=True)


@settings(max_examples=60, deadline=None)
@given(st.data(), st.sampled_from([0.60, 0.70, 0.90]))
def test_no_body_is_lost(data: st.DataObject, least: float) -> None:
    words = data.draw(st.lists(st.sampled_from(BODY), min_size=1, max_size=4))
    assert_complete(data.draw(slips(" ".join(words))), least, is_person=False)


@settings(max_examples=30, deadline=None)
@given(st.data(), st.booleans())
def test_names_asked_together_have_the_candidates_they_have_alone(data: st.DataObject, is_person: bool) -> None:
    words = [*GIVEN, *FAMILY, *EXTRA, "李", "..."] if is_person else BODY
    texts = data.draw(st.lists(st.lists(st.sampled_from(words), max_size=4).map(" ".join), max_size=12))
    least = data.draw(st.lists(st.sampled_from([0.45, 0.70, 0.90]), min_size=len(texts), max_size=len(texts)))
    asked = [Wanted(prepare(text, is_person=is_person), Least(at, at)) for text, at in zip(texts, least, strict=True)]
    _, index = shelf(is_person)
    assert index.candidates(asked, WEIGHTS) == [index.candidates([one], WEIGHTS)[0] for one in asked]


@pytest.mark.parametrize("text", ["", "...", "李", "42"])
def test_a_query_without_partners_finds_nothing(text: str) -> None:
    _, index = shelf(True)
    assert index.candidates([Wanted(prepare(text, is_person=True), Least(0.7, 0.7))], WEIGHTS) == [{}]

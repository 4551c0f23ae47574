"""Known phrases in a text: the longest first, then what is disguised, broken or spaced out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.common.cooperative import run_to_completion
from service.engine.goods.rules import OriginRules
from service.engine.goods.scan import PhraseMatch, scan_in_steps
from service.engine.goods.text import Folded, fold
from tests.examples import examples


def scan(folded: Folded, rules: OriginRules) -> list[PhraseMatch]:
    return run_to_completion(scan_in_steps(folded, rules))


def named(text: str, rules: OriginRules) -> list[PhraseMatch]:
    """The matches that name a territory or a place in one."""
    return [mark for mark in scan(fold(text), rules) if any(term.kind in ("region", "place") for term in mark.terms)]


@pytest.mark.parametrize(
    ("text", "key", "how"),
    [
        ("Republic of Crimea", "republic of crimea", ""),
        ("wine of Simferopol", "simferopol", ""),
        ("Simferopool", "simferopol", "one slip"),
        ("Sevastopolissa", "sevastopoli", "with a case ending"),
        ("Szimferopolból", "szimferopol", "with a case ending"),
        ("S1mferopol", "simferopol", "digits for letters"),
        ("Sevas-topol", "sevastopol", "broken in two"),
        ("Sevas topol", "sevastopol", "broken in two"),
        ("S e v a s t o p o l", "sevastopol", "letter by letter"),
        ("C.R.I.M.E.A", "crimea", "letter by letter"),
        ("$evastopol", "sevastopol", "digits for letters"),
        ("MadeInCrimea", "crimea", "written together"),
    ],
)
def test_a_name_is_found_and_how_it_was_read_is_told(text: str, key: str, how: str, rules: OriginRules) -> None:
    found = [mark for mark in named(text, rules) if mark.key == key]
    assert how in {mark.how for mark in found}
    assert all((mark.score == 1.0) is (mark.how == "") for mark in found)


def test_a_name_broken_by_a_line_is_one_although_its_halves_are_words(rules: OriginRules) -> None:
    assert [mark.key for mark in named("Sim-\nferopol", rules)] == ["simferopol"]


@pytest.mark.parametrize("text", ["Sevas in topol", "C r i", "a b c d e f", "$ 100", ""])
def test_what_only_looks_like_it_is_none(text: str, rules: OriginRules) -> None:
    assert not named(text, rules)


def test_a_phrase_does_not_go_over_a_comma_unless_it_is_a_fixed_one(rules: OriginRules) -> None:
    assert "republic of crimea" not in {mark.key for mark in named("Republic of, Crimea", rules)}
    fixed = [mark for mark in scan(fold("Korea (DPR)"), rules) if any(term.kind == "phrase" for term in mark.terms)]
    assert fixed


def test_abbreviations_count_in_capitals_only(rules: OriginRules) -> None:
    def is_state(text: str) -> bool:
        return any(term.note == "abbreviation" for mark in scan(fold(text), rules) for term in mark.terms)

    assert is_state("Odessa, TX")
    assert not is_state("Odessa, tx")


@pytest.mark.parametrize(
    ("text", "compound"),
    [("クリミア", False), ("クリミア産", False), ("産地：クリミア。", False), ("ノヴォクリミアスク", True)],
)
def test_a_name_in_kana_inside_a_longer_word_is_a_compound(text: str, compound: bool, rules: OriginRules) -> None:
    assert [mark.compound for mark in named(text, rules) if mark.key == "クリミア"] == [compound]


def test_a_short_name_in_kana_inside_a_longer_word_is_none(rules: OriginRules) -> None:
    assert [mark.key for mark in named("ケルチ", rules)] == ["ケルチ"]
    assert not named("サケルチア", rules)


@settings(deadline=None, max_examples=examples(50))
@given(text=st.text(alphabet="Crimea Севастополь クリミア크림,.\n-@$!|1()", max_size=40))
def test_marks_of_any_text_lie_in_it_in_order(text: str, rules: OriginRules) -> None:
    folded = fold(text)
    marks = scan(folded, rules)
    assert [mark.start for mark in marks] == sorted(mark.start for mark in marks)
    assert all(0 <= mark.start < mark.end <= len(folded.text) for mark in marks)

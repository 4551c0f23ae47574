"""Phrases by their folded words, and those of scripts without spaces by their first character."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.engine.goods.phrase_index import Term, compile_phrases, is_unspaced
from tests.examples import examples


def test_a_phrase_is_found_in_its_folded_form_and_written_as_one_word() -> None:
    index = compile_phrases([Term("place", "Sevas-Topol"), Term("country", "Côte d'Ivoire")])
    assert set(index.words) == {"sevas topol", "sevastopol", "cote divoire"}
    assert index.longest == {"sevas": 2, "sevastopol": 1, "cote": 2}
    assert index.of("cote divoire")[0].kind == "country"
    assert index.of("cote") == ()


def test_meanings_stand_together_and_the_same_one_once_the_first_counting() -> None:
    first, again = Term("place", "Novoe", "unique", "crimea", 1), Term("place", "NOVOE", "never_alone", "crimea", 1)
    other = Term("place", "Novoe", "unique", "dpr", 2)
    assert compile_phrases([first, again, other]).of("novoe") == (first, other)


def test_scripts_without_spaces_are_listed_longest_first() -> None:
    index = compile_phrases([Term("region", "クリミア"), Term("region", "クリミア半島"), Term("place", "ヤルタ")])
    assert not index.words
    assert [entry.key for entry in index.unspaced["ク"]] == ["クリミア半岛", "クリミア"]
    assert index.of("クリミア")[0].name == "クリミア"
    assert index.of("クリミ") == ()


def test_a_name_of_signs_alone_is_no_phrase() -> None:
    index = compile_phrases([Term("place", "---"), Term("place", "")])
    assert not index.words
    assert index.of("") == ()


@pytest.mark.parametrize(("text", "expected"), [("yalta", False), ("ヤルタ", True), ("크림", True), ("крым", False)])
def test_which_scripts_have_no_spaces(text: str, expected: bool) -> None:
    assert is_unspaced(text) is expected


@settings(deadline=None, max_examples=examples(60))
@given(st.lists(st.text("abя ク里-", min_size=1, max_size=8), max_size=12))
def test_every_name_finds_its_term(names: list[str]) -> None:
    from service.engine.goods.text import key

    index = compile_phrases([Term("place", name, place=at) for at, name in enumerate(names)])
    for at, name in enumerate(names):
        assert not key(name) or at in {term.place for term in index.of(key(name))}

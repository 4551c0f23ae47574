"""Names of which a sign between two letters hides a third one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.matching.hidden_letters import may_hide_letters, with_hidden_letters, with_two_hidden
from service.engine.matching.lexicon import lexicon
from service.engine.matching.name_pair import best_match
from service.engine.matching.weights import Weights

KNOWN = frozenset(("zelmarson", "oktavian", "al", "kelprom", "ltd", "ka", "ruy"))


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Oktavian ZELM-RSON", ["oktavian zelmarson"]),
        ("ZEL.ARSON, Oktavian", ["oktavian zelmarson"]),
        ("Okt_vian al-Zelm*rson", ["al oktavian zelmarson"]),
        ("Kel\u2588rom Ltd.", ["kelprom ltd"]),
        ("Kelprom R.Y", ["kelprom ruy"]),
        ("KELPROM-KA LTD", []),
        ("Oktavian Zelmarson", []),
        ("Oktavian Zelm--rson", []),
        ("Oktavian Zel-ars-n", []),
        ("K-a", []),
        ("Октавиан Зелм-рсон", []),
        ("", []),
    ],
)
def test_signs_stand_for_letters_of_known_words(text: str, keys: list[str]) -> None:
    assert [*with_hidden_letters(text, KNOWN)] == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Oktavian ZEL()RSON", ["oktavian zelmarson"]),
        ("Oktavian Zel  rson", ["oktavian zelmarson"]),
        ("Kel\u25cfom Ltd.", ["kelprom ltd"]),
        ("Oktavian Zel__rson", ["oktavian zelmarson"]),
        ("Oktavian  Zelmarson", []),
        ("Vassil Zel()rson", []),
        ("Ok()vian Zel()rson", []),
        ("R()Y", []),
        ("Oktavian Zelmarson", []),
        ("", []),
    ],
)
def test_a_hole_hides_two_letters(text: str, keys: list[str]) -> None:
    assert [*with_two_hidden(text, sorted(KNOWN))] == keys


PIECES = st.sampled_from(
    ["zel", "arson", "rson", "r", "y", " ", "-", ".", "#?", "_", "()", "[]", "\u2592", "\u25ef", "\u25cf"]
)


@given(st.lists(PIECES, max_size=6).map("".join))
def test_nothing_is_found_in_a_text_without_signs(text: str) -> None:
    found = [*with_hidden_letters(text, KNOWN), *with_two_hidden(text, sorted(KNOWN))]
    assert may_hide_letters(text) or not found


@pytest.mark.parametrize(
    ("is_person", "listed"), [(True, "ZELMARSON, Oktavian"), (False, "Oktavian Zelmarson Kelprom")]
)
def test_such_a_name_is_for_review_in_a_comparison_too(listed: str, *, is_person: bool) -> None:
    text = listed.replace("ARSON", "-RSON").replace("arson", "-rson")
    assert text != listed
    assert best_match(text, listed, is_person=is_person, lexicon=lexicon(), weights=Weights()).total >= 0.70

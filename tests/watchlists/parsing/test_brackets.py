"""Bracketed spelling variants, multiplied out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.watchlists.parsing.brackets import MAX_VARIANTS, expand


def test_bracketed_spellings_are_multiplied_out() -> None:
    assert expand("Testan(Testanu) EXAMPLOV (EKSAMPLOV/EXAMPLOW)") == (
        "Testan EXAMPLOV",
        "Testan EKSAMPLOV",
        "Testan EXAMPLOW",
        "Testanu EXAMPLOV",
        "Testanu EKSAMPLOV",
        "Testanu EXAMPLOW",
    )
    assert expand("テスタン(テスタヌ)・エクザンプロフ") == ("テスタン・エクザンプロフ", "テスタヌ・エクザンプロフ")


def test_the_product_is_capped() -> None:
    name = " ".join("A(B/C/D/E)" for _ in range(6))
    assert len(expand(name)) <= MAX_VARIANTS
    assert expand(name)[0] == "A A A A A A"


def test_brackets_that_do_not_pair_up_stay() -> None:
    assert expand("Testan (Testanu EXAMPLOV") == ("Testan (Testanu EXAMPLOV",)


@given(st.text(alphabet="AB ()（）/・", max_size=30))
def test_expanding_never_fails_and_never_repeats(name: str) -> None:
    names = expand(name)
    assert names
    assert len(set(names)) == len(names) <= MAX_VARIANTS


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Plain  Name", ("Plain Name",)),
        ("A (B)", ("A", "B")),
        ("A(B／C)", ("A", "B", "C")),
        ("A() D", ("A D",)),
        ("", ("",)),
    ],
)
def test_what_a_bracket_may_hold(name: str, expected: tuple[str, ...]) -> None:
    assert expand(name) == expected


def test_the_limit_may_be_lower() -> None:
    assert expand("A(B/C) D(E/F)", limit=2) == ("A D", "A E")

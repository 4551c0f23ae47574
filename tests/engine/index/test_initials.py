"""Bits of initials never deny what the scorer allows."""

from hypothesis import assume, given
from hypothesis import strategies as st

from service.engine.index.initials import fitting, initials_of
from service.engine.matching.alignment import initial_fits
from service.engine.normalise.names import prepare

LETTERS = st.sampled_from("abcdefghijklmnopqrstuvwxyz0123456789ивйалخ")
WORDS = st.text(LETTERS, min_size=2, max_size=8)


@given(LETTERS, WORDS)
def test_an_initial_that_fits_shares_a_bit_with_the_word(initial: str, word: str) -> None:
    name = prepare(f"{initial} Smith", is_person=True)
    assume(initial in name.tokens)  # "y" and "e" are particles
    if initial_fits(initial, word):
        assert initials_of(name) & fitting([word])


def test_an_initial_that_does_not_fit_shares_none() -> None:
    assert not initials_of(prepare("A. Smith", is_person=True)) & fitting(["jay", "castro"])
    assert initials_of(prepare("Adam Smith", is_person=True)) == 0

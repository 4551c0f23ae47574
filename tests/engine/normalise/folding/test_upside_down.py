"""Text written upside down is read upright."""

import pytest

from service.engine.normalise.folding.upside_down import turned_upright


@pytest.mark.parametrize(
    ("text", "upright"), [("ɔᴉlǝɹʇsǝʞ uɐɹoz", "zoran kestrelic"), ("ꓭ∀⅂Ɔ", "CLAB"), ("pʌɐp lǝᴉuɐp", "daniel davd")]
)
def test_turned_letters_are_read(text: str, upright: str) -> None:
    assert turned_upright(text) == upright


@pytest.mark.parametrize("text", ["zoran", "Əliyev Əli", "ǝ", "Λ Star", "ʻAlī"])
def test_other_texts_are_left_alone(text: str) -> None:
    assert turned_upright(text) is None

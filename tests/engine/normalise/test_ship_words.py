"""The words of those who deal with ships, and the tokens that they are looked for in."""

import pytest

from service.engine.normalise.ship_words import is_port, phrase_at, tokens_of, words_of_ships


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("M.T. Zarvanex", ["MT", "Zarvanex"]),
        ("ship's Zar/Quell", ["ships", "Zar", "/", "Quell"]),
        ("ZARVANEX_IMO", ["ZARVANEX", "_", "IMO"]),
        ("", []),
    ],
)
def test_the_words_and_signs_of_a_text(text, tokens):
    assert [token.text for token in tokens_of(text)] == tokens


@pytest.mark.parametrize(("text", "length"), [("tanker Zarvanex", 1), ("off-hire Zarvanex", 3), ("Zarvanex tanker", 1)])
def test_a_phrase_is_found_with_and_without_a_hyphen(text, length):
    found, row = phrase_at(tokens_of(text), 0)
    assert found == length
    assert (row is None) == text.startswith("Zarvanex")


def test_ports_and_places_are_told_from_ships():
    assert is_port("Port Said")
    assert not is_port("Zarvanex")
    assert {"star", "horizon"} & words_of_ships()

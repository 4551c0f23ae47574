"""Names of persons: abbreviations written out, degrees left out, particles that are names."""

from __future__ import annotations

import pytest

from service.engine.normalise.names import prepare


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Md Harun Sheikh", ("mohammad", "harun")),
        ("Muhd. Azlan Osman", ("mohammad", "azlan", "osman")),
        ("Ma. Luisa Ortega", ("maria", "luisa", "ortega")),
        ("Mª Luisa Ortega", ("maria", "luisa", "ortega")),
        ("Antº Ortega", ("antonio", "ortega")),
        ("Ma Lin", ("ma", "lin")),
        ("Geo. Whitfield", ("george", "whitfield")),
        ("Geo Whitfield", ("geo", "whitfield")),
        ("Rahman, Md", ("rahman", "mohammad")),
        ("Paul Smith, MD", ("paul", "smith")),
        ("Anh Le", ("anh", "le")),
        ("Le Van", ("le", "van")),
        ("An Il", ("an", "il")),
        ("Le Thanh Ha", ("le", "thanh", "ha")),
    ],
)
def test_the_words_of_a_name(written: str, words: tuple[str, ...]) -> None:
    assert prepare(written, is_person=True).tokens == words

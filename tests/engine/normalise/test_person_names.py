"""Names of persons: abbreviations written out, degrees left out, particles that are names."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
        ("Ал-др Кестрелов", ("александр", "кестрелов")),
        ("Вл. Кестрелов", ("владимир", "кестрелов")),
        ("Rafiquzzaman Kh.", ("rafiquzzaman", "kh")),
        ("Geo. Whitfield", ("george", "whitfield")),
        ("Geo Whitfield", ("geo", "whitfield")),
        ("Rahman, Md", ("rahman", "mohammad")),
        ("Paul Smith, MD", ("paul", "smith")),
        ("Paul Smith, Ph.D., LL.M.", ("paul", "smith")),
        ("Paul Smith, M.B.A.", ("paul", "smith")),
        ("Rao, M.S.C.", ("rao", "m", "s", "c")),
        ("Smith J.R.", ("smith", "j", "r")),
        ("Anh Le", ("anh", "le")),
        ("Kim Ul", ("kim", "ul")),
        ("Le Van", ("le", "van")),
        ("An Il", ("an", "il")),
        ("Le Thanh Ha", ("le", "thanh", "ha")),
        ("Kim U Song", ("kim", "woo", "song")),
        ("U Thein Sein", ("thein", "sein")),
        ("Al Sayed Omar Zelmari", ("omar", "zelmari")),
        ("Al Sayed Omar", ("sayed", "omar")),
        ("Y. Zelmarson", ("y", "zelmarson")),
        ("K. E. Zelmarson", ("k", "e", "zelmarson")),
        ("Zelmarson U. E.", ("zelmarson", "u", "e")),
        ("Zelmarson, E.", ("zelmarson", "e")),
        ("Ortega y Zelmarson", ("ortega", "zelmarson")),
    ],
)
def test_the_words_of_a_name(written: str, words: tuple[str, ...]) -> None:
    assert prepare(written, is_person=True).tokens == words


WORDS = st.sampled_from(
    [
        "testan",
        "Examplov",
        "AL",
        "Abd",
        "Abdur",
        "Rahman",
        "Salaheddin",
        "din",
        "Md",
        "Ma",
        "Luisa",
        "General",
        "King",
        "Le",
        "Van",
        "Anh",
        "bin",
        "Group",
        "Ltd",
        "Mir",
    ]
)


@settings(deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=5))
def test_ordinary_names_are_prepared_as_all_others(words: list[str]) -> None:
    ordinary, other = prepare(" ".join(words), is_person=True), prepare("  ".join(words) + " ", is_person=True)
    fields = [field for field in type(other).__slots__ if field != "raw"]
    assert {name: getattr(ordinary, name) for name in fields} == {name: getattr(other, name) for name in fields}

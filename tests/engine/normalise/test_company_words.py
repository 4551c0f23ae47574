"""The table of what words of company names mean."""

import pytest

from service.engine.normalise.company_words import are_common, meanings, meanings_of
from service.engine.normalise.words import read_table


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("Handel", "Latn"), ("торговый", "Cyrl")),
        (("商事", "Hani"), ("trading", "Latn")),
        (("贸易", "Hani"), ("貿易", "Hani")),
        (("التجارية", "Arab"), ("comercio", "Latn")),
        (("τράπεζα", "Grek"), ("은행", "Hang")),
        (("ホールディングス", "Kana"), ("holdings", "Latn")),
    ],
)
def test_words_of_two_languages_share_a_meaning(left: tuple[str, str], right: tuple[str, str]) -> None:
    assert meanings_of(*left) & meanings_of(*right)


def test_different_trades_share_none() -> None:
    assert not meanings_of("bank", "Latn") & meanings_of("鉄道", "Hani")
    assert not meanings_of("verkaro", "Latn")


def test_words_that_name_companies_are_not_common() -> None:
    assert not are_common(meanings_of("star", "Latn"))
    assert are_common(meanings_of("steel", "Latn"))


def test_every_row_says_what_and_how_sure() -> None:
    rows = read_table("company_words.csv")
    assert {row["grade"] for row in rows} == {"same", "near", "name"}
    assert all(row["english"] and row["source"] for row in rows)
    assert len(meanings()) == len(rows) > 200


@pytest.mark.parametrize(
    ("word", "english"),
    [
        ("בנק", "bank"),
        ("הספנות", "shipping"),
        ("ולתעשיות", "industries"),
        ("לאנרגיה", "energy"),
        ("הנדסה", "engineering"),
    ],
)
def test_hebrew_words_are_known_with_what_is_written_together_with_them(word: str, english: str) -> None:
    assert meanings_of(word, "Hebr") & meanings_of(english, "Latn")


@pytest.mark.parametrize("word", ["זלמן", "הולנד", "גלמר", "ב", ""])
def test_other_hebrew_words_are_not(word: str) -> None:
    assert not meanings_of(word, "Hebr")

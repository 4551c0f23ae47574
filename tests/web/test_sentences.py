"""Sentences of the engine in Japanese, by a table that knows all that a score can say."""

import csv
from importlib import resources

import pytest

from service.engine.matching import explain
from service.engine.matching.penalty import PenaltyType
from service.web.sentences import translated


def japanese(text):
    return translated(text, "ja")


@pytest.mark.parametrize(
    ("english", "said"),
    [
        ("2 of 3 words agree", "3 語中 2 語が一致"),
        ("born 1972-11-26, listed 26 Nov 1972: the same date", "生年月日 1972-11-26、リスト 26 Nov 1972：日付が一致"),
        ("2 years apart; read from the name", "2 年の差（氏名から読み取り）"),
        ("“Jon” is not in the listed name", "「Jon」はリストの氏名にない"),
        ("'Yalta' is a place in Crimea.", "'Yalta' は Crimea の地名。"),
    ],
)
def test_sentences_are_put_together_again(english, said):
    assert japanese(english) == said


@pytest.mark.parametrize("reason", PenaltyType)
def test_every_deduction_has_a_sentence(reason):
    forms = [one.format(q="A", l="B") for one in explain._SENTENCES.get(reason, ()) if one]
    forms += [explain._BARE_SENTENCES[reason]] if reason in explain._BARE_SENTENCES else []
    assert [one for one in forms if japanese(one) is None] == []


def test_what_has_no_form_stays_as_it_is():
    assert japanese("something new") is None
    assert translated("2 of 3 words agree", "en") is None


def test_every_row_keeps_what_stands_in_it():
    table = resources.files("service.web").joinpath("catalogues", "sentences.ja.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(table.splitlines()):
        filled = row["english"].replace("{", "").replace("}", "")
        assert japanese(filled), row
        assert row["source"]


def test_warnings_of_answers_are_said_too():
    said = japanese("the edition of un_sc_sanctions was published on 2026-02-27, 275 days ago")
    assert said == "un_sc_sanctions の版は 2026-02-27 の公表で、275 日前のもの"

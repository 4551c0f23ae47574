"""Sentences of the engine in Japanese, by a table that knows all that a score can say."""

import ast
import csv
from importlib import resources
from pathlib import Path

import pytest

from service.engine import normalise
from service.engine.matching import explain
from service.engine.matching.penalty import PenaltyType
from service.engine.normalise.disguise import readings
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


def _how_names_are_read():
    """The sentences beside readings of names: `yield text, "it was ..."`, `Reading(text, "it was ...")`."""
    for path in sorted(Path(normalise.__path__[0]).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_reading = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Reading"
            yielded = node.value if isinstance(node, ast.Yield) else None
            pair = node.args if is_reading else yielded.elts if isinstance(yielded, ast.Tuple) else ()
            if len(pair) == 2 and isinstance(pair[1], ast.Constant) and " " in str(pair[1].value):
                yield pair[1].value


HOW = [*_how_names_are_read(), explain.JOINED_SENTENCE]


def test_there_are_sentences_of_readings():
    assert len(HOW) > 30
    assert "digits stand for letters" in HOW


@pytest.mark.parametrize("english", sorted(set(HOW)))
def test_how_a_name_was_read_is_said_in_japanese(english):
    assert japanese(english) is not None


def test_several_remarks_about_a_name_are_all_said_in_japanese():
    found = readings("Аkse&#110;ov\u200b \u1d00lpha", is_person=True)
    remarks = next(one.how for one in found if ";" in one.how)
    said = japanese(remarks)
    assert said.count("。") == remarks.count(";")
    assert not any("a" <= letter.lower() <= "z" for letter in said)


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

"""Kana as sound: hiragana and katakana alike, the plain reading first."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.engine.normalise.transcription.kana import MAX_READINGS, read
from tests.examples import examples


@pytest.mark.parametrize(("word", "reading"), [("ヴィクトル", "vikUtORU"), ("キム", "kImU")])
def test_the_plain_reading(word: str, reading: str) -> None:
    assert read(word)[0] == reading


def test_other_readings() -> None:
    assert read("きむ") == read("キム")
    assert "arUtjomU" in [reading.replace("R", "r") for reading in read("アルチョム")]
    assert "gjoNhwaN" in read("ギョンファン")


@pytest.mark.parametrize(
    ("word", "reading"),
    [
        ("ゼーバー", "z4b1"),
        ("モールト", "m5RUtO"),
        ("ライバー", "R6b1"),
        ("ヴェイン", "v7N"),
        ("ゾイマン", "z8maN"),
        ("ンーク", "NkU"),
    ],
)
def test_long_vowels_and_diphthongs_have_sounds_of_their_own(word: str, reading: str) -> None:
    assert read(word)[0] == reading


def test_a_long_vowel_may_have_been_an_r() -> None:
    assert "t1rn1r" in read("ターナー")
    assert "b5rdOmaN" in read("ボードマン")
    assert not any("rR" in reading for reading in read("カーラ"))


def test_a_diphthong_may_be_two_letters() -> None:
    assert read("サイフ")[:2] == ("s6fU", "saifU")


@settings(deadline=None, max_examples=examples(60))
@given(st.text(alphabet="アイウガギャッーンヴェティファあいうゃっ", max_size=12))
def test_readings_are_few_different_and_never_empty(word: str) -> None:
    found = read(word)
    assert len(found) == len(set(found)) <= MAX_READINGS
    assert all(found)

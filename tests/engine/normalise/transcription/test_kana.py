"""Kana as sound: hiragana and katakana alike, the plain reading first."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.engine.normalise.transcription.kana import MAX_READINGS, read


@pytest.mark.parametrize(("word", "reading"), [("ヴィクトル", "vikUtORU"), ("キム", "kImU")])
def test_the_plain_reading(word: str, reading: str) -> None:
    assert read(word)[0] == reading


def test_other_readings() -> None:
    assert read("きむ") == read("キム")
    assert "arUtjomU" in [reading.replace("R", "r") for reading in read("アルチョム")]
    assert "gjoNhwaN" in read("ギョンファン")


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="アイウガギャッーンヴェティファあいうゃっ", max_size=12))
def test_readings_are_few_different_and_never_empty(word: str) -> None:
    found = read(word)
    assert len(found) == len(set(found)) <= MAX_READINGS
    assert all(found)

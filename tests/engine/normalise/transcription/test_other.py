"""Words of other scripts through their romanisation."""

import pytest

from service.engine.normalise.transcription.other import read, read_spelt


@pytest.mark.parametrize(("word", "reading"), [("გიორგი", "giorgi"), ("Գոռ", "gor"), ("Ṣ", "s")])
def test_the_main_reading(word: str, reading: str) -> None:
    assert read(word)[0] == reading


def test_nothing_has_no_reading() -> None:
    assert read("") == ()


def test_a_word_of_one_script_is_read_as_it_is_spelt_out() -> None:
    assert read_spelt("ชวน", lambda _: ("chuan", "chuan", "shuan")) == ("Cuan", "Suan")


def test_a_word_of_two_scripts_is_romanised_as_a_whole() -> None:
    assert read_spelt("ABCชวน", lambda _: ("chuan",)) == read("ABCชวน")

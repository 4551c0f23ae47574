"""Words of other scripts through their romanisation."""

import pytest

from service.engine.normalise.transcription.other import read


@pytest.mark.parametrize(("word", "reading"), [("გიორგი", "giorgi"), ("Գոռ", "gor"), ("Ṣ", "s")])
def test_the_main_reading(word: str, reading: str) -> None:
    assert read(word)[0] == reading


def test_nothing_has_no_reading() -> None:
    assert read("") == ()

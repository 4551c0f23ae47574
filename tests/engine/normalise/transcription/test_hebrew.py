"""Hebrew words as sound."""

import pytest

from service.engine.normalise.transcription.hebrew import read


@pytest.mark.parametrize(("word", "reading"), [("ג'בארין", "JbArYn"), ("נתניהו", "ntnYhW")])
def test_the_reading(word: str, reading: str) -> None:
    assert read(word) == (reading,)

"""Every reader takes any text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from service.engine.normalise.transcription import arabic, cyrillic, greek, han, hangul, hebrew, kana, latin, other
from service.engine.normalise.transcription.rules import CODES
from tests.examples import examples


@settings(deadline=None, max_examples=examples(60))
@given(st.text())
def test_no_reader_ever_raises_and_all_give_known_sounds(text: str) -> None:
    for transcriber in (latin, cyrillic, kana, arabic, hangul, han, greek, hebrew, other):
        readings = transcriber.read(text)
        assert len(readings) <= 12
        assert all(set(reading) <= set(CODES) for reading in readings)

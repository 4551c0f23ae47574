"""Words in the scripts of India and Sri Lanka: vowels that are not written, and what English makes of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.normalise.transcription.indic import MAX_SPELLINGS, read, spellings

SCRIPTS = "\u0900-\u0dff"


@pytest.mark.parametrize(
    ("word", "spelling"),
    [
        ("राजनाथ", "rajnath"),
        ("राजनाथ", "rajanatha"),
        ("नरेंद्र", "narendra"),
        ("मनोहर", "manohar"),
        ("सिंह", "singh"),
        ("फ़ैज़", "faiz"),
        ("खन्ना", "khanna"),
        ("রহমান", "rahman"),
        ("জিয়া", "jiya"),
        ("বিশ্বাস", "bishwas"),
        ("ਸਿੰਘ", "singh"),
        ("પટેલ", "patel"),
        ("ମହାନ୍ତି", "mahanti"),
        ("சுந்தர்", "sundar"),
        ("பிச்சை", "pichchai"),
        ("தமிழரசன்", "thamizharasan"),
        ("தமிழரசன்", "thamilarasan"),
        ("கங்கா", "kanga"),
        ("లక్ష్మణ్", "lakshman"),
        ("ಬಸವರಾಜ", "basavaraj"),
        ("വിജയൻ", "vijayan"),
        ("ചാണ്ടി", "chandi"),
        ("මහින්ද", "mahinda"),
        ("සිංහ", "singha"),
    ],
)
def test_a_spelling_in_latin(word: str, spelling: str) -> None:
    assert spelling in spellings(word)


def test_aspiration_may_be_left_out() -> None:
    assert {"bhushan", "bushan"} <= set(spellings("भूषण"))


def test_a_nasal_before_a_labial_is_m() -> None:
    assert spellings("अंबानी")[0] == "ambani"


@given(st.text(st.characters(min_codepoint=0x900, max_codepoint=0xDFF), min_size=1, max_size=12))
def test_any_text_has_some_readings(word: str) -> None:
    assert 1 <= len(spellings(word)) <= MAX_SPELLINGS
    assert len(read(word)) <= MAX_SPELLINGS
    assert all(spelling.isascii() for spelling in spellings(word))

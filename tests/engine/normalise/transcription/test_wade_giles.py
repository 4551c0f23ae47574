"""Pinyin and Wade-Giles, the two spellings of Chinese names."""

import pytest

from service.engine.normalise.transcription.wade_giles import in_wade_giles, is_wade_giles, syllable_in_wade_giles


@pytest.mark.parametrize(
    ("pinyin", "spelt"),
    [
        ("zhang", "chang"),
        ("xie", "hsieh"),
        ("gui", "kuei"),
        ("duo", "to"),
        ("er", "erh"),
        ("lyu", "lu"),
        ("wang", "wang"),
    ],
)
def test_a_syllable_has_one_spelling(pinyin: str, spelt: str) -> None:
    assert syllable_in_wade_giles(pinyin) == spelt


@pytest.mark.parametrize(
    ("name", "spelt"),
    [
        ("zhu rongji", "chu jungchi"),
        ("zhu rong ji", "chu jung chi"),
        ("tang wei", None),  # spelt alike in both
        ("kim rong ji", None),  # no syllable of Chinese
        ("xu", None),
        ("xu " * 5, None),
    ],
)
def test_a_name_is_respelt_only_if_every_syllable_is_chinese(name: str, spelt: str | None) -> None:
    assert in_wade_giles(name) == spelt


@pytest.mark.parametrize(("name", "is_one"), [("chu jungchi", True), ("tang wei", False), ("chu rongji", False)])
def test_what_may_be_pinyin_is_not_taken_for_wade_giles(name: str, is_one: bool) -> None:
    assert is_wade_giles(name) is is_one

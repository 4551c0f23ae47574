"""Names in Han characters as Koreans and Vietnamese read them."""

import pytest

from service.engine.normalise.transcription.han_languages import han_readings, in_hangul, in_vietnamese, plain_form


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("朴英子", ("박 영자",)),
        ("朴 英子", ("박 영자",)),
        ("英子 朴", ("박 영자",)),
        ("南宮玉", ("남궁 옥",)),
        ("李龍", ("이 용", "이 룡")),
        ("张成", ("장 성",)),
        ("張成", ("장 성",)),
    ],
)
def test_korean_names_are_read_in_hangul(written: str, spoken: tuple[str, ...]) -> None:
    assert in_hangul(written) == spoken


@pytest.mark.parametrize(
    "written", ["", "Pak Yong Ja", "박영자", "朴", "佐藤健", "朴英子順玉", "朴・英子", "朴ヨンジャ"]
)
def test_what_is_no_korean_name_in_han_is_not_read_so(written: str) -> None:
    assert in_hangul(written) == ()


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("阮文雄", ("nguyen van hung",)),
        ("武國安", ("vu quoc an", "vo quoc an")),
        ("阮氏", ("nguyen thi",)),
        ("王安", ()),
    ],
)
def test_vietnamese_names_are_read_in_latin_letters(written: str, spoken: tuple[str, ...]) -> None:
    assert in_vietnamese(written) == spoken


def test_forms_of_a_character_are_read_alike() -> None:
    assert plain_form("龍国") == plain_form("龙國")
    assert all(plain_form(character) == character for character in han_readings())

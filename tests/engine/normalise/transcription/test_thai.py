"""Thai and Lao words: syllables are found though nothing divides them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.normalise.transcription.thai import letter_by_letter, read, spellings


def spelt(word: str) -> set[str]:
    return {spelling.replace("'", "") for spelling in spellings(word)}


@pytest.mark.parametrize(
    ("word", "spelling"),
    [
        ("สมชาย", "somchai"),
        ("มานะ", "mana"),
        ("แก้ว", "kaew"),
        ("แกว่น", "kwaen"),
        ("เรืองกิจ", "rueangkit"),
        ("ใจดี", "chaidi"),
        ("กล้า", "kla"),
        ("หมอก", "mok"),
        ("ชวน", "chuan"),
        ("สวัสดิ์", "sawat"),
        ("จันทร์", "chan"),
        ("ศรีสุข", "sisuk"),
        ("ศรีสุข", "srisukh"),
        ("สุบรรณ", "suban"),
        ("บุตร", "but"),
        ("บุตร", "butra"),
        ("ฤทธิ์", "rit"),
        ("คำ", "kham"),
        ("ຄຳ", "kham"),
        ("ທອງ", "thong"),
        ("ສອນ", "son"),
        ("ພົມ", "phom"),
    ],
)
def test_a_spelling_in_latin(word: str, spelling: str) -> None:
    assert spelling in spelt(word)


@pytest.mark.parametrize(
    ("written", "latin"),
    [
        ("มุฮามมาด กาสิม", "muhammad kasim"),
        ("เซลมารอฟ", "selmarof"),
        ("อิโกร", "ikor"),
        ("อิโกร", "ikro"),
        ("ซเลมาโร", "slemaro"),
        ("ເຊນມາໂຣ", "xenmaro"),
    ],
)
def test_letters_of_a_foreign_name_are_read_one_by_one(written: str, latin: str) -> None:
    assert latin in letter_by_letter(written)


def test_syllables_stay_apart() -> None:
    assert "mang'kon" in spellings("มังกร")


def test_letters_of_another_script_are_not_lost() -> None:
    assert read("ABCไทย")[0].startswith("ab")


@given(st.text(st.characters(min_codepoint=0xE00, max_codepoint=0xEFF), min_size=1, max_size=16))
def test_any_text_has_readings_of_ascii(word: str) -> None:
    assert len(spellings(word)) <= 4
    assert len(read(word)) <= 4
    assert all(spelling.isascii() for spelling in spellings(word))

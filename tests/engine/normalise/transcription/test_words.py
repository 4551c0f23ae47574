"""Names as words with readings: splitting, leaving out, joining."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.normalise.transcription.rules import CODES
from service.engine.normalise.transcription.words import read_words, readings_of


def words(text: str, *, is_person: bool = True) -> list[str]:
    return [word.text for word in read_words(text, is_person=is_person)]


def test_separators_and_widths_do_not_matter() -> None:
    assert words("ヴィクトル・ヤヌコーヴィチ") == words("ｳﾞｨｸﾄﾙ ﾔﾇｺｰｳﾞｨﾁ") == ["ヴィクトル", "ヤヌコーヴィチ"]
    assert words("YANUKOVYCH, Viktor") == ["yanukovych", "viktor"]


def test_titles_and_particles_of_persons_are_left_out() -> None:
    assert words("Mullah Hassan bin Ali al-Qahtani") == ["hassan", "ali", "qahtani"]
    assert words("ملا محمد بن علي") == ["محمد", "علي"]


def test_a_name_of_particles_only_stays() -> None:
    assert words("Ben Al") == ["ben", "al"]


@pytest.mark.parametrize("text", ["Abd al-Rahman", "Abdul Rahman", "ABD-AL-RAHMAN", "Abdel Rahman", "Abdur Rahman"])
def test_compounds_with_abd_are_one_word(text: str) -> None:
    assert read_words(text, is_person=True)[0].readings[0] == "abdrahman"


def test_compounds_in_arabic_script() -> None:
    assert words("عبد الرحمن صلاح الدين") == ["عبدرحمن", "صلاحدين"]
    assert words("عكلة عبد صكر") == ["عكلة", "عبد", "صكر"]
    assert words("بشارالاسد") == ["بشار", "الاسد"]


def test_company_forms_are_left_out() -> None:
    assert words('ООО "Черноморнефтегаз"', is_person=False) == ["черноморнефтегаз"]
    assert words("チョルノモルネフチガス社", is_person=False) == ["チョルノモルネフチガス"]
    assert words("PJSC CHERNOMORNEFTEGAZ", is_person=False) == ["chernomorneftegaz"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("შპს ტორველანი", ["ტორველანი"]),
        ("«Տորվելան» ՓԲԸ", ["տորվելան"]),
        ("شركة تورفيلان ش.م.م", ["تورفيلان"]),
        ("บริษัท ทอร์เวลาน จำกัด (มหาชน)", ["ทอร์เวลาน"]),
        ('טורבלן בע"מ', ["טורבלן"]),
        ("Torvelan ش.م.م", ["torvelan"]),
        ("شركة", ["شركة"]),
    ],
)
def test_legal_forms_in_any_script_are_left_out_unless_nothing_else_is_there(text: str, kept: list[str]) -> None:
    assert words(text, is_person=False) == kept


def test_unspaced_names_are_split() -> None:
    assert words("김정은") == ["김", "정은"]
    assert words("習近平") == ["習", "近平"]
    assert words("歐陽娜娜") == ["歐陽", "娜娜"]


def test_vowel_signs_do_not_split_a_word() -> None:
    assert words("गणेश पाण्डेय") == ["गणेश", "पाण्डेय"]


@given(st.text(), st.booleans())
def test_any_text_can_be_read(text: str, is_person: bool) -> None:
    for word in read_words(text, is_person=is_person):
        assert word.readings
        assert all(reading and set(reading) <= set(CODES) for reading in word.readings)


@given(st.from_regex(r"[a-z]+", fullmatch=True))
def test_a_latin_word_by_itself_reads_as_in_a_name(word: str) -> None:
    assert readings_of(word) == [one.readings for one in read_words(word, is_person=True)]

"""UTF-8 that was read in another code page is put right, and nothing else is changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.normalise.folding.misread_bytes import may_be_text, put_right


@pytest.mark.parametrize("page", ["cp1252", "cp1251", "mac_roman", "cp437", "koi8_r", "cp866"])
@pytest.mark.parametrize("text", ["Zoran Kestrelić", "“Zarvanex”", "Зоран Кестрелић", "Zoran\u00a0Kestrelic", "小笠原"])
def test_bytes_read_in_another_code_page_are_put_right(text: str, page: str) -> None:
    misread = text.encode().decode(page, errors="surrogateescape")
    if any("\udc80" <= one <= "\udcff" for one in misread):
        pytest.skip("the code page leaves a byte open")
    assert put_right(misread) == text


def test_text_that_went_wrong_twice_and_bytes_that_a_page_leaves_open_are_put_right() -> None:
    once = "Kestrelić".encode().decode("cp1252")
    assert put_right(once.encode().decode("cp1252")) == "Kestrelić"
    assert put_right("â€œZarvanexâ€\x9d") == "“Zarvanex”"


@pytest.mark.parametrize(
    "text",
    [
        "Müller",
        "Ângela",
        "São Âncora",
        "Société Générale",
        "Centre d’études",
        "L’École",
        "D‘Ávila",
        "Сёмин",
        "Зоран Кестрелић",
        "Αθηνά",
        "محمد",
        "小笠原",
        "Дж. Ё",
        "яна",
        "Уладзiмiравiч",
    ],
)
def test_names_as_people_write_them_stay(text: str) -> None:
    assert put_right(text) == text


@given(st.text())
def test_no_text_is_refused_and_nothing_is_left_to_put_right(text: str) -> None:
    assert isinstance(put_right(text), str)


@given(st.text("абвгдежзийклмнопрстуфхцчшщъыьэюяёєїўі", min_size=1, max_size=8))
def test_small_cyrillic_letters_are_never_bytes(word: str) -> None:
    assert put_right(word) == word


@pytest.mark.parametrize("text", ["ЄЖОВ Тестан", "ТЁ Тестана", "Тё Тестана", 'MBЕІ "TESTA"'])
def test_a_word_of_letters_may_be_one_though_it_is_bytes_of_a_sign(text: str) -> None:
    assert put_right(text) != text
    assert may_be_text(text)


@pytest.mark.parametrize("text", ["Testan", "Тестан Примеров", "Zarvanä".encode().decode("cp1252"), "РњРѕСЃРєРІР°"])
def test_other_texts_are_only_what_they_are_put_right_to(text: str) -> None:
    assert not may_be_text(text)

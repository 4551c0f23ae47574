"""Text of one byte a letter that was read in another code page is read again, and no other text is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.normalise.folding.misread_letters import is_misread_latin, read_again


def misread(text: str, page: str, shown: str) -> str:
    """The bytes of a text in another code page; those that it leaves open stand for themselves."""
    return "".join(bytes([byte]).decode(shown, "ignore") or chr(byte) for byte in text.encode(page))


@pytest.mark.parametrize("text", ["Зоран Кестрелов", "СЕРГЕЙ ЖАРОВ", "Сергей Жаров"])
@pytest.mark.parametrize("shown", ["cp1252", "latin-1", "cp1251", "koi8_r", "cp866"])
@pytest.mark.parametrize("page", ["cp1251", "koi8_r", "iso8859_5", "cp866"])
def test_cyrillic_is_read_again(text: str, page: str, shown: str) -> None:
    if page == shown or (page == "cp866" and shown in ("cp1252", "latin-1", "cp1251") and text.isupper()):
        pytest.skip("nothing was misread, or the capitals are signs alone")
    assert text in read_again(misread(text, page, shown))


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("Γιώργος Κεστρέλης", "cp1253"),
        ("ΝΙΚΟΣ ΚΕΣΤΡΕΛΗΣ", "iso8859_7"),
        ("محمد الكسترلي", "cp1256"),
        ("محمد الكسترلي", "iso8859_6"),
        ("משה כסטרלי", "cp1255"),
        ("Doğan Kıstırel", "cp1254"),
        ("Łucja Kęstrelówka", "iso8859_2"),
        ("Łucja Kęstrelówka", "cp1250"),
        ("Zoran Kestrelić", "cp1250"),
        ("Zoran Kovačelić", "cp1250"),
        ("Jiří Kestřel", "cp1250"),
    ],
)
def test_other_alphabets_and_languages_are_read_again(text: str, page: str) -> None:
    assert text in read_again(misread(text, page, "cp1252"))


@pytest.mark.parametrize(
    "text",
    [
        "Zoran Kestrelov",
        "Müller",
        "Société Générale",
        "Hélène Thérèse",
        "Guðrún Þórðardóttir",
        "Sørensen Bøe",
        "Nový Zámek",
        "Peñalver Núñez",
        "Зоран Кестрелов",
        "зоран кестрелов",
        "ЗОРАН КЕСТРЕЛОВ",
        "Αθηνά Κεστρέλη",
        "محمد الكسترلي",
        "小笠原",
    ],
)
def test_names_as_people_write_them_are_not(text: str) -> None:
    assert list(read_again(text)) == []


def test_letters_that_turkish_and_polish_have_not_tell() -> None:
    assert is_misread_latin("Doðan")
    assert is_misread_latin("£ucja")
    assert not is_misread_latin("Guðrún")
    assert not is_misread_latin("Zoran")


@given(st.text())
def test_no_text_is_refused(text: str) -> None:
    assert text not in list(read_again(text))

"""What letters of each script sound like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.normalise.transcription import arabic, cyrillic, greek, han, hangul, hebrew, kana, latin, other


@pytest.mark.parametrize(
    ("word", "reading"),
    [
        ("Sergei", "sergej"),
        ("Sergej", "sergej"),
        ("Sergey", "sergej"),
        ("Shcherbakov", "SCerbakov"),
        ("Schtscherbakow", "SCerbakow"),
        ("Ânukovič", "janukoviC"),
        ("Khadzhi", "xaJi"),
        ("Avdeev", "avdejev"),
        ("Dmitriy", "dmitri"),
        ("Hsi", "Si"),
    ],
)
def test_latin(word: str, reading: str) -> None:
    assert latin.read(word)[0] == reading


def test_latin_traditions_give_other_readings() -> None:
    assert "janukoviC" in latin.read("Janukovic") or "janukoviC" in latin.read("Janukovich")
    assert "Si" in latin.read("Xi")
    assert "abdrahman" in latin.read("Abdurrahman")
    assert "mozgovi" in latin.read("Mozgovoy")


@pytest.mark.parametrize(
    ("word", "reading"),
    [
        ("Янукович", "janukoviC"),
        ("Щербаков", "SCerbakov"),
        ("Дмитрий", "dmitri"),
        ("Подъячев", "podjaCev"),
        ("Ўладзімір", "wladzimir"),
        ("Гартунг", "gartuN"),
    ],
)
def test_cyrillic(word: str, reading: str) -> None:
    assert cyrillic.read(word) == (reading,)


def test_kana() -> None:
    assert kana.read("ヴィクトル")[0] == "vikUtORU"
    assert kana.read("きむ") == kana.read("キム")
    assert "arUtjomU" in [reading.replace("R", "r") for reading in kana.read("アルチョム")]
    assert "gjoNhwaN" in kana.read("ギョンファン")


def test_arabic() -> None:
    assert arabic.read("القحطاني")[0] == "qhtAnY"
    assert arabic.read("محمد") == ("mhmd",)


def test_hangul() -> None:
    assert hangul.read("정은") == ("JoNUn",)
    assert set(hangul.read("박")) >= {"pak", "park"}
    assert hangul.syllables("국영") == "gugjoN"
    assert hangul.split("남궁민수") == ("남궁", "민수")


def test_han() -> None:
    assert han.read("习近平"[0], surname=True)[0] == "Si"
    assert han.read("单", surname=True)[0] == "San"
    assert "TaN" in han.read("曾", surname=True) or "TeN" in han.read("曾", surname=True)


def test_greek() -> None:
    assert greek.read("Μπουτάρης") == ("butaris",)
    assert greek.read("Κάιρο") == ("kairo",)
    assert greek.read("Ευάγγελος")[0].startswith("ev")


def test_hebrew() -> None:
    assert hebrew.read("ג'בארין") == ("JbArYn",)


def test_other_scripts_through_their_romanisation() -> None:
    assert other.read("გიორგი") == ("giorgi",)


@given(st.text())
def test_no_reader_ever_raises(text: str) -> None:
    for transcriber in (latin, cyrillic, kana, arabic, hangul, han, greek, hebrew, other):
        assert len(transcriber.read(text)) <= 12

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from service.engine.normalise.text import fold, fold_all, is_ordinary


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Ｓｅｒｇｅｙ", "sergey"),
        ("Straße Ørsted Łódź", "strasse orsted lodz"),
        ("CH'O'L", "chol"),
        ("AL‑QA’IDA", "al-qaida"),
        ("AL-QA?IDA", "al-qaida"),
        ("Аксёнов", "аксенов"),
        ("ｾﾙｹﾞｲ･ｱｸｼｮｰﾉﾌ", "セルゲイ アクショーノフ"),
        ("Ser\u200bgey\u00ad", "sergey"),
        ("مُحَمَّد", "محمد"),
        ("علی", "علي"),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_kana_voicing_is_no_decoration() -> None:
    assert fold("ガ") != fold("カ")


def test_thai_vowel_signs_stay() -> None:
    assert fold("วชิราลงกรณ") == "วชิราลงกรณ"


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("text", ["Testan Examplov", "TESTAN examplov", "al Testan"])
def test_an_ordinary_name(text: str) -> None:
    assert is_ordinary(text)
    assert fold(text) == text.lower()


@pytest.mark.parametrize(
    "text", ["", "T Examplov", "McTestan", "Testan  Examplov", "Testan-Examplov", "Tést", " Testan"]
)
def test_a_name_that_is_not_ordinary(text: str) -> None:
    assert not is_ordinary(text)


@given(st.lists(st.text(max_size=8).filter(lambda text: "|" not in fold(text)), max_size=5))
@example(["Jean-Paul", "", "Müller", "AL-QA?IDA", "か゚", "завод"])
def test_many_are_folded_as_each_alone(texts):
    assert fold_all(texts) == [fold(text) for text in texts]

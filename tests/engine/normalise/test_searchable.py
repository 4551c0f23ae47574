import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.model.entity import EntityType
from service.engine.normalise.searchable import stands_for_no_name, unsearchable_reason
from service.engine.normalise.words import read_table


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("", EntityType.PERSON, "empty"),
        ("  ", EntityType.PERSON, "empty"),
        ("...", EntityType.PERSON, "no letters"),
        ("Ltd.", EntityType.ENTITY, "legal form"),
        ("Open Joint Stock Company", EntityType.ENTITY, "legal form"),
        ("株式会社", EntityType.ENTITY, "legal form"),
        ("Mr.", EntityType.PERSON, "title"),
        ("#REF!", EntityType.ENTITY, "the error of a spreadsheet"),
        ("#NOM?", EntityType.PERSON, "the error of a spreadsheet"),
        ("A", EntityType.PERSON, "single letter"),
        ("Igor\x00Sechin", EntityType.PERSON, "control characters"),
        ("\ud800abc", EntityType.PERSON, "control characters"),
    ],
)
def test_what_cannot_be_searched(name: str, kind: EntityType, words: str) -> None:
    reason = unsearchable_reason(name, kind)
    assert reason is not None
    assert words in reason


@pytest.mark.parametrize("name", ["Li", "李", "11420 CORP", "Said", "Don", "セルゲイ", "SIS d.o.o.", "O"])
def test_what_can(name: str) -> None:
    assert unsearchable_reason(name, EntityType.PERSON) is None or name == "O"


@given(st.text(max_size=30), st.sampled_from(EntityType))
def test_never_raises(name: str, kind: EntityType) -> None:
    unsearchable_reason(name, kind)


@pytest.mark.parametrize("name", ["SAA", "ASC", "AMBA"])
def test_letters_that_are_a_form_behind_a_name_are_a_name_alone(name: str) -> None:
    assert unsearchable_reason(name, EntityType.ENTITY) is None


PLACEHOLDERS = [words for row in read_table("placeholders.csv") for words in row["words"].split("|")]


@pytest.mark.parametrize("kind", EntityType)
def test_what_stands_for_a_name_that_is_not_given_is_refused_however_it_is_written(kind):
    forms = [form for words in PLACEHOLDERS for form in (words, words.upper(), f"({words.title()})", f"{words}.")]
    assert [form for form in forms if unsearchable_reason(form, kind) is None] == []


@pytest.mark.parametrize(
    "name",
    [
        "To the order of Zelmar Bank",
        "Order Zelmar",
        "Blanka",
        "N. N. Testov",
        "Diverse Zelmar GmbH",
        "Same Deutz",
        "无锡",
    ],
)
def test_a_name_beside_such_words_is_searched(name):
    assert unsearchable_reason(name, EntityType.UNKNOWN) is None


@pytest.mark.parametrize("text", ["N/A", "-", "同上", "(same as consignee)"])
def test_a_text_says_that_there_is_no_name(text: str) -> None:
    assert stands_for_no_name(text)


@pytest.mark.parametrize("text", ["???", "\ufffd", "\x00", "Zelmar", "Ltd"])
def test_a_text_says_no_such_thing(text: str) -> None:
    assert not stands_for_no_name(text)

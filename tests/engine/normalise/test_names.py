import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.normalise.name_parts import alternatives
from service.engine.normalise.names import Kind, prepare, views


def person(text: str) -> tuple[str, ...]:
    return prepare(text, is_person=True).tokens


def body(text: str) -> tuple[str, ...]:
    return prepare(text, is_person=False).tokens


@pytest.mark.parametrize(
    ("written", "tokens"),
    [
        ("Usāma bin Muhammad ibn Awad ibn Lādin", ("usama", "muhammad", "awad", "ladin")),
        ("Präsident Barack Obama", ("barack", "obama")),
        ("King Abdullah", ("abdullah",)),
        ("KING, Sam", ("king", "sam")),
        ("Sara King", ("sara", "king")),
        ("AMIR ABDULLAH", ("amir", "abdullah")),
        ("I9or Sech1n", ("igor", "sechin")),
        ("ABD AL-RAHMAN", ("abdulrahman",)),
        ("Abdurrahman", ("abdulrahman",)),
        ("Salah al-Din", ("salahdin",)),
        ("Salahuddin", ("salahdin",)),
        ("セルゲイ・アクショーノフ", ("セルゲイ", "アクショーノフ")),
        ("이재명", ("이", "재", "명")),
        ("Nicolás Maduro LLC", ("nicolas", "maduro")),
    ],
)
def test_words_that_carry_a_persons_name(written: str, tokens: tuple[str, ...]) -> None:
    assert person(written) == tokens


@pytest.mark.parametrize(
    ("written", "tokens"),
    [
        ("Open Joint Stock Company Gazprom", ("gazprom",)),
        ("FABERLIC EUROPE Sp. z o.o.", ("faberlic", "europe")),
        ("S.I.S. d.o.o.", ("sis",)),
        ("ООО «Черноморнефтегаз»", ("черноморнефтегаз",)),
        ("チョルノモルネフチガス社", ("チョルノモルネフチガス",)),
        ("World Health Organisation", ("world", "health", "organization")),
        ("KKR Asian Fund III L.P.", ("kkr", "asian", "fund", "3")),
        ("M/V Victory 03", ("victory", "3")),
        ("AG", ("ag",)),
    ],
)
def test_words_that_carry_the_name_of_a_body(written: str, tokens: tuple[str, ...]) -> None:
    assert body(written) == tokens


def test_comma_tells_the_given_name() -> None:
    prepared = prepare("GUZMAN FERNANDEZ, Joaquin", is_person=True)
    assert prepared.tokens[prepared.given] == "joaquin"
    assert prepared.tokens[prepared.surname] == "guzman"


def test_kinds_of_words() -> None:
    prepared = prepare("Bank of China (Hong Kong) 2", is_person=False)
    assert prepared.kinds == (Kind.GENERIC, Kind.PLACE, Kind.PLACE, Kind.NUMBER)
    assert 2 in prepared.bracketed


def test_a_compound_is_seen_word_by_word_too() -> None:
    assert [view.tokens for view in views("Abdul Rehman", is_person=True)] == [("abdulrehman",), ("abdul", "rehman")]


def test_brackets_with_a_place_belong_to_the_name() -> None:
    assert alternatives("Bank of China (Hong Kong) Limited", is_person=False) == ()
    assert alternatives("Foreign Trade Bank (FTB)", is_person=False) == ("Foreign Trade Bank",)


@given(st.text(max_size=60), st.booleans())
def test_any_text_can_be_prepared(text: str, is_person: bool) -> None:
    for view in views(text, is_person=is_person):
        assert len(view.tokens) == len(view.kinds)
        assert all(view.tokens)


@given(st.text(alphabet="abcdefghij -.'", max_size=40))
def test_case_never_matters(text: str) -> None:
    assert prepare(text, is_person=True).tokens == prepare(text.upper(), is_person=True).tokens

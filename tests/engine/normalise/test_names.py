import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.normalise.name_parts import alternatives
from service.engine.normalise.names import Kind, may_meet, prepare, views


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


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("Verkalon Democratic People's Republic of Korea", "democraticpeoplesrepublicofkorea"),
        ("Verkalon United States of America", "unitedstatesofamerica"),
        ("Islamic Republic of Iran Verkalon", "islamicrepublicofiran"),
    ],
)
def test_a_long_name_of_a_country_is_one_place_in_a_second_view(written: str, place: str) -> None:
    first, second = views(written, is_person=False)
    assert place not in first.tokens
    assert set(second.tokens) == {"verkalon", place}
    assert second.kinds[second.tokens.index(place)] is Kind.PLACE


@pytest.mark.parametrize("written", ["United Verkalon", "South Verkalon Ltd", "Verkalon Republic of Korea"])
def test_other_names_need_no_second_view(written: str) -> None:
    assert len(views(written, is_person=False)) == 1


@pytest.mark.parametrize(
    ("written", "tokens"),
    [
        ("Elena Zelmanová", ("elena", "zelman")),
        ("Elena Zelmanova\u0301", ("elena", "zelman")),
        ("King Zelmarson", ("zelmarson", "king")),
    ],
)
def test_a_second_view_of_a_person(written: str, tokens: tuple[str, ...]) -> None:
    assert tokens in [view.tokens for view in views(written, is_person=True)]


@pytest.mark.parametrize(
    "written", ["Elena Zelmanova", "King John Zelmarson", "President Zelmarson", "Zelmarson, King"]
)
def test_names_that_have_one_view(written: str) -> None:
    assert len(views(written, is_person=True)) == 1


def test_a_body_in_another_language_is_seen_with_its_names_in_the_nominative() -> None:
    assert [view.tokens for view in views("Banca Zelmankului", is_person=False)] == [
        ("bank", "zelmankului"),
        ("bank", "zelmank"),
    ]
    assert len(views("Zelmankului Bank", is_person=False)) == 1


@pytest.mark.parametrize(
    ("written", "tokens"),
    [
        ("Lager BANK REFAH ZARVAN", ("warehouse", "bank", "refah", "zarvan")),
        ("Kantoor Nove Zarvan", ("office", "nove", "zarvan")),
        ("Zarvan Norte osasto", ("zarvan", "norte", "directorate")),
    ],
)
def test_a_word_beside_one_of_another_language_is_seen_as_it_is_too(written: str, tokens: tuple[str, ...]) -> None:
    first, *others = views(written, is_person=False)
    assert first.translated
    assert [view.tokens for view in others if view.word_for_word] == [tokens]


def test_a_name_word_for_word_meets_only_what_stands_in_it_as_it_is() -> None:
    asked = next(view for view in views("Lager BANK REFAH ZARVAN", is_person=False) if view.word_for_word)
    assert may_meet(asked, prepare("Bank Refah Zarvan", is_person=False))
    assert not may_meet(asked, prepare("Bank Refahi Zarvan", is_person=False))
    assert not may_meet(asked, asked)


def test_a_word_for_company_in_another_language_is_a_legal_form() -> None:
    name = prepare("Zelmanko laivybos bendrovė", is_person=False)
    assert (name.tokens, name.forms, name.translated) == (("zelmanko", "shipping"), frozenset(("plain",)), True)
    assert not prepare("Zelmanko Shipping", is_person=False).translated

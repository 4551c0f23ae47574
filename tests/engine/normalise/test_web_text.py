"""Names in addresses, letters that stand apart, signs and digits for letters."""

import pytest

from service.engine.normalise.disguise import readings
from service.engine.normalise.web_text import scanned, signs_as_letters, spaced_letters, web_names, without_inner_digits


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("www.testan-examplov.com", "testan examplov"),
        ("q=TESTAN+EXAMPLOV&country=UT", "TESTAN EXAMPLOV"),
        ("name=Testan+Ltd.", "Testan Ltd."),
        ("https://www.testanexamplov.com/about?x=1", "testanexamplov"),
        ("testan.examplov@mail.example", "testan examplov"),
        ("mailto:testan_examplov77@mail.example", "testan examplov"),
        ("testanexamplov.probe.org", "testanexamplov"),
        ("telegram: @testanexamplov", "testanexamplov"),
        ("#TestanExamplov", "TestanExamplov"),
        ("skype:live:testan.examplov", "testan examplov"),
        ("@testan_examplov", "testan examplov"),
        ("KELPAY *testanexamplov", "testanexamplov"),
    ],
)
def test_addresses_name_somebody(text: str, name: str) -> None:
    assert list(web_names(text)) == [name]


def test_the_path_of_an_address_names_somebody() -> None:
    assert "proba samplov" in web_names("www.proba&samplov.com")
    assert "testan examplov" in web_names("https://www.kelprom.com/in/testan-examplov-4a1b2c")


@pytest.mark.parametrize(
    "text",
    ["Testan Examplov", "A.B. Kelprom", "Kelprom Co. Ltd", "Kelprom #12", "Re: Kelprom", "a@b", "Kelprom Co.Ltd"],
)
def test_other_texts_hold_no_address(text: str) -> None:
    assert not list(web_names(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("T e s t a n  E x a m p l o v", "Testan Examplov"),
        ("T.e.s.t.a.n E.x.a.m.p.l.o.v", "TestanExamplov"),
        ("(Z) (a) (r) (v) (a) (n)", "Zarvan"),
    ],
)
def test_letters_that_stand_apart_are_written_together(text: str, name: str) -> None:
    assert spaced_letters(text) == name


@pytest.mark.parametrize("text", ["J. R. R. Testan Examplov", "A B C", "Zarvanex S A de C V"])
def test_initials_and_legal_forms_stand_apart_rightly(text: str) -> None:
    assert spaced_letters(text) is None


@pytest.mark.parametrize("text", ["सुनीता देवी", "মিতা রানী", "இளவேனில் செல்வி", "නිමල් පෙරේරා", "ສົມພອນ ແກ້ວ", "นิดา ใจดี"])
def test_vowel_signs_set_no_letters_apart(text: str) -> None:
    assert spaced_letters(text) is None


def test_signs_and_digits_in_words() -> None:
    assert signs_as_letters("T€$tan Ex@mplov") == "Testan Examplov"
    assert signs_as_letters("₦O₩A ₵OR₽") == "nOwA cORp"
    assert signs_as_letters("USD 5 - Zarvan") is None
    assert without_inner_digits("Tes1tan Exam7plov") == "Testan Examplov"
    assert without_inner_digits("Zarvan 7") is None
    assert "Wexcombe" in list(scanned("VVexcombe".replace("VV", "vv").capitalize().replace("Vv", "VV")))


@pytest.mark.parametrize(
    "written", ["www.testan-examplov.com", "T e s t a n  E x a m p l o v", "T€$t@n Ex@mplov", "Tes1tan Exam7plov"]
)
def test_the_name_is_among_the_readings_with_a_remark(written: str) -> None:
    found = {one.text.casefold(): one.how for one in readings(written, is_person=True)}
    assert found["testan examplov"]

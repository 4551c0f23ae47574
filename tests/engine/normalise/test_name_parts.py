"""Parts of a text that holds more than one name."""

import pytest

from service.engine.normalise.name_parts import alternatives, name_parts


@pytest.mark.parametrize("behind", ["様", "殿", " 先生", "(日本)", "さん"])
def test_latin_letters_beside_another_script_are_a_part(behind: str) -> None:
    assert "testan examplov" in name_parts(f"Testan Examplov{behind}", is_person=True)


@pytest.mark.parametrize("text", ["زهرا [جعفر] پور", "Зоран (Кестрел) Мирков"])
def test_one_word_in_brackets_is_no_name_of_a_person(text: str) -> None:
    assert all(" " in part for part in name_parts(text, is_person=True))


@pytest.mark.parametrize(
    "text",
    [
        "NAD+CN+++TESTAN EXAMPLOV+KIROVA STREET 18+DUBAI'",
        "SHP//TESTAN EXAMPLOV/P.O. BOX 44",
        "荷受人:Testan Examplov殿",
        "送金先：Testan Examplov　口座番号9696990851",
        "Testan Examplov's account",
        "Proba Samplova, business partner of Testan Examplov",
        "жена Testan Examplov",
        "PAY TO THE ORDER OF TESTAN EXAMPLOV OR BEARER",
        "46A: B/L MADE OUT TO ORDER OF TESTAN EXAMPLOV MARKED FREIGHT PREPAID",
        "Pagamento a Testan Examplov conforme contrato 92353",
        "Testan Examplov adına ödeme",
        "I, the undersigned Testan Examplov, hereby declare",
        "Account of Testan Examplov",
        "Konto von Testan Examplov",
        "Rechnung Testan Examplov",
        "ATTN. Testan Examplov",
        "подпись Testan Examplov",
        "Testan Examplov INN 7094680500",
        "Testan Examplov СНИЛС 128 242 098 00",
        "Testan Examplov TIN:6678685533",
        "Testan Examplov JPY 179,575.00",
        "Testan Examplov_63812",
        "Testan Examplov SWIFT QUELDEFF",
        "Virement à Testan Examplov",
        "Договор с Testan Examplov",
        "فاتورة إلى Testan Examplov",
    ],
)
def test_a_name_among_the_words_of_a_document_is_a_part(text: str) -> None:
    assert "testan examplov" in name_parts(text, is_person=True)


@pytest.mark.parametrize(
    "text",
    [
        "QUIVELDA MOORED AT BATUMI",
        "fuel loaded aboard Quivelda",
        "off hire survey Quivelda",
        "Quivelda port agency fee",
        "steel coils per m/v Quivelda",
        "Quivelda detained in Aden",
    ],
)
def test_a_ship_among_the_words_of_shipping_is_a_part(text: str) -> None:
    assert "quivelda" in name_parts(text, is_person=False)


@pytest.mark.parametrize("text", ["Proba Co., Ltd.株式会社御中", "Proba Inc.御中", "株式会社御中"])
def test_forms_of_address_are_nobody(text: str) -> None:
    assert not any("御中" in part for part in name_parts(text, is_person=False))


@pytest.mark.parametrize("text", ["Proba Inn", "Proba Swift Transport", "Proba Nit Holding", "Rut Proba"])
def test_what_may_name_a_number_is_a_word_where_none_follows(text: str) -> None:
    assert name_parts(text, is_person=False) == ()


@pytest.mark.parametrize("text", ["C++ Proba", "Proba Gifts", "Pagoda Proba", "McProba's"])
def test_one_name_has_no_parts(text: str) -> None:
    assert all("proba" in part for part in name_parts(text, is_person=False))


def test_a_plus_of_a_form_of_the_web_cuts_no_name() -> None:
    assert name_parts("name=Testan+Examplov&country=UT", is_person=True) == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Surname: Examplov Given names: Testan", "examplov testan"),
        ('{"last_name": "Examplov", "first_name": "Testan"}', "examplov testan"),
        ("<GivenName>Testan</GivenName><FamilyName>Examplov</FamilyName>", "testan examplov"),
        ("first_name=Testan&last_name=Examplov", "testan examplov"),
        ("Vorname Testan Nachname Examplov", "testan examplov"),
        ("Testan Tel 4471 Examplov Fax 4472", "testan examplov"),
        ("Фамилия: Примеров Имя: Тестан", "примеров тестан"),
    ],
)
def test_a_name_may_stand_in_several_fields(text: str, name: str) -> None:
    assert name in name_parts(text, is_person=True)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("NAME1: PROBA TRADING NAME2: SAMPLOV LLC", "proba trading samplov llc"),
        ("PROBASAMPLOVAPROBASAMPLOVA", "probasamplova"),
        ("Proba Trading LtdProba Trading Ltd", "proba trading ltd"),
        ("Name ......Probasamplova......", "probasamplova"),
        ("Name:____Proba Trading____", "proba trading"),
        ("44 / ALBANIA CONSTRUCTION / 12572", "albania construction"),
        ("direct debit to Proba Samplova", "proba samplova"),
        ("Proba Samplova w upadłości", "proba samplova"),
    ],
)
def test_a_body_is_a_part(text: str, name: str) -> None:
    assert name in name_parts(text, is_person=False)


@pytest.mark.parametrize("text", ["Bank of Albania (Hong Kong) Limited", "Bank of Albania (Singapore)"])
def test_a_bank_and_its_seat_are_one_name(text: str) -> None:
    assert name_parts(text, is_person=False) == ()


@pytest.mark.parametrize("text", ["Baba", "Testan", "Proba Surname", "Given name Testan"])
def test_one_word_over_fields_is_no_name(text: str) -> None:
    assert name_parts(text, is_person=True) == ()


@pytest.mark.parametrize(
    ("listed", "name"),
    [
        ("Islamic Group - IG", "Islamic Group"),
        ("IAP – Institute of Applied Physics", "Institute of Applied Physics"),
        ("Arab Holding Company for Cement, AHCC", "Arab Holding Company for Cement"),
        ("GHU – Main Economic Department of Zelmania", "Main Economic Department of Zelmania"),
    ],
)
def test_a_body_has_a_name_without_its_acronym(listed: str, name: str) -> None:
    assert alternatives(listed, is_person=False) == (name,)


@pytest.mark.parametrize(
    "listed", ["Proba Trading, LLC", "PROBA - MISR SHIPPING CO", "Proba Group - Zelma", "Proba Bank, AO"]
)
def test_a_dash_or_comma_before_other_words_parts_no_acronym(listed: str) -> None:
    assert alternatives(listed, is_person=False) == ()


@pytest.mark.parametrize("text", ["39. motorisierte Schützenbrigade", "64-я отдельная бригада"])
def test_the_number_of_a_unit_is_part_of_its_name(text: str) -> None:
    assert name_parts(text, is_person=False) == ()
    assert name_parts("39. Zelmarson Trading", is_person=False) == ("zelmarson trading",)


def test_a_name_said_twice_is_one_though_a_place_is_in_it():
    assert name_parts("SINGAPORE PROBA ENGINEERSSINGAPORE PROBA ENGINEERS", is_person=False) == (
        "singapore proba engineers",
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Zelmar Ltd. VKN 4471", "zelmar ltd"),
        ("Zelmar Star GmbH Filiale Nordwest", "zelmar star gmbh"),
        ("Zelmar S.A. de C.V. Planta Norte", "zelmar s a de c v"),
    ],
)
def test_a_legal_form_ends_a_name(text, name):
    assert name in name_parts(text, is_person=False)


@pytest.mark.parametrize(
    "text",
    ["Zelmar Star Ltd", "GmbH Zelmar Star", "Zelmar Co Ltd", "Zelmar Company for Trading", "T.E.S.T.A G.R.O.U.P"],
)
def test_other_legal_forms_part_nothing(text):
    assert name_parts(text, is_person=False) == ()

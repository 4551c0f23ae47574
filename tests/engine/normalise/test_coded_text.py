"""Names in base 64, hexadecimal and punycode."""

import base64

import pytest

from service.engine.normalise.coded_text import decoded_names, from_mainframe, in_pairs

NAME = "Testan Examplov"


@pytest.mark.parametrize(
    "text",
    [
        base64.b64encode(NAME.encode()).decode(),
        base64.b64encode(NAME.encode()).decode().rstrip("="),
        base64.urlsafe_b64encode(NAME.encode()).decode(),
        NAME.encode().hex(),
        NAME.encode().hex(" "),
        NAME.encode().hex("-").upper(),
        " ".join(f"0x{byte:02x}" for byte in NAME.encode()),
        "".join(f"\\x{byte:02x}" for byte in NAME.encode()),
        " ".join(f"{byte:08b}" for byte in NAME.encode()),
        "".join(f"{byte:08b}" for byte in NAME.encode()),
        " ".join(str(byte) for byte in NAME.encode()),
        ", ".join(str(byte) for byte in NAME.encode()),
    ],
)
def test_bytes_of_a_name_are_read(text: str) -> None:
    assert NAME in [found for found, _ in decoded_names(text)]


def test_base_64_without_digits_is_read() -> None:
    assert "BEN TRADING TESTAN" in [found for found, _ in decoded_names("QkVOIFRSQURJTkcgVEVTVEFO")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Proba xn--smplova-hwa", "Proba sámplova"),
        ("XN--PROBA-XQA".lower(), b"proba-xqa".decode("punycode")),
        ("xn--mller-kva GmbH", "müller GmbH"),
    ],
)
def test_domain_names_are_read(text: str, name: str) -> None:
    assert name in [found for found, _ in decoded_names(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Testan Examplov",
        "INTERNATIONALTRADING2024",
        "A1B2C3D4E5F6",
        "0012003400560078",
        "VESSEL 9074729",
        "xn--",
        "UT4470001",
        base64.b64encode(bytes(range(120, 150))).decode(),
        base64.b64encode(b"12345 67890 12345").decode(),
    ],
)
def test_other_texts_say_nothing(text: str) -> None:
    assert [*decoded_names(text)] == []


@pytest.mark.parametrize("text", ["44 71 44 71 90", "12 34 56 78 90 12", "01001010", "65 66", "0101010101 11110000"])
def test_numbers_that_are_no_letters_are_left(text: str) -> None:
    assert [*decoded_names(text)] == []


@pytest.mark.parametrize("name", [NAME, "KELPROM STAR", "Kelprom Trading Co., Ltd."])
def test_bytes_of_mainframes_are_read(name: str) -> None:
    assert from_mainframe(name.encode("cp037").decode("latin_1")) == name


@pytest.mark.parametrize("text", [NAME, "Ñandú", "Éamon Ó Séaghdha", "Привет", ""])
def test_other_letters_are_of_no_mainframe(text: str) -> None:
    assert from_mainframe(text) is None


@pytest.mark.parametrize("order", ["utf_16_le", "utf_16_be"])
@pytest.mark.parametrize("name", ["Testan Examplova", "KELPROM STAR", "Kelprom Trading Ltd."])
def test_two_letters_that_were_taken_for_one_are_read(name: str, order: str) -> None:
    assert name in in_pairs(name.encode().decode(order))


@pytest.mark.parametrize("text", ["王小明", "김정은", "株式会社", NAME, "汏", ""])
def test_characters_of_their_own_are_no_pairs(text: str) -> None:
    assert in_pairs(text) == []

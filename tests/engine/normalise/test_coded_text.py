"""Names in base 64, hexadecimal and punycode."""

import base64

import pytest

from service.engine.normalise.coded_text import decoded_names

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

"""Names in passports' lines, tickets, files' names, statements, filled-up fields."""

import pytest

from service.engine.normalise.record_text import names_in_records, without_line_ends


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("P<UTOEXAMPLOV<<TESTAN<MARK<<<<<<<<<<<<<<<<<<", "TESTAN MARK EXAMPLOV"),
        ("IDUTOSAMPLOVA<<PROBA<<<<<<<<<", "PROBA SAMPLOVA"),
        ("V<UTOVAN<DER<PROBE<<JAN<<<<<<<", "JAN VAN DER PROBE"),
        ("EXAMPLOV/TESTAN MR", "TESTAN EXAMPLOV"),
        ("SAMPLOVA/PROBAMRS", "PROBA SAMPLOVA"),
        ("Examplov/Testanmstr", "Testan Examplov"),
        ("?32EXAMPLOV AND SAMPLOV TRADI?33NG COMPANY", "EXAMPLOV AND SAMPLOV TRADING COMPANY"),
        ("testan-examplov_passport_scan.pdf", "testan examplov"),
        ("KYC-Proba-Samplova-2023.docx", "Proba Samplova"),
        ("C:\\files\\Proba Trading.xlsx", "Proba Trading"),
        ("000000PROBA TRADING", "PROBA TRADING"),
        ("Proba Trading.......", "Proba Trading"),
        ("PROBA TRADINGXXXXXX", "PROBA TRADING"),
        ("-----PROBA-----", "PROBA"),
        ("Prrrroba Samplova", "Proba Samplova"),
        ("Proba Sampllllova", "Proba Samplova"),
        ("Examplov's account", "Examplov account"),
        ("1Testan 2Examplov", "Testan Examplov"),
        ("Testan7 Examplov9", "Testan Examplov"),
        ("TES7TAN EXAM7PLOV7", "TESTAN EXAMPLOV"),
        ("PROBA3SAMPLOV3TRADING", "PROBA SAMPLOV TRADING"),
        ("testanexamplov1970", "testanexamplov"),
        ("/4470\n1/TESTAN EXAM\n1/PLOV\n2/KIROVA STREET 18".replace("\n", " "), "TESTAN EXAMPLOV"),
        ("1/PROBA TRADING 1/AND SAMPLOV 3/UT/ZENDA", "PROBA TRADING AND SAMPLOV"),
        ("TESTAN EXAMPLOV20240312", "TESTAN EXAMPLOV"),
        ("Testan Examplov12/03/2024", "Testan Examplov"),
        ("TESTAN EXAMPLOV12MAR24", "TESTAN EXAMPLOV"),
        ("REF447123TESTAN EXAMPLOV", "REF 447123 TESTAN EXAMPLOV"),
        ("Testan Examplov'dan", "Testan Examplov"),
        ("Proba Samplova’ya havale", "Proba Samplova havale"),
        ("PROBA'NIN HESABI", "PROBA HESABI"),
    ],
)
def test_records(text, name):
    assert name in [found for found, _ in names_in_records(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Testan Examplov",
        "Louis XIII",
        "Star III",
        "A/S Proba",
        "Proba A/S",
        "Proba 24",
        "3M Proba",
        "Proba Co.",
        "O'Proba",
    ],
)
def test_other_names_hold_no_record(text):
    assert list(names_in_records(text)) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("PROBA Page 2\nTRADING Fax 4472", "PROBA\nTRADING"),
        ("Proba Tel.: +39 (06) 4471-2\nTrading", "Proba\nTrading"),
        ("Proba date 12.03.2024\nTrading Ltd", "Proba\nTrading Ltd"),
        ("Proba No. 5 Works\nTrading", "Proba No. 5 Works\nTrading"),
        ("Proba 741\nTrading", "Proba 741\nTrading"),
    ],
)
def test_numbers_behind_lines(text, name):
    assert without_line_ends(text) == name

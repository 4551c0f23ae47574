"""Names in passports' lines, tickets, files' names, statements, filled-up fields."""

import pytest

from service.engine.normalise.record_text import (
    columns,
    names_in_records,
    quoted_cells,
    without_line_ends,
    without_line_numbers,
)


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
        ("1) TESTAN 2) EXAMPLOV", "TESTAN EXAMPLOV"),
        ("(1) Proba (2) & (3) Samplova", "Proba & Samplova"),
        ("[1] PROBA [2] TRADING", "PROBA TRADING"),
        ("Testan Page 3 of 7 Examplov", "Testan Examplov"),
        ("PROBA - 3 - TRADING", "PROBA TRADING"),
        ("PROBA 3/7 TRADING", "PROBA TRADING"),
        ("Proba (continued overleaf) Trading", "Proba Trading"),
        ("Proba (cont'd) Trading", "Proba Trading"),
        ("Testan 01.02.1970 Examplov", "Testan Examplov"),
        ("Testan [K1234567] Examplov", "Testan Examplov"),
        ("Testan /1970/ Examplov", "Testan Examplov"),
        ("Testan xxxxxxx Examplov", "Testan Examplov"),
        ("mxmxmx PROBA TRADING", "PROBA TRADING"),
        ("PRO~~x~~BA TRADING", "PROBA TRADING"),
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
        "Proba 39 Brigade",
        "1 Proba 1 Samplova",
        "2) Proba 4) Samplova",
        "Proba - Samplova",
        "Proba (Middle East) Samplova",
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


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("EXAMPLOVIA\tUT\t59551", ["EXAMPLOVIA"]),
        ("59551\tProba Trading\tZenda", ["Proba Trading"]),
        ("Proba Trading", []),
        ("PROBA\tELECTRO\tCORPORATION", ["PROBA"]),
        ("Testan\tProba\nExamplov\tSamplova", ["Testan Examplov", "Proba Samplova"]),
        ("", []),
    ],
)
def test_cells_of_tables(text, cells):
    assert [*columns(text)] == cells


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("10 TESTAN\n20 EXAMPLOV", "TESTAN EXAMPLOV"),
        ("001 Proba\n002 Trading\n003 Ltd.", "Proba Trading Ltd."),
        ("1) Proba\n2) Trading", "Proba Trading"),
        ("10 Testan\n25 Examplov\n30 Proba", None),
        ("14 Testan", None),
        ("Testan\n14 Rosenweg", None),
        ("7 Testan\n7 Examplov", None),
    ],
)
def test_numbers_before_all_lines_are_left_out(text, name):
    found = without_line_numbers(text)
    assert " ".join(found.split()) == name if name is not None else found == text


def test_cells_in_quotes_are_read_but_for_places_behind_the_first():
    assert [*quoted_cells('"EXAMPLOVIA","Istanbul","TR"')] == ["EXAMPLOVIA"]
    assert [*quoted_cells('"59551","Proba Trading","Turkey"')] == ["Proba Trading"]
    assert [*quoted_cells('"Proba" Trading, "Samplova"')] == []

"""Codes and postal ranges: what lies in a range, which of two wins, and what a file may not say."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.engine.goods.codes import Codes, PostalRange, load_codes
from service.engine.goods.tables import RuleError
from service.engine.model.decision import Decision

CODES = "system,code,territory,effect,note,source,checked"
POSTAL = "country,first,last,territory,effect,note,source,checked"


def load(folder: Path, codes: str = "", postal: str = "") -> Codes:
    (folder / "codes.csv").write_text(f"{CODES}\n{codes}", encoding="utf-8")
    (folder / "postal_codes.csv").write_text(f"{POSTAL}\n{postal}", encoding="utf-8")
    return load_codes(folder, frozenset({"crimea", "dpr"}))


@pytest.mark.parametrize(
    ("country", "digits", "inside"),
    [
        ("UA", "95000", True),
        ("UA", "98999", True),
        ("UA", "94999", False),
        ("UA", "99000", False),
        ("UA", "295000", False),
        ("UA", "9600", False),
        ("RU", "95000", False),
    ],
)
def test_both_ends_of_a_range_are_in_it_and_other_lengths_are_not(country: str, digits: str, inside: bool) -> None:
    assert PostalRange("UA", "95000", "98999", "crimea", Decision.BLOCK, "").contains(country, digits) is inside


def test_codes_are_found_by_system_and_the_first_range_wins(tmp_path: Path) -> None:
    codes = load(
        tmp_path,
        "locode,UAKEH,crimea,block,Kerch,s,2026-11-23\n",
        "UA,86100,86199,dpr,block,town,s,2026-11-23\nUA,86000,86999,dpr,review,oblast,s,2026-11-23\n",
    )
    found = codes.find("locode", "UAKEH")
    assert found is not None
    assert (found.territory, found.effect, found.note) == ("crimea", Decision.BLOCK, "Kerch")
    assert codes.find("subdivision", "UAKEH") is None
    notes = [getattr(codes.postcode("UA", digits), "note", None) for digits in ("86150", "86200", "87000")]
    assert notes == ["town", "oblast", None]


@pytest.mark.parametrize(
    ("codes", "postal", "complaint"),
    [
        ("locode,X,crimea,block,,s,d\nlocode,X,dpr,block,,s,d\n", "", "line 3: the locode X is there already"),
        ("zip,X,crimea,block,,s,d\n", "", "system is 'zip'"),
        ("locode,X,crimea,clear,,s,d\n", "", "effect is 'clear', expected one of block, review"),
        ("locode,,crimea,block,,s,d\n", "", "code is empty"),
        ("", "UA,95000,9600,crimea,block,,s,d\n", "postal_codes.csv, line 2: 95000 to 9600 is not a range"),
        ("", "UA,96000,95000,crimea,block,,s,d\n", "not a range"),
        ("", "UA,9500A,9600B,crimea,block,,s,d\n", "not a range"),
        ("", "UA,95000,96000,atlantis,block,,s,d\n", "territory is 'atlantis'"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_used_is_refused(tmp_path: Path, codes: str, postal: str, complaint: str) -> None:
    with pytest.raises(RuleError, match=complaint):
        load(tmp_path, codes, postal)

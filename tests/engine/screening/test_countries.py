"""Country codes that are understood."""

import pytest

from service.engine.screening.countries import CODES, hint


def test_all_of_iso_3166_1_and_kosovo() -> None:
    assert len(CODES) == 250
    assert {"JP", "XK", "UA"} <= CODES
    assert not {"UK", "EL", "SU", "XX", "jp"} & CODES


@pytest.mark.parametrize(("code", "meant"), [("UK", "GB"), ("uk", "GB"), ("EL", "GR"), ("XX", None)])
def test_what_a_common_wrong_code_stands_for(code: str, meant: str | None) -> None:
    assert hint(code) == meant
    assert meant is None or meant in CODES

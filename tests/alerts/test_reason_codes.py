"""The codes, each with its meaning."""

import re

from service.alerts.reason_codes import reason_codes


def test_every_code_is_a_word_with_a_meaning():
    codes = reason_codes()
    assert "name_only" in codes
    for code, meaning in codes.items():
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", code)
        assert len(meaning) > 10
    assert len(set(codes.values())) == len(codes)

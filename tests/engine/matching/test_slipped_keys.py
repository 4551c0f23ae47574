"""Names with a broken key, a key struck for the space bar, and letters twice where two scans overlap."""

import pytest

from service.engine.matching.lexicon import lexicon
from service.engine.matching.misread_words import KnownWords
from service.engine.matching.slipped_keys import may_be_slipped, slipped

KNOWN = KnownWords.of(["oktavian", "zelmarson", "kelprom", "ka", "partizan", "ali", "ltd", "zarvanarva"])


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Oktvin Zelmrson", "oktavian zelmarson"),
        ("OKTVIN LI ZELMRSON", "ali oktavian zelmarson"),
        ("Prtizn", "partizan"),
        ("OktavianmZelmarson", "oktavian zelmarson"),
        ("KELPROMBKA", "ka kelprom"),
        ("Oktavian Zelmarmarson", "oktavian zelmarson"),
        ("Oktavtavian Zelmarmarson", "oktavian zelmarson"),
        ("KELPROPROM LTD", "kelprom ltd"),
    ],
)
def test_keys_are_put_right(text, key):
    assert key in [*slipped(text, KNOWN, lexicon())]


@pytest.mark.parametrize(
    "text",
    [
        "Oktavian Zelmarson",
        "Oktavin Zelmarson",  # once is a slip
        "Oktvin Zelmarson",  # the a is not broken
        "OktavianaZelmarson",
        "Oktavian Zarvanarva",
        "Maria Lopez",
        "Barbara Smith",
        "Ktka",
        "",
    ],
)
def test_other_names_are_left(text):
    assert [*slipped(text, KNOWN, lexicon())] == []


def test_a_word_that_no_slip_gives_is_told_at_once():
    assert may_be_slipped("zelmrson", KNOWN)
    assert may_be_slipped("kelpromxka", KNOWN)
    assert not may_be_slipped("wexcombe", KNOWN)

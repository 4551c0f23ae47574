"""Foreign names that come back from kana."""

import pytest

from service.engine.matching.lexicon import lexicon
from service.engine.matching.name_pair import best_match
from service.engine.matching.weights import Weights
from service.engine.normalise.said_in_japanese import said_in_japanese


@pytest.mark.parametrize(
    ("text", "kana"),
    [
        ("Okutabian Zerumarusonofu", "オクタビアン ゼルマルソノフ"),
        ("ABUDURU ZERUMARU", "アブドゥル ゼルマル"),
        ("Buradimiru Kusenofu", "ブラディミル クセノフ"),
        ("Yamada Taro", None),
        ("Suzuki Noboru", None),
        ("Watanabe Mamoru", None),
        ("Maria Rosa Mura", None),
        ("Oktavian Zelmarson", None),
        ("Октавиан", None),
        ("", None),
    ],
)
def test_syllables_that_are_hardly_a_japanese_name_are_kana(text, kana):
    assert said_in_japanese(text) == kana


def test_such_a_name_is_for_review():
    match = best_match(
        "Okutabian Zerumarusonofu", "ZELMARSONOV, Oktavian", is_person=True, lexicon=lexicon(), weights=Weights()
    )
    assert match.total >= 0.70

"""Foreign names that come back from Hangul and kana, with vowels put in."""

from __future__ import annotations

import pytest

from service.engine.matching.filled_vowels import by_consonants, may_be_filled, without_filled_vowels
from service.engine.matching.lexicon import lexicon
from service.engine.matching.name_pair import best_match
from service.engine.matching.weights import Weights


def total(query: str, listed: str) -> float:
    return best_match(query, listed, is_person=True, lexicon=lexicon(), weights=Weights()).total


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("Oktabian Jeulmareuson", "ZELMARSON, Oktavian"),
        ("Sereugei Beuladimirobichi Jeulmarobeu", "ZELMAROV, Sergei Vladimirovich"),
        ("Karim Hasan Jelmareupandi", "ZELMARFANDI, Karim Hasan"),
        ("Abeudeul Rahimeu Aljaumareusi", "AL-ZAUMARSHI, Abdul Rahim"),
        ("Siareulman Jareumarenko", "ZARMARENKO, Sharlman"),
        ("Sergei Pyodorobŭ Chelmarobŭ", "FEDOROV CHELMAROV, Sergei"),
        ("Okutabian Zerumaruson", "ZELMARSON, Oktavian"),
        ("Arekusei Zerumahobu", "ZELMAKHOV, Alexei"),
        ("Chiberiusu Zerumarichin", "ZELMARITIN, Tiberius"),
        ("Fasan Arumaruzofu", "AL-MARZOV, Hasan"),
    ],
)
def test_vowels_that_were_put_in_are_left_out(query, listed):
    assert total(query, listed) >= 0.7


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("Oktabian Jeulmareuson", "ZELMANSON, Oktavian"),
        ("Park Geun-hye", "PARK, Gonhwa"),
        ("Jo Eunseuk", "JONES, Enosek"),
        ("Okutabian Zerumaruson", "ZALMURSIN, Aktovan"),
        ("Takeru Shimizu", "TAKLER, Shemza"),
        ("Suzuki Noboru", "SZEKI, Nober"),
    ],
)
def test_other_names_stay_apart(query, listed):
    assert total(query, listed) < 0.7


@pytest.mark.parametrize(
    ("word", "may"),
    [("jelmareuson", True), ("zerumaruson", True), ("zelmarson", False), ("eun", False), ("richelieu", False)],
)
def test_a_word_tells_whether_vowels_were_put_in(word, may):
    assert may_be_filled(word) is may


def test_only_vowels_that_were_put_in_are_left_out():
    names = by_consonants(["aktapan kalmalkan", "aktapan kakan"])
    found = [*without_filled_vowels("Oktabian Jelmareusan", lambda: names)]
    assert found == [("aktapan kalmalkan", "oktabian jelmarsan")]


def test_koreans_are_not_asked():
    def names():
        raise AssertionError

    assert not [*without_filled_vowels("Park Geunseuk", names)]

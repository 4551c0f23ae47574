"""Signs that stand for letters, and letters printed twice."""

import pytest

from service.engine.normalise.disguise_signs import may_be_disguised
from service.engine.normalise.replaced_letters import with_letters


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("PROBA T#L", "PROBA TaL"),
        ("PRO█A", "PRObA"),
        ("■ROBA", "pROBA"),
        ("PROB?S", "PROBaS"),
        ("PR•BA TRADING EXAMPLOVA", "PRBA TRADING EXAMPLOVA"),
        ("S*mplova Proba", "Samplova Proba"),
        ("PR_BA TRADING", "PRoBA TRADING"),
        ("PROB* TRADING", "PROBa TRADING"),
        ("Examplov Proc.dan", "Examplov Procedan"),
        ("Tes*tan Examplov", "Testan Examplov"),
        ("PROBA TRAD.NG", "PROBA TRADiNG"),
        ("PRAK PR.B", "PRAK PRoB"),
        ("Ex.mplov Proba", "Examplov Proba"),
        ("PROB-A TRADING", "PROBaA TRADING"),
        ("N-TIONAL PROBA", "NaTIONAL PROBA"),
        ("INSTITUTI-NS OF PROBA", "INSTITUTIoNS OF PROBA"),
        ("M}ller", "Muller"),
        ("S|derstr|m", "Soderstrom"),
        ("Pe|a", "Pena"),
        ("B[CKER", "BACKER"),
        ("\\STLUND", "OSTLUND"),
        ("Beyonc{", "Beyonce"),
        ("PPrroobbaa SSaammpplloovvaa", "Proba Samplova"),
        ("AALL--PPRROOBBAA", "AL-PROBA"),
    ],
)
def test_letters_are_put_back(text: str, name: str) -> None:
    assert name in [found for found, _ in with_letters(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Testan Examplov",
        "Aaron Lloyd",
        "Proba [Ruritania] Ltd",
        "J. R. Samplova",
        "St.John Proba",
        "PROBA MFG.CO.,LTD.",
        "Proba.com",
        "Proba.Group",
        "Proba # 7",
        "AL-PROBA X-Ray",
        "Proba-Samplova",
        "Jean-Pierre Smith-Jones",
        "PROBA | TRADING",
        "{Proba}",
        "OOO EE",
    ],
)
def test_other_texts_say_nothing(text: str) -> None:
    assert [*with_letters(text)] == []


def test_a_sign_is_a_vowel_only_where_it_is_the_only_one() -> None:
    assert "PRoB#" not in [found for found, _ in with_letters("PR#B# TRADING")]


@pytest.mark.parametrize(
    ("text", "twice"), [("PPRROOBBAA SSTTAARR", True), ("TTHHEEOODDOORROOSS", True), ("Aaron Lloyd", False)]
)
def test_an_ordinary_text_of_letters_printed_twice_is_read_again(text: str, twice: bool) -> None:
    assert may_be_disguised(text) is twice

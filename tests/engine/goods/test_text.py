"""Folding: what is levelled, and the way back to the text as written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.engine.goods.text import fold, key, plain_signs
from tests.examples import examples


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("  CRIMEA ", "crimea"), ("Kırım", "kirim"), ("İnkerman", "inkerman"), ("Ałuszta", "aluszta"),
        ("Sevastopol'", "sevastopol"),
        ("Севастополь", "севастопол"), ("Κριμαίας", "κριμαιασ"), ("ｾｳﾞｧｽﾄﾎﾟﾘ", "セバストポリ"),
        ("セヴァストーポリ", "セバストポリ"),
        ("じゃんこい", "ジヤンコイ"), ("塞瓦斯托波爾", "塞瓦斯托波尔"), ("شبه‌جزیره", "شبهجزیره"),
        ("Crim&eacute;e", "crimee"),
        ("Кри\u0301м", "крим"), ("крім", "крім"), ("١٢", "12"),
    ],
)  # fmt: skip
def test_levelled(written: str, folded: str) -> None:
    assert key(written) == folded


def test_the_way_back() -> None:
    folded = fold("x Ｃｒｉ\u200bｍｅａ y")
    start = folded.text.index("crimea")
    assert folded.written(start, start + 6) == "Ｃｒｉ\u200bｍｅａ"


def test_the_way_back_through_a_character_reference() -> None:
    folded = fold("Crim&eacute;e")
    assert folded.written(0, 6) == "Crim&eacute;e"
    assert [token.text for token in folded.tokens] == ["crimee"]


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("ＵＡ－４３", "UA-43"), ("９８　６００", "98 600"), ("UA‐43 UA–43 UA−43", "UA-43 UA-43 UA-43"),
        ("٤٣ ४३", "43 43"), ("ＵＡー４３", "UA-43"), ("コーヒー", "コーヒー"), ("Straße é", "Straße é"),
    ],
)  # fmt: skip
def test_signs_of_codes_as_ascii_writes_them(written: str, plain: str) -> None:
    assert plain_signs(written) == plain


@settings(deadline=None, max_examples=examples(60))
@given(st.text())
def test_plain_signs_stay_in_their_places(text: str) -> None:
    plain = plain_signs(text)
    assert len(plain) == len(text)
    assert plain_signs(plain) == plain

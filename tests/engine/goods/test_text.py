"""Folding: what is levelled, and the way back to the text as written."""

from __future__ import annotations

import pytest

from service.engine.goods.text import fold, key


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

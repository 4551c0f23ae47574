"""Names in East Asian text without blanks. All names are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.normalise.text import fold
from service.engine.normalise.unspaced_text import glued_titles, may_hold_name, names_inside


def inside(text, *, is_person=True):
    return names_inside(fold(text), is_person=is_person)


@pytest.mark.parametrize(
    "text",
    [
        "收款人验证诺先生",
        "验证诺同志",
        "平壤验证诺",
        "朝鮮民主主義人民共和国验证诺委員長",
        "北京市朝阳区验证诺先生收",
        "東京都港区验证诺様気付",
        "荷受人验证诺様",
        "验证诺への送金",
        "验证诺氏の口座",
        "汇给验证诺的货款",
    ],
)
def test_a_name_in_han_between_what_stands_around_it(text):
    assert inside(text) == [fold("验证诺")]


@pytest.mark.parametrize("text", ["김시험위원장귀하", "북한김시험", "수취인김시험", "평양시김시험동지", "김시험에게"])
def test_a_name_in_hangul(text):
    assert inside(text) == ["김시험"]


def test_a_name_in_kana_with_its_parts():
    assert inside("クリミア共和国テスタン・エグザンプロフ首相") == ["テスタン エグザンプロフ"]


def test_a_place_may_be_part_of_the_name_of_a_body():
    assert inside("テスタ東京貿易社御中", is_person=False) == [fold("テスタ東京貿易社")]
    assert inside("東京都港区テスタ貿易社気付", is_person=False) == [fold("テスタ貿易社")]


@pytest.mark.parametrize("text", ["验证诺", "テスタン", "서울특별시", "Testan Examplov", "李明先生", ""])
def test_nothing_around_a_name_or_no_name(text):
    assert inside(text) == []


@pytest.mark.parametrize("is_person", [True, False])
@given(text=st.text(st.sampled_from("验证诺收先生款人金様東京都港区テスタ北한김위원장 :A1"), max_size=14))
def test_every_piece_stands_in_the_text(is_person, text):
    folded = fold(text)
    pieces = names_inside(folded, is_person=is_person)
    assert all(piece in folded and piece != folded.strip() for piece in pieces)
    assert not pieces or may_hold_name(text, is_person=is_person)


def test_titles_are_the_longest_first():
    lengths = [len(title) for title in glued_titles()]
    assert lengths == sorted(lengths, reverse=True)


@pytest.mark.parametrize("text", ["氏" * 500, "验证诺" + "氏様" * 248, "市区" * 250, "東京都港区" * 100])
def test_a_long_text_of_such_words_is_no_fault(text):
    assert len(inside(text)) <= 1

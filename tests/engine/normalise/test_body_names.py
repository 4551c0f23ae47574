"""Names of bodies: forms step back, words are told apart by kind, places are read at their longest."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.engine.normalise.names import Kind, prepare
from tests.examples import examples

NAME, GENERIC, PLACE, NUMBER = Kind.NAME, Kind.GENERIC, Kind.PLACE, Kind.NUMBER


@pytest.mark.parametrize(
    ("written", "tokens", "kinds"),
    [
        ("Zelmanko Trading Ltd", ("zelmanko", "trading"), (NAME, GENERIC)),
        ("Zelmanko Organisation", ("zelmanko", "organization"), (NAME, GENERIC)),
        ("Hong Kong Zelmanko", ("hongkong", "zelmanko"), (PLACE, NAME)),
        ("Zelmanko Scientific Research Institute", ("zelmanko", "research", "institute"), (NAME, GENERIC, GENERIC)),
        ("Ministry of Internal Affairs Zelmanko", ("ministry", "interior", "zelmanko"), (GENERIC, GENERIC, NAME)),
        ("M/VZELMANKO", ("zelmanko",), (NAME,)),
        ("M/T Zelmanko", ("zelmanko",), (NAME,)),
        ("Zelmanko 15th", ("zelmanko", "15"), (NAME, NUMBER)),
        ("Zelmanko Fifteenth", ("zelmanko", "15"), (NAME, NUMBER)),
        ("Zelmanko Forty-Second", ("zelmanko", "42"), (NAME, NUMBER)),
        ("Zelmanko Two Hundred and Seven", ("zelmanko", "207"), (NAME, NUMBER)),
        ("Zelmanko One Hundred and One", ("zelmanko", "101"), (NAME, NUMBER)),
        ("Zelmanko One", ("zelmanko", "one"), (NAME, NAME)),
        ("Zelmanko Twenty 1", ("zelmanko", "20", "1"), (NAME, NUMBER, NUMBER)),
        ("Zelmanko First Second", ("zelmanko", "1", "2"), (NAME, NUMBER, NUMBER)),
        ("Zelmanko III 007", ("zelmanko", "3", "7"), (NAME, NUMBER, NUMBER)),
        ("III Zelmanko", ("iii", "zelmanko"), (NAME, NAME)),
        ("A.B.C. Zelmanko", ("abc", "zelmanko"), (NAME, NAME)),
        ("A. B. C. Zelmanko", ("abc", "zelmanko"), (NAME, NAME)),
        ("Bank of the Zelmanko", ("bank", "zelmanko"), (GENERIC, NAME)),
        ("ООО Зелманко", ("зелманко",), (NAME,)),
        ("MV. Zelmanko", ("zelmanko",), (NAME,)),
        ("LNG/C Zelmanko", ("zelmanko",), (NAME,)),
        ("R/V Zelmanko", ("zelmanko",), (NAME,)),
        ("Ltd", ("ltd",), (NAME,)),
        ("...", (), ()),
    ],
)
def test_the_words_of_a_name_and_their_kinds(written: str, tokens: tuple[str, ...], kinds: tuple[Kind, ...]) -> None:
    name = prepare(written, is_person=False)
    assert (name.tokens, name.kinds) == (tokens, kinds)


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("北方测试有限公司", "limited"),
        ("北方测试 有限公司", "limited"),
        ("北方测试 股份有限公司", "stock"),
        ("株式会社北方测试", "stock"),
        ("株式会社 北方测试", "stock"),
        ("北方测试 合同会社", "limited"),
    ],
)
def test_a_form_in_han_is_whole_beside_a_blank_and_without_one(written: str, form: str) -> None:
    name = prepare(written, is_person=False)
    assert (name.tokens, name.forms) == (("北", "方", "测", "试"), {form})
    assert name.syllabic


@pytest.mark.parametrize("written", ["有限公司", "株式会社", "公司"])
def test_a_name_that_is_nothing_but_a_form_has_its_syllables(written: str) -> None:
    assert prepare(written, is_person=False).tokens == tuple(written)


@pytest.mark.parametrize(
    ("written", "bracketed"),
    [
        ("Zelmanko (China) Bank", {1}),
        ("Zelmanko [China (Dubai)] Bank", {1, 2}),
        ("Zelmanko) China", set()),
        ("Bank of China", {1}),
        ("Zelmanko China", set()),
    ],
)
def test_words_in_brackets_and_behind_of_are_marked(written: str, bracketed: set[int]) -> None:
    assert prepare(written, is_person=False).bracketed == bracketed


def test_a_word_with_kana_stays_whole() -> None:
    name = prepare("テスト北方", is_person=False)
    assert not name.syllabic
    assert name.tokens == ("テスト北方",)


@settings(deadline=None, max_examples=examples(80))
@given(st.text(alphabet="Zel manko.,()[]/&-0 9III of China 株式会社測試 ООО Ltd", max_size=40))
def test_any_text_is_prepared_consistently(text: str) -> None:
    name = prepare(text, is_person=False)
    assert len(name.tokens) == len(name.kinds)
    assert all(name.tokens)
    assert name.joined.startswith("".join(name.tokens[:1]))
    assert all(at < len(name.tokens) for at in name.bracketed)
    assert bool(name.tokens) == any(character.isalnum() for character in name.plain)
    assert all(0 <= first < end <= len(name.tokens) for _, first, end in name.joins)

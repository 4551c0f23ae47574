"""Names of bodies in Japanese: taken apart, read, understood."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.engine.normalise.company_words import meanings
from service.engine.normalise.transcription import latin
from service.engine.normalise.transcription.japanese import compounded, in_japan, is_japanese, words_of_body
from service.engine.normalise.transcription.japanese_kana import hepburn, letters_of, morae_of
from tests.examples import examples


@pytest.mark.parametrize(
    ("name", "latin_words"),
    [
        ("株式会社北川電機", "kitagawa denki"),
        ("東京測量工業株式会社", "tokyo sokuryo kogyo"),
        ("カブシキガイシャトウキョウソクリョウ", "tokyo sokuryo"),
        ("㈱フルタ製作所", "furuta seisakusho"),
        ("株式会社エム・エヌ・ピー", "mnp"),
    ],
)
def test_a_name_without_blanks_is_taken_apart_and_read(name: str, latin_words: str) -> None:
    heard = [word.readings for word in words_of_body(name)]
    wanted = [latin.read(word)[0] for word in latin_words.split()]
    assert len(heard) == len(wanted)
    assert all(want in found for want, found in zip(wanted, heard, strict=True)), heard


def test_a_word_of_a_trade_has_its_meaning_and_sounds_in_english_too() -> None:
    (name, trade) = words_of_body("株式会社平田商事")
    assert not name.meanings
    assert {"trading"} == {meanings()[number].english[0] for number in trade.meanings}
    assert latin.read("trading")[0] in trade.readings


def test_a_trade_written_in_kana_has_the_same_meaning() -> None:
    written, spelt = words_of_body("平田電機")[-1], words_of_body("ヒラタデンキ")[-1]
    assert written.meanings <= spelt.meanings


def test_letters_spelt_out_are_letters() -> None:
    assert letters_of("エスシーエスケイ") == "scsk"
    assert letters_of("エスプレッソ") is None
    assert letters_of("エス") is None


def test_long_vowels_and_doubled_consonants_are_written_as_companies_do() -> None:
    assert hepburn("".join(morae_of("トウキョウ"))) == "tokyo"
    assert hepburn("".join(morae_of("ニッポン"))) == "nippon"
    assert hepburn("".join(morae_of("しんいち"))) == "shinichi"


def test_characters_in_one_word_change_their_readings() -> None:
    assert compounded(["hatsu", "hyou"]) == "haqpyou"
    assert compounded(["gaku", "kou"]) == "gaqkou"
    assert compounded(["kou", "gyou"]) == "kougyou"


def test_chinese_names_are_left_to_the_chinese_reading() -> None:
    assert not is_japanese("中国石油天然气集团公司")
    assert is_japanese("昭和電工株式会社")
    assert is_japanese("みずほ銀行")


@settings(deadline=None, max_examples=examples(60))
@given(st.text("東京電機工業商事山田ノヶ々アイウガギャッーン・あいabcＡ株式会社 ", max_size=20))
def test_any_text_is_read_without_losing_a_run(text: str) -> None:
    assert all(word.readings and word.text for word in words_of_body(text))


@pytest.mark.parametrize("name", ["泉不動産", "港北水産", "関西設計事務所"])
def test_a_body_in_han_with_a_trade_of_japan_may_be_japanese(name: str) -> None:
    assert in_japan(name) == f"株式会社 {name}"


@pytest.mark.parametrize(
    "name", ["株式会社泉不動産", "いずみ不動産", "上海永盛水产有限公司", "北洋集团", "泉", "水産", "Izumi", "山田 太郎"]
)
def test_what_is_no_such_name(name: str) -> None:
    assert in_japan(name) is None

"""The origin check as a whole: the cases people talk about, and one of every kind."""

from __future__ import annotations

import sys
from datetime import date
from typing import Any

import pytest

from service.common.cooperative import Steps
from service.engine.goods.check import check_goods, check_goods_in_steps, find_places
from service.engine.goods.model import Certificate, Goods, Origin
from service.engine.goods.rules import OriginRules
from service.engine.model.decision import Decision
from tests.engine.goods.conftest import ON, Ask

BLOCK, REVIEW, CLEAR = Decision.BLOCK, Decision.REVIEW, Decision.CLEAR


def test_krimea_the_spelling_that_amazon_missed(ask: Ask) -> None:
    assert ask("Yalta, Krimea").decision is BLOCK


def test_odessa_in_texas(ask: Ask) -> None:
    assert ask("Odessa, Texas").decision is CLEAR
    assert ask("Odessa, TX, USA").decision is CLEAR


def test_words_that_are_short_for_something_are_no_state(ask: Ask) -> None:
    assert ask("Yalta, AR of Crimea").decision is BLOCK
    assert ask("Sevastopol, AR 72201").decision is CLEAR


def test_sebastopol_in_california(ask: Ask) -> None:
    assert ask("Sebastopol, California").decision is CLEAR
    assert ask("Sebastopol, CA 95472").decision is CLEAR
    assert ask("Sebastopol", country="US").decision is CLEAR
    assert ask("Sebastopol").decision is REVIEW
    assert ask("Sebastopol", country="UA").decision is BLOCK


def test_sudak_the_fish(ask: Ask) -> None:
    assert ask("Frozen sudak fillets, Kazakhstan").decision is CLEAR
    assert ask("Kazakhstan", description="sudak", hs_code="0304.89").decision is CLEAR
    assert ask("Судак, Крым").decision is BLOCK


def test_korean_cream(ask: Ask) -> None:
    assert ask("생크림").decision is CLEAR
    assert ask("크림", country="KR").decision is CLEAR
    assert ask("크림").decision is REVIEW
    assert ask("크림반도").decision is BLOCK


def test_al_qurm_in_muscat(ask: Ask) -> None:
    assert ask("القرم، مسقط، سلطنة عمان").decision is CLEAR
    assert ask("القرم", country="OM").decision is CLEAR
    assert ask("جمهورية القرم").decision is BLOCK


def test_the_balaclava_hat(ask: Ask) -> None:
    assert ask("バラクラバ 中国製").decision is CLEAR
    assert ask("China", description="バラクラバ ニット帽").decision is CLEAR
    assert ask("バラクラバ").decision is not BLOCK
    assert ask("バラクラヴァ、セヴァストーポリ").decision is BLOCK


@pytest.mark.parametrize(
    "text",
    [
        "Republic of Crimea", "RESPUBLIKA KRYM,RUSSIA,G.KERCH", "Halbinsel Krim", "Γη της Κριμαίας", "Сделано в Крыму",
        "Сімферополь", "м. Керч", "Къырым",
        "クリミア産ワイン", "ｾｳﾞｧｽﾄﾎﾟﾘ", "セヴァストーポリ特別市", "塞瓦斯托波爾", "세바스토폴항",
        "Kırım'da üretilmiştir", "Aqmescit", "سيفاستوبول", "ყირიმი", "ไครเมีย", "Crim&eacute;e", "Yany Kapu",
        "Красноперекопськ",
        "UA-43", "UASVP", "4436N 03331E", "N 44.95 E 34.10", "95000 Simferopol, Ukraine",
    ],
)  # fmt: skip
def test_found_in_every_script_and_code(ask: Ask, text: str) -> None:
    assert ask(text).decision is BLOCK


@pytest.mark.parametrize(
    "text",
    [
        "Сrіmеа",
        "Cri\u200bmea",
        "C r i m e a",
        "S1mferopol",
        "Cr!mea",
        "RepublicofCrimea",
        "Sevas-topol",
        "Crimiea",
        "Севостополь",
    ],
)
def test_disguised_and_misspelt(ask: Ask, text: str) -> None:
    assert ask(text).decision is BLOCK


@pytest.mark.parametrize(
    "text",
    [
        "Sevastopolsky prospekt 15, Moscow, Russia", "rue de Crimée, Paris", "Kırım Caddesi 70, Ankara, Türkiye",
        "Crimean-Congo fever test kit, Germany", "Krymsk, Krasnodar Krai, Russia", "Inkerman, Ontario, Canada",
        "Chornomorske, Odesa Oblast, Ukraine", "堺市", "Krim, Slovenia", "Crime novels, UK", "Cream, Denmark",
    ],
)  # fmt: skip
def test_false_friends(ask: Ask, text: str) -> None:
    assert ask(text).decision is CLEAR


def test_suppressed_names_are_shown(ask: Ask) -> None:
    answer = ask("Ukraine (excluding Crimea)")
    assert answer.decision is CLEAR
    assert [(one.matched, one.kind) for one in answer.suppressed] == [("Crimea", "negation")]


def test_evidence_points_into_the_text_as_written(ask: Ask) -> None:
    text = "Wine, г. Севасто\u00adполь"
    evidence = ask(text).evidence[0]
    assert evidence.matched == "Севасто\u00adполь" == text[evidence.start : evidence.end]
    assert (evidence.territory, evidence.kind, evidence.field) == ("sevastopol", "region_name", "text")


def test_the_country_russia_is_shown_and_lowers_nothing(ask: Ask) -> None:
    answer = ask("Kerch", country="RU")
    assert answer.decision is BLOCK
    assert [one.field for one in answer.contradictions] == ["country"]


def test_a_contradicting_field_asks_for_a_look(ask: Ask) -> None:
    assert ask("Simferopol", country="JP").decision is REVIEW
    assert ask("Odesa", country="UA", subdivision="UA-43").decision is REVIEW
    assert ask("Moscow", country="RU", postal_code="295011").decision is REVIEW


def test_postcodes_count_for_ukraine_and_russia_only(ask: Ask) -> None:
    assert ask(country="UA", postal_code="98600").decision is BLOCK
    assert ask(country="RU", postal_code="299011").territory == "sevastopol"
    assert ask(text="RU-299011, ul. Lenina 5").territory == "sevastopol"
    assert ask(country="FI", postal_code="96100").decision is CLEAR
    assert ask(country="JP", postal_code="299-0111").decision is CLEAR
    assert ask(postal_code="98600").decision is REVIEW


def test_roles(ask: Ask) -> None:
    assert ask("Manufactured in Simferopol").decision is BLOCK
    assert ask("Shipper: Istanbul, Turkey. Country of origin: Kerch").decision is BLOCK
    assert ask("Made in Turkey; seller: office in Simferopol").decision is REVIEW
    assert ask("Sold by a firm with an office on Krymskaya street, Moscow").decision is CLEAR


def test_nothing_stated_is_a_review(ask: Ask) -> None:
    for text in (None, "", "???", "N/A", "不明"):
        answer = ask(text)
        assert answer.decision is REVIEW
        assert answer.reasons[0] == "The origin is not stated."


def test_goods_hints_never_decide(ask: Ask) -> None:
    assert ask("Ukraine", description="Koktebel brandy").decision is REVIEW
    assert ask("Ukraine", description="brandy, produced in Koktebel").decision is BLOCK


def test_japan_begins_on_the_fifth_of_august_2014(ask: Ask) -> None:
    assert ask("Crimea", on=date(2014, 8, 4), regimes={"JP"}).decision is CLEAR
    answer = ask("Crimea", on=date(2014, 8, 5), regimes={"JP"})
    assert [(one.regime, one.decision) for one in answer.measures] == [("JP", BLOCK)]


def test_each_regime_has_its_territories(ask: Ask) -> None:
    assert {one.regime for one in ask("Melitopol").measures} == {"EU", "UK", "CA", "CH", "NO"}
    assert ask("Melitopol", regimes={"JP", "US"}).decision is CLEAR
    assert ask("Donetsk, Ukraine", on=date(2022, 2, 20)).decision is CLEAR
    assert ask("Donetsk, Ukraine", on=date(2022, 2, 26), regimes={"JP"}).decision is BLOCK


def test_control_has_a_date(ask: Ask) -> None:
    assert ask("Mariupol", on=date(2022, 3, 1)).decision is REVIEW
    assert ask("Mariupol").decision is BLOCK
    assert ask("Kherson").decision is REVIEW


def test_unknown_regimes_are_refused(ask: Ask) -> None:
    with pytest.raises(ValueError, match="XX"):
        ask("Crimea", regimes={"XX"})
    with pytest.raises(ValueError, match="none"):
        ask("Crimea", regimes=set())


def test_a_ukrainian_certificate_is_a_claim_to_verify(ask: Ask) -> None:
    answer = ask("Crimea", certificate=Certificate(issuer_country="UA"))
    assert answer.decision is REVIEW
    assert all(one.exception for one in answer.measures)
    assert ask("クリミア", certificate=Certificate(issuer="ウクライナ政府")).decision is REVIEW


def test_a_crimean_chamber_is_evidence_of_origin(ask: Ask) -> None:
    chamber = Certificate(issuer_country="UA", issuer="Sevastopol Chamber of Commerce")
    assert ask("Russia", certificate=chamber).decision is BLOCK
    assert ask("Russia", certificate=Certificate(issuer="Торгово-промышленная палата Крыма")).decision is BLOCK


def test_addresses_are_read_by_the_same_engine(rules: OriginRules) -> None:
    found = find_places("ул. Ленина 1, 295000 Симферополь", rules, on=ON, country="RU")
    assert (found.territory, found.decisive) == ("crimea", True)
    assert {one.kind for one in found.evidence} == {"place_name", "postal_code"}
    assert not find_places("Krymskaya ulitsa 3, Moscow", rules, on=ON).evidence


def test_reasons_are_never_empty(rules: OriginRules) -> None:
    assert check_goods(Goods(origin=Origin(text="Italy")), rules, on=ON).reasons


def calls_between_pauses(steps: Steps[Any]) -> list[int]:
    """How many functions are called from each pause to the next: a measure that is the same on every machine."""
    calls = [0]

    def count(*_: object) -> None:
        calls[-1] += 1

    sys.setprofile(count)
    try:
        for _ in steps:
            calls.append(0)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize(
    "words",
    [
        "Sevastopol near Yalta, not from Kerch ",
        "not Russia ",
        "не российского ",
        "不是俄罗斯 ",
        "クリミア",
        "カタカナセバストポ",
        "크림반도",
        "克里米亚",
        "Крым ",
        "Georgia ",
        "中国俄罗斯",
        "44.6, 33.5 ",
        "44.61234 ",
        "UASVP ",
        "unknown ",
        "Sim-\nferopol ",
        "Cr!me@ ",
        "c r i m e a ",
        "ァヴ゛か゚",
    ],
)
def test_no_text_keeps_others_waiting(words: str, rules: OriginRules) -> None:
    text = (words * 500)[:1_000]
    goods = Goods(description=text, origin=Origin(text=text, city=text[:200], port=text[:200]))
    check_goods(goods, rules, on=ON)  # remembers characters and words
    calls = calls_between_pauses(check_goods_in_steps(goods, rules, on=ON))
    assert max(calls) < 60_000  # some 10 ms; "not Russia" took 400 of them when each was held against each
    assert len(calls) > 10


def test_what_a_text_repeats_is_shown_once(rules: OriginRules) -> None:
    once = check_goods(Goods(description="pumps from Yalta, Crimea"), rules, on=ON)
    often = check_goods(Goods(description="pumps from Yalta, Crimea" + ", Yalta, Crimea" * 50), rules, on=ON)
    assert often == once

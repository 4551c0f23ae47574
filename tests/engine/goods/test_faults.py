"""Kinds of declarations that were once answered wrongly, each on names of its kind."""

from __future__ import annotations

import pytest

from service.engine.model.decision import Decision
from tests.engine.goods.conftest import Ask

BLOCK, REVIEW, CLEAR = Decision.BLOCK, Decision.REVIEW, Decision.CLEAR


@pytest.mark.parametrize("locode", ["RUKEH", "RUSVP", "RUSIP", "RUSEV", "RUFEO", "RUYAL", "UASEV"])
def test_a_crimean_port_under_the_prefix_of_russia(ask: Ask, locode: str) -> None:
    assert ask(locode=locode).decision is REVIEW
    assert ask(port=locode).decision is REVIEW


@pytest.mark.parametrize(
    ("field", "text"),
    [("port", "SIP"), ("port", "URFF"), ("text", "SIP airport"), ("text", "from UKFF"), ("city", "KHC")],
)
def test_airport_codes(ask: Ask, field: str, text: str) -> None:
    answer = ask(**{field: text})
    assert answer.decision is REVIEW
    assert answer.evidence[0].kind in ("iata", "icao")


@pytest.mark.parametrize("text", ["sip of water", "gossip", "Khc", "UKRAINE", "URUGUAY", "a DOKument"])
def test_words_that_are_no_airport(ask: Ask, text: str) -> None:
    assert not [one for one in ask(text).evidence if one.kind in ("iata", "icao")]


@pytest.mark.parametrize(
    "text",
    [
        "Origin: Russia. Port of loading: Sevastopol",
        "Made in Russia, loaded at Kerch",
        "Страна происхождения: Россия; порт погрузки: Керчь",
        "原産国：ロシア、船積港：セヴァストポリ",
    ],
)
def test_a_port_of_loading_is_not_the_origin(ask: Ask, text: str) -> None:
    assert ask(text, regimes={"JP"}).decision is REVIEW


@pytest.mark.parametrize("text", ["DPR Korea", "D.P.R. Korea", "DPR of Korea", "Korea (DPR)"])
def test_north_korea_is_not_donetsk(ask: Ask, text: str) -> None:
    assert ask(text).territory is None
    assert ask(text, country="KP").territory is None


@pytest.mark.parametrize("text", ["Krym, Poland", "Крым, Польша", "Крым, Ростовская область"])
def test_homonyms_elsewhere(ask: Ask, text: str) -> None:
    assert ask(text).decision is CLEAR


@pytest.mark.parametrize(
    "text", ["ялтинский завод", "инкерманский завод марочных вин", "Simferopolskiy zavod", "Yaltinskaya fabrika"]
)
def test_adjectives_of_towns_are_weak_evidence(ask: Ask, text: str) -> None:
    assert ask(text).decision is REVIEW


def test_an_adjective_that_is_a_people_is_none(ask: Ask) -> None:
    assert ask("армянский коньяк", country="AM").decision is CLEAR


@pytest.mark.parametrize("name", ["Sevastopol", "Simferopol", "Crimea", "Bakhchisarai", "Симферополь", "Feodosia"])
@pytest.mark.parametrize("broken", ["\n", "-\n", "\x00", "\x0b", "-\r\n", "\u00ad"])
def test_a_name_broken_in_two(ask: Ask, name: str, broken: str) -> None:
    assert ask(f"{name[:3]}{broken}{name[3:]}", country="UA").decision is BLOCK


@pytest.mark.parametrize("text", ["クリ\nミア", "克里\n米亚", "セヴァスト\nポリ"])
def test_a_line_that_ends_inside_a_word_without_spaces(ask: Ask, text: str) -> None:
    assert ask(text).decision is BLOCK


@pytest.mark.parametrize("country", ["Crimea", "Крым", "Sevastopol", "クリミア"])
def test_a_territory_in_the_field_of_the_country(ask: Ask, country: str) -> None:
    assert ask(country=country).decision is BLOCK


@pytest.mark.parametrize("position", [(44.2, 34.1), (44.3, 33.6), (44.7, 35.2), (44.9, 33.0)])
def test_a_position_at_sea_is_arguable(ask: Ask, position: tuple[float, float]) -> None:
    answer = ask(latitude=position[0], longitude=position[1])
    assert answer.decision is REVIEW
    assert "territorial sea" in answer.reasons[0]

"""More fields never hide a block: whatever is added to a blocked declaration, it is not cleared."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from service.engine.goods.check import check_goods
from service.engine.goods.model import Certificate, Goods, Origin
from service.engine.goods.rules import OriginRules
from service.engine.model.decision import Decision
from tests.engine.goods.conftest import ON
from tests.examples import examples

WORDS = st.sampled_from(
    [
        "Crimea", "Sevastopol", "Sebastopol", "Yalta", "Ялта", "Saki", "Foros, Ukraine", "Livadia", "Sudak",
        "Donetsk", "Tokmak", "Krym", "القرم", "크림", "クリミア", "UA-43", "44.6N 33.5E", "Ukraine",
        "Ukraine except Crimea", "Russia",
        "Sebastopol, California", "Moscow", "Texas, USA", "sudak fillets", "N/A", "", "  ",
        "Kherson Oblast", "balaclava hat",
    ]
)  # fmt: skip
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "text": WORDS | st.text(max_size=12),
    "city": WORDS,
    "port": WORDS | st.just("UASVP"),
    "country": st.sampled_from(["UA", "RU", "US", "JP", "OM", "KR", "GR", "", "Ukraine", "ZZ"]),
    "subdivision": st.sampled_from(["UA-43", "UA-51", "US-CA", "43", "RU-ROS", "Crimea", ""]),
    "locode": st.sampled_from(["UASVP", "RUNVS", "USNYC", ""]),
    "postal_code": st.sampled_from(["98600", "295011", "95472", "65000", ""]),
}
POSITIONS = st.sampled_from([(44.6, 33.5), (38.4, -122.8), (46.84, 35.37), (45.29, 36.56)])
OTHER_PARTS: dict[str, st.SearchStrategy[Any]] = {
    "description": WORDS,
    "hs_code": st.sampled_from(["0304", "6505", "2204"]),
    "certificate": st.sampled_from(
        [Certificate("UA"), Certificate("RU", "Moscow chamber"), Certificate(issuer="Crimea chamber")]
    ),
}


@st.composite
def declarations(draw: st.DrawFn) -> tuple[Goods, Goods]:
    """A declaration and the same with one more field."""
    filled = {name: draw(FIELDS[name]) for name in draw(st.sets(st.sampled_from(sorted(FIELDS)), max_size=3))}
    parts = {name: draw(OTHER_PARTS[name]) for name in draw(st.sets(st.sampled_from(sorted(OTHER_PARTS)), max_size=1))}
    goods = Goods(origin=Origin(**filled), **parts)
    free = sorted((FIELDS.keys() | {"position"} | OTHER_PARTS.keys()) - filled.keys() - parts.keys())
    added = draw(st.sampled_from(free))
    if added == "position":
        latitude, longitude = draw(POSITIONS)
        return goods, replace(goods, origin=replace(goods.origin, latitude=latitude, longitude=longitude))
    if added in OTHER_PARTS:
        return goods, replace(goods, **{added: draw(OTHER_PARTS[added])})
    return goods, replace(goods, origin=replace(goods.origin, **{added: draw(FIELDS[added])}))


@settings(max_examples=examples(500), deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(declarations())
def test_one_more_field_never_turns_block_into_clear(rules: OriginRules, pair: tuple[Goods, Goods]) -> None:
    before, after = pair
    assume(check_goods(before, rules, on=ON).decision is Decision.BLOCK)
    assert check_goods(after, rules, on=ON).decision is not Decision.CLEAR


@settings(max_examples=examples(300), deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_read(rules: OriginRules, text: str) -> None:
    answer = check_goods(Goods(description=text, origin=Origin(text=text, city=text, subdivision=text)), rules, on=ON)
    for evidence in (*answer.evidence, *answer.suppressed):
        assert evidence.start is None or evidence.matched == text[evidence.start : evidence.end]

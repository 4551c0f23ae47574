"""Who issued a certificate of origin: evidence of a territory, a claim of Ukraine, or neither."""

from __future__ import annotations

import pytest

from service.common.cooperative import run_to_completion
from service.engine.goods.certificate import read_certificate_in_steps
from service.engine.goods.findings import FieldReading
from service.engine.goods.model import Certificate
from service.engine.goods.rules import OriginRules
from tests.engine.goods.conftest import ON


def read(certificate: Certificate, rules: OriginRules) -> tuple[FieldReading, bool]:
    return run_to_completion(read_certificate_in_steps(certificate, rules, ON))


@pytest.mark.parametrize(
    ("certificate", "territories", "ukrainian"),
    [
        (Certificate(issuer_country="UA"), set(), True),
        (Certificate(issuer_country="Ukraine"), set(), True),
        (Certificate(issuer="Kyiv Chamber of Commerce, Ukraine"), set(), True),
        (Certificate(issuer_country="RU", issuer="Chamber of Commerce, Ukraine"), set(), False),
        (Certificate(issuer_country="JP"), set(), False),
        (Certificate(number="123"), set(), False),
        (Certificate(), set(), False),
        (Certificate(issuer_country="UA", issuer="Sevastopol Chamber of Commerce"), {"sevastopol"}, False),
        (Certificate(issuer="Crimean chamber"), {"crimea"}, False),
        (Certificate(issuer="Крымская торговая палата", issuer_country="UA"), {"crimea"}, False),
    ],
)
def test_what_an_issuer_says(
    certificate: Certificate, territories: set[str], ukrainian: bool, rules: OriginRules
) -> None:
    reading, claimed = read(certificate, rules)
    assert {one.territory for one in reading.findings} == territories
    assert claimed is ukrainian


def test_an_issuer_states_no_origin_and_speaks_against_none(rules: OriginRules) -> None:
    reading, _ = read(Certificate(issuer="Chamber of Commerce, Tokyo, Japan"), rules)
    assert reading.empty
    assert not reading.counter_evidence
    assert not reading.home_countries

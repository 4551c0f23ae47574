"""The words around a name: streets, firms, exclusions, roles, things of the same name."""

from __future__ import annotations

import pytest

from service.common.cooperative import run_to_completion
from service.engine.goods.context import Circumstances, surroundings
from service.engine.goods.rules import OriginRules
from service.engine.goods.scan import scan_in_steps
from service.engine.goods.text import fold


def around(text: str, name: str, rules: OriginRules, hs_code: str = "") -> Circumstances:
    """The circumstances of the (last) match of a name in a text."""
    folded = fold(text)
    marks = run_to_completion(scan_in_steps(folded, rules))
    mark = [one for one in marks if one.key == name][-1]
    return surroundings(folded, marks, hs_code, rules).around(mark)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("wine of Crimea", "crimea", ""),
        ("Ukraine except Crimea", "crimea", "negation"),
        ("Ukraine (except Crimea) and Sevastopol", "sevastopol", ""),
        ("not from Crimea but from Sevastopol", "sevastopol", ""),
        ("not from Crimea; from Sevastopol", "sevastopol", ""),
        ("rue de Sevastopol 5, Paris", "sevastopol", "street"),
        ("rue de la Sevastopol 5", "sevastopol", "street"),
        ("Sevastopol street 12", "sevastopol", "street"),
        ("rue Lafayette, Sevastopol", "sevastopol", ""),
        ("Hotel Sevastopol, Paris", "sevastopol", "business"),
        ("Hotel, Sevastopol", "sevastopol", ""),
        ("frozen Sudak fillets", "sudak", "thing"),
        ("Sudak, Crimea", "sudak", ""),
        ("Ukraine, excluding the temporarily occupied territories of Crimea", "crimea", "negation"),
        ("except Donetsk, Luhansk and Crimea", "crimea", "negation"),
        ("wine without alcohol, Crimea", "crimea", ""),
        ("excluding VAT: Crimea", "crimea", ""),
        ("outside diameter 20 mm Crimea", "crimea", ""),
        ("no origin other than Crimea", "crimea", ""),
        ("Russia, not Crimea", "crimea", "negation"),
        ("not fresh Crimea", "crimea", ""),
        ("Via Crimea 5, Milano", "crimea", "street"),
    ],
)
def test_why_a_name_does_not_count(text: str, name: str, kind: str, rules: OriginRules) -> None:
    found = around(text, name, rules)
    assert found.kind == kind
    assert (found.suppressed is None) is (kind == "")


def test_the_customs_heading_tells_a_thing_from_a_place(rules: OriginRules) -> None:
    assert around("Sudak", "sudak", rules, hs_code="030489").kind == "thing"
    assert around("Sudak", "sudak", rules, hs_code="220421").kind == ""


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Sevastopol", "plain"),
        ("Made in Sevastopol", "origin"),
        ("Shipper: Sevastopol", "other"),
        ("Shipper: Odesa. Country of origin: Sevastopol", "origin"),
        ("Country of origin: Japan. Shipper: office in Sevastopol", "other"),
        ("Made in Japan; Sevastopol", "plain"),
        ("via Sevastopol, 5 pallets", "other"),
        ("Via Sevastopol 5, Milano", "plain"),
    ],
)
def test_the_nearest_word_of_the_clause_tells_the_role(text: str, role: str, rules: OriginRules) -> None:
    assert around(text, "sevastopol", rules).role == role

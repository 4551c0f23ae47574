"""What a text repeats counts once."""

from __future__ import annotations

from dataclasses import replace

from service.engine.goods.findings import Finding, Strength, distinct_evidence, distinct_findings
from service.engine.goods.model import Evidence

FIRST = Evidence("text", "Yalta", "place_name", 0.95, "'Yalta' is a place in Crimea.", "crimea", 0, 5)
AGAIN = replace(FIRST, start=6, end=11)
OTHER = replace(FIRST, matched="YALTA", start=12, end=17)


def test_evidence_that_is_repeated_stands_where_it_is_first() -> None:
    assert distinct_evidence([FIRST, AGAIN, OTHER, AGAIN]) == (FIRST, OTHER)


def test_a_finding_that_is_repeated_in_another_role_counts_too() -> None:
    found = [Finding(one, "crimea", "unique") for one in (FIRST, AGAIN)]
    shipper = Finding(AGAIN, "crimea", "unique", role="other", limit=Strength.REVIEW)
    assert distinct_findings([*found, shipper]) == (found[0], shipper)

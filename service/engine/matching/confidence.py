"""How likely a pair of names with a score is the same party: the second number beside the score.

0.80 does not mean the same for bodies and for persons, nor in one script and across two. `confidence.csv` says, for
each type and way of writing, which share of labelled pairs with such a score are right; it is written by
`scripts/learn_confidence.py`. Half of the pairs it was learned from are right, so it is no chance that a customer is
listed: it is for putting hits in order, and for thresholds that mean the same everywhere.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from service.common.bundled_tables import bundled_rows
from service.engine.normalise.scripts import script_of

_GROUPS = {
    "Arab": "Arab",
    "Cyrl": "Cyrl",
    "Hebr": "Hebr",
    "Kana": "Jpan",
    "Jpan": "Jpan",
    "Hani": "Hani",
    "Hang": "Hang",
}
SAME, OTHER = "same", "other"
"""Names in one script; names in two of which neither is counted by itself."""
Curve = tuple[tuple[float, ...], tuple[float, ...]]


def script_group(query: str, listed: str) -> str:
    """How two names are written: in the same script, or else the one script that is not Latin."""
    left, right = script_of(query), script_of(listed)
    if left == right:
        return SAME
    found = {_GROUPS[script] for script in (left, right) if script in _GROUPS}
    return found.pop() if len(found) == 1 else OTHER


@lru_cache(maxsize=1)
def _curves() -> dict[tuple[bool, str], Curve]:
    rows: dict[tuple[bool, str], list[tuple[float, float]]] = {}
    for row in bundled_rows(__package__, "confidence.csv"):
        key = (row["type"] == "person", row["script"])
        rows.setdefault(key, []).append((float(row["score"]), float(row["confidence"])))
    return {key: (tuple(x for x, _ in some), tuple(y for _, y in some)) for key, some in rows.items()}


def confidence_of(score: float, query: str, listed: str, *, is_person: bool) -> float:
    """The share of right pairs, 0 to 1, among labelled ones with this score; rises with it, four digits."""
    curves = _curves()
    found = curves.get((is_person, script_group(query, listed))) or curves[is_person, SAME]
    scores, shares = found
    at = bisect_right(scores, score)
    if at == 0:
        return shares[0]
    if at == len(scores):
        return shares[-1]
    part = (score - scores[at - 1]) / (scores[at] - scores[at - 1])
    return round(shares[at - 1] + part * (shares[at] - shares[at - 1]), 4)

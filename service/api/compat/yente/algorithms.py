"""The names of scoring algorithms that clients may ask for. One engine answers to all of them, and says so."""

from __future__ import annotations

from typing import Any

ENGINE_NAMES = (
    "best",
    "sekisho",
    "logic-v2",
    "logic-v1",
    "name-based",
    "name-qualified",
    "ofac",
    "name-matcher",
    "regression-v1",
)
"""Those of yente, of the hosted service, and of older versions of both."""

_DESCRIPTION = (
    "Answered by the engine of Sekisho, whatever the name: names in any script, birth date, countries, gender and "
    "identifiers, as described in docs/matching.md. Its scores are not those of the algorithm of this name in yente."
)
_FEATURES = {
    "name": "How well the names agree, word by word, by spelling and by sound.",
    "birth_date": "Whether the dates of birth agree, as far as they are known.",
    "country": "Whether a nationality or country is the same.",
    "gender": "Whether the gender is another one.",
    "identifier": "Whether a passport, registration or other number is the same, which is decisive.",
}


def algorithms_document() -> dict[str, Any]:
    """The answer of `/algorithms`."""
    features = {name: {"description": text, "coefficient": 1.0, "url": None} for name, text in _FEATURES.items()}
    return {
        "algorithms": [
            {
                "name": name,
                "description": _DESCRIPTION,
                "features": features,
                "docs": {"features": features, "config": {}},
            }
            for name in ENGINE_NAMES
            if name != "best"
        ],
        "default": "best",
        "best": "sekisho",
    }

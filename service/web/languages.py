"""The words of the pages: one catalogue a language."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

LANGUAGES = {"en": "English", "ja": "日本語"}
_FOLDER = Path(__file__).with_name("catalogues")


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """All strings of a language, by key."""
    words: dict[str, str] = json.loads((_FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    return words


def preferred(accept_language: str) -> str:
    """The language that a browser prefers among those there are (RFC 9110, 12.5.4); English if none."""
    weighted = []
    for place, entry in enumerate(accept_language.split(",")):
        tag, _, parameter = entry.strip().partition(";")
        language = tag.strip().lower().partition("-")[0]
        weight = _weight(parameter)
        if language in LANGUAGES and weight > 0:
            weighted.append((-weight, place, language))
    return min(weighted)[2] if weighted else "en"


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if not parameter.strip():
        return 1.0
    try:
        return float(value) if name.strip() == "q" else 0.0
    except ValueError:
        return 0.0

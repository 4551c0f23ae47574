"""Sentences that the engine says in English, in other languages, by a table of their forms.

A form such as `{met} of {asked} words agree` stands for all sentences that are made of it; what stands in its places is
put into the other sentence, itself translated if it is a sentence. What no form fits stays English.
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from importlib import resources

_PLACE = re.compile(r"\{(\w+)\}")
_REMEMBERED = 4096


@lru_cache(maxsize=_REMEMBERED)
def translated(text: str, language: str) -> str | None:
    """A sentence in a language; None where the table has none."""
    for form, other in _forms(language):
        if found := form.fullmatch(text):
            given = {name: translated(value, language) or value for name, value in found.groupdict().items()}
            return other.format(**given)
    return None


@lru_cache(maxsize=1)
def _tables() -> frozenset[str]:
    folder = resources.files("service.web").joinpath("catalogues")
    return frozenset(one.name for one in folder.iterdir() if one.name.startswith("sentences."))


@lru_cache
def _forms(language: str) -> list[tuple[re.Pattern[str], str]]:
    """Forms with their translations; those that say more come before those that they would fit too."""
    name = f"sentences.{language}.csv"
    if name not in _tables():
        return []
    text = resources.files("service.web").joinpath("catalogues", name).read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    rows.sort(key=lambda row: -len(_PLACE.sub("", row["english"])))
    return [(_pattern(row["english"]), row["japanese"]) for row in rows]


def _pattern(form: str) -> re.Pattern[str]:
    parts = _PLACE.split(form)  # words, name, words, ...
    return re.compile("".join(f"(?P<{part}>.+?)" if at % 2 else re.escape(part) for at, part in enumerate(parts)))

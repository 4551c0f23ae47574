"""Other names that a company's published name holds inside itself: `BUTEMBO AIRLINES (BAL)`, `A ; B`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.entity import Name, NameType

_BRACKET = re.compile(r"\s*[(（]\s*([^()（）]+?)\s*[)）]")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&.\-/]{1,11}\Z")
_MAX_WEAK_ACRONYM = 5


def company_variants(name: str, language: str | None = None) -> Iterator[Name]:
    """The name without its brackets, the acronyms in them, and the parts around a ` ; `. Never the name itself.

    A short acronym is a weak name: BAL or TIM alone is many companies.
    """
    for part in re.split(r"\s+;\s+", name):
        bare = " ".join(_BRACKET.sub(" ", part).split())
        if bare and bare != name:
            yield Name(bare, NameType.VARIANT, language=language)
        for inside in _BRACKET.findall(part):
            if _ACRONYM.match(inside):
                weak = len(re.sub(r"\W", "", inside)) <= _MAX_WEAK_ACRONYM
                yield Name(inside, NameType.VARIANT, weak, language)

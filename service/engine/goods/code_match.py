"""Does the code asked about lie inside a prefix of a measure?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from service.engine.goods.import_law import ALL, CodeLine, ImportLaw, ImportMeasure
from service.engine.goods.text import plain_signs

SHORTEST_CODE = 4
"""Digits of a heading: a shorter code says too little to look for third-country goods under it."""


@dataclass(frozen=True, slots=True)
class CodeMatch:
    """A line of a measure that touches the code asked about.

    `inside`: the code lies inside the prefix. Otherwise it is coarser: the prefix lies inside the code, or an exception
    of the line does, so that only a longer code can tell.
    """

    line: CodeLine
    inside: bool


def code_digits(hs_code: str | None) -> str:
    """The digits of a code as written, with dots or spaces; empty where there are fewer than two."""
    plain = plain_signs(hs_code or "")
    digits = "".join(character for character in plain if character.isascii() and character.isdigit())
    return digits if len(digits) >= 2 else ""


def match_code(law: ImportLaw, measure: ImportMeasure, digits: str, on: date) -> CodeMatch | None:
    """The line of a measure that decides about a code on a day, None if none touches it.

    The longest prefix decides, since an annex may treat a part of a heading apart. A line that covers all goods decides
    without any code; without a code no other line matches. A line that only names a part of a code that is asked about
    whole makes the match coarser, unless another line holds the whole code without a condition.
    """
    best: CodeMatch | None = None
    coarser: CodeMatch | None = None
    for line in law.lines_of(measure, digits):
        if not line.in_force(on):
            continue
        if line.prefix == ALL:
            return CodeMatch(line, True)
        if not digits:
            continue
        if digits.startswith(line.prefix):
            if any(digits.startswith(excepted) for excepted in line.excepted):
                continue
            open_exception = any(excepted.startswith(digits) for excepted in line.excepted)
            if best is None or len(line.prefix) > len(best.line.prefix):
                best = CodeMatch(line, not open_exception)
        elif line.prefix.startswith(digits) and (coarser is None or line.open_condition(on)):
            coarser = CodeMatch(line, False)
    if best is not None and coarser is not None and coarser.line.open_condition(on):
        return coarser
    return best or coarser

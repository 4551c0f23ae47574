"""Does the code asked about lie inside a prefix of a measure?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from service.engine.goods.import_law import ImportLaw
from service.engine.goods.import_measures import ALL, CodeLine, ImportMeasure
from service.engine.goods.text import plain_signs

_HEADING, _SUBHEADING = 4, 6
_NO_CHAPTERS = frozenset({"00", "77"})
SHORTEST_CODE = 4
"""Digits of a heading: a shorter code says too little to look for third-country goods under it."""


@dataclass(frozen=True, slots=True)
class CodeMatch:
    """A line of a measure that touches the code asked about.

    `inside`: the code lies inside the prefix. Otherwise it is coarser: the prefix lies inside the code, or an exception
    of the line does, so that only a longer code can tell. `other_edition`: no edition of the Harmonized System has both
    the code and the prefix, see `of_other_edition`.
    """

    line: CodeLine
    inside: bool
    other_edition: bool = False


def code_digits(hs_code: str | None) -> str:
    """The digits of a code as written, with dots or spaces; empty where there are fewer than two."""
    plain = plain_signs(hs_code or "")
    digits = "".join(character for character in plain if character.isascii() and character.isdigit())
    return digits if len(digits) >= 2 else ""


def existing_digits(digits: str) -> tuple[str, str]:
    """The digits as far as the Harmonized System can have them, and what is wrong with the rest, empty if nothing is.

    Chapters run from 01 to 97 without 77; 98 and 99 are for national use. No chapter has a heading 00, so that 7200 or
    72000000 is chapter 72 filled up with zeros.
    """
    if digits[:2] in _NO_CHAPTERS:
        return "", f"the Harmonized System has no chapter {digits[:2]}: the code {digits} is not looked at"
    if digits[2:_HEADING] == "00":
        return digits[:2], f"chapter {digits[:2]} has no heading 00: of the code {digits} only the chapter is looked at"
    return digits, ""


def of_other_edition(law: ImportLaw, measure: ImportMeasure, digits: str, on: date) -> CodeMatch | None:
    """A line of a measure that stands in another edition of the Harmonized System than the code.

    A subheading is either whole, 7104.20, or divided, 7104.21 and 7104.29: no edition has both. Nor has any 8803.00
    beside 8803.10. A code that was renumbered would slip past a list of the other edition.
    """
    if len(digits) < _SUBHEADING:
        return None
    code = digits[:_SUBHEADING]
    for line in law.lines_of(measure, digits):
        if len(line.prefix) >= _SUBHEADING and line.in_force(on) and _exclude_each_other(code, line.prefix):
            return CodeMatch(line, False, other_edition=True)
    return None


def _exclude_each_other(code: str, other: str) -> bool:
    one, two = code[:_SUBHEADING], other[:_SUBHEADING]
    if one == two or one[:_HEADING] != two[:_HEADING]:
        return False
    if "00" in (one[_HEADING:], two[_HEADING:]):
        return True
    return one[:-1] == two[:-1] and "0" in (one[-1], two[-1])


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

"""Telephone numbers in an address whose area code lies in a territory: +7 978, +7 3652, (0652) in Ukraine.

A mobile number moves with its owner and an area code may be kept by one who left, so each asks for a look and never
decides. Not handled: numbers of a field of their own, and national numbers in a text that tells no country.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.common.lazy_pattern import lazy_pattern
from service.engine.goods.codes import Code
from service.engine.goods.findings import Finding, Strength
from service.engine.goods.model import Evidence
from service.engine.goods.rules import OriginRules
from service.engine.goods.text import CYRILLIC, plain_signs

_REST = r"[\d\s().\-‐–/]{7,18}\d(?![\d-])"
_INTERNATIONAL = lazy_pattern(rf"(?<![\w+])(?:\+|00)\s?\(?(?=\d){_REST}")
_TRUNK = lazy_pattern(rf"(?<![\w+-])8[\s(-]{{1,2}}\d{_REST}")
_AREA_IN_BRACKETS = lazy_pattern(r"(?<![\w+])(?<![\d)] )\(\d{3,5}\)[\s\d-]{5,11}(?<=\d)(?![\d-])")
_MARKED = lazy_pattern(
    rf"(?<!\w)(?i:tel|tél|phone|ph|mob|mobile|cell|fax|whatsapp|viber|тел|телефон|моб|факс|电话|電話|전화)\b[.:\s]*(?=\d){_REST}"
)
_NOT_DIGITS = re.compile(r"\D+")
_LENGTHS = {"7": 11, "380": 12}
"""How many digits a whole number has, with the country code."""
_PREFIX_LENGTHS = (6, 5, 4, 3)


def phones_in(field: str, raw: str, countries: frozenset[str], rules: OriginRules) -> list[Finding]:
    """The numbers of a text that `codes.csv` knows by their first digits, each once."""
    text = plain_signs(raw)
    findings: dict[str, Finding] = {}
    for start, end, digits in _numbers(text, countries):
        code = _code_of(digits, rules)
        if code is not None and digits not in findings:
            findings[digits] = _finding(field, raw[start:end], code, rules, start, end)
    return list(findings.values())


def _numbers(text: str, countries: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    """Place and digits of all numbers, with the country code before them."""
    for match in _INTERNATIONAL.finditer(text):
        yield *match.span(), _digits(match).removeprefix("00")
    for match in _TRUNK.finditer(text):
        yield *match.span(), "7" + _digits(match)[1:]
    for match in _MARKED.finditer(text):
        yield from ((*match.span(), digits) for digits in _national(_digits(match), text, countries))
    for match in _AREA_IN_BRACKETS.finditer(text):
        yield from ((*match.span(), digits) for digits in _national(_digits(match), text, countries))


def _national(digits: str, text: str, countries: frozenset[str]) -> Iterator[str]:
    """A number without a country code as one of Russia or Ukraine, where the text or its letters tell of one."""
    if digits.startswith(tuple(_LENGTHS)) and len(digits) in _LENGTHS.values():
        yield digits
    if CYRILLIC.search(text) is None and not countries & {"RU", "UA"}:
        return
    if len(digits) == 10:
        yield "38" + digits if digits.startswith("0") else "7" + digits


def _digits(match: re.Match[str]) -> str:
    return _NOT_DIGITS.sub("", match[0])


def _code_of(digits: str, rules: OriginRules) -> Code | None:
    if not any(digits.startswith(country) and len(digits) == length for country, length in _LENGTHS.items()):
        return None
    found = (rules.codes.find("phone", digits[:length]) for length in _PREFIX_LENGTHS)
    return next(filter(None, found), None)


def _finding(field: str, written: str, code: Code, rules: OriginRules, start: int, end: int) -> Finding:
    name = rules.territories[code.territory].name
    detail = f"The telephone number {written.strip()} is one of {name} ({code.note})."
    evidence = Evidence(field, written, "phone", 0.5, detail, code.territory, start, end)
    return Finding(evidence, code.territory, "code", limit=Strength.REVIEW)

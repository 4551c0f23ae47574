"""Read the fields that hold codes: country, subdivision, LOCODE, postcode; and codes written in a text."""

from __future__ import annotations

import re
from dataclasses import replace

from service.common.lazy_pattern import lazy_pattern
from service.engine.goods.codes import Code
from service.engine.goods.findings import CounterEvidence, FieldReading, Finding, Strength
from service.engine.goods.model import Evidence
from service.engine.goods.rules import OriginRules
from service.engine.goods.text import CYRILLIC, UNSPACED, key, plain_signs
from service.engine.model.decision import Decision

_ISO_3166_2 = lazy_pattern(r"([A-Z]{2})[-\s]?([A-Z0-9]{1,3})")
_LOCODE = lazy_pattern(r"([A-Z]{2})[-\s]?([A-Z2-9]{3})")
_BEGIN, _END = rf"(?<![^\W\u3041-\u309f{UNSPACED}])", rf"(?![^\W\u3041-\u309f{UNSPACED}])"
"""Where a word of letters and digits begins and ends: also beside scripts without spaces, as in 原産地UA-43."""
_CODE_IN_TEXT = lazy_pattern(rf"{_BEGIN}(UA|RU)[-\s]?([A-Z0-9]{{2,3}}){_END}", re.IGNORECASE)
_KATOTTG = lazy_pattern(rf"{_BEGIN}(UA\d{{2}})\d{{15}}{_END}", re.IGNORECASE)
_POSTCODE = lazy_pattern(r"(?<![\d-])\d{5,6}(?![\d-])")
_CODES = {"UA": "UA", "UKR": "UA", "RU": "RU", "RUS": "RU", "RF": "RU", "РФ": "RU"}
_NAMES = {"ukraine": "UA", "україна": "UA", "украина": "UA"} | dict.fromkeys(
    ("russia", "russian federation", "russian fed", "россия", "российская федерация"), "RU"
)
_COUNTRY = rf"(?P<country>{'|'.join(_CODES)}|(?i:{'|'.join(sorted(_NAMES, key=len, reverse=True))}))"
_DIGITS, _NEAR = r"(?P<digits>\d{5,6}|\d{2,3} \d{3})", r"[\s,:()-]{0,3}"
_POSTCODES_BESIDE_COUNTRY = (
    lazy_pattern(rf"{_BEGIN}{_COUNTRY}{_NEAR}{_DIGITS}(?![\d-])"),
    lazy_pattern(rf"(?<![\d-])(?<!\d ){_DIGITS}{_NEAR}{_COUNTRY}{_END}"),
)
"""Digits, also in two parts, with the country right before or behind them: RU-299011, 299 011 Россия, 95000 (UA)."""
_POSTCODE_FIRST = lazy_pattern(
    r"(?:(?:\A|\n)\s*|(?:индекс|почтовый индекс|поштовий індекс|п/и|postindex)\W{0,3})(?P<digits>2[89]\d{4})(?=\s*,)",
    re.IGNORECASE,
)
_BEFORE_POSTCODE = lazy_pattern(r"\s*(?:〒|(UA|RU)(?=[-\s\d]))?[-\s]*", re.IGNORECASE)
"""What may stand before the digits in a field for postcodes: the sign for one, or the country."""
_ICAO = lazy_pattern(rf"{_BEGIN}U[KR][A-Z]{{2}}{_END}")
_IATA = lazy_pattern(r"\s*([A-Z]{3})\s*")
_AIRPORT = r"(?:[Aa]irport|AIRPORT|IATA|[Аа]эропорт|[Аа]еропорт|空港|机场|공항)"
_BETWEEN = r"[\s(),:-]{0,3}"
_IATA_MARKED = lazy_pattern(
    rf"{_BEGIN}([A-Z]{{3}}){_END}{_BETWEEN}{_AIRPORT}|{_AIRPORT}{_BETWEEN}{_BEGIN}([A-Z]{{3}}){_END}"
)
_HOME = ("UA", "RU")


def country_code(raw: str, rules: OriginRules) -> str:
    """ISO 3166-1 alpha-2 for a country field, also where it holds a name; upper case as it stands if unknown."""
    text = plain_signs(raw).strip()
    if len(text) == 2:
        return text.upper()
    for term in rules.phrases.words.get(key(text), ()):
        if term.kind == "country" and term.code is not None:
            return term.code
    for entry in rules.phrases.unspaced.get(key(text)[:1], ()):
        if entry.key == key(text) and entry.terms[0].kind == "country" and entry.terms[0].code:
            return entry.terms[0].code
    return text.upper()


def read_country(raw: str, rules: OriginRules) -> FieldReading:
    """Ukraine and Russia support a name; any other country speaks against it."""
    code = country_code(raw, rules)
    if code in _HOME:
        return FieldReading("country", home_countries=frozenset({code}))
    return FieldReading(
        "country", counter_evidence=(CounterEvidence("country", raw, code, f"The country is given as {raw}."),)
    )


def read_subdivision(raw: str, country: str | None, rules: OriginRules) -> FieldReading | None:
    """A subdivision code; None if the field holds words."""
    text = plain_signs(raw).strip().upper()
    code = rules.codes.find("subdivision", text)
    if code is None and country and re.fullmatch(r"[A-Z0-9]{1,3}", text):
        code = rules.codes.find("subdivision", f"{country}-{text}")
    if code is None and (match := _ISO_3166_2.fullmatch(text)):
        code = rules.codes.find("subdivision", f"{match[1]}-{match[2]}")
    if code is None and (match := _KATOTTG.fullmatch(text)):
        code = rules.codes.find("katottg", match[1])
    if code is not None:
        return FieldReading("subdivision", (_code_finding("subdivision", raw, code, rules, 0, len(raw)),))
    if match := _ISO_3166_2.fullmatch(text):
        if "-" not in text and not any(letter.isdigit() for letter in text) and len(text) > 3:
            return None
        value = f"{match[1]}-{match[2]}"
        return FieldReading(
            "subdivision",
            counter_evidence=(CounterEvidence("subdivision", raw, value, f"The subdivision is {value}."),),
        )
    return None


def read_locode(field: str, raw: str, rules: OriginRules) -> FieldReading | None:
    """A UN/LOCODE; None if the field does not hold one."""
    match = _LOCODE.fullmatch(plain_signs(raw).strip().upper())
    if match is None:
        return None
    text = match[1] + match[2]
    code = _locode(match[1], match[2], rules)
    if code is not None:
        return FieldReading(field, (_code_finding(field, raw, code, rules, 0, len(raw)),))
    return FieldReading(
        field, counter_evidence=(CounterEvidence(field, raw, match[1], f"The LOCODE {text} is none of a territory."),)
    )


def _locode(country: str, place: str, rules: OriginRules) -> Code | None:
    """What a LOCODE stands for; no Crimean port has a code of its own under Russia's prefix."""
    code = rules.codes.find("locode", country + place)
    ukrainian = rules.codes.find("locode", "UA" + place) if code is None and country == "RU" else None
    if ukrainian is None:
        return code
    return replace(ukrainian, effect=Decision.REVIEW, note=f"UA{place} under the prefix of Russia")


def read_postcode(raw: str, countries: frozenset[str], rules: OriginRules) -> FieldReading:
    """A postcode in its own field. It counts for Ukraine and Russia only; without a country, in `countries` or written
    before it, it asks for a look."""
    text = plain_signs(raw)
    before = _BEFORE_POSTCODE.match(text)
    if before is not None:
        text = text[before.end() :]
        countries = frozenset({before[1].upper()}) if before[1] else countries
    digits = re.sub(r"[\s-]", "", text)
    for country in sorted(countries):
        found = rules.codes.postcode(country, digits)
        if found is not None:
            limit = Strength.BLOCK if found.effect is Decision.BLOCK else Strength.REVIEW
            name = rules.territories[found.territory].name
            detail = f"The postcode {raw} of {country} lies in {name}: {found.note}."
            return FieldReading("postal_code", (_postal("postal_code", raw, found.territory, detail, limit),))
    if not countries:
        for country in _HOME:
            found = rules.codes.postcode(country, digits)
            if found is not None and "-" not in text:
                detail = (
                    f"The postcode {raw} would lie in {found.territory} if it were of {country}; no country is given."
                )
                return FieldReading(
                    "postal_code", (_postal("postal_code", raw, found.territory, detail, Strength.REVIEW),)
                )
    if countries & set(_HOME) and digits.isdigit() and len(digits) in (5, 6):
        detail = f"The postcode {raw} lies outside every territory."
        return FieldReading("postal_code", counter_evidence=(CounterEvidence("postal_code", raw, "", detail),))
    return FieldReading("postal_code")


def airports_in(field: str, raw: str, rules: OriginRules) -> list[Finding]:
    """Airport codes: an ICAO code anywhere in capitals, an IATA code alone in a field or beside the word airport."""
    findings: list[Finding] = []
    text = plain_signs(raw)
    for match in _ICAO.finditer(text):
        findings += _written(field, raw, match, rules.codes.find("icao", match.group()), rules)
    alone = _IATA.fullmatch(text)
    for match in [alone] if alone else _IATA_MARKED.finditer(text):
        findings += _written(field, raw, match, rules.codes.find("iata", next(filter(None, match.groups()))), rules)
    return findings


def codes_in(field: str, raw: str, rules: OriginRules) -> list[Finding]:
    """Codes written in a text: UA-43, UA SVP, KATOTTG."""
    findings: list[Finding] = []
    text = plain_signs(raw)
    for match in _CODE_IN_TEXT.finditer(text):
        code = rules.codes.find("subdivision", f"{match[1]}-{match[2]}".upper())
        if code is None and match.group().isupper():
            code = _locode(match[1], match[2], rules)
        findings += _written(field, raw, match, code, rules)
    for match in _KATOTTG.finditer(text):
        findings += _written(field, raw, match, rules.codes.find("katottg", match[1].upper()), rules)
    return findings


def postcodes_in(field: str, raw: str, countries: frozenset[str], rules: OriginRules) -> list[Finding]:
    """Postcodes written in a text that names Ukraine or Russia, or with the name or code of either beside them."""
    text = plain_signs(raw)
    written = [
        (match.span(), {_CODES.get(match["country"]) or _NAMES[match["country"].lower()]}, match["digits"])
        for pattern in _POSTCODES_BESIDE_COUNTRY
        for match in pattern.finditer(text)
    ]
    home = {*countries} & {*_HOME}
    written += [(match.span(), home, match[0]) for match in _POSTCODE.finditer(text)] if home else []
    findings: dict[str, Finding] = {}
    if not countries and CYRILLIC.search(text):
        for match in _POSTCODE_FIRST.finditer(text):
            digits, (start, end) = match["digits"], match.span("digits")
            if (found := rules.codes.postcode("RU", digits)) is not None:
                name = rules.territories[found.territory].name
                detail = f"The postcode {digits} would lie in {name}; no country is given."
                findings[digits] = _postal(field, digits, found.territory, detail, Strength.REVIEW, start, end)
    for (start, end), possible, digits in written:
        for country in sorted(possible):
            found = rules.codes.postcode(country, digits.replace(" ", ""))
            if found is not None and digits not in findings:
                limit = Strength.BLOCK if found.effect is Decision.BLOCK else Strength.REVIEW
                name = rules.territories[found.territory].name
                detail = f"The postcode {raw[start:end]} of {country} lies in {name}."
                findings[digits] = _postal(field, raw[start:end], found.territory, detail, limit, start, end)
    return list(findings.values())


def _written(field: str, raw: str, match: re.Match[str], code: Code | None, rules: OriginRules) -> list[Finding]:
    """The finding of a code where a text has one; the match is one in the text's plain signs."""
    if code is None:
        return []
    start, end = match.span()
    return [_code_finding(field, raw[start:end], code, rules, start, end)]


def _code_finding(field: str, raw: str, code: Code, rules: OriginRules, start: int, end: int) -> Finding:
    blocks = code.effect is Decision.BLOCK
    name = rules.territories[code.territory].name
    note = f" ({code.note})" if code.note else ""
    detail = f"The code {raw.strip()} stands for {name}{note}."
    evidence = Evidence(field, raw, code.system, 1.0 if blocks else 0.5, detail, code.territory, start, end)
    return Finding(evidence, code.territory, "code", limit=Strength.BLOCK if blocks else Strength.REVIEW)


def _postal(field: str, raw: str, territory: str, detail: str, limit: Strength,
            start: int = 0, end: int | None = None) -> Finding:  # fmt: skip
    score = 0.95 if limit is Strength.BLOCK else 0.5
    evidence = Evidence(field, raw, "postal_code", score, detail, territory, start, len(raw) if end is None else end)
    return Finding(evidence, territory, "code", limit=limit)

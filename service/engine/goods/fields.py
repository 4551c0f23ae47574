"""Read the fields that hold codes: country, subdivision, LOCODE, postcode; and codes written in a text."""

from __future__ import annotations

import re
from dataclasses import replace

from service.engine.goods.codes import Code
from service.engine.goods.findings import CounterEvidence, FieldReading, Finding, Strength
from service.engine.goods.model import Decision, Evidence
from service.engine.goods.rules import OriginRules
from service.engine.goods.text import key

_ISO_3166_2 = re.compile(r"([A-Z]{2})[-\s]?([A-Z0-9]{1,3})")
_LOCODE = re.compile(r"([A-Z]{2})[-\s]?([A-Z2-9]{3})")
_CODE_IN_TEXT = re.compile(r"\b(UA|RU)([-\s]?)([A-Z0-9]{2,3})\b")
_KATOTTG = re.compile(r"\b(UA\d{2})\d{15}\b")
_POSTCODE = re.compile(r"(?:(?<!\w)(UA|RU)-|(?<![\d-]))(\d{5,6})(?![\d-])")
"""Digits, with the country before them if it is written there (RU-299011)."""
_ICAO = re.compile(r"\bU[KR][A-Z]{2}\b")
_IATA = re.compile(r"([A-Z]{3})")
_AIRPORT = r"(?:[Aa]irport|AIRPORT|IATA|[Аа]эропорт|[Аа]еропорт|空港|机场|공항)"
_IATA_MARKED = re.compile(rf"\b([A-Z]{{3}})\b[\s(),:-]{{1,3}}{_AIRPORT}|{_AIRPORT}[\s(),:-]{{1,3}}([A-Z]{{3}})\b")
_HOME = ("UA", "RU")


def country_code(raw: str, rules: OriginRules) -> str:
    """ISO 3166-1 alpha-2 for a country field, also where it holds a name; upper case as it stands if unknown."""
    text = raw.strip()
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
    text = raw.strip().upper()
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
    match = _LOCODE.fullmatch(raw.strip().upper())
    if match is None:
        return None
    text = match[1] + match[2]
    code = rules.codes.find("locode", text)
    if code is not None:
        return FieldReading(field, (_code_finding(field, raw, code, rules, 0, len(raw)),))
    ukrainian = rules.codes.find("locode", "UA" + match[2]) if match[1] == "RU" else None
    if ukrainian is not None:  # no Crimean port has a code of its own under Russia's prefix
        as_review = replace(ukrainian, effect=Decision.REVIEW, note=f"UA{match[2]} under the prefix of Russia")
        return FieldReading(field, (_code_finding(field, raw, as_review, rules, 0, len(raw)),))
    return FieldReading(
        field, counter_evidence=(CounterEvidence(field, raw, match[1], f"The LOCODE {text} is none of a territory."),)
    )


def read_postcode(raw: str, countries: frozenset[str], rules: OriginRules) -> FieldReading:
    """A postcode in its own field. It counts for Ukraine and Russia only; without a country it asks for a look."""
    digits = re.sub(r"[\s-]", "", raw)
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
            if found is not None and "-" not in raw:
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
    for match in _ICAO.finditer(raw):
        code = rules.codes.find("icao", match.group())
        if code is not None:
            findings.append(_code_finding(field, match.group(), code, rules, match.start(), match.end()))
    alone = _IATA.fullmatch(raw.strip())
    for match in [alone] if alone else _IATA_MARKED.finditer(raw):
        code = rules.codes.find("iata", next(filter(None, match.groups())).upper())
        if code is not None:
            findings.append(_code_finding(field, match.group(), code, rules, 0, len(raw)))
    return findings


def codes_in(field: str, raw: str, rules: OriginRules) -> list[Finding]:
    """Codes written in a text: UA-43, UA SVP, KATOTTG."""
    findings: list[Finding] = []
    for match in _CODE_IN_TEXT.finditer(raw.upper()):
        code = rules.codes.find("subdivision", f"{match[1]}-{match[3]}")
        if code is None and raw[match.start() : match.end()].isupper():
            code = rules.codes.find("locode", match[1] + match[3])
        if code is not None:
            findings.append(_code_finding(field, match.group(), code, rules, match.start(), match.end()))
    for match in _KATOTTG.finditer(raw.upper()):
        code = rules.codes.find("katottg", match[1])
        if code is not None:
            findings.append(_code_finding(field, match.group(), code, rules, match.start(), match.end()))
    return findings


def postcodes_in(field: str, raw: str, countries: frozenset[str], rules: OriginRules) -> list[Finding]:
    """Postcodes written in a text that names Ukraine or Russia, or with the code of either before them."""
    findings: list[Finding] = []
    for match in _POSTCODE.finditer(raw):
        for country in sorted({match[1]} if match[1] else countries & set(_HOME)):
            found = rules.codes.postcode(country, match[2])
            if found is not None:
                limit = Strength.BLOCK if found.effect is Decision.BLOCK else Strength.REVIEW
                detail = f"The postcode {match.group()} of {country} lies in {rules.territories[found.territory].name}."
                finding = _postal(field, match.group(), found.territory, detail, limit, match.start(), match.end())
                findings.append(finding)
                break
    return findings


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

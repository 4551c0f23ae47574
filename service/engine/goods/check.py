"""The goods check: read every field, find the territory and the country of origin, decide by regime and date."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from service.common.cooperative import Steps, run_to_completion
from service.common.lazy_pattern import lazy_pattern
from service.engine.goods.certificate import read_certificate_in_steps
from service.engine.goods.code_match import code_digits
from service.engine.goods.combine import combine
from service.engine.goods.decide import decide
from service.engine.goods.declared_countries import declared_countries_in_steps
from service.engine.goods.fields import (
    airports_in,
    codes_in,
    country_code,
    postcodes_in,
    read_country,
    read_locode,
    read_postcode,
    read_subdivision,
)
from service.engine.goods.findings import FieldReading, Finding, Strength, distinct_findings
from service.engine.goods.model import (
    Contradiction,
    Evidence,
    Goods,
    GoodsOrigin,
    Origin,
    OriginAssessment,
    StatedCountry,
)
from service.engine.goods.phone_numbers import phones_in
from service.engine.goods.place_names import read_words_in_steps
from service.engine.goods.positions import positions_in, read_position
from service.engine.goods.product_check import check_products
from service.engine.goods.rules import OriginRules
from service.engine.goods.text import plain_signs
from service.engine.goods.weigh import weigh_in_steps

_MAY_HOLD_CODE = lazy_pattern(r"\d|\b(?:UA|RU)[-\s]?[A-Z]{3}\b", re.ASCII)
_MAY_HOLD_AIRPORT = lazy_pattern(r"\b[A-Z]{3,4}\b", re.ASCII)
_ISO_LETTERS = 2
_POSITIONS_AT_ONCE = 4
"""Positions looked up before others may have a turn: each is compared with all places of the gazetteer."""
_WORD_FIELDS = ("text", "city", "port")


def check_goods(
    goods: Goods, rules: OriginRules, *, on: date, regimes: frozenset[str] | None = None
) -> OriginAssessment:
    """May these goods come in, as the law of some regimes stands on a day?

    `regimes` are codes such as JP or EU; None asks all. Raises ValueError for an empty set or an unknown code.
    """
    return run_to_completion(check_goods_in_steps(goods, rules, on=on, regimes=regimes))


def check_goods_in_steps(
    goods: Goods, rules: OriginRules, *, on: date, regimes: frozenset[str] | None = None
) -> Steps[OriginAssessment]:
    """The same, pausing within long texts."""
    _asked(regimes, rules)
    readings, territory = yield from _territories(goods, rules, on, regimes)
    origin = yield from declared_countries_in_steps(goods, readings, rules.countries)
    if territory.territory is not None and not any(one.role == "origin" for one in origin.stated):
        origin = _within(territory, origin, rules)
    products = check_products(goods, origin, rules.imports, rules.regimes_by_id, on, regimes)
    yield
    return combine(territory, origin, products)


def check_territories(
    goods: Goods, rules: OriginRules, *, on: date, regimes: frozenset[str] | None = None
) -> OriginAssessment:
    """The embargoed territories alone: the country of origin and the code of the product are not looked at."""
    return run_to_completion(_territories(goods, rules, on, regimes))[1]


def _within(territory: OriginAssessment, origin: GoodsOrigin, rules: OriginRules) -> GoodsOrigin:
    """A territory that was named makes the country it belongs to the likely origin."""
    country = rules.territories[territory.territory or ""].part_of
    found = territory.evidence[0]
    name = rules.countries.name_of(country)
    stated = StatedCountry(country, name, "origin", "likely", found.field, found.matched)
    return GoodsOrigin(country, name, (*origin.stated, stated))


def _territories(
    goods: Goods, rules: OriginRules, on: date, regimes: frozenset[str] | None
) -> Steps[tuple[tuple[FieldReading, ...], OriginAssessment]]:
    asked = _asked(regimes, rules)
    readings = yield from _read_origin(goods.origin, rules, on)
    readings += yield from _read_moves(goods, rules, on)
    stated = any(not reading.empty for reading in readings)
    if goods.description:
        readings.append((yield from _read_description(goods, rules, on)))
    ukrainian = False
    if goods.certificate is not None:
        reading, ukrainian = yield from read_certificate_in_steps(goods.certificate, rules, on)
        readings.append(reading)
    everything = tuple(readings)
    weighed = yield from weigh_in_steps(everything)
    assessment = decide(everything, weighed, rules, on, asked, ukrainian, stated)
    yield
    return everything, _with_country(assessment, goods.origin)


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """What an arbitrary text says about embargoed territories, without any law applied."""

    territory: str | None
    decisive: bool
    evidence: tuple[Evidence, ...]
    suppressed: tuple[Evidence, ...]
    contradictions: tuple[Contradiction, ...]


def find_places(
    text: str, rules: OriginRules, *, on: date, country: str | None = None, field: str = "text"
) -> PlaceReading:
    """Read an address or a port with the same engine. `decisive` tells a statement from something to look at.

    `on` matters for places whose control changed; `country` is the country of the address, if it is kept apart.
    """
    return run_to_completion(find_places_in_steps(text, rules, on=on, country=country, field=field))


def find_places_in_steps(
    text: str, rules: OriginRules, *, on: date, country: str | None = None, field: str = "text"
) -> Steps[PlaceReading]:
    """The same, pausing within long texts."""
    readings = yield from _read_text(
        field, text, rules, on, frozenset({country_code(country, rules)} if country else ())
    )
    if country:
        readings.append(read_country(country, rules))
    everything = tuple(readings)
    weighed = yield from weigh_in_steps(everything)
    assessment = decide(everything, weighed, rules, on, rules.regimes, False, True)
    return PlaceReading(
        territory=assessment.territory,
        decisive=any(one.strength is Strength.BLOCK for one in weighed),
        evidence=assessment.evidence,
        suppressed=assessment.suppressed,
        contradictions=assessment.contradictions,
    )


def _asked(regimes: frozenset[str] | None, rules: OriginRules) -> frozenset[str]:
    if regimes is None:
        return rules.regimes
    if not regimes or not regimes <= rules.regimes:
        unknown = ", ".join(sorted(regimes - rules.regimes)) or "none"
        raise ValueError(f"unknown regimes: {unknown}; known are {', '.join(sorted(rules.regimes))}")
    return regimes


def _read_origin(origin: Origin, rules: OriginRules, on: date) -> Steps[list[FieldReading]]:
    readings: list[FieldReading] = []
    countries: set[str] = set()
    if origin.country and origin.country.strip():
        named = []
        if len(origin.country.strip()) != _ISO_LETTERS:
            read = yield from _read_text("country", origin.country, rules, on, frozenset())
            named = [one for one in read if one.findings]
        if not named:
            readings.append(read_country(origin.country, rules))
            countries |= {country_code(origin.country, rules)}
        readings += named
    if origin.subdivision and origin.subdivision.strip():
        code = read_subdivision(origin.subdivision, next(iter(countries), None), rules)
        stated = frozenset(countries)
        readings += [code] if code else (yield from _read_text("subdivision", origin.subdivision, rules, on, stated))
    if origin.locode and origin.locode.strip():
        code = read_locode("locode", origin.locode, rules)
        stated = frozenset(countries)
        readings += [code] if code else (yield from _read_text("locode", origin.locode, rules, on, stated))
    for field in _WORD_FIELDS:
        value = getattr(origin, field)
        if value and value.strip():
            readings += yield from _read_text(field, value, rules, on, frozenset(countries))
    if origin.postal_code and origin.postal_code.strip():
        namesakes = frozenset().union(*(reading.home_countries for reading in readings))
        readings.append(read_postcode(origin.postal_code, frozenset(countries) | namesakes, rules))
    if origin.latitude is not None and origin.longitude is not None:
        written = f"{origin.latitude:g}, {origin.longitude:g}"
        readings.append(read_position("coordinates", origin.latitude, origin.longitude, written, rules, on))
    return readings


def _read_moves(goods: Goods, rules: OriginRules, on: date) -> Steps[list[FieldReading]]:
    """Where the goods were loaded or shipped from: a territory there asks for a look, it is not the origin."""
    readings: list[FieldReading] = []
    for field in ("port_of_loading", "shipped_from"):
        raw: str | None = getattr(goods, field)
        if not raw or not raw.strip():
            continue
        code = read_locode(field, raw, rules)
        known = [code] if code and code.findings else (yield from _read_text(field, raw, rules, on, frozenset()))
        for reading in known:
            kept = tuple(replace(one, limit=min(one.limit, Strength.REVIEW), role="other") for one in reading.findings)
            readings.append(FieldReading(field, kept, suppressed=reading.suppressed, empty=True))
    return readings


def _read_text(
    field: str, raw: str, rules: OriginRules, on: date, countries: frozenset[str]
) -> Steps[list[FieldReading]]:
    """A field of words with the codes and coordinates written in it."""
    reading = yield from read_words_in_steps(field, raw, rules, on)
    if field in ("port", "city", "port_of_loading") and (code := read_locode(field, raw, rules)) and code.findings:
        return [code]
    yield
    plain = plain_signs(raw)
    airports = airports_in(field, raw, rules) if _MAY_HOLD_AIRPORT.search(plain) else []
    if airports:
        reading = replace(reading, findings=distinct_findings((*reading.findings, *airports)))
    if _MAY_HOLD_CODE.search(plain) is None:
        return [reading]
    namesakes = countries | reading.home_countries
    extra: list[Finding] = [*codes_in(field, raw, rules), *postcodes_in(field, raw, namesakes, rules)]
    extra += phones_in(field, raw, namesakes, rules)
    readings = [replace(reading, findings=distinct_findings((*reading.findings, *extra)))]
    yield
    written: set[tuple[float, float]] = set()
    for latitude, longitude, marked, start, end in positions_in(plain):
        if (latitude, longitude) in written:
            continue  # what a text says twice counts where it stands first
        written.add((latitude, longitude))
        position = read_position(field, latitude, longitude, raw[start:end], rules, on, start, end)
        if position.findings or marked:
            readings.append(position)
        if len(written) % _POSITIONS_AT_ONCE == 0:
            yield
    return readings


def _read_description(goods: Goods, rules: OriginRules, on: date) -> Steps[FieldReading]:
    """A description hints at an origin; it states one only where it says "made in" or the like."""
    digits = code_digits(goods.hs_code)
    reading = yield from read_words_in_steps("description", goods.description or "", rules, on, digits)
    findings = tuple(
        finding if finding.role == "origin" else replace(finding, limit=min(finding.limit, Strength.REVIEW))
        for finding in reading.findings
    )
    return replace(reading, findings=findings, empty=True)


def _with_country(assessment: OriginAssessment, origin: Origin) -> OriginAssessment:
    """Show the country Russia as a contradiction: it lowers nothing, but the reader should see it."""
    if assessment.territory is None or (origin.country or "").strip().upper() != "RU":
        return assessment
    detail = "The country is given as RU; the territory is internationally recognised as part of Ukraine."
    shown = (*assessment.contradictions, Contradiction("country", "RU", detail))
    return replace(assessment, contradictions=shown)

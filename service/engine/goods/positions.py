"""Positions: coordinates in their own fields or in a text, and what lies there."""

from __future__ import annotations

import re
from datetime import date

from service.common.lazy_pattern import lazy_pattern
from service.engine.goods.findings import CounterEvidence, FieldReading, Finding, Strength
from service.engine.goods.gazetteer import Area
from service.engine.goods.model import Evidence, Place
from service.engine.goods.rules import OriginRules

_NEAR_KM = 12.0  # a point this near to a place of a partly occupied oblast asks for a look
_SWAPPED_KM = 8.0  # only a swapped point this near to a place is taken for a swapped one

_NUMBER = r"\d{{1,{digits}}}[.,]\d+"
_LATITUDE, _LONGITUDE = rf"(?P<lat>[-+]?{_NUMBER.format(digits=2)})", rf"(?P<lon>[-+]?{_NUMBER.format(digits=3)})"
_MINUTES = (
    r"\s*[°º]\s*(?:(?P<{0}m>\d{{1,2}}(?:\.\d+)?)\s*['’′]\s*)?(?:(?P<{0}s>\d{{1,2}}(?:\.\d+)?)\s*(?:[\"”″]|''|′′)\s*)?"
)
_NORTH, _EAST = r"(?P<ns>[NSСЮ]|пн|пд)", r"(?P<ew>[EWВЗ]|сх|зх)"
_SH, _D = r"(?:\.?\s?ш\.?)?", r"(?:\.?\s?д\.?)?"
"""What Russian and Ukrainian write behind the letter: с. ш., в. д., пн. ш., сх. д."""
_PATTERNS = tuple(
    lazy_pattern(pattern, re.IGNORECASE)
    for pattern in (
        # 4436N 03331E, as UN/LOCODE writes it
        r"\b(?P<lat>\d{2})(?P<latm>\d{2})(?P<ns>[NS])[\s,]+(?P<lon>\d{3})(?P<lonm>\d{2})(?P<ew>[EW])\b",
        # 44°36'11"N 33°31'22"E, 44°36′11″ с. ш. 33°31′22″ в. д.
        rf"(?P<lat>\d{{1,2}}){_MINUTES.format('lat')}{_NORTH}{_SH}[\s,;/]*"
        rf"(?P<lon>\d{{1,3}}){_MINUTES.format('lon')}{_EAST}{_D}",
        # N 44.95 E 34.10
        rf"\b(?P<ns>[NS])\s*{_LATITUDE}\s*°?[\s,;/]*(?P<ew>[EW])\s*{_LONGITUDE}",
        # lat 44.6, lon 33.5; широта 44.6, долгота 33.5
        r"\b(?:lat|шир)\w*\W{0,3}(?P<lat>[-+]?\d{1,2}(?:\.\d+)?)\W{1,5}"
        r"(?:lo?ng?|дол|довг)\w*\W{0,3}(?P<lon>[-+]?\d{1,3}(?:\.\d+)?)",
        # 44.6N, 33.52E and, without anything that says so, 44.6, 33.52
        rf"(?<![\d.,]){_LATITUDE}\s*°?\s*{_NORTH}?{_SH}"
        rf"(?:\s*[,;/]\s*|\s+){_LONGITUDE}\s*°?\s*{_EAST}?{_D}(?![\d.])",
    )
)


def read_position(field: str, latitude: float, longitude: float, written: str, rules: OriginRules, on: date,
                  start: int | None = None, end: int | None = None) -> FieldReading:  # fmt: skip
    """What lies at a position: a territory, its waters, the neighbourhood of one, or somewhere else."""
    place, distance = rules.gazetteer.nearest(latitude, longitude)
    area = area_at(latitude, longitude, rules)
    here = Place(place.name, latitude, longitude) if distance <= 30 else None

    def found(territory: str, score: float, detail: str, limit: Strength) -> FieldReading:
        evidence = Evidence(field, written, "coordinates", score, detail, territory, start, end)
        finding = Finding(evidence, territory, "code", place=here, limit=limit)
        return FieldReading(field, (finding,))

    if area is not None and area.effect == "review":
        return found(area.territory, 0.5, f"{written}: {area.note}.", Strength.REVIEW)
    if area is not None:
        territory = (
            place.territory if area.territory == "crimea" and place.territory == "sevastopol" else area.territory
        )
        name = rules.territories[territory].name
        outside = area.since <= on and (
            place.territory != territory or distance > _NEAR_KM or place.outside_government_control(on)
        )
        limit = Strength.BLOCK if outside else Strength.REVIEW
        detail = f"{written} lies in {name}, {distance:.0f} km from {place.name}."
        return found(territory, 1.0 if outside else 0.6, detail, limit)
    if distance <= _NEAR_KM:
        detail = f"{written} lies {distance:.0f} km from {place.name}, in or beside a territory."
        return found(place.territory, 0.5, detail, Strength.REVIEW)
    swapped, apart = rules.gazetteer.nearest(longitude, latitude) if abs(longitude) <= 90 else (place, 1e9)
    if apart <= _SWAPPED_KM:
        detail = f"{written}: with latitude and longitude swapped it lies {apart:.0f} km from {swapped.name}."
        return found(swapped.territory, 0.5, detail, Strength.REVIEW)
    return FieldReading(
        field, counter_evidence=(CounterEvidence(field, written, "", f"{written} lies outside every territory."),)
    )


def area_at(latitude: float, longitude: float, rules: OriginRules) -> Area | None:
    """The first area that contains a position, in the order of the file."""
    return next((area for area in rules.gazetteer.areas if area.contains(latitude, longitude)), None)


def positions_in(raw: str) -> list[tuple[float, float, bool, int, int]]:
    """Coordinates written in a text: latitude, longitude, whether hemispheres or words mark them as coordinates, and
    where they stand."""
    for pattern in _PATTERNS:
        found = [_position(match) for match in pattern.finditer(raw)]
        inside = [one for one in found if abs(one[0]) <= 90 and abs(one[1]) <= 180]
        if inside:
            return inside
    return []


def _position(match: re.Match[str]) -> tuple[float, float, bool, int, int]:
    parts = match.groupdict()
    north, east = (parts.get("ns") or "").upper(), (parts.get("ew") or "").upper()
    latitude = _degrees(parts, "lat") * (-1 if north in ("S", "Ю", "ПД") else 1)
    longitude = _degrees(parts, "lon") * (-1 if east in ("W", "З", "ЗХ") else 1)
    return latitude, longitude, bool(north and east) or "ns" not in parts, match.start(), match.end()


def _degrees(parts: dict[str, str | None], which: str) -> float:
    whole = float((parts[which] or "0").replace(",", "."))
    return whole + float(parts.get(which + "m") or 0) / 60 + float(parts.get(which + "s") or 0) / 3600

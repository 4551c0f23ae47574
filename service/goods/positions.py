"""Positions: coordinates in their own fields or in a text, and what lies there."""

from __future__ import annotations

import re
from datetime import date

from service.goods.findings import Finding, Pointer, Reading, Strength
from service.goods.gazetteer import Area
from service.goods.model import Evidence, Place
from service.goods.rules import OriginRules

_NEAR_KM = 12.0  # a point this near to a place of a partly occupied oblast asks for a look
_SWAPPED_KM = 8.0  # only a swapped point this near to a place is taken for a swapped one

_DECIMAL = re.compile(
    r"(?<![\d.])(?P<lat>[-+]?\d{1,2}\.\d+)\s*°?\s*(?P<ns>[NSns])?\s*[,;/\s]\s*(?P<lon>[-+]?\d{1,3}\.\d+)\s*°?\s*(?P<ew>[EWew])?(?![\d.])"
)
_COMPACT = re.compile(r"\b(?P<lat>\d{2})(?P<latm>\d{2})(?P<ns>[NS])[\s,]+(?P<lon>\d{3})(?P<lonm>\d{2})(?P<ew>[EW])\b")
_SEXAGESIMAL = re.compile(
    r"(?P<lat>\d{1,2})\s*[°º]\s*(?:(?P<latm>\d{1,2}(?:\.\d+)?)\s*['’′]\s*)?(?:(?P<lats>\d{1,2}(?:\.\d+)?)\s*(?:[\"”″]|'')\s*)?(?P<ns>[NSСЮ])"
    r"[\s,;/]*"
    r"(?P<lon>\d{1,3})\s*[°º]\s*(?:(?P<lonm>\d{1,2}(?:\.\d+)?)\s*['’′]\s*)?(?:(?P<lons>\d{1,2}(?:\.\d+)?)\s*(?:[\"”″]|'')\s*)?(?P<ew>[EWВЗ])"
)


def read_position(field: str, latitude: float, longitude: float, written: str, rules: OriginRules, on: date,
                  start: int | None = None, end: int | None = None) -> Reading:  # fmt: skip
    """What lies at a position: a territory, its waters, the neighbourhood of one, or somewhere else."""
    place, distance = rules.gazetteer.nearest(latitude, longitude)
    area = area_at(latitude, longitude, rules)
    here = Place(place.name, latitude, longitude) if distance <= 30 else None

    def found(territory: str, score: float, detail: str, limit: Strength) -> Reading:
        evidence = Evidence(field, written, "coordinates", score, detail, territory, start, end)
        finding = Finding(evidence, territory, "code", place=here, limit=limit)
        return Reading(field, (finding,))

    if area is not None and area.effect == "review":
        return found(area.territory, 0.5, f"{written}: {area.note}.", Strength.REVIEW)
    if area is not None:
        territory = (
            place.territory if area.territory == "crimea" and place.territory == "sevastopol" else area.territory
        )
        name = rules.territories[territory].name
        held = area.since <= on and (place.territory != territory or distance > _NEAR_KM or place.held(on))
        limit = Strength.BLOCK if held else Strength.REVIEW
        detail = f"{written} lies in {name}, {distance:.0f} km from {place.name}."
        return found(territory, 1.0 if held else 0.6, detail, limit)
    if distance <= _NEAR_KM:
        detail = f"{written} lies {distance:.0f} km from {place.name}, in or beside a territory."
        return found(place.territory, 0.5, detail, Strength.REVIEW)
    swapped, apart = rules.gazetteer.nearest(longitude, latitude) if abs(longitude) <= 90 else (place, 1e9)
    if apart <= _SWAPPED_KM:
        detail = f"{written}: with latitude and longitude swapped it lies {apart:.0f} km from {swapped.name}."
        return found(swapped.territory, 0.5, detail, Strength.REVIEW)
    return Reading(field, pointers=(Pointer(field, written, "", f"{written} lies outside every territory."),))


def area_at(latitude: float, longitude: float, rules: OriginRules) -> Area | None:
    """The first area that contains a position, in the order of the file."""
    return next((area for area in rules.gazetteer.areas if area.contains(latitude, longitude)), None)


def positions_in(raw: str) -> list[tuple[float, float, int, int]]:
    """Coordinates written in a text: latitude, longitude, and where they stand."""
    found: list[tuple[float, float, int, int]] = []
    for pattern in (_COMPACT, _SEXAGESIMAL, _DECIMAL):
        for match in pattern.finditer(raw):
            parts = match.groupdict()
            latitude = _degrees(parts, "lat") * (-1 if parts["ns"] in ("S", "s", "Ю") else 1)
            longitude = _degrees(parts, "lon") * (-1 if parts["ew"] in ("W", "w", "З") else 1)
            if abs(latitude) <= 90 and abs(longitude) <= 180:
                found.append((latitude, longitude, match.start(), match.end()))
        if found:
            break
    return found


def _degrees(parts: dict[str, str | None], which: str) -> float:
    minutes, seconds = parts.get(which + "m"), parts.get(which + "s")
    return float(parts[which] or 0) + float(minutes or 0) / 60 + float(seconds or 0) / 3600

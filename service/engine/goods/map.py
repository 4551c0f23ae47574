"""A map of one decision as SVG: the outline of the territories, the place found, and the position declared.

The outlines are those of `areas.json`: schematic, drawn by hand with a margin at sea. The picture needs no other file,
no script and no network.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import ceil, cos, floor, radians
from xml.sax.saxutils import escape  # nosec B406  # nothing is parsed

from service.engine.goods.gazetteer import Area, GazetteerPlace
from service.engine.goods.model import Origin, OriginAssessment, Place
from service.engine.goods.rules import OriginRules
from service.engine.model.decision import Decision

WIDTH, HEIGHT = 720, 560
_TOP, _BOTTOM, _SIDE = 72, 52, 24
_REACH = 12.0  # degrees: a position farther away is written below the map instead of shrinking it
_COUNTRY = 10.0  # degrees around the seat of a country
_POLE = 80.0
_LONGEST_LINE = 110
_TOWNS = 14  # so many towns are labelled, the largest first, where they have room
_KM_PER_DEGREE = 111.2
_COLOURS = {Decision.BLOCK: "#b3261e", Decision.REVIEW: "#9a5b00", Decision.CLEAR: "#1b6e3c"}
_VERDICTS = {Decision.BLOCK: "Blocked", Decision.REVIEW: "To be reviewed", Decision.CLEAR: "Clear"}
_STYLE = (
    "text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Noto Sans CJK JP',sans-serif;fill:#1d2733}"
    ".town{font-size:11px;fill:#44505c}.small{font-size:11px;fill:#5c6873}.grid{stroke:#c3d3df;stroke-width:.6}"
    ".label,.town{paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}"
)


@dataclass(frozen=True, slots=True)
class _Frame:
    """What part of the world the picture shows, and how degrees become pixels (equirectangular, true at mid-height)."""

    west: float
    south: float
    east: float
    north: float

    @property
    def scale(self) -> float:
        """Pixels for one degree of latitude."""
        across = (self.east - self.west) * cos(radians((self.south + self.north) / 2))
        return min((WIDTH - 2 * _SIDE) / across, (HEIGHT - _TOP - _BOTTOM) / (self.north - self.south))

    def point(self, longitude: float, latitude: float) -> tuple[float, float]:
        """The pixel of a position."""
        middle_x, middle_y = (self.west + self.east) / 2, (self.south + self.north) / 2
        x = WIDTH / 2 + (longitude - middle_x) * cos(radians(middle_y)) * self.scale
        y = _TOP + (HEIGHT - _TOP - _BOTTOM) / 2 - (latitude - middle_y) * self.scale
        return round(x, 1), round(y, 1)


def render_map(assessment: OriginAssessment, rules: OriginRules, origin: Origin | None = None) -> str:
    """The SVG document for an assessment. `origin` adds the position that was declared."""
    declared = _declared(origin)
    focus = assessment.territory or "crimea"
    capital = _capital(assessment, rules)
    frame = _frame(focus, rules, declared) if capital is None else _around(capital, declared)
    colour = _COLOURS[assessment.decision]
    name = _name(assessment, rules)
    assessment = assessment if capital is None else replace(assessment, place=capital)
    title = f"{_VERDICTS[assessment.decision]}: {name}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" aria-label="{escape(title, {chr(34): "&quot;"})}">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style>",
        f'<defs><clipPath id="frame"><rect x="{_SIDE}" y="{_TOP}" width="{WIDTH - 2 * _SIDE}" '
        f'height="{HEIGHT - _TOP - _BOTTOM}" rx="6"/></clipPath></defs>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<rect x="{_SIDE}" y="{_TOP}" width="{WIDTH - 2 * _SIDE}" height="{HEIGHT - _TOP - _BOTTOM}" rx="6" '
        'fill="#e4eef5"/>',
        '<g clip-path="url(#frame)">',
        *_grid(frame),
        *_outlines(frame, focus, colour if assessment.territory else "#5c6873", rules),
        *_towns(frame, assessment, _largest_towns(rules) if capital is None else rules.countries.capitals.values()),
        *_markers(frame, assessment, declared, colour),
        "</g>",
        *_words(assessment, declared, frame, title, colour),
        "</svg>",
    ]
    return "\n".join(parts)


def _name(assessment: OriginAssessment, rules: OriginRules) -> str:
    """The territory, else the country of origin."""
    if assessment.territory:
        return rules.territories[assessment.territory].name
    found = assessment.origin
    return f"goods of {found.name}" if found is not None and found.name else "no embargoed territory"


def _capital(assessment: OriginAssessment, rules: OriginRules) -> Place | None:
    """The seat of the country of origin, where no territory is in question and it is known."""
    if assessment.territory or assessment.origin is None or assessment.origin.country is None:
        return None
    return rules.countries.capitals.get(assessment.origin.country)


def _around(place: Place, declared: tuple[float, float] | None) -> _Frame:
    """A part of the world around the seat of a country, with the position declared if it lies near."""
    latitudes, longitudes = [place.latitude], [place.longitude]
    if declared is not None and _near(declared, longitudes, latitudes):
        latitudes.append(declared[0])
        longitudes.append(declared[1])
    return _Frame(
        min(longitudes) - _COUNTRY,
        max(min(latitudes) - _COUNTRY, -_POLE),
        max(longitudes) + _COUNTRY,
        min(max(latitudes) + _COUNTRY, _POLE),
    )


def _declared(origin: Origin | None) -> tuple[float, float] | None:
    if origin is None or origin.latitude is None or origin.longitude is None:
        return None
    return origin.latitude, origin.longitude


def _family(territory: str) -> frozenset[str]:
    """Crimea and Sevastopol share one outline."""
    return frozenset({"crimea", "sevastopol"}) if territory in ("crimea", "sevastopol") else frozenset({territory})


def _shown(rules: OriginRules) -> list[Area]:
    return [area for area in rules.gazetteer.areas if area.effect == "block"]


def _frame(focus: str, rules: OriginRules, declared: tuple[float, float] | None) -> _Frame:
    corners = [vertex for area in _shown(rules) if area.territory in _family(focus) for vertex in area.vertices]
    longitudes, latitudes = [x for x, _ in corners], [y for _, y in corners]
    if declared is not None and _near(declared, longitudes, latitudes):
        latitudes.append(declared[0])
        longitudes.append(declared[1])
    margin_x = 0.06 * (max(longitudes) - min(longitudes)) + 0.1
    margin_y = 0.06 * (max(latitudes) - min(latitudes)) + 0.1
    return _Frame(
        min(longitudes) - margin_x, min(latitudes) - margin_y, max(longitudes) + margin_x, max(latitudes) + margin_y
    )


def _near(declared: tuple[float, float], longitudes: list[float], latitudes: list[float]) -> bool:
    latitude, longitude = declared
    return (
        min(latitudes) - _REACH <= latitude <= max(latitudes) + _REACH
        and min(longitudes) - _REACH <= longitude <= max(longitudes) + _REACH
    )


def _grid(frame: _Frame) -> Iterator[str]:
    step = 1.0 if frame.north - frame.south < 6 else 5.0
    for index in range(floor(frame.west / step) - 3, ceil(frame.east / step) + 4):
        x, _ = frame.point(index * step, frame.south)
        if _SIDE < x < WIDTH - _SIDE:
            yield f'<path class="grid" d="M{x} {_TOP}V{HEIGHT - _BOTTOM}"/>'
            label = _degrees(index * step, "E", "W")
            yield f'<text class="small" x="{x + 3}" y="{HEIGHT - _BOTTOM - 5}">{label}</text>'
    for index in range(floor(frame.south / step) - 3, ceil(frame.north / step) + 4):
        _, y = frame.point(frame.west, index * step)
        if _TOP < y < HEIGHT - _BOTTOM:
            yield f'<path class="grid" d="M{_SIDE} {y}H{WIDTH - _SIDE}"/>'
            yield f'<text class="small" x="{_SIDE + 5}" y="{y - 3}">{_degrees(index * step, "N", "S")}</text>'


def _degrees(value: float, positive: str, negative: str) -> str:
    return f"{abs(value):g}° {positive if value >= 0 else negative}"


def _outlines(frame: _Frame, focus: str, colour: str, rules: OriginRules) -> Iterator[str]:
    """Every territory in grey, the one in question in the colour of the decision and on top."""
    for area in sorted(_shown(rules), key=lambda area: area.territory in _family(focus)):
        chosen = area.territory in _family(focus)
        points = " ".join(f"{x},{y}" for x, y in (frame.point(*vertex) for vertex in area.vertices))
        fill, opacity, line = (colour, 0.18, "") if chosen else ("#6b7885", 0.14, ' stroke-dasharray="4 3"')
        yield (
            f'<polygon points="{points}" fill="{fill}" fill-opacity="{opacity}" stroke="{fill}" stroke-width="1.4" '
            f'stroke-linejoin="round"{line}/>'
        )


def _largest_towns(rules: OriginRules) -> list[GazetteerPlace]:
    return sorted(rules.gazetteer.places.values(), key=lambda place: -place.population)


def _towns(frame: _Frame, assessment: OriginAssessment, places: Iterable[GazetteerPlace | Place]) -> Iterator[str]:
    """Places for orientation, as far as their labels do not meet: the first of them, or of a country its neighbours'
    capitals."""
    taken: list[tuple[float, float]] = []
    if assessment.place is not None:
        taken.append(frame.point(assessment.place.longitude, assessment.place.latitude))
    drawn = 0
    for place in places:
        x, y = frame.point(place.longitude, place.latitude)
        inside = _SIDE + 8 < x < WIDTH - _SIDE - 70 and _TOP + 14 < y < HEIGHT - _BOTTOM - 14
        if not inside or any(abs(x - other_x) < 90 and abs(y - other_y) < 18 for other_x, other_y in taken):
            continue
        taken.append((x, y))
        yield f'<circle cx="{x}" cy="{y}" r="2.4" fill="#44505c"/>'
        yield f'<text class="town" x="{x + 5}" y="{y + 4}">{escape(place.name)}</text>'
        drawn += 1
        if drawn == _TOWNS:
            return


def _markers(
    frame: _Frame, assessment: OriginAssessment, declared: tuple[float, float] | None, colour: str
) -> Iterator[str]:
    if assessment.place is not None:
        x, y = frame.point(assessment.place.longitude, assessment.place.latitude)
        yield (
            f'<path d="M{x} {y}c-3-7-9-11-9-18a9 9 0 0 1 18 0c0 7-6 11-9 18z" fill="{colour}" stroke="#fff" '
            f'stroke-width="1.5"/><circle cx="{x}" cy="{y - 18}" r="3.2" fill="#fff"/>'
        )
        anchor, shift = ("end", -13) if x > WIDTH * 0.75 else ("start", 13)
        yield (
            f'<text class="label" x="{x + shift}" y="{y - 14}" font-size="15" font-weight="600" '
            f'text-anchor="{anchor}">{escape(assessment.place.name)}</text>'
        )
    if declared is not None:
        x, y = frame.point(declared[1], declared[0])
        yield (
            f'<g stroke="#1d2733" stroke-width="1.6" fill="none"><circle cx="{x}" cy="{y}" r="6"/>'
            f'<path d="M{x - 10} {y}h20M{x} {y - 10}v20"/></g>'
        )


def _words(
    assessment: OriginAssessment, declared: tuple[float, float] | None, frame: _Frame, title: str, colour: str
) -> Iterator[str]:
    yield f'<rect x="{_SIDE}" y="22" width="6" height="34" rx="3" fill="{colour}"/>'
    yield f'<text x="{_SIDE + 16}" y="38" font-size="19" font-weight="600">{escape(title)}</text>'
    regimes = ", ".join(dict.fromkeys(measure.regime for measure in assessment.measures)) or "none"
    yield f'<text class="small" x="{_SIDE + 16}" y="55">Regimes with a measure on that day: {escape(regimes)}</text>'
    if assessment.origin is not None and assessment.origin.stated and not assessment.territory:
        stated = "; ".join(
            f"{one.role.replace('_', ' ')} {one.name} ({one.stated})" for one in assessment.origin.stated
        )
        shown = stated if len(stated) <= _LONGEST_LINE else f"{stated[:_LONGEST_LINE]}..."
        yield f'<text class="small" x="{_SIDE + 16}" y="68">{escape(shown)}</text>'
    if declared is not None:
        position = f"⊕ position declared: {declared[0]:.4f}, {declared[1]:.4f}"
        yield f'<text class="small" x="{_SIDE}" y="{HEIGHT - 32}">{position}</text>'
    note = "Outlines are schematic, drawn by hand with a margin at sea. Places: GeoNames (CC BY 4.0)."
    yield f'<text class="small" x="{_SIDE}" y="{HEIGHT - 14}">{note}</text>'
    yield from _scale_bar(frame)


def _scale_bar(frame: _Frame) -> Iterator[str]:
    kilometres = next((one for one in (500, 200, 100, 50, 20) if one / _KM_PER_DEGREE * frame.scale <= WIDTH / 5), 10)
    length = round(kilometres / _KM_PER_DEGREE * frame.scale, 1)
    x, y = WIDTH - _SIDE - length, HEIGHT - 38
    yield f'<path d="M{x} {y - 4}v4h{length}v-4" fill="none" stroke="#44505c" stroke-width="1.4"/>'
    yield f'<text class="small" x="{x + length / 2}" y="{y - 5}" text-anchor="middle">{kilometres} km</text>'

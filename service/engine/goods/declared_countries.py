"""Which countries a declaration ties goods to, and in which role: origin, shipped from, exported from, transit ...

A country in its own field, and words that say "made in", state an origin. A town or an address makes one likely. An
adjective in a description ("Russian vodka") or the country of a certificate only hints at one: it asks for a look and
never permits a clear.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from service.common.cooperative import Steps
from service.common.lazy_pattern import lazy_pattern
from service.engine.goods.country_names import CountryNames, find_countries
from service.engine.goods.findings import FieldReading
from service.engine.goods.model import Goods, GoodsOrigin, StatedCountry
from service.engine.goods.text import fold, key, plain_signs

STATED, LIKELY, HINTED = "stated", "likely", "hinted"
_ISO = lazy_pattern(r"[A-Z]{2}")
_SUBDIVISION = lazy_pattern(r"([A-Z]{2})-[A-Z0-9]{1,3}")
_LONGEST_PART = 3
_LOCODE = lazy_pattern(r"([A-Z]{2})[-\s]?[A-Z0-9]{3}")
_XINJIANG = frozenset({"CN-XJ", "CN-65"})
_NOT_ORIGIN = frozenset({"party", "destination"})


def declared_countries_in_steps(
    goods: Goods, readings: Iterable[FieldReading], names: CountryNames
) -> Steps[GoodsOrigin]:
    """Everything stated, and the one country of origin if there is only one; pauses after each field.

    `readings` are those of the fields of the origin: places named in them make a country likely where none is named.
    """
    found: list[StatedCountry] = []
    for read in (_origin_fields, _description, _other_fields):
        for field in read(goods, names):
            found += field
            yield
    if not any(one.role == "origin" and one.stated == STATED for one in found):
        found += _places(readings, names)
    if goods.certificate is not None and goods.certificate.issuer_country:
        code = goods.certificate.issuer_country.strip().upper()
        found.append(_stated(code, "origin", HINTED, "certificate_of_origin", code, names))
    unique = tuple(_strongest(found))
    country = _only(unique)
    return GoodsOrigin(country, names.name_of(country) if country else None, unique)


def country_of(code: str) -> str:
    """The country that a code is, or that a part such as CN-XJ lies in."""
    return code.partition("-")[0]


def _strongest(found: list[StatedCountry]) -> Iterator[StatedCountry]:
    """One line for a country and a role: the strongest statement, in the order in which they were found."""
    best: dict[tuple[str, str], StatedCountry] = {}
    order = (STATED, LIKELY, HINTED)
    for one in found:
        known = best.get((one.country, one.role))
        if known is None or order.index(one.stated) < order.index(known.stated):
            best[one.country, one.role] = one
    yield from best.values()


def _only(stated: tuple[StatedCountry, ...]) -> str | None:
    """The origin if one country alone is stated, else if one alone is likely; a part of a country goes before it."""
    for strength in (STATED, LIKELY):
        codes = {one.country for one in stated if one.role == "origin" and one.stated == strength}
        if codes:
            return max(codes, key=len) if len({country_of(code) for code in codes}) == 1 else None
    return None


def _stated(code: str, role: str, strength: str, field: str, matched: str, names: CountryNames) -> StatedCountry:
    return StatedCountry(code, names.name_of(code), role, strength, field, matched)


def _origin_fields(goods: Goods, names: CountryNames) -> Iterator[Iterable[StatedCountry]]:
    origin = goods.origin
    if origin.country and origin.country.strip():
        yield _country("origin.country", "origin", origin.country, names)
    if origin.subdivision:
        yield _subdivision(origin.subdivision, origin.country, names)
    if origin.text:
        yield _text("origin.text", origin.text, names, STATED)
    if origin.city:
        yield _text("origin.city", origin.city, names, LIKELY)
    if origin.locode and (match := _LOCODE.fullmatch(plain_signs(origin.locode).strip().upper())):
        yield (_stated(match[1], "origin", LIKELY, "origin.locode", origin.locode, names),)
    if origin.port:
        yield _port("origin.port", origin.port, names)


def _subdivision(raw: str, country: str | None, names: CountryNames) -> Iterator[StatedCountry]:
    """A code of ISO 3166-2, or words. Three letters or digits without a hyphen may be a code in any country."""
    code = plain_signs(raw).strip().upper()
    if code in _XINJIANG or (code in ("XJ", "65") and (country or "").strip().upper() == "CN"):
        yield _stated("CN-XJ", "origin", STATED, "origin.subdivision", raw, names)
    elif match := _SUBDIVISION.fullmatch(code):
        yield _stated(match[1], "origin", STATED, "origin.subdivision", raw, names)
    elif not code.isascii() or len(code) > _LONGEST_PART:
        yield from _text("origin.subdivision", raw, names, LIKELY)


def _country(field: str, role: str, raw: str, names: CountryNames) -> Iterator[StatedCountry]:
    """A field that holds a code, or a name."""
    code = plain_signs(raw).strip().upper()
    if _ISO.fullmatch(code):
        yield _stated(code, role, STATED, field, raw, names)
        return
    for mention in find_countries(fold(raw), names):
        if mention.kind != "ambiguous":
            yield _stated(mention.code, role, STATED, field, mention.matched, names)
        else:
            yield _stated(mention.code, role, LIKELY, field, mention.matched, names)


def _port(field: str, raw: str, names: CountryNames) -> Iterator[StatedCountry]:
    if match := _LOCODE.fullmatch(plain_signs(raw).strip().upper()):
        yield _stated(match[1], "shipped_from", STATED, field, raw, names)
        return
    for mention in find_countries(fold(raw), names):
        yield _stated(mention.code, "shipped_from", STATED, field, mention.matched, names)


def _text(field: str, raw: str, names: CountryNames, strength: str) -> Iterator[StatedCountry]:
    """The countries of a text of words. Where it says "made in" about one, the others are only likely."""
    mentions = find_countries(fold(raw), names)
    labelled = any(mention.role == "origin" for mention in mentions)
    alone = key(raw) if any(mention.kind == "ambiguous" for mention in mentions) else ""
    named = {(mention.role, country_of(mention.code)) for mention in mentions if mention.kind == "name"}
    for mention in mentions:
        if mention.role in _NOT_ORIGIN:
            continue
        role = "origin" if mention.role == "plain" else mention.role
        force = strength
        if mention.role == "plain" and (labelled or mention.kind == "place"):
            force = LIKELY
        rivals = {code for role, code in named if role == mention.role or mention.role == "plain"}
        if mention.kind == "place" and rivals and country_of(mention.code) not in rivals:
            continue  # Moscow, Idaho, USA; but not: made in the UAE, shipped from Bandar Abbas
        if mention.kind == "ambiguous":
            force = LIKELY if key(mention.matched) == alone else HINTED
        yield _stated(mention.code, role, force, field, mention.matched, names)


def _description(goods: Goods, names: CountryNames) -> Iterator[Iterable[StatedCountry]]:
    if goods.description:
        yield _described(goods.description, names)


def _described(description: str, names: CountryNames) -> Iterator[StatedCountry]:
    for mention in find_countries(fold(description), names):
        if mention.role in _NOT_ORIGIN:
            continue
        role = "origin" if mention.role == "plain" else mention.role
        force = STATED if mention.role == "origin" and mention.kind != "ambiguous" else HINTED
        yield _stated(mention.code, role, force, "description", mention.matched, names)


def _other_fields(goods: Goods, names: CountryNames) -> Iterator[Iterable[StatedCountry]]:
    for role in ("shipped_from", "processed_in", "destination"):
        raw: str | None = getattr(goods, role)
        if raw and raw.strip():
            yield _country(role, role, raw, names)
    if goods.port_of_loading:
        yield _port("port_of_loading", goods.port_of_loading, names)


def _places(readings: Iterable[FieldReading], names: CountryNames) -> Iterator[StatedCountry]:
    """Towns and regions that the reading of the fields found, where no country is named."""
    for reading in readings:
        if reading.field in ("description", "port", "port_of_loading", "certificate_of_origin", "country"):
            continue
        for code in sorted(reading.home_countries):
            yield _stated(code, "origin", LIKELY, f"origin.{reading.field}", code, names)
        pointers = [one for one in reading.counter_evidence if one.role != "other" and _ISO.match(one.code)]
        regions = [one for one in pointers if "-" in one.code]  # Odessa, Texas: a region tells which town is meant
        for pointer in regions or pointers:
            yield _stated(pointer.code[:2], "origin", LIKELY, f"origin.{reading.field}", pointer.value, names)

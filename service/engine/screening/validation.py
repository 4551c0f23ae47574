"""Can this request be screened as it stands? Finds every fault, not only the first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING
from unicodedata import normalize

from service.common.cooperative import Steps
from service.common.lazy_pattern import lazy_pattern
from service.engine.matching.identifiers import identifier_keys
from service.engine.matching.model import Party
from service.engine.model.entity import EntityType, Identifier, PartialDate
from service.engine.normalise.error_values import is_error_value
from service.engine.normalise.searchable import unsearchable_reason
from service.engine.screening.countries import CODES, hint
from service.engine.screening.errors import Fault
from service.engine.screening.request import (
    MAX_CERTIFICATE,
    MAX_ITEMS,
    MAX_NAME_CHARACTERS,
    MAX_TEXT,
    MAX_TEXTS,
    MAX_WORDS,
    GoodsQuery,
    PartyQuery,
    ScreeningRequest,
)

if TYPE_CHECKING:
    from service.engine.goods.model import Certificate, Goods, Origin

_DAMAGED = lazy_pattern("[\ufffd\ud800-\udfff]")
"""What is left of characters that some program before this one could not read."""

_LOCODE = lazy_pattern(r"[A-Z]{2}[ -]?[A-Z0-9]{3}\Z", re.ASCII | re.IGNORECASE)
_CURRENCY = lazy_pattern(r"[A-Z]{3}\Z", re.ASCII)
_SUBDIVISION = lazy_pattern(r"([A-Z]{2})-[A-Z0-9]{1,3}\Z", re.ASCII | re.IGNORECASE)
_FIRST_BIRTH_YEAR = 1800


def faults_in_steps(request: ScreeningRequest, *, on: date, max_name_length: int) -> Steps[list[Fault]]:
    """Everything wrong with the parties and goods of a request, asked about a day; pauses after each of them and
    after each name: a party of fifty aliases takes 30 ms.

    Options are checked against a snapshot, elsewhere.
    """
    faults = list(_sizes(request))
    faults += _duplicates("parties", request.parties)
    faults += _duplicates("goods", request.goods)
    yield
    for position, party in enumerate(request.parties):
        faults += yield from _party(f"/parties/{position}", party, on, max_name_length)
        yield
    for position, line in enumerate(request.goods):
        faults += _goods(f"/goods/{position}", line.goods)
        yield
    return faults


def name_faults(pointer: str, name: str, type_: EntityType, max_name_length: int) -> Iterator[Fault]:
    """Why a name cannot be searched, or nothing."""
    if (size := _size(name)) > max_name_length:
        detail = f"a name may have at most {max_name_length} characters, this one has {size}"
        yield Fault(pointer, detail, f"at most {max_name_length} characters", name)
    elif _DAMAGED.search(name):
        yield _damaged(pointer, name)
    elif (reason := unsearchable_reason(name, type_)) is not None:
        yield Fault(pointer, f"this name cannot be searched: {reason}", "a name with something to search for", name)


def _size(name: str) -> int:
    """Characters of a name, those that stand for several counted as these: the Japanese sign for a company, U+337F, is
    four. Five hundred of them would be a name of two thousand, which takes a tenth of a second to read."""
    return len(name) if name.isascii() else max(len(name), len(normalize("NFKC", name)))


def country_faults(pointer: str, code: str | None) -> Iterator[Fault]:
    """Why a country code is not understood, or nothing."""
    if code is None or code in CODES:
        return
    meant = hint(code)
    detail = f"unknown country code {code!r}" + (f"; did you mean {meant!r}?" if meant else "")
    yield Fault(pointer, detail, "an ISO 3166-1 alpha-2 code, such as JP", code)


def _sizes(request: ScreeningRequest) -> Iterator[Fault]:
    if not request.parties and not request.goods:
        yield Fault("", "nothing to screen: give at least one party or one line of goods", "parties or goods")
    for name, items in (("parties", request.parties), ("goods", request.goods)):
        if len(items) > MAX_ITEMS:
            detail = f"at most {MAX_ITEMS} {name} fit in one request, this one has {len(items)}"
            yield Fault(f"/{name}", detail, f"at most {MAX_ITEMS} items", len(items))
    size = sum(map(len, place_texts(request)))
    if size > MAX_TEXTS:
        detail = f"addresses, descriptions and origins may have {MAX_TEXTS} characters together, these have {size}"
        yield Fault("", f"{detail}; send fewer parties and goods in one request", f"at most {MAX_TEXTS}", size)


def place_texts(request: ScreeningRequest) -> Iterator[str]:
    """All texts that are read for places."""
    for party in request.parties:
        yield party.party.address or ""
    for line in request.goods:
        goods = line.goods
        texts = (text for text, _ in _texts_of(goods.origin).values())
        certificate = goods.certificate.issuer if goods.certificate is not None else None
        yield from (text for text in (goods.description, goods.port_of_loading, certificate, *texts) if text)


def _duplicates(name: str, items: Sequence[PartyQuery] | Sequence[GoodsQuery]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for position, id_ in enumerate(item.id for item in items):
        before = first.setdefault(id_, position)
        if before != position:
            detail = f"the id {id_!r} is already that of /{name}/{before}"
            yield Fault(f"/{name}/{position}/id", detail, f"an id used once among the {name}", id_)


def _damaged(pointer: str, text: str) -> Fault:
    shown = _DAMAGED.sub("\ufffd", text)
    return Fault(pointer, "the text was damaged before it came here", "text without replacement characters", shown)


def _failed(pointer: str, text: str) -> Fault:
    detail = f"this is the error of a spreadsheet, {text.strip()}: the formula in its cell failed"
    return Fault(pointer, detail, "what the cell should say, or nothing if it is not known", text)


def _party(pointer: str, asked: PartyQuery, on: date, max_name_length: int) -> Steps[list[Fault]]:
    party = asked.party
    faults: list[Fault] = []
    if not party.names and not party.identifiers:
        expected = "a name, or an identifier such as a wallet, a BIC or an IMO number"
        faults.append(Fault(f"{pointer}/name", f"nobody to screen: give {expected}", expected))
    size = sum(map(len, party.names))
    if size > MAX_NAME_CHARACTERS:
        detail = f"all names of a party may have {MAX_NAME_CHARACTERS} characters together, these have {size}"
        faults.append(Fault(f"{pointer}/aliases", detail, f"at most {MAX_NAME_CHARACTERS} characters", size))
        return faults
    for position, name in enumerate(party.names):
        if position:
            yield
        where = f"{pointer}/name" if position == 0 else f"{pointer}/aliases/{position - 1}"
        faults += name_faults(where, name, party.type, max_name_length)
    return [*faults, *_facts(pointer, party, on)]


def _facts(pointer: str, party: Party, on: date) -> Iterator[Fault]:
    """What is wrong with all that is said of a party besides its names."""
    if party.nationalities:
        yield from _countries(f"{pointer}/nationalities", party.nationalities)
    if party.countries:
        yield from _countries(f"{pointer}/countries", party.countries)
    if party.identifiers:
        yield from _identifiers(f"{pointer}/identifiers", party.identifiers, alone=not party.names)
    if party.address is not None:
        yield from _texts(pointer, {"address": (party.address, MAX_TEXT)})
    if party.birth_date is not None and party.type in (EntityType.PERSON, EntityType.UNKNOWN):
        yield from _birth_date(f"{pointer}/birth_date", party.birth_date, on)


def _birth_date(pointer: str, born: PartialDate, on: date) -> Iterator[Fault]:
    expected = f"a day from {_FIRST_BIRTH_YEAR} to {on}"
    if born.year < _FIRST_BIRTH_YEAR:
        yield Fault(pointer, f"nobody born before {_FIRST_BIRTH_YEAR} takes part in trade", expected, str(born))
    elif date(born.year, born.month or 1, born.day or 1) > on:
        yield Fault(pointer, f"this day of birth lies after {on}, the day asked about", expected, str(born))


def _countries(pointer: str, codes: Iterable[str]) -> Iterator[Fault]:
    for position, code in enumerate(codes):
        yield from country_faults(f"{pointer}/{position}", code)


def _identifiers(pointer: str, identifiers: tuple[Identifier, ...], *, alone: bool) -> Iterator[Fault]:
    """What is wrong with identifiers; `alone` if there is no name to search by."""
    for position, identifier in enumerate(identifiers):
        yield from country_faults(f"{pointer}/{position}/country", identifier.country)
        if is_error_value(identifier.value):
            yield _failed(f"{pointer}/{position}/value", identifier.value)
        elif not any(character.isalnum() for character in identifier.value):
            detail = "this identifier cannot be searched: it has no letter and no digit"
            yield Fault(f"{pointer}/{position}/value", detail, "letters or digits", identifier.value)
        elif alone and not identifier_keys([identifier]):
            detail = "this identifier alone is too short to tell anybody apart: give a name as well"
            expected = "at least five letters or digits, three of them different"
            yield Fault(f"{pointer}/{position}/value", detail, expected, identifier.value)


def _goods(pointer: str, goods: Goods) -> Iterator[Fault]:
    if not _says_something(goods):
        detail = "nothing says where these goods come from: give an origin, a certificate of origin or a description"
        yield Fault(pointer, detail, "an origin, a certificate of origin or a description")
    yield from country_faults(f"{pointer}/origin/country", goods.origin.country)
    for field in ("shipped_from", "processed_in", "destination"):
        yield from country_faults(f"{pointer}/{field}", getattr(goods, field))
    yield from _coordinates(f"{pointer}/origin", goods.origin)
    yield from _amounts(pointer, goods)
    yield from _texts(pointer, {"port_of_loading": (goods.port_of_loading, MAX_WORDS)})
    yield from _texts(pointer, {"description": (goods.description, MAX_TEXT)})
    yield from _texts(f"{pointer}/origin", _texts_of(goods.origin))
    yield from _codes(f"{pointer}/origin", goods.origin)
    if goods.certificate is not None:
        yield from _texts(f"{pointer}/certificate_of_origin", _texts_on(goods.certificate))
        yield from country_faults(f"{pointer}/certificate_of_origin/issuer_country", goods.certificate.issuer_country)


def _texts_of(origin: Origin) -> dict[str, tuple[str | None, int]]:
    others = ("subdivision", "city", "port", "locode", "postal_code")
    return {"text": (origin.text, MAX_TEXT)} | {name: (getattr(origin, name), MAX_WORDS) for name in others}


def _texts_on(certificate: Certificate) -> dict[str, tuple[str | None, int]]:
    return {"issuer": (certificate.issuer, MAX_CERTIFICATE), "number": (certificate.number, MAX_CERTIFICATE)}


def _texts(pointer: str, texts: dict[str, tuple[str | None, int]]) -> Iterator[Fault]:
    """Texts that are too long or damaged."""
    for name, (text, longest) in texts.items():
        if text is None:
            continue
        if len(text) > longest:
            detail = f"at most {longest} characters fit here, this text has {len(text)}"
            yield Fault(f"{pointer}/{name}", detail, f"at most {longest} characters", text)
        elif _DAMAGED.search(text):
            yield _damaged(f"{pointer}/{name}", text)
        elif is_error_value(text):
            yield _failed(f"{pointer}/{name}", text)


def _codes(pointer: str, origin: Origin) -> Iterator[Fault]:
    """Codes of places that cannot be one."""
    if origin.locode and not _LOCODE.match(origin.locode.strip()):
        expected = "two letters of a country and three letters or digits, such as UASVP"
        yield Fault(f"{pointer}/locode", f"a UN/LOCODE has {expected}", expected, origin.locode)
    code = _SUBDIVISION.match(origin.subdivision.strip()) if origin.subdivision else None
    if code is not None and code[1].upper() not in CODES:
        detail = f"there is no country {code[1].upper()!r} for this ISO 3166-2 code to lie in"
        yield Fault(f"{pointer}/subdivision", detail, "an ISO 3166-2 code such as UA-40, or words", origin.subdivision)


def _says_something(goods: Goods) -> bool:
    origin, certificate = goods.origin, goods.certificate
    texts = [goods.description, origin.text, origin.country, origin.subdivision, origin.city, origin.port]
    texts += [origin.locode, origin.postal_code, goods.shipped_from, goods.port_of_loading, goods.destination]
    if certificate is not None:
        texts += [certificate.issuer_country, certificate.issuer, certificate.number]
    has_words = any(text is not None and any(character.isalnum() for character in text) for text in texts)
    return has_words or origin.latitude is not None or origin.longitude is not None


def _amounts(pointer: str, goods: Goods) -> Iterator[Fault]:
    """A quantity or a price that is not above nothing, or whose currency cannot be one."""
    for name, amount, field in (
        ("quantity", goods.quantity, "value"),
        ("unit_price", goods.unit_price, "amount"),
    ):
        if amount is None:
            continue
        if not 0 <= amount.value < float("inf"):
            yield Fault(f"{pointer}/{name}/{field}", f"{amount.value} is no {name}", "a number from 0 on", amount.value)
        if amount.currency is not None and not _CURRENCY.match(amount.currency):
            detail = f"{amount.currency!r} is no currency code"
            yield Fault(f"{pointer}/{name}/currency", detail, "an ISO 4217 code, such as USD", amount.currency)


def _coordinates(pointer: str, origin: Origin) -> Iterator[Fault]:
    for name, value, other, bound in (
        ("latitude", origin.latitude, origin.longitude, 90),
        ("longitude", origin.longitude, origin.latitude, 180),
    ):
        if value is None:
            if other is not None:
                detail = f"{name} is missing: latitude and longitude only mean something together, both are needed"
                yield Fault(f"{pointer}/{name}", detail, "both or none")
        elif not -bound <= value <= bound:
            detail = f"{name} {value} is not on this planet"
            yield Fault(f"{pointer}/{name}", detail, f"degrees from -{bound} to {bound}", value)

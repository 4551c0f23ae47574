"""Can this request be screened as it stands? Finds every fault, not only the first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from service.entity import EntityType, Identifier
from service.goods.model import Goods, Origin
from service.normalise.searchable import unsearchable_reason
from service.screening.countries import CODES, hint
from service.screening.errors import Fault
from service.screening.request import MAX_ITEMS, AskedGoods, AskedParty, ScreeningRequest


def find_faults(request: ScreeningRequest, *, max_name_length: int) -> list[Fault]:
    """Everything wrong with the parties and goods of a request. Options are checked against a snapshot, elsewhere."""
    faults = list(_sizes(request))
    faults += _duplicates("parties", request.parties)
    faults += _duplicates("goods", request.goods)
    for position, party in enumerate(request.parties):
        faults += _party(f"/parties/{position}", party, max_name_length)
    for position, line in enumerate(request.goods):
        faults += _goods(f"/goods/{position}", line.goods)
    return faults


def name_faults(pointer: str, name: str, type_: EntityType, max_name_length: int) -> Iterator[Fault]:
    """Why a name cannot be searched, or nothing."""
    if len(name) > max_name_length:
        detail = f"a name may have at most {max_name_length} characters, this one has {len(name)}"
        yield Fault(pointer, detail, f"at most {max_name_length} characters", name)
    elif (reason := unsearchable_reason(name, type_)) is not None:
        yield Fault(pointer, f"this name cannot be searched: {reason}", "a name with something to search for", name)


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


def _duplicates(name: str, items: Sequence[AskedParty] | Sequence[AskedGoods]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for position, id_ in enumerate(item.id for item in items):
        before = first.setdefault(id_, position)
        if before != position:
            detail = f"the id {id_!r} is already that of /{name}/{before}"
            yield Fault(f"/{name}/{position}/id", detail, f"an id used once among the {name}", id_)


def _party(pointer: str, asked: AskedParty, max_name_length: int) -> Iterator[Fault]:
    party = asked.party
    for position, name in enumerate(party.names):
        where = f"{pointer}/name" if position == 0 else f"{pointer}/aliases/{position - 1}"
        yield from name_faults(where, name, party.type, max_name_length)
    yield from _countries(f"{pointer}/nationalities", party.nationalities)
    yield from _countries(f"{pointer}/countries", party.countries)
    yield from _identifiers(f"{pointer}/identifiers", party.identifiers)


def _countries(pointer: str, codes: Iterable[str]) -> Iterator[Fault]:
    for position, code in enumerate(codes):
        yield from country_faults(f"{pointer}/{position}", code)


def _identifiers(pointer: str, identifiers: tuple[Identifier, ...]) -> Iterator[Fault]:
    for position, identifier in enumerate(identifiers):
        yield from country_faults(f"{pointer}/{position}/country", identifier.country)
        if not any(character.isalnum() for character in identifier.value):
            detail = "this identifier cannot be searched: it has no letter and no digit"
            yield Fault(f"{pointer}/{position}/value", detail, "letters or digits", identifier.value)


def _goods(pointer: str, goods: Goods) -> Iterator[Fault]:
    if not _says_something(goods):
        detail = "nothing says where these goods come from: give an origin, a certificate of origin or a description"
        yield Fault(pointer, detail, "an origin, a certificate of origin or a description")
    yield from country_faults(f"{pointer}/origin/country", goods.origin.country)
    yield from _coordinates(f"{pointer}/origin", goods.origin)
    if goods.certificate is not None:
        yield from country_faults(f"{pointer}/certificate_of_origin/issuer_country", goods.certificate.issuer_country)


def _says_something(goods: Goods) -> bool:
    origin, certificate = goods.origin, goods.certificate
    texts = [goods.description, origin.text, origin.country, origin.subdivision, origin.city, origin.port]
    texts += [origin.locode, origin.postal_code]
    if certificate is not None:
        texts += [certificate.issuer_country, certificate.issuer, certificate.number]
    has_words = any(text is not None and any(character.isalnum() for character in text) for text in texts)
    return has_words or origin.latitude is not None


def _coordinates(pointer: str, origin: Origin) -> Iterator[Fault]:
    for name, value, other, bound in (
        ("latitude", origin.latitude, origin.longitude, 90),
        ("longitude", origin.longitude, origin.latitude, 180),
    ):
        if value is None:
            if other is not None:
                yield Fault(f"{pointer}/{name}", "latitude and longitude only mean something together", "both or none")
        elif not -bound <= value <= bound:
            detail = f"{name} {value} is not on this planet"
            yield Fault(f"{pointer}/{name}", detail, f"degrees from -{bound} to {bound}", value)

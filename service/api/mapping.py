"""From the wire to the program's own nouns."""

from __future__ import annotations

from service.api.schemas.compare import PairIn
from service.api.schemas.screening_request import (
    GoodsIn,
    IdentifierIn,
    OptionsIn,
    OriginIn,
    PartyFields,
    PartyIn,
    ScreeningRequestIn,
)
from service.api.schemas.subjects import SubjectIn
from service.customers.model import RoleName, SubjectContent, SubjectRole
from service.engine.goods.model import Amount, Certificate, Direction, Goods, Origin
from service.engine.matching.model import Party
from service.engine.model.entity import EntityType, Identifier, PartialDate
from service.engine.screening.request import GoodsQuery, Options, PartyQuery, ScreeningRequest


def to_request(body: ScreeningRequestIn) -> ScreeningRequest:
    """The question behind a body."""
    return ScreeningRequest(
        reference=body.reference,
        parties=tuple(_party(party, position) for position, party in enumerate(body.parties, 1)),
        goods=tuple(_goods(line, position) for position, line in enumerate(body.goods, 1)),
        options=_options(body.options),
    )


def to_subject(body: SubjectIn) -> SubjectContent:
    """What a body says of a subject."""
    return SubjectContent(
        party=_party(body, 1).party,
        segment=body.segment,
        roles=tuple(SubjectRole(RoleName(one.role), one.of) for one in body.roles),
        profile=body.profile,
        watchlists=None if body.watchlists is None else tuple(sorted(set(body.watchlists))),
    )


def to_pair(pair: PairIn) -> tuple[Party, Party]:
    """Two parties with nothing but a name."""
    return Party(EntityType(pair.type), (pair.left,)), Party(EntityType(pair.listed_type or pair.type), (pair.right,))


def _party(party: PartyFields, position: int) -> PartyQuery:
    return PartyQuery(
        party.id if isinstance(party, PartyIn) and party.id else str(position),
        Party(
            type=EntityType(party.type),
            names=tuple(party.aliases) if party.name is None else (party.name, *party.aliases),
            birth_date=None if party.birth_date is None else PartialDate.parse(party.birth_date),
            nationalities=tuple(map(str.upper, party.nationalities)),
            countries=tuple(map(str.upper, party.countries)),
            gender=party.gender,
            identifiers=tuple(map(_identifier, party.identifiers)),
            address=party.address or None,
        ),
        party.subject_id if isinstance(party, PartyIn) else None,
    )


def _identifier(identifier: IdentifierIn) -> Identifier:
    return Identifier(identifier.type.strip(), identifier.value, _upper(identifier.country))


def _goods(line: GoodsIn, position: int) -> GoodsQuery:
    certificate = line.certificate_of_origin
    return GoodsQuery(
        line.id or str(position),
        Goods(
            description=line.description or None,
            hs_code=line.hs_code,
            origin=Origin() if line.origin is None else _origin(line.origin),
            certificate=None
            if certificate is None
            else Certificate(
                _upper(certificate.issuer_country), certificate.issuer or None, certificate.number or None
            ),
            shipped_from=_upper(line.shipped_from),
            port_of_loading=line.port_of_loading or None,
            processed_in=_upper(line.processed_in),
            destination=_upper(line.destination),
            direction=Direction(line.direction),
            quantity=None if line.quantity is None else Amount(line.quantity.value, line.quantity.unit),
            unit_price=None
            if line.unit_price is None
            else Amount(line.unit_price.amount, line.unit_price.unit, line.unit_price.currency.upper()),
        ),
    )


def _origin(origin: OriginIn) -> Origin:
    return Origin(
        text=origin.text or None,
        country=_upper(origin.country),
        subdivision=origin.subdivision or None,
        city=origin.city or None,
        port=origin.port or None,
        locode=origin.locode or None,
        postal_code=origin.postal_code or None,
        latitude=origin.latitude,
        longitude=origin.longitude,
    )


def _options(options: OptionsIn) -> Options:
    return Options(
        profile=options.profile,
        watchlists=None if options.watchlists is None else tuple(options.watchlists),
        regimes=None if options.regimes is None else tuple(options.regimes),
        as_of=options.as_of,
        limit=options.limit,
        threshold=options.threshold,
    )


def _upper(code: str | None) -> str | None:
    return None if code is None else code.upper()

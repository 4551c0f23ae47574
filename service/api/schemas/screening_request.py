"""The body of `POST /v1/screenings`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from service.api.schemas.base import HS_CODE, CountryCode, Day, Incoming, Key, PartialDateText
from service.engine.screening.party_words import gender_of, type_of
from service.engine.screening.request import (
    DEFAULT_LIMIT,
    DEFAULT_PROFILE,
    MAX_ALIASES,
    MAX_CERTIFICATE,
    MAX_ITEMS,
    MAX_NAME_CHARACTERS,
    MAX_TEXT,
    MAX_WORDS,
)


def _in_own_words(meaning: Callable[[str], str | None]) -> BeforeValidator:
    """A word that stands for one of ours is taken for it, as in files."""

    def read(given: object) -> object:
        meant = meaning(given) if isinstance(given, str) and len(given) <= _LONGEST_WORD else None
        return given if meant is None else str(meant)

    return BeforeValidator(read)


_LONGEST_WORD = 60
PartyType = Annotated[Literal["person", "entity", "vessel", "aircraft", "unknown"], _in_own_words(type_of)]
_Gender = Annotated[Literal["male", "female"], _in_own_words(gender_of)]
NameText = Annotated[str, StringConstraints(min_length=1, max_length=MAX_NAME_CHARACTERS)]
_Text = Annotated[str, StringConstraints(max_length=MAX_TEXT)]
_Words = Annotated[str, StringConstraints(max_length=MAX_WORDS)]
_OnCertificate = Annotated[str, StringConstraints(max_length=MAX_CERTIFICATE)]


class IdentifierIn(Incoming):
    """A number that identifies a party."""

    type: Annotated[str, StringConstraints(min_length=1, max_length=60)] = Field(
        description="What kind of number, in your words: `passport`, `tax_number`, `lei`, `swift_code`, `imo`, "
        "`crypto_wallet`, `registration` and so on. A word that is not known is named in `warnings`, and the number "
        "compared with numbers of every kind.",
        examples=["passport"],
    )
    value: Annotated[str, StringConstraints(min_length=1, max_length=200)] = Field(
        description="The number as written. Spaces, dots and hyphens do not matter.", examples=["AB123"]
    )
    country: CountryCode | None = Field(
        default=None, description="The country that issued it, ISO 3166-1 alpha-2.", examples=["UA"]
    )


class PartyFields(Incoming):
    """What is known of a party."""

    type: PartyType = Field(
        default="unknown",
        description="What it is; `unknown` compares it with everything. Usual words for one of these, such as "
        "`individual`, `company`, `organisation` or `ship`, are taken for it.",
        examples=["person"],
    )
    name: NameText | None = Field(
        default=None,
        description="The name, in any script and any order, as it stands in your papers. "
        "At most 500 characters, unless the operator has set another length. It may be left out where there is an "
        "identifier, which is then searched alone.",
        examples=["Сергей Аксёнов"],
    )
    aliases: list[NameText] = Field(
        default_factory=list,
        max_length=MAX_ALIASES,
        description="Other names of the same party, up to 50. All its names together may have 5,000 characters.",
        examples=[["Sergei Aksenov"]],
    )
    birth_date: PartialDateText | None = Field(
        default=None, description="Date of birth: a day, a month or a year.", examples=["1972-11-26"]
    )
    gender: _Gender | None = Field(default=None, description="Gender, if known.", examples=["male"])
    nationalities: list[CountryCode] = Field(
        default_factory=list, max_length=50, description="Nationalities, ISO 3166-1 alpha-2.", examples=[["UA"]]
    )
    countries: list[CountryCode] = Field(
        default_factory=list,
        max_length=50,
        description="Countries of residence, registration or business, ISO 3166-1 alpha-2.",
        examples=[["RU"]],
    )
    identifiers: list[IdentifierIn] = Field(
        default_factory=list,
        max_length=100,
        description="Passports, tax numbers, LEIs, BICs, IMO numbers and so on.",
        examples=[[{"type": "passport", "value": "AB123", "country": "UA"}]],
    )
    address: _Text | None = Field(
        default=None, description="Address, in one line, up to 1,000 characters.", examples=["Simferopol, Kirova 18"]
    )

    @model_validator(mode="after")
    def _aliases_beside_a_name(self) -> Self:
        if self.name is None and self.aliases:
            raise ValueError("aliases are given but no name: move one of them to name")
        return self


class PartyIn(PartyFields):
    """Somebody to screen: a person, a company or body, a vessel, an aircraft."""

    id: Key | None = Field(
        default=None,
        description="Your own id for this party, returned with its answer; its position, from 1, if left out.",
        examples=["buyer"],
    )
    subject_id: Key | None = Field(
        default=None,
        description="Your own lasting id of this party, such as the number of a customer: decisions about it are "
        "remembered under it. Without one they are remembered under the fields below, taken together.",
        examples=["C-1001"],
    )


class OriginIn(Incoming):
    """Where goods are declared to come from. Each field is evidence of its own; give what you have. `text` may have
    1,000 characters, every other field 200."""

    text: _Text | None = Field(
        default=None,
        description="Free words from the papers, in any script, up to 1,000 characters.",
        examples=["г. Севастополь"],
    )
    country: CountryCode | None = Field(
        default=None, description="Declared country of origin, ISO 3166-1 alpha-2.", examples=["RU"]
    )
    subdivision: _Words | None = Field(
        default=None, description="Region: an ISO 3166-2 code or words.", examples=["UA-40"]
    )
    city: _Words | None = Field(default=None, description="City or place.", examples=["Sevastopol"])
    port: _Words | None = Field(default=None, description="Port of loading.", examples=["Kerch"])
    locode: _Words | None = Field(default=None, description="UN/LOCODE of the place.", examples=["UASVP"])
    postal_code: _Words | None = Field(default=None, description="Postal code of the place.", examples=["299011"])
    latitude: float | None = Field(
        default=None, allow_inf_nan=False, description="Latitude in degrees, WGS 84, -90 to 90.", examples=[44.6]
    )
    longitude: float | None = Field(
        default=None, allow_inf_nan=False, description="Longitude in degrees, WGS 84, -180 to 180.", examples=[33.53]
    )


class CertificateIn(Incoming):
    """A certificate of origin as declared. Each field may have 300 characters."""

    issuer_country: CountryCode | None = Field(
        default=None, description="Country of the issuing authority, ISO 3166-1 alpha-2.", examples=["UA"]
    )
    issuer: _OnCertificate | None = Field(
        default=None, description="Who issued it.", examples=["Chamber of Commerce and Industry of Ukraine"]
    )
    number: _OnCertificate | None = Field(default=None, description="Its number.", examples=["UA-2014-000123"])


class QuantityIn(Incoming):
    """How much of the goods there is."""

    value: float = Field(ge=0, allow_inf_nan=False, description="How many units.", examples=[700000])
    unit: Annotated[str, StringConstraints(min_length=1, max_length=40)] = Field(
        description="Of what: `barrel`, `t`, `kg`, `carat`, `piece`.", examples=["barrel"]
    )


class UnitPriceIn(Incoming):
    """What one unit costs. A price cap is compared with it."""

    amount: float = Field(ge=0, allow_inf_nan=False, description="The price of one unit.", examples=[46.5])
    currency: Annotated[str, StringConstraints(pattern="^[A-Za-z]{3}$")] = Field(
        description="Its currency, ISO 4217.", examples=["USD"]
    )
    unit: Annotated[str, StringConstraints(min_length=1, max_length=40)] = Field(
        description="Of what: `barrel`, `t`, `kg`.", examples=["barrel"]
    )


class GoodsIn(Incoming):
    """One line of goods. The origin, the country it was shipped from and the country it was worked in are different
    things and are answered as such."""

    id: Key | None = Field(
        default=None,
        description="Your own id for this line, returned with its answer; its position, from 1, if left out.",
        examples=["line-1"],
    )
    description: _Text | None = Field(
        default=None, description="What the goods are, up to 1,000 characters.", examples=["wine"]
    )
    hs_code: Annotated[str, StringConstraints(pattern=HS_CODE)] | None = Field(
        default=None, description="Harmonized System code, with or without dots.", examples=["2204"]
    )
    origin: OriginIn | None = Field(
        default=None, description="Where they come from.", examples=[{"text": "г. Севастополь", "country": "RU"}]
    )
    certificate_of_origin: CertificateIn | None = Field(
        default=None, description="The certificate of origin, if there is one.", examples=[{"issuer_country": "UA"}]
    )
    shipped_from: CountryCode | None = Field(
        default=None,
        description="The country the goods were shipped or exported from, ISO 3166-1 alpha-2. It is not the origin.",
        examples=["RU"],
    )
    port_of_loading: _Words | None = Field(
        default=None,
        description="The port of loading, as a UN/LOCODE or in words, up to 200 characters. It is not the origin.",
        examples=["RUVVO"],
    )
    processed_in: CountryCode | None = Field(
        default=None,
        description="The country the goods were last worked or processed in, ISO 3166-1 alpha-2.",
        examples=["TR"],
    )
    destination: CountryCode | None = Field(
        default=None,
        description="The country the goods go to, ISO 3166-1 alpha-2; needed for exports.",
        examples=["JP"],
    )
    direction: Literal["import", "export"] = Field(
        default="import",
        description="Which way the goods go. Bans on exports are known only in part: they are never `clear`.",
        examples=["import"],
    )
    quantity: QuantityIn | None = Field(
        default=None, description="How much there is.", examples=[{"value": 700000, "unit": "barrel"}]
    )
    unit_price: UnitPriceIn | None = Field(
        default=None,
        description="What one unit costs, for price caps.",
        examples=[{"amount": 46.5, "currency": "USD", "unit": "barrel"}],
    )


class OptionsIn(Incoming):
    """How to screen. `null` means what the profile says."""

    profile: Annotated[str, StringConstraints(min_length=1, max_length=100)] = Field(
        default=DEFAULT_PROFILE,
        description="Which settings to screen with; see `GET /v1/profiles`.",
        examples=["default"],
    )
    watchlists: list[Key] | None = Field(
        default=None,
        max_length=200,
        description="Ids of the watchlists to search; `null` for those of the profile.",
        examples=[["jp_crimea_2014"]],
    )
    regimes: list[Key] | None = Field(
        default=None,
        max_length=200,
        description="Whose measures on goods to apply, such as `JP`; `null` for those of the profile.",
        examples=[["JP"]],
    )
    as_of: Day | None = Field(
        default=None,
        description="Answer by what applied on that day; `null` for today (where the service is run). The "
        "editions searched are those loaded now.",
        examples=["2014-08-05"],
    )
    limit: int = Field(
        default=DEFAULT_LIMIT, ge=1, le=100, description="Most hits to show for each party, best first.", examples=[5]
    )
    threshold: float | None = Field(
        default=None,
        ge=0,
        le=1,
        allow_inf_nan=False,
        description="Score from which a hit asks for a review; `null` for that of the profile.",
        examples=[0.7],
    )


_AS_THE_PROFILE_SAYS = OptionsIn()


class ScreeningRequestIn(Incoming):
    """What to screen: parties, goods, or both. The arrays are the batch."""

    reference: Key | None = Field(
        default=None,
        description="Your reference, by which the screening can be found again.",
        examples=["TRD-2026-0001"],
    )
    parties: list[PartyIn] = Field(
        default_factory=list,
        max_length=MAX_ITEMS,
        description="Who takes part.",
        examples=[[{"id": "buyer", "type": "person", "name": "Сергей Аксёнов"}]],
    )
    goods: list[GoodsIn] = Field(
        default_factory=list,
        max_length=MAX_ITEMS,
        description="What is traded.",
        examples=[[{"id": "line-1", "description": "wine", "origin": {"text": "г. Севастополь"}}]],
    )
    options: OptionsIn = Field(
        default_factory=lambda: _AS_THE_PROFILE_SAYS,
        description="How to screen.",
        examples=[{"profile": "default", "limit": 5}],
    )


class _RecordedOptionsIn(OptionsIn):
    """Other interfaces look at more hits than they show."""

    limit: int = Field(default=DEFAULT_LIMIT, ge=1, le=1000, description="Most hits of each party.", examples=[5])


class RecordedRequestIn(ScreeningRequestIn):
    """A request as it is on record, by whichever interface it came."""

    options: _RecordedOptionsIn = Field(
        default_factory=_RecordedOptionsIn, description="How to screen.", examples=[{"profile": "default", "limit": 5}]
    )

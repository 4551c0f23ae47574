"""Bodies of `GET /v1/entities/{id}`, everything one watchlist says about one target, and of the search for parties."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from service.api.schemas.base import Outgoing
from service.api.schemas.screening_answer import DesignationOut
from service.engine.model.entity import EntityType, NameType
from service.snapshots.entity_directory import FoundBy


class NameOut(Outgoing):
    """A name as published."""

    text: str = Field(description="The name.", examples=["Sergey AKSYONOV"])
    type: NameType = Field(description="How the list presents it.", examples=["primary"])
    weak: bool = Field(description="Whether the list calls it a weak alias.", examples=[False])
    language: str | None = Field(description="Its language, if the list says.", examples=["en"])


class ListedDateOut(Outgoing):
    """A date as the list gives it, and what it means."""

    raw: str = Field(description="The words published.", examples=["26 November 1972"])
    earliest: str | None = Field(description="Earliest day, month or year they can mean.", examples=["1972-11-26"])
    latest: str | None = Field(description="Latest day, month or year they can mean.", examples=["1972-11-26"])
    circa: bool = Field(description="Whether the list says `about`.", examples=[False])
    since: date | None = Field(description="Since when the list says so, if it was amended.", examples=["2022-05-27"])
    until: date | None = Field(description="Until when it said so.", examples=[None])


class ListedIdentifierOut(Outgoing):
    """An identifier as published."""

    type: str = Field(description="What kind of number.", examples=["passport"])
    value: str = Field(description="The number.", examples=["AB123"])
    country: str | None = Field(description="Who issued it.", examples=["UA"])
    note: str | None = Field(description="What the list adds.", examples=[None])


class AddressOut(Outgoing):
    """An address as published."""

    text: str = Field(description="The whole address.", examples=["Simferopol, Crimea"])
    city: str | None = Field(description="Its city.", examples=["Simferopol"])
    postal_code: str | None = Field(description="Its postal code.", examples=["295000"])
    country: str | None = Field(description="Its country.", examples=["UA"])


class LinkOut(Outgoing):
    """A relation that the list states."""

    relation: str = Field(description="Which relation.", examples=["Linked To"])
    target: str = Field(description="To whom.", examples=["Chernomorneftegaz"])


class FactOut(Outgoing):
    """What the list says under a heading of its own."""

    heading: str = Field(description="The publisher's heading.", examples=["Vessel type"])
    text: str = Field(description="The publisher's text.", examples=["Crude oil tanker"])


class LocationOut(Outgoing):
    """Where in the published files the record stands."""

    file: str = Field(description="The file.", examples=["entities.csv"])
    record: str = Field(description="The record.", examples=["026-000002"])
    line: int | None = Field(description="The line, from 1.", examples=[3])


class EntityOut(Outgoing):
    """Everything one watchlist says about one target."""

    id: str = Field(description="`watchlist:record`.", examples=["jp_crimea_2014:026-000002"])
    watchlist: str = Field(description="Id of the watchlist.", examples=["jp_crimea_2014"])
    record_id: str = Field(description="The record in the publisher's own numbering.", examples=["026-000002"])
    edition: str = Field(description="Edition of the watchlist.", examples=["2022-05-27"])
    edition_sha256: str = Field(description="SHA-256 of that edition.", examples=["9f86d081884c7d65"])
    as_of: date = Field(description="The day asked about.", examples=["2026-11-23"])
    listed: bool = Field(description="Whether a designation applied on that day.", examples=[True])
    type: EntityType = Field(description="What it is.", examples=["person"])
    names: list[NameOut] = Field(description="Its names, the primary one first.")
    designations: list[DesignationOut] = Field(description="The designations that applied on that day.")
    other_designations: list[DesignationOut] = Field(
        description="Those that did not: not yet, or no longer.", examples=[[]]
    )
    birth_dates: list[ListedDateOut] = Field(description="Dates of birth, as the list gave them on that day.")
    birth_places: list[str] = Field(description="Places of birth.", examples=[["Balti, Moldova"]])
    nationalities: list[str] = Field(description="Nationalities.", examples=[["UA"]])
    countries: list[str] = Field(description="Countries.", examples=[["UA"]])
    gender: str | None = Field(description="Gender.", examples=["male"])
    titles: list[str] = Field(description="Titles.", examples=[["Dr"]])
    positions: list[str] = Field(description="Offices and functions.", examples=[["Prime Minister of Crimea"]])
    identifiers: list[ListedIdentifierOut] = Field(description="Identifiers.", examples=[[]])
    addresses: list[AddressOut] = Field(description="Addresses.", examples=[[]])
    links: list[LinkOut] = Field(description="Relations to others.", examples=[[]])
    facts: list[FactOut] = Field(description="What has no field of its own.", examples=[[]])
    remarks: str | None = Field(description="Remarks.", examples=[None])
    location: LocationOut = Field(description="Where in the published files it stands.")


class PartyEntryOut(Outgoing):
    """What one watchlist has of a party."""

    entity_id: str = Field(description="Id for `GET /v1/entities/{id}`.", examples=["jp_crimea_2014:026-000002"])
    watchlist: str = Field(description="Id of the watchlist.", examples=["jp_crimea_2014"])
    record_id: str = Field(description="The record in the publisher's own numbering.", examples=["026-000002"])
    type: EntityType = Field(description="What the list says it is.", examples=["person"])
    name: str = Field(description="Its primary name, as published.", examples=["Sergey AKSYONOV"])
    listed: bool = Field(description="Whether a designation applies today.", examples=[True])
    found: bool = Field(
        description="Whether this entry is what was looked for; the others came with it.", examples=[True]
    )
    designations: list[DesignationOut] = Field(description="All designations, former ones too.")


class PartyFoundOut(Outgoing):
    """One party, with its entries on all lists."""

    group_id: str = Field(
        description="The least id of its entries. Entries are of one party if they share an identifier and a word of a "
        "name, or a whole name and a birth date (bodies: a country), and nothing contradicts it.",
        examples=["jp_crimea_2014:026-000002"],
    )
    name: str = Field(description="The primary name of its first entry.", examples=["Sergey AKSYONOV"])
    type: EntityType = Field(description="What its first entry says it is.", examples=["person"])
    found_by: FoundBy = Field(description="What was found of it, the best if several.", examples=["words"])
    listed: bool = Field(description="Whether any list has it today.", examples=[True])
    first_listed_on: date | None = Field(
        description="The earliest day on which any listed it, if published.", examples=["2014-08-05"]
    )
    names: list[NameOut] = Field(description="The names of all entries, each once.")
    birth_dates: list[ListedDateOut] = Field(description="The dates of birth of all entries, each once.")
    nationalities: list[str] = Field(description="Nationalities of all entries.", examples=[["UA"]])
    countries: list[str] = Field(description="Countries of all entries.", examples=[["UA"]])
    entries: list[PartyEntryOut] = Field(description="Its entries, by id.")


class PartiesFoundOut(Outgoing):
    """A page of parties, the best first."""

    parties: list[PartyFoundOut] = Field(description="The parties of this page.")
    total: int = Field(description="How many there are on all pages.", examples=[3])
    next: str | None = Field(
        description="Ask for `after` this to get the next page; null on the last.", examples=["NCxhY21lLG9mYWM6MQ"]
    )

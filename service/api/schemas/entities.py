"""The body of `GET /v1/entities/{id}`: everything one watchlist says about one target."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from service.api.schemas.base import Outgoing
from service.api.schemas.screening_answer import DesignationOut
from service.engine.model.entity import EntityType, NameType


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

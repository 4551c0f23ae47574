"""What an assistant hands to the tools. The descriptions are what it reads."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

PartyType = Literal["person", "entity", "vessel", "aircraft", "unknown"]


class _Input(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Identifier(_Input):
    """A number that stands for one party."""

    type: str = Field(description="Such as passport, tax_id, lei, bic, imo, wallet.")
    value: str
    country: str | None = Field(None, description="Issuing country, ISO 3166-1 alpha-2.")


class PartyInput(_Input):
    """Somebody to screen. Give what is known and leave out the rest; never guess a date or a country."""

    id: str | None = Field(None, description="Your id for it, returned with its answer.")
    type: PartyType = "unknown"
    name: str | None = Field(None, description="The name as it is written in the papers, in its own script.")
    aliases: list[str] | None = None
    birth_date: str | None = Field(None, description="A day, month or year: 1972-11-26, 1972-11, 1972.")
    nationalities: list[str] | None = Field(None, description="ISO 3166-1 alpha-2.")
    countries: list[str] | None = Field(None, description="Residence, registration or business, ISO 3166-1 alpha-2.")
    identifiers: list[Identifier] | None = None
    address: str | None = Field(None, description="In one line.")


class GoodsInput(_Input):
    """One line of goods."""

    id: str | None = None
    description: str | None = None
    hs_code: str | None = Field(None, description="Harmonised System code, with or without dots.")
    origin: str | None = Field(None, description="The origin as it is written, such as 'г. Севастополь'.")
    origin_country: str | None = Field(None, description="ISO 3166-1 alpha-2.")
    shipped_from: str | None = None
    port_of_loading: str | None = None
    destination: str | None = Field(None, description="Country of import or destination, ISO 3166-1 alpha-2.")
    direction: Literal["import", "export"] = "import"

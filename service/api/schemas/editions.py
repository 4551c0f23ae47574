"""Bodies of editions and of what changed between two of them."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from service.api.schemas.base import Outgoing

_SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
_ID = "own_partners:17"
_NAME = "Testan Examplov"


class StoredFileOut(Outgoing):
    """A file of an edition, kept byte for byte."""

    name: str = Field(description="Its name.", examples=["consolidated.xml"])
    sha256: str = Field(description="SHA-256 of its bytes.", examples=[_SHA])
    size: int = Field(description="Its size in bytes.", examples=[2030620])


class OriginOut(Outgoing):
    """Where a file was fetched from."""

    file: str = Field(description="Name of the file.", examples=["consolidated.xml"])
    address: str = Field(description="The address.", examples=["https://scsanctions.un.org/resources/xml/en/x.xml"])
    etag: str | None = Field(description="What the server called this state of it.", examples=['"5f3c-1"'])
    last_modified: str | None = Field(
        description="When the server says it changed last.", examples=["Fri, 27 Feb 2026 09:00:00 GMT"]
    )


class EditionOut(Outgoing):
    """One published state of a watchlist."""

    edition: str = Field(description="The publisher's date or number.", examples=["2026-02-27"])
    sha256: str = Field(description="SHA-256 of the edition.", examples=[_SHA])
    active: bool = Field(description="Whether it is the one that counts.", examples=[True])
    published_on: date | None = Field(description="When it was published.", examples=["2026-02-27"])
    loaded_at: datetime | None = Field(
        description="When it was brought; null for one that came with the program.", examples=["2026-02-28T06:00:00Z"]
    )
    reader: str = Field(description="As which format it was read.", examples=["un_xml"])
    entities: int = Field(description="How many entities it has.", examples=[1003])
    skipped: int = Field(description="How many published records became no entity.", examples=[0])
    files: list[StoredFileOut] = Field(description="Its files.")
    origins: list[OriginOut] = Field(description="Where they were fetched from; empty if somebody brought them.")
    notes: list[str] = Field(description="What a person should know about it.", examples=[[]])
    accepted: list[str] = Field(description="Objections of gates that a person overrode.", examples=[[]])


class SwitchOut(Outgoing):
    """A change of the active edition."""

    at: datetime = Field(description="When.", examples=["2026-02-28T06:00:00Z"])
    action: str = Field(description="`activate` or `rollback`.", examples=["activate"])
    edition: str = Field(description="SHA-256 of the edition that became active.", examples=[_SHA])
    previous: str | None = Field(description="SHA-256 of the one before.", examples=[None])
    reason: str = Field(description="Why.", examples=["fetch"])


class EditionsOut(Outgoing):
    """All editions of a watchlist that are kept."""

    watchlist: str = Field(description="Id of the watchlist.", examples=["un_sc_sanctions"])
    editions: list[EditionOut] = Field(description="The editions, oldest first.")
    log: list[SwitchOut] = Field(description="Every change of the active one, oldest first.")


class NamedEntityOut(Outgoing):
    """An entity by id and primary name."""

    id: str = Field(description="Its id.", examples=[_ID])
    name: str = Field(description="Its primary name.", examples=[_NAME])


class FieldChangeOut(Outgoing):
    """A field that differs."""

    field: str = Field(description="The field.", examples=["names"])
    removed: list[str] = Field(description="What only the earlier edition says.", examples=[[]])
    added: list[str] = Field(description="What only the later one says.", examples=[["Tester Examplow; type: alias"]])


class ChangedEntityOut(NamedEntityOut):
    """An entity that both editions have and that differs."""

    fields: list[FieldChangeOut] = Field(description="The fields that differ.")


class EditionDifferenceOut(Outgoing):
    """What changed from one edition to another. The counts are of all, the lists hold at most `limit`."""

    watchlist: str = Field(description="Id of the watchlist.", examples=["own_partners"])
    from_sha256: str = Field(description="SHA-256 of the earlier edition.", examples=[_SHA])
    to_sha256: str = Field(description="SHA-256 of the later edition.", examples=[_SHA])
    added_count: int = Field(description="How many entities were added.", examples=[1])
    removed_count: int = Field(description="How many were removed.", examples=[0])
    changed_count: int = Field(description="How many were changed.", examples=[1])
    added: list[NamedEntityOut] = Field(description="Entities that only the later edition has.")
    removed: list[NamedEntityOut] = Field(description="Entities that only the earlier edition has.")
    changed: list[ChangedEntityOut] = Field(description="Entities that both have and that differ.")


class AttemptOut(Outgoing):
    """How the last import or fetch ended."""

    at: datetime = Field(description="When.", examples=["2026-02-28T06:00:00Z"])
    outcome: str = Field(
        description="`activated`, `stored`, `unchanged`, `refused` by a gate, or `failed`.", examples=["activated"]
    )
    edition: str | None = Field(description="SHA-256 of the edition.", examples=[_SHA])
    messages: list[str] = Field(description="Why it was refused or failed.", examples=[[]])


class FreshnessOut(Outgoing):
    """How fresh a stored watchlist is."""

    loaded_at: datetime | None = Field(
        description="When the active edition was brought.", examples=["2026-02-28T06:00:00Z"]
    )
    last_attempt: AttemptOut | None = Field(description="How the last import or fetch ended.")
    last_success: datetime | None = Field(
        description="When the list was last found current, or brought.", examples=["2026-02-28T06:00:00Z"]
    )
    age_hours: float | None = Field(description="Hours since then.", examples=[5.5])

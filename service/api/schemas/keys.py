"""API keys: what is asked for, and what is told of them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from service.api.schemas.base import Incoming, Key, Moment, Outgoing
from service.auth.api_keys import MOST_REQUESTS_PER_SECOND, NAME
from service.common.roles import Role

_KEY_ID = "ab3de8fg"

KeyName = Annotated[str, StringConstraints(pattern=NAME)]


Bound = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class KeyPolicyIn(Incoming):
    """What a key may ask with. A request with other options is refused (403); `null` leaves the choice to whoever
    asks."""

    profiles: list[Key] | None = Field(
        default=None, min_length=1, max_length=100, description="The profiles it may name.", examples=[["default"]]
    )
    min_threshold: Bound | None = Field(default=None, description="The least threshold.", examples=[0.6])
    max_threshold: Bound | None = Field(default=None, description="The greatest threshold.", examples=[0.8])
    watchlists: list[Key] | None = Field(
        default=None,
        min_length=1,
        max_length=200,
        description="Watchlists that every request has to search; it may search others too.",
        examples=[["jp_crimea_2014"]],
    )
    regimes: list[Key] | None = Field(
        default=None,
        min_length=1,
        max_length=200,
        description="Regimes whose measures on goods every request has to apply.",
        examples=[["JP"]],
    )
    as_of: bool = Field(default=True, description="Whether it may name a day.", examples=[False])
    segments: list[Key] | None = Field(
        default=None,
        min_length=1,
        max_length=200,
        description="Segments of the book whose subjects it may see and change.",
        examples=[["trade-finance"]],
    )


class KeyIn(Incoming):
    """A key to make."""

    name: KeyName = Field(
        description="Who will use it: the actor in records and events. Several keys may have one name; they are then "
        "the same actor, so that a key can be replaced by a new one.",
        examples=["trading-desk"],
    )
    roles: list[Role] = Field(
        min_length=1, max_length=len(Role), strict=False, description="What it may do.", examples=[["screener"]]
    )
    expires_at: Moment | None = Field(
        default=None,
        description="When it stops to work; `null` for never. A day is its beginning, and UTC is meant if no zone is "
        "given.",
        examples=["2027-11-23"],
    )
    requests_per_second: Annotated[float, Field(ge=0, le=MOST_REQUESTS_PER_SECOND, allow_inf_nan=False)] | None = Field(
        default=None,
        description="Its own limit, in each process; 0 for none; `null` for that of the settings.",
        examples=[50],
    )
    policy: KeyPolicyIn | None = Field(
        default=None, description="What it may ask with; `null` for anything.", examples=[{"max_threshold": 0.8}]
    )


class KeyPolicyOut(Outgoing):
    """What a key may ask with; `null` where whoever asks may choose."""

    profiles: list[str] | None = Field(description="The profiles it may name.", examples=[["default"]])
    min_threshold: float | None = Field(description="The least threshold.", examples=[0.6])
    max_threshold: float | None = Field(description="The greatest threshold.", examples=[0.8])
    watchlists: list[str] | None = Field(description="Watchlists it has to search.", examples=[["jp_crimea_2014"]])
    regimes: list[str] | None = Field(description="Regimes it has to apply.", examples=[["JP"]])
    as_of: bool = Field(description="Whether it may name a day.", examples=[False])
    segments: list[str] | None = Field(
        description="Segments of the book it may see and change.", examples=[["trade-finance"]]
    )


class KeyOut(Outgoing):
    """A key, without its secret."""

    id: str = Field(description="Its id.", examples=[_KEY_ID])
    prefix: str = Field(description="How the secret begins.", examples=[f"sk_{_KEY_ID}"])
    name: str = Field(description="Who uses it.", examples=["trading-desk"])
    roles: list[Role] = Field(description="What it may do.", examples=[["screener"]])
    state: str = Field(
        description="`valid`, `expired`, `revoked`, `proposed`: it lets nobody in until another administrator approves "
        "it; or `changed`: by others than this program.",
        examples=["valid"],
    )
    created_at: str = Field(description="When it was made.", examples=["2026-11-23T09:00:00.000000Z"])
    created_by: str = Field(description="Who made it.", examples=["local"])
    expires_at: str | None = Field(description="When it stops to work.", examples=["2027-11-23T00:00:00.000000Z"])
    revoked_at: str | None = Field(description="When it was withdrawn.", examples=[None])
    revoked_by: str | None = Field(description="Who withdrew it.", examples=[None])
    used_at: str | None = Field(
        description="When it was last used, to about a minute.", examples=["2026-11-23T09:41:00.000000Z"]
    )
    requests_per_second: float | None = Field(description="Its own limit.", examples=[50])
    proposed_at: str | None = Field(
        description="Since when it waits for approval, or did; `null` if it needs none.", examples=[None]
    )
    approved_at: str | None = Field(description="When it was approved.", examples=[None])
    approved_by: str | None = Field(description="Who approved it.", examples=[None])
    policy: KeyPolicyOut | None = Field(description="What it may ask with; `null` for anything.")


class MadeKeyOut(KeyOut):
    """A key that was just made, with its secret."""

    secret: str = Field(
        description="The key itself. It is shown this once and kept nowhere.",
        examples=[f"sk_{_KEY_ID}_" + "0" * 43],
    )


class KeysOut(Outgoing):
    """All keys there ever were."""

    keys: list[KeyOut] = Field(description="The keys, oldest first.")

"""Webhooks and the feed of events: what is asked for, and what is told of them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from service.api.schemas.base import Incoming, Outgoing
from service.webhooks.addresses import LONGEST_URL
from service.webhooks.endpoints import LONGEST_DESCRIPTION
from service.webhooks.model import DeliveryStatus, EndpointStatus
from service.webhooks.outbox import TYPES

EventType = StrEnum("EventType", {one.replace(".", "_").upper(): one for one in TYPES})  # type: ignore[misc]

URL = r'^https?://([A-Za-z0-9]([A-Za-z0-9.-]{0,250}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?(/[!"$-~]*)?$'
_ID, _EVENT, _MOMENT = (
    "whe_019ab0f4c1d29f86d081884c7d65",
    "evt_019ab0f4c1d29f86d081884c7d65",
    "2026-11-23T09:00:00.000000Z",
)
_URL = "https://receiver.example.org/sekisho"

Url = Annotated[str, StringConstraints(pattern=URL, max_length=LONGEST_URL)]


class WebhookIn(Incoming):
    """An endpoint to send events to."""

    url: Url = Field(
        description="Where to send them. `https`; plain `http` and addresses that are not public only within the "
        "networks of `SEKISHO_WEBHOOK_NETWORKS`. Without user, password and fragment.",
        examples=[_URL],
    )
    event_types: list[EventType] = Field(
        default=[], max_length=len(TYPES), strict=False, description="Which events; all if empty.", examples=[[]]
    )
    description: Annotated[str, StringConstraints(max_length=LONGEST_DESCRIPTION)] = Field(
        default="", description="What it is for, in your words.", examples=["case management"]
    )


class WebhookOut(Outgoing):
    """An endpoint, without its secrets."""

    id: str = Field(description="Its id.", examples=[_ID])
    url: str = Field(description="Where events are sent.", examples=[_URL])
    event_types: list[str] = Field(description="Which events; all if empty.", examples=[["alert.opened"]])
    description: str = Field(description="What it is for.", examples=["case management"])
    status: EndpointStatus = Field(
        description="`disabled` after 410, or once an event could not be delivered in ten attempts. What happens "
        "meanwhile is kept and sent once it is enabled.",
        examples=["enabled"],
    )
    created_at: str = Field(description="When it was made.", examples=[_MOMENT])
    created_by: str = Field(description="Who made it.", examples=["admin"])
    public_key: str = Field(
        description="The Ed25519 key that the signatures `v1a` are verified with.",
        examples=["whpk_G0cz8uUCVtGm6DoTOaLw2dcCM/GNjwqVMCQWLtYVLVI="],
    )
    previous_until: str | None = Field(
        description="Until when the secret and key of before the last rotation sign too.", examples=[None]
    )
    disabled_at: str | None = Field(description="When it was disabled.", examples=[None])
    disabled_because: str | None = Field(description="Why it was disabled.", examples=[None])


class MadeWebhookOut(WebhookOut):
    """An endpoint with a secret that was just made."""

    secret: str = Field(
        description="The secret that the signatures `v1` are verified with. It is shown this once.",
        examples=["whsec_" + "0" * 43 + "="],
    )


class WebhooksOut(Outgoing):
    """All endpoints."""

    webhooks: list[WebhookOut] = Field(description="The endpoints, oldest first.")


class TestOut(Outgoing):
    """How a message that was sent to try an endpoint ended."""

    webhook_id: str = Field(description="The header `webhook-id` of the message.", examples=[_EVENT])
    delivered: bool = Field(description="Whether it was answered with 2xx.", examples=[True])
    status_code: int | None = Field(description="What it was answered with.", examples=[204])
    latency_ms: int = Field(description="How long that took.", examples=[38])
    error: str | None = Field(description="Why there was no answer.", examples=[None])


class DeliveryOut(Outgoing):
    """One event on its way to one endpoint."""

    id: str = Field(description="Its id.", examples=["whd_019ab0f4c1d29f86d081884c7d65"])
    endpoint_id: str = Field(description="The endpoint.", examples=[_ID])
    event_id: str = Field(description="The event; the header `webhook-id` of every attempt.", examples=[_EVENT])
    event_type: str = Field(description="Its type.", examples=["alert.opened"])
    created_at: str = Field(description="Since when it is on its way.", examples=[_MOMENT])
    status: DeliveryStatus = Field(description="How it stands.", examples=["delivered"])
    attempt: int = Field(description="How many attempts were made.", examples=[1])
    next_attempt_at: str | None = Field(description="When it is tried next.", examples=[None])
    attempted_at: str | None = Field(description="When it was tried last.", examples=[_MOMENT])
    status_code: int | None = Field(description="What it was answered with then.", examples=[204])
    latency_ms: int | None = Field(description="How long that took.", examples=[38])
    error: str | None = Field(description="Why there was no answer.", examples=[None])


class DeliveriesOut(Outgoing):
    """Part of the log of an endpoint."""

    deliveries: list[DeliveryOut] = Field(description="Deliveries, newest first.")
    next: str | None = Field(description="What to ask `after` for more; `null` on the last page.", examples=[None])


class FeedEventOut(Outgoing):
    """Something that happened."""

    id: str = Field(description="Its id; the header `webhook-id` where it is sent.", examples=[_EVENT])
    type: str = Field(description="What happened.", examples=["alert.opened"])
    timestamp: str = Field(description="When it happened.", examples=[_MOMENT])
    data: dict[str, Any] = Field(
        description="Ids, references and decisions, and no names.",
        examples=[{"alert_id": "alr_019ab0f4c1d29f86d081884c7d65", "decision": "review", "reference": "TRD-2026-0001"}],
    )


class FeedOut(Outgoing):
    """Part of the feed of events, in its order."""

    events: list[FeedEventOut] = Field(description="Events, in the order in which all readers see them.")
    next: str | None = Field(
        description="What to ask `after` next time, also where there is nothing now; `null` only while nothing has "
        "ever happened.",
        examples=[_EVENT],
    )
    more: bool = Field(description="Whether there is more at once.", examples=[False])

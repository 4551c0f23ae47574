"""The nouns: an endpoint, its keys, a delivery, and an event as others see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class EndpointStatus(StrEnum):
    """Whether events are sent. What happens while an endpoint is disabled waits for it."""

    ENABLED = "enabled"
    DISABLED = "disabled"
    DELETED = "deleted"


class DeliveryStatus(StrEnum):
    """Where one event stands on its way to one endpoint."""

    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class SigningKeys:
    """What an endpoint's messages are signed with: a shared secret (`whsec_`) and an Ed25519 key (`whsk_`). Those of
    before sign too until `previous_until`. Never shown, not even by `repr`."""

    secret: str = field(repr=False)
    signing_key: str = field(repr=False)
    previous_secret: str | None = field(default=None, repr=False)
    previous_signing_key: str | None = field(default=None, repr=False)
    previous_until: str | None = None


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where events are sent. Without `event_types` it is sent all of them. `public_key` (`whpk_`) verifies `v1a`."""

    id: str
    url: str
    event_types: tuple[str, ...]
    description: str
    status: EndpointStatus
    created_at: str
    created_by: str
    public_key: str
    previous_until: str | None = None
    disabled_at: str | None = None
    disabled_because: str | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """One event on its way to one endpoint: how often it was tried, and how the last attempt ended."""

    id: str
    endpoint_id: str
    event_id: str
    event_type: str
    created_at: str
    status: DeliveryStatus
    attempt: int
    next_attempt_at: str | None
    attempted_at: str | None
    status_code: int | None
    latency_ms: int | None
    error: str | None


@dataclass(frozen=True, slots=True)
class PublishedEvent:
    """An event as other systems see it. `timestamp` is when it happened."""

    id: str
    type: str
    timestamp: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Claim:
    """A delivery that a sender works on, with all that it needs. `attempt` is the number of this attempt, from 1."""

    delivery_id: str
    owner: str
    attempt: int
    endpoint_id: str
    url: str = field(repr=False)
    keys: SigningKeys
    event: PublishedEvent


@dataclass(frozen=True, slots=True)
class Attempt:
    """How one attempt ended: a status code, or an error if there was no answer. Before `retry_after` the receiver does
    not want to be asked again."""

    status_code: int | None = None
    error: str | None = None
    retry_after: datetime | None = None
    latency_ms: int = 0

    @property
    def delivered(self) -> bool:
        """Only 2xx counts."""
        return self.status_code is not None and 200 <= self.status_code < 300

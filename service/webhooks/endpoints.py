"""What an administrator does with endpoints. Each is an `Action`: the change and its event of the audit chain are one
transaction. What the chain holds of an address is its origin and a hash: its path may be a secret."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, RowMapping, func, select, update

from service.audit.event import Detail, Event, RecordedEvent, recorded_event
from service.common.clock import sortable
from service.common.ids import new_id
from service.records.action import Action, Performed
from service.storage.bulk_insert import insert_rows
from service.storage.seals import seal_rows
from service.webhooks.addresses import Target, read_target
from service.webhooks.errors import WebhookNotFound, WebhookNotPossible, WebhookRefused
from service.webhooks.model import Delivery, DeliveryStatus, Endpoint, EndpointStatus, SigningKeys
from service.webhooks.outbox import TYPES
from service.webhooks.signing import new_secret, new_signing_key, public_key_of
from service.webhooks.tables import DELIVERIES, ENDPOINTS

MOST_ENDPOINTS = 50
"""Each event is written down for each of them."""
LONGEST_DESCRIPTION = 500
OVERLAP = timedelta(hours=24)
"""How long after a rotation the former secret and key still sign beside the new ones."""


@dataclass(frozen=True, slots=True)
class WantedEndpoint:
    """The endpoint that somebody wants to have. Without `event_types` it is sent all events."""

    url: str
    event_types: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class MadeEndpoint:
    """An endpoint with its secret, which is told this once."""

    endpoint: Endpoint
    secret: str


def create_endpoint(wanted: WantedEndpoint, actor: str, at: datetime) -> Action[MadeEndpoint]:
    """Make an endpoint. It is sent what happens from now on. Raises WebhookRefused."""
    target = read_target(wanted.url)
    _check(wanted)
    secret, signing_key = new_secret(), new_signing_key()
    types = tuple(dict.fromkeys(wanted.event_types))

    def run(connection: Connection) -> Performed[MadeEndpoint]:
        present = select(func.count()).select_from(ENDPOINTS).where(ENDPOINTS.c.status != EndpointStatus.DELETED.value)
        if connection.execute(present).scalar_one() >= MOST_ENDPOINTS:
            raise WebhookNotPossible(f"there are {MOST_ENDPOINTS} endpoints, which is the limit: delete one first")
        endpoint_id = new_id("whe_", at)
        row = {
            "id": endpoint_id,
            "url": wanted.url,
            "event_types": json.dumps(types),
            "description": wanted.description,
            "status": EndpointStatus.ENABLED.value,
            "created_at": sortable(at),
            "created_by": actor,
            "secret": secret,
            "signing_key": signing_key,
        }
        insert_rows(connection, ENDPOINTS, tuple(row), [tuple(row.values())])
        details = _address(target, wanted.url) | {"event_types": list(types)}
        event = _event("webhook_created", actor, endpoint_id, at, details)
        return Performed(MadeEndpoint(read_endpoint(connection, endpoint_id), secret), [event])

    return Action(run)


def rotate_secret(endpoint_id: str, actor: str, at: datetime) -> Action[MadeEndpoint]:
    """Give an endpoint a new secret and key. The former ones sign beside them for a day."""
    secret, signing_key = new_secret(), new_signing_key()

    def run(connection: Connection) -> Performed[MadeEndpoint]:
        row = _present(connection, endpoint_id)
        changed = {
            "secret": secret,
            "signing_key": signing_key,
            "previous_secret": row["secret"],
            "previous_signing_key": row["signing_key"],
            "previous_until": sortable(at + OVERLAP),
        }
        _change(connection, endpoint_id, changed)
        event = _event("webhook_rotated", actor, endpoint_id, at)
        return Performed(MadeEndpoint(read_endpoint(connection, endpoint_id), secret), [event])

    return Action(run)


def enable_endpoint(endpoint_id: str, actor: str, at: datetime) -> Action[Endpoint]:
    """Send to a disabled endpoint again: first all that was not delivered meanwhile, each with all its attempts."""

    def run(connection: Connection) -> Performed[Endpoint]:
        row = _present(connection, endpoint_id)
        if row["status"] == EndpointStatus.ENABLED.value:
            raise WebhookNotPossible(f"the endpoint {endpoint_id!r} is enabled already")
        enabled = {"status": EndpointStatus.ENABLED.value, "not_before": None}
        _change(connection, endpoint_id, enabled | {"disabled_at": None, "disabled_because": None})
        undelivered = DELIVERIES.c.status != DeliveryStatus.DELIVERED.value
        _send_again(connection, at, DELIVERIES.c.endpoint_id == endpoint_id, undelivered)
        event = _event("webhook_enabled", actor, endpoint_id, at)
        return Performed(read_endpoint(connection, endpoint_id), [event])

    return Action(run)


def delete_endpoint(endpoint_id: str, actor: str, at: datetime) -> Action[Endpoint]:
    """Send nothing more to an endpoint. Its secrets and its address are taken out; the log of deliveries stays."""

    def run(connection: Connection) -> Performed[Endpoint]:
        row = _present(connection, endpoint_id)
        emptied = dict.fromkeys(("url", "secret", "signing_key"), "")
        removed = dict.fromkeys(("previous_secret", "previous_signing_key", "previous_until"))
        deleted = {"status": EndpointStatus.DELETED.value, **emptied, **removed}
        endpoint = replace(_endpoint(row), status=EndpointStatus.DELETED)
        _change(connection, endpoint_id, deleted)
        pending = (DELIVERIES.c.endpoint_id == endpoint_id) & (DELIVERIES.c.status == DeliveryStatus.PENDING.value)
        given_up = {"status": DeliveryStatus.FAILED.value, "next_attempt_at": None, "error": "the endpoint was deleted"}
        connection.execute(update(DELIVERIES).where(pending).values(given_up | {"claimed_by": None}))
        event = _event("webhook_deleted", actor, endpoint_id, at)
        return Performed(endpoint, [event])

    return Action(run)


def replay_delivery(delivery_id: str, actor: str, at: datetime) -> Action[Delivery]:
    """Send an event again, under the same webhook id, with all attempts, whether it was delivered or not."""

    def run(connection: Connection) -> Performed[Delivery]:
        delivery = read_delivery(connection, delivery_id)
        row = _present(connection, delivery.endpoint_id)
        if row["status"] != EndpointStatus.ENABLED.value:
            raise WebhookNotPossible(f"the endpoint {delivery.endpoint_id!r} is disabled: enable it first")
        _send_again(connection, at, DELIVERIES.c.id == delivery_id)
        details: dict[str, Detail] = {"endpoint": delivery.endpoint_id, "event": delivery.event_id}
        event = _event("webhook_replayed", actor, delivery_id, at, details)
        return Performed(read_delivery(connection, delivery_id), [event])

    return Action(run)


def disabled_event(endpoint_id: str, actor: str, because: str, at: datetime) -> RecordedEvent:
    """What the audit chain says when an endpoint is disabled."""
    return _event("webhook_disabled", actor, endpoint_id, at, {"because": because})


def read_endpoint(connection: Connection, endpoint_id: str) -> Endpoint:
    """An endpoint without its secrets. Raises WebhookNotFound."""
    return _endpoint(_present(connection, endpoint_id))


def read_endpoints(connection: Connection) -> list[Endpoint]:
    """All endpoints that were not deleted, oldest first."""
    present = select(ENDPOINTS).where(ENDPOINTS.c.status != EndpointStatus.DELETED.value).order_by(ENDPOINTS.c.id)
    return [_endpoint(row) for row in connection.execute(present).mappings()]


def signing_keys_of(connection: Connection, endpoint_id: str) -> tuple[Endpoint, SigningKeys]:
    """An endpoint with what its messages are signed with. Raises WebhookNotFound."""
    row = _present(connection, endpoint_id)
    return _endpoint(row), keys_of(row)


def keys_of(row: RowMapping) -> SigningKeys:
    """What messages are signed with, from a row of an endpoint."""
    names = ("secret", "signing_key", "previous_secret", "previous_signing_key", "previous_until")
    return SigningKeys(**{name: row[name] for name in names})


def read_delivery(connection: Connection, delivery_id: str) -> Delivery:
    """A delivery. Raises WebhookNotFound."""
    row = connection.execute(select(DELIVERIES).where(DELIVERIES.c.id == delivery_id)).mappings().first()
    if row is None:
        raise WebhookNotFound(f"there is no delivery {delivery_id!r}")
    return _delivery(row)


def find_deliveries(
    connection: Connection,
    endpoint_id: str,
    *,
    status: DeliveryStatus | None = None,
    after: str | None = None,
    limit: int = 50,
) -> tuple[list[Delivery], str | None]:
    """A page of the deliveries of an endpoint, newest first, and the id to ask `after` for more. Raises
    WebhookNotFound."""
    known = select(ENDPOINTS.c.id).where(ENDPOINTS.c.id == endpoint_id)
    if connection.execute(known).scalar() is None:
        raise _not_found(endpoint_id)
    wanted = select(DELIVERIES).where(DELIVERIES.c.endpoint_id == endpoint_id).order_by(DELIVERIES.c.id.desc())
    if status is not None:
        wanted = wanted.where(DELIVERIES.c.status == status.value)
    if after is not None:
        wanted = wanted.where(DELIVERIES.c.id < after)
    found = [_delivery(row) for row in connection.execute(wanted.limit(limit + 1)).mappings()]
    return found[:limit], found[limit - 1].id if len(found) > limit else None


def _check(wanted: WantedEndpoint) -> None:
    _check_types(wanted.event_types)
    if len(wanted.description) > LONGEST_DESCRIPTION:
        raise WebhookRefused("description", f"at most {LONGEST_DESCRIPTION} characters", len(wanted.description))


def _check_types(types: Collection[str]) -> None:
    for one in types:
        if one not in TYPES:
            raise WebhookRefused("event_types", f"types of events: {', '.join(TYPES)}", one)


def _send_again(connection: Connection, at: datetime, *which: ColumnElement[bool]) -> None:
    again = {
        "status": DeliveryStatus.PENDING.value,
        "attempt": 0,
        "next_attempt_at": sortable(at),
        "claimed_by": None,
        "claimed_until": None,
    }
    connection.execute(update(DELIVERIES).where(*which).values(again))


def _present(connection: Connection, endpoint_id: str) -> RowMapping:
    """The row of an endpoint, for nobody else to change meanwhile."""
    wanted = select(ENDPOINTS).where(ENDPOINTS.c.id == endpoint_id, ENDPOINTS.c.status != EndpointStatus.DELETED.value)
    row = connection.execute(wanted.with_for_update()).mappings().first()
    if row is None:
        raise _not_found(endpoint_id)
    return row


def _not_found(endpoint_id: str) -> WebhookNotFound:
    return WebhookNotFound(f"there is no webhook {endpoint_id!r}")


def _change(connection: Connection, endpoint_id: str, values: dict[str, str | None]) -> None:
    connection.execute(update(ENDPOINTS).where(ENDPOINTS.c.id == endpoint_id).values(values))
    seal_rows(connection, ENDPOINTS, id=endpoint_id)


def _endpoint(row: RowMapping) -> Endpoint:
    names = ("id", "url", "description", "created_at", "created_by", "previous_until")
    return Endpoint(
        **{name: row[name] for name in (*names, "disabled_at", "disabled_because")},
        event_types=tuple(json.loads(row["event_types"])),
        status=EndpointStatus(row["status"]),
        public_key=public_key_of(row["signing_key"]),
    )


_DELIVERY = tuple(Delivery.__dataclass_fields__)


def _delivery(row: RowMapping) -> Delivery:
    return Delivery(**{name: row[name] for name in _DELIVERY} | {"status": DeliveryStatus(row["status"])})


def _address(target: Target, url: str) -> dict[str, Detail]:
    return {
        "origin": f"{target.scheme}://{target.host_header}",
        "url_sha256": hashlib.sha256(url.encode()).hexdigest(),
    }


def _event(
    kind: str, actor: str, subject: str, at: datetime, details: dict[str, Detail] | None = None
) -> RecordedEvent:
    return recorded_event(Event(kind, actor, subject, details or {}), sortable(at))

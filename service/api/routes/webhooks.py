"""Webhooks: where events are sent, and how their deliveries stand."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from sqlalchemy import Engine

from service.api import examples
from service.api.actions import body_of, perform
from service.api.context import actor_of, runtime_of
from service.api.responses import documented, json_body, json_bytes, json_model
from service.api.schemas.base import Key
from service.api.schemas.webhooks import (
    DeliveriesOut,
    DeliveryOut,
    MadeWebhookOut,
    TestOut,
    WebhookIn,
    WebhookOut,
    WebhooksOut,
)
from service.records.action import Action
from service.webhooks import endpoints
from service.webhooks.addresses import read_networks
from service.webhooks.endpoints import MadeEndpoint, WantedEndpoint
from service.webhooks.model import Delivery, DeliveryStatus, Endpoint
from service.webhooks.sending import Sender
from service.webhooks.trial import send_trial

router = APIRouter(prefix="/v1/webhooks", tags=["Webhooks"])

WebhookId = Annotated[
    str,
    Path(alias="id", max_length=100, description="Id of the endpoint.", examples=["whe_019ab0f4c1d29f86d081884c7d65"]),
]
DeliveryId = Annotated[
    str,
    Path(alias="id", max_length=100, description="Id of the delivery.", examples=["whd_019ab0f4c1d29f86d081884c7d65"]),
]


@router.get("", summary="All webhooks", responses=documented(WebhooksOut, 422, 503))
async def list_webhooks(request: Request) -> Response:
    """Every endpoint that events are sent to, without its secrets."""

    def read(engine: Engine) -> list[Endpoint]:
        with engine.connect() as connection:
            return endpoints.read_endpoints(connection)

    return json_model(WebhooksOut(webhooks=[_out(one) for one in await runtime_of(request).records.read(read)]))


@router.post(
    "",
    summary="Have events sent to an address",
    status_code=201,
    responses=documented(MadeWebhookOut, 400, 409, 413, 415, 422, 503, status=201),
    openapi_extra=json_body(WebhookIn, examples.WEBHOOKS),
)
async def create_webhook(request: Request) -> Response:
    """Events that happen from now on are sent as messages of Standard Webhooks 1.0.0. The secret is in this answer and
    nowhere else."""
    runtime = runtime_of(request)
    body = await body_of(request, WebhookIn)
    wanted = WantedEndpoint(body.url, tuple(one.value for one in body.event_types), body.description)
    made = await runtime.records.perform(endpoints.create_endpoint(wanted, actor_of(request).name, runtime.clock()))
    return json_bytes(_made(made), status=201)


@router.get("/{id}", summary="One webhook", responses=documented(WebhookOut, 404, 422, 503))
async def get_webhook(request: Request, webhook_id: WebhookId) -> Response:
    """An endpoint, without its secrets."""

    def read(engine: Engine) -> Endpoint:
        with engine.connect() as connection:
            return endpoints.read_endpoint(connection, webhook_id)

    return json_model(_out(await runtime_of(request).records.read(read)))


@router.delete("/{id}", summary="Send nothing more", responses=documented(WebhookOut, 404, 422, 503))
async def delete_webhook(request: Request, webhook_id: WebhookId) -> Response:
    """Nothing is sent to the endpoint any more. Its address and secrets are removed; the log of deliveries stays."""
    return await _changed(request, endpoints.delete_endpoint(webhook_id, *_by(request)))


@router.post("/{id}/rotate", summary="Make a new secret", responses=documented(MadeWebhookOut, 404, 422, 503))
async def rotate_webhook(request: Request, webhook_id: WebhookId) -> Response:
    """A new secret and a new Ed25519 key. For 24 hours the former ones sign beside them, so that no message is refused
    while the receiver is changed."""
    action = endpoints.rotate_secret(webhook_id, *_by(request))
    return json_bytes(_made(await perform(request, action)))


@router.post("/{id}/enable", summary="Send again", responses=documented(WebhookOut, 404, 409, 422, 503))
async def enable_webhook(request: Request, webhook_id: WebhookId) -> Response:
    """Send to a disabled endpoint again: first all that was not delivered, each event with all its attempts."""
    return await _changed(request, endpoints.enable_endpoint(webhook_id, *_by(request)))


@router.post("/{id}/test", summary="Send a message to try it", responses=documented(TestOut, 404, 422, 503))
async def test_webhook(request: Request, webhook_id: WebhookId) -> Response:
    """A signed message of the type `webhook.test` is sent at once, and once."""
    runtime = runtime_of(request)
    sender = Sender(read_networks(runtime.settings.webhook_networks), clock=runtime.clock)
    message, attempt = await send_trial(runtime.records, sender, webhook_id, *_by(request))
    shown = TestOut(
        webhook_id=message.id,
        delivered=attempt.delivered,
        status_code=attempt.status_code,
        latency_ms=attempt.latency_ms,
        error=attempt.error,
    )
    return json_model(shown)


@router.get("/{id}/deliveries", summary="How deliveries stand", responses=documented(DeliveriesOut, 404, 422, 503))
async def list_deliveries(
    request: Request,
    webhook_id: WebhookId,
    status: Annotated[
        DeliveryStatus | None, Query(description="Only those that stand so.", examples=["failed"])
    ] = None,
    after: Annotated[Key | None, Query(description="`next` of the page before.")] = None,
    limit: Annotated[int, Query(ge=1, le=500, description="Most on a page.", examples=[50])] = 50,
) -> Response:
    """Every event that was or is to be sent to the endpoint, newest first, with how its last attempt ended. Kept for 90
    days."""

    def read(engine: Engine) -> Response:
        with engine.connect() as connection:
            found, following = endpoints.find_deliveries(
                connection, webhook_id, status=status, after=after, limit=limit
            )
        return json_model(DeliveriesOut(deliveries=[_delivery(one) for one in found], next=following))

    return await runtime_of(request).records.search_through(read)


@router.post(
    "/deliveries/{id}/replay", summary="Send an event once more", responses=documented(DeliveryOut, 404, 409, 422, 503)
)
async def replay_delivery(request: Request, delivery_id: DeliveryId) -> Response:
    """Send an event again, under the same `webhook-id`, whether it was delivered or not."""
    action = endpoints.replay_delivery(delivery_id, *_by(request))
    return json_model(_delivery(await perform(request, action)))


def _by(request: Request) -> tuple[str, datetime]:
    return actor_of(request).name, runtime_of(request).clock()


async def _changed(request: Request, action: Action[Endpoint]) -> Response:
    return json_model(_out(await perform(request, action)))


def _out(endpoint: Endpoint) -> WebhookOut:
    return WebhookOut.model_validate(endpoint, from_attributes=True)


def _made(made: MadeEndpoint) -> bytes:
    return MadeWebhookOut(**_out(made.endpoint).model_dump(), secret=made.secret).model_dump_json().encode()


def _delivery(delivery: Delivery) -> DeliveryOut:
    return DeliveryOut(**asdict(delivery))

"""A message sent at once, so that somebody sees whether an endpoint takes it. It is no event and is not sent again."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from sqlalchemy import Engine

from service.audit.event import Event
from service.common.clock import sortable
from service.common.ids import new_id
from service.records.records import Records
from service.webhooks.endpoints import signing_keys_of
from service.webhooks.feed import body_of
from service.webhooks.model import Attempt, Endpoint, PublishedEvent, SigningKeys
from service.webhooks.sending import Sender
from service.webhooks.signing import signed_headers

TYPE = "webhook.test"


async def send_trial(
    records: Records, sender: Sender, endpoint_id: str, actor: str, at: datetime
) -> tuple[PublishedEvent, Attempt]:
    """Send a signed message of the type `webhook.test`, also to a disabled endpoint. Raises WebhookNotFound and
    RecordsUnavailable."""
    endpoint, keys = await records.read(partial(_read, endpoint_id))
    await records.note(Event("webhook_tested", actor, endpoint_id))
    message = PublishedEvent(new_id("evt_", at), TYPE, sortable(at), {"webhook_id": endpoint_id})
    body = body_of(message)
    return message, await sender.post(endpoint.url, signed_headers(keys, message.id, body, at), body)


def _read(endpoint_id: str, engine: Engine) -> tuple[Endpoint, SigningKeys]:
    with engine.connect() as connection:
        return signing_keys_of(connection, endpoint_id)

"""A message that is sent at once, to see whether an endpoint takes it."""

import asyncio
import json

import pytest
from sqlalchemy import func, select
from standardwebhooks import Webhook

from service.audit.search import EventQuery
from service.common.clock import utc_now
from service.webhooks.errors import WebhookNotFound
from service.webhooks.model import Attempt
from service.webhooks.tables import OUTBOX
from service.webhooks.trial import TYPE, send_trial


class Sender:
    """Keeps what it is given to send."""

    def __init__(self):
        self.sent = []

    async def post(self, url, headers, body):
        self.sent.append((url, headers, body))
        return Attempt(204)


def trial(records, endpoint_id, clock, sender):
    return asyncio.run(send_trial(records, sender, endpoint_id, "admin", clock()))


def test_it_is_signed_as_events_are_and_on_record_but_is_none(records, endpoint, clock):
    made, sender = endpoint(), Sender()
    clock.now = utc_now()
    message, attempt = trial(records, made.endpoint.id, clock, sender)
    ((url, headers, body),) = sender.sent
    assert (url, attempt.delivered, message.type) == (made.endpoint.url, True, TYPE)
    assert Webhook(made.secret).verify(body, headers) == json.loads(body)
    assert json.loads(body)["data"] == {"webhook_id": made.endpoint.id}
    (event,) = records.events_now(EventQuery("webhook_tested")).events
    assert (event.actor, event.subject) == ("admin", made.endpoint.id)
    with records.engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(OUTBOX)).scalar() == 0


def test_nothing_is_sent_to_what_is_not_there(records, clock):
    sender = Sender()
    with pytest.raises(WebhookNotFound):
        trial(records, "whk_0", clock, sender)
    assert sender.sent == []

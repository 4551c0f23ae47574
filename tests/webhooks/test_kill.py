"""kill -9 of senders in the middle of their work: no event is lost, and what comes twice has the same id."""

import os
import random
import subprocess
import sys
import time

from sqlalchemy import select

from service.records.action import Action, Performed
from service.records.records import Records
from service.webhooks.endpoints import WantedEndpoint, create_endpoint
from service.webhooks.outbox import OutboxEvent, write_events
from service.webhooks.tables import OUTBOX
from tests.conftest import NOW
from tests.webhooks.receivers import receiver

KILLS = int(os.environ.get("SEKISHO_TEST_WEBHOOK_KILLS", "5"))

_SENDER = """
import sys, time
from datetime import timedelta
from service.common.clock import utc_now
from service.records.records import Records
from service.webhooks import delivery_queue
from service.webhooks.addresses import read_networks
from service.webhooks.sending import Sender
from service.worker.webhook_delivery import WebhookDelivery
delivery_queue.LEASE = timedelta(seconds=1)  # so that what was killed is taken over while the test looks
records = Records(sys.argv[1], timeout=5)
WebhookDelivery(records, Sender(read_networks(["127.0.0.0/8"]), 0.8), utc_now).start()
print("started", flush=True)
time.sleep(600)
"""


def test_senders_that_are_killed_lose_nothing(database, capsys):
    chance = random.Random(KILLS)
    records = Records(database, timeout=5)
    with receiver(lambda _: (time.sleep(0.02), (204, {}))[1]) as told:
        records.perform_now(create_endpoint(WantedEndpoint(told.url), "admin", NOW))
        for _ in range(KILLS):
            sender = start(database)
            tell(records, 10)
            time.sleep(chance.uniform(0.05, 0.6))
            tell(records, 10)
            sender.kill()
            sender.wait()
        last = start(database)
        wanted = ids(records)
        deadline = time.monotonic() + 60
        while not wanted <= set(told.ids) and time.monotonic() < deadline:
            time.sleep(0.1)
        last.kill()
        last.wait()
    records.close()
    assert len(wanted) == 20 * KILLS
    assert set(told.ids) == wanted
    bodies = {}
    for _, headers, body in told.requests:
        assert bodies.setdefault(headers["webhook-id"], body) == body
    with capsys.disabled():
        twice = len(told.ids) - len(wanted)
        print(f"\n{KILLS} kills, {records.engine.dialect.name}: {len(wanted)} events, none lost, {twice} came twice")


def start(database):
    sender = subprocess.Popen([sys.executable, "-c", _SENDER, database], stdout=subprocess.PIPE, text=True)
    assert sender.stdout.readline() == "started\n"
    return sender


def tell(records, number):
    def run(connection):
        write_events(connection, [OutboxEvent("alert.opened", {"n": n}) for n in range(number)], NOW)
        return Performed(None, [])

    records.perform_now(Action(run))


def ids(records):
    with records.engine.connect() as connection:
        return set(connection.execute(select(OUTBOX.c.id)).scalars())

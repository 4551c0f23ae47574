"""The receiver of the documentation works as it stands."""

import os
import re
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from service.common.clock import utc_now
from service.records.action import Action, Performed
from service.records.records import Records
from service.webhooks.addresses import read_networks
from service.webhooks.endpoints import WantedEndpoint, create_endpoint, find_deliveries
from service.webhooks.outbox import OutboxEvent, write_events
from service.webhooks.sending import Sender
from service.worker.webhook_delivery import WebhookDelivery

PAGE = Path(__file__).parents[2] / "docs" / "webhooks.md"


@pytest.fixture
def port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def test_the_receiver_of_the_documentation_verifies_and_tells(tmp_path, port):
    program = re.search(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)[1]
    assert len([line for line in program.splitlines() if line.strip()]) <= 20
    records = Records(f"sqlite:///{tmp_path / 'records.db'}", timeout=5)
    wanted = WantedEndpoint(f"http://127.0.0.1:{port}/")
    made = records.perform_now(create_endpoint(wanted, "admin", utc_now()))
    environment = os.environ | {"SEKISHO_WEBHOOK_SECRET": made.secret, "PORT": str(port)}
    receiver = subprocess.Popen([sys.executable, "-c", program], env=environment, stdout=subprocess.PIPE, text=True)
    sender = WebhookDelivery(records, Sender(read_networks(["127.0.0.0/8"])), utc_now)
    try:
        wait_for(port)
        records.perform_now(Action(tell))
        sender.start()
        assert receiver.stdout.readline() == "alert.opened {'alert_id': 'alr_1'}\n"
        deadline = time.monotonic() + 10
        while status(records, made) != "delivered" and time.monotonic() < deadline:
            time.sleep(0.05)
        assert status(records, made) == "delivered"
    finally:
        sender.stop()
        receiver.kill()
        receiver.wait()
        records.close()


def tell(connection):
    write_events(connection, [OutboxEvent("alert.opened", {"alert_id": "alr_1"})], utc_now())
    return Performed(None, [])


def status(records, made):
    with records.engine.connect() as connection:
        return find_deliveries(connection, made.endpoint.id)[0][0].status


def wait_for(port):
    for _ in range(200):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.05)

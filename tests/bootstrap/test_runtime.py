import threading
from unittest.mock import Mock

from service.bootstrap import runtime
from service.common.clock import utc_now
from service.settings import Settings


def test_tables_of_han_readings_are_read_in_a_thread(monkeypatch):
    read = threading.Event()
    monkeypatch.setattr(runtime, "prepare_sound", lambda text, *, is_person: read.set())
    runtime.Runtime(Settings(), Mock(), lambda _: None, utc_now).warm()
    assert read.wait(5)

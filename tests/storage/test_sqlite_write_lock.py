"""Processes on one SQLite file wait for each other and then go on."""

import subprocess
import sys
import threading

from sqlalchemy import create_engine

from service.storage.sqlite_write_lock import SqliteWriteLock

_HOLD = """
import sys
from sqlalchemy import create_engine
from service.storage.sqlite_write_lock import SqliteWriteLock
with SqliteWriteLock(create_engine(sys.argv[1])).mine():
    print("mine", flush=True)
    sys.stdin.read()
"""


def test_a_turn_is_waited_for(tmp_path):
    address = f"sqlite:///{tmp_path / 'records.db'}"
    other = subprocess.Popen(
        [sys.executable, "-c", _HOLD, address], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout.readline() == "mine\n"
    had = threading.Event()

    def wait():
        with SqliteWriteLock(create_engine(address)).mine():
            had.set()

    thread = threading.Thread(target=wait)
    thread.start()
    assert not had.wait(0.2)
    other.communicate("")
    thread.join(10)
    assert had.is_set()


def test_without_a_file_there_are_no_turns(tmp_path):
    for address in ("sqlite://", f"sqlite:///{tmp_path / 'nowhere' / 'records.db'}"):
        with SqliteWriteLock(create_engine(address)).mine():
            pass

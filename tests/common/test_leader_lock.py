"""What only one process does for all."""

import os
import signal
import subprocess
import sys
import time

from service.common.leader_lock import LeaderLock

_WAIT_SECONDS = 20
_HOLD = """
import sys, time
from pathlib import Path
from service.common.leader_lock import LeaderLock

class Told:
    def start(self): print("started", flush=True)
    def stop(self): pass

LeaderLock(Path(sys.argv[1]), [Told()]).start()
time.sleep(60)
"""


class Counted:
    """Counts how often it was started and stopped."""

    def __init__(self):
        self.started = self.stopped = 0

    def start(self):
        self.started += 1

    def stop(self):
        self.stopped += 1


def until(condition):
    deadline = time.monotonic() + _WAIT_SECONDS
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_one_of_two_works_and_the_other_takes_over(tmp_path):
    first, second = Counted(), Counted()
    both = [LeaderLock(tmp_path / ".alone", [one], look_seconds=0.01) for one in (first, second)]
    both[0].start()
    until(lambda: first.started)
    both[1].start()
    time.sleep(0.1)
    assert second.started == 0
    both[0].stop()
    assert first.stopped == 1
    until(lambda: second.started)
    both[1].stop()
    assert (first.started, second.started, second.stopped) == (1, 1, 1)


def test_a_process_that_is_killed_leaves_no_lock_behind(tmp_path):
    command = [sys.executable, "-c", _HOLD, str(tmp_path / ".alone")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "started\n"
        counted = Counted()
        alone = LeaderLock(tmp_path / ".alone", [counted], look_seconds=0.01)
        alone.start()
        time.sleep(0.05)
        assert counted.started == 0
        os.kill(other.pid, signal.SIGKILL)
        until(lambda: counted.started)
        alone.stop()


def test_one_that_never_got_its_turn_stops_at_once(tmp_path):
    first, second = Counted(), Counted()
    both = [LeaderLock(tmp_path / ".alone", [one]) for one in (first, second)]
    both[0].start()
    until(lambda: first.started)
    both[1].start()
    both[1].stop()
    assert second.stopped == 0
    both[0].stop()

"""Processes that serve together: one that is killed is replaced soon, and all end in time."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import uvicorn

from benchmarks.serving import workers_of
from service.cli import supervisor as supervisor_module
from service.cli.supervisor import Supervisor

PROGRAM = """
import sys, time, uvicorn
from service.cli.supervisor import Supervisor

async def app(scope, receive, send):
    pass

if __name__ == "__main__":
    config = uvicorn.Config("served:app", port=int(sys.argv[1]), workers=2, lifespan="off", log_level="error",
                            timeout_worker_healthcheck=120, timeout_graceful_shutdown=1)
    Supervisor(config, [config.bind_socket()]).run()
"""


@pytest.fixture
def supervisor(tmp_path):
    (tmp_path / "served.py").write_text(PROGRAM)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    path = os.pathsep.join([str(tmp_path), str(Path(__file__).parents[2])])
    command = [sys.executable, str(tmp_path / "served.py"), str(port)]
    process = subprocess.Popen(command, env=os.environ | {"PYTHONPATH": path})
    yield process
    if process.poll() is None:
        for child in workers_of(process.pid):
            os.kill(child, signal.SIGKILL)
    process.kill()
    process.wait()


def wait_for(condition, seconds):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.02)
    return False


pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="reads /proc")


def test_a_killed_process_is_replaced_and_a_stopped_one_does_not_hold_up_the_end(supervisor):
    assert wait_for(lambda: len(workers_of(supervisor.pid)) == 2, 20)
    for _ in range(5):
        # Stopped first, so that it is killed with a question open: just then it was waited for.
        killed = workers_of(supervisor.pid)[0]
        os.kill(killed, signal.SIGSTOP)
        time.sleep(0.7)
        os.kill(killed, signal.SIGKILL)
        replaced = lambda gone=killed: len(now := workers_of(supervisor.pid)) == 2 and gone not in now  # noqa: E731
        assert wait_for(replaced, 20)
    time.sleep(1)
    os.kill(workers_of(supervisor.pid)[0], signal.SIGSTOP)
    began = time.monotonic()
    supervisor.terminate()
    supervisor.wait(timeout=60)
    assert time.monotonic() - began < 20  # 68 s when a stopped worker was waited for; a busy machine takes some of it


class FakeProcess:
    """A process of which a test says whether it lives and whether it answers."""

    def __init__(self, config=None, sockets=()):
        self.lives, self.answers, self.exitcode, self.pid, self.started = True, True, -9, id(self), False
        self.parent_conn = self.process = self

    def is_alive(self):
        return self.lives

    def poll(self, seconds):
        assert seconds == 0, "the supervisor may wait for no single process"
        return self.answers

    def recv(self):
        assert self.answers, "the supervisor may wait for no single process"

    def send(self, _):
        if not self.lives:
            raise BrokenPipeError

    def kill(self):
        self.lives = False

    def join(self, seconds=None):
        assert not self.lives, "the supervisor may wait for no living process"

    def start(self):
        self.started = True


@pytest.fixture
def watched(monkeypatch):
    """A supervisor of four invented processes; what its loop waits for between two looks."""
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setattr(supervisor_module, "Process", FakeProcess)
    found = Supervisor(uvicorn.Config("none:app", workers=4, timeout_worker_healthcheck=120), [])
    found.processes = [FakeProcess() for _ in range(4)]
    found.init_processes = found.terminate_all = found.join_all = lambda: None
    return found


def test_all_that_have_died_are_replaced_at_the_next_look_whoever_does_not_answer(watched):
    watched.keep_subprocess_alive()
    silent, *others = watched.processes
    silent.answers = False
    for one in others:
        one.lives = False
    watched.keep_subprocess_alive()
    assert watched.processes[0] is silent
    assert all(one.started for one in watched.processes[1:])
    assert not set(others) & set(watched.processes)


def test_it_looks_at_least_once_a_second(watched):
    waits, dead = [], watched.processes[2]

    class Looks:
        def is_set(self):
            return False

        def wait(self, seconds):
            waits.append(seconds)
            dead.lives = False
            return len(waits) == 3

    watched.should_exit = Looks()
    watched.run()
    assert max(waits) <= 1
    assert dead not in watched.processes

"""Ending processes, those too that do not want to."""

import subprocess
import sys

from service.common.processes import end_process

STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"
WILLING = "import time; print('up', flush=True); time.sleep(60)"


def started(program):
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "up\n"
    return process


def test_a_process_is_asked_to_end():
    process = started(WILLING)
    end_process(process, 30)
    assert process.returncode == -15


def test_one_that_does_not_is_ended():
    process = started(STUBBORN)
    end_process(process, 0.2)
    assert process.returncode == -9

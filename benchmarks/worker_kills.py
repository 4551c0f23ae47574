"""How soon is a worker of `sekisho serve --workers 2` replaced after `kill -9`, and what does somebody who asks notice?

    python -m benchmarks.worker_kills [--data-dir VAR] [--kills 50] [--pause 6] [--seed 1]

`VAR` is a data directory with the lists to serve; it is only read, and without it those that come with the program are
served. One worker after the other is killed, while another process asks all the time. A request that the killed worker
had in hand is lost, and its connection closed; the others are answered by the worker that is left. Between two kills is
a pause, in seconds and up to half as long again, in which the new one loads the lists: who kills faster kills both.
The status is 1 if a replacement took more than two seconds.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.attacks import bystander
from benchmarks.serving import Server, running_service, workers_of

_WORKERS = 2
_GOAL_SECONDS = 2.0
_PATIENCE_SECONDS = 120.0
_LOOK_SECONDS = 0.005


def main() -> int:
    """Kill, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data-dir", type=Path)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--pause", type=float, default=6.0)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    source = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as folder:
        if given.data_dir is not None:
            Path(folder, "editions").symlink_to((given.data_dir / "editions").resolve())
        with running_service({"SEKISHO_DATA_DIR": folder}, workers=_WORKERS) as server, bystander(server) as end:
            taken = [_kill_one(server, source, given.pause) for _ in range(given.kills)]
            waits, lost = end()
    late = sum(one > _GOAL_SECONDS for one in taken)
    print(
        f"{len(taken)} kills; replaced after: median {median(taken):.2f} s, longest {max(taken):.2f} s; {late} too late"
    )
    print(f"{len(waits)} asked meanwhile: longest wait {max(waits):.2f} s, {lost} lost or refused")
    return int(late > 0)


def _kill_one(server: Server, source: random.Random, pause: float) -> float:
    """Kill a worker; the seconds until another process stands in its place."""
    time.sleep(source.uniform(pause, 1.5 * pause))
    before = workers_of(server.pid)
    began = time.monotonic()
    os.kill(source.choice(before), signal.SIGKILL)
    while time.monotonic() - began < _PATIENCE_SECONDS:
        if set(workers_of(server.pid)) - set(before):
            return time.monotonic() - began
        time.sleep(_LOOK_SECONDS)
    raise TimeoutError(f"no worker was replaced within {_PATIENCE_SECONDS:g} s")


if __name__ == "__main__":
    sys.exit(main())

"""Processes that serve together count together."""

import os
import subprocess
import sys

from tests.api.test_metrics import counts

_COUNT = """
import os
from service.api.metrics import Metrics

for _ in range(3):
    if (child := os.fork()) == 0:
        metrics = Metrics()
        for _ in range(3):
            metrics.request("POST", "/v1/screenings", 200, 0.002)
            metrics.screening("clear", 2, 0)
        print(metrics.text().decode() + "====", flush=True)
        os._exit(0)
    os.waitpid(child, 0)
"""
"""Three processes, one after the other."""


def run(**environment):
    """What each of the three has told."""
    process = subprocess.run(
        [sys.executable, "-c", _COUNT], env=os.environ | environment, capture_output=True, text=True, check=True
    )
    return [counts(text) for text in process.stdout.split("====")[:-1]]


def test_each_process_counts_for_itself_unless_told_otherwise():
    assert [one['sekisho_screenings_total{decision="clear"}'] for one in run()] == [3, 3, 3]


def test_the_last_of_three_knows_what_all_counted(tmp_path):
    found = run(PROMETHEUS_MULTIPROC_DIR=str(tmp_path))[-1]
    assert found['sekisho_screenings_total{decision="clear"}'] == 9
    assert found['sekisho_screened_items_total{kind="party"}'] == 18
    route = 'method="POST",route="/v1/screenings",status="200"'
    assert found[f"sekisho_http_request_seconds_count{{{route}}}"] == 9

"""The bundle can be verified by the script in the documentation, which knows nothing of this program."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from asn1crypto.tsp import TimeStampResp

from service.audit.event import TIMESTAMPED, Event
from service.audit.export import export
from service.audit.timestamp import stamped_text
from tests.audit.test_timestamp_check import stamped  # noqa: F401 - a fixture
from tests.audit.test_verify import filled  # noqa: F401 - a fixture

DOCS = Path(__file__).parents[2] / "docs" / "audit.md"


@pytest.fixture
def bundle(filled, tmp_path):  # noqa: F811
    engine, _ = filled
    assert export(engine, tmp_path / "bundle") == 12
    return tmp_path / "bundle"


def verified(bundle, tmp_path):
    """What the script from the documentation says."""
    (script,) = re.findall(r"```python\n(.*?)```", DOCS.read_text(), re.DOTALL)
    (tmp_path / "script.py").write_text(script)
    command = [sys.executable, "-I", tmp_path / "script.py", bundle]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_the_documented_script_verifies_a_bundle(bundle, tmp_path):
    status, said = verified(bundle, tmp_path)
    assert (status, said.split(",")[0]) == (0, "intact: 12 events in 2 chains")


def test_time_stamps_are_written_as_they_came_for_other_programs(stamped, tmp_path):  # noqa: F811
    anchor = stamped.newest()
    stamped.stamp()
    stamped.records.note_now(Event(TIMESTAMPED, "sekisho", None, {"anchor": "no time-stamp"}))
    export(stamped.records.engine, tmp_path / "out")
    text, response = sorted((tmp_path / "out" / "timestamps").iterdir())
    assert (text.suffix, response.suffix, text.stem) == (".anchor", ".tsr", response.stem)
    assert text.read_bytes() == stamped_text(anchor)
    assert text.read_bytes() in (tmp_path / "out" / "anchors.jsonl").read_bytes()
    assert TimeStampResp.load(response.read_bytes())["status"]["status"].native == "granted"


CHANGES = {
    "changed": ("events.jsonl", lambda lines: [lines[0], lines[1].replace("local", "other"), *lines[2:]]),
    "removed": ("events.jsonl", lambda lines: [*lines[:2], *lines[3:]]),
    "swapped": ("events.jsonl", lambda lines: [lines[0], lines[2], lines[1], *lines[3:]]),
    "chain removed": ("events.jsonl", lambda lines: lines[6:]),
    "end removed": ("events.jsonl", lambda lines: [*lines[:4], *lines[6:]]),
    "very end removed": ("events.jsonl", lambda lines: lines[:-1]),
    "signature removed": ("anchors.jsonl", lambda lines: lines[1:]),
    "signature changed": ("anchors.jsonl", lambda lines: [lines[0].replace('"signature":"', '"signature":"00')]),
}


@pytest.mark.parametrize(("name", "change"), CHANGES.values(), ids=CHANGES)
def test_the_documented_script_finds_changes(bundle, tmp_path, name, change):
    file = bundle / name
    lines = file.read_text().splitlines(keepends=True)
    changed = change(lines)
    assert changed != lines
    file.write_text("".join(changed))
    status, said = verified(bundle, tmp_path)
    assert status == 1
    assert "intact" not in said

"""The command line in this process."""

import functools
import sys

import pytest

from service.cli import app as cli
from service.cli import compare
from service.snapshots import loader
from service.snapshots.loader import load_snapshot

kept = functools.cache(load_snapshot)


def read_once(lists, *_, **__):
    """Reading the lists takes longer than all the rest; once is enough for those that never change."""
    return kept(lists)


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run the command in this process: its status, what it wrote and what it complained of."""

    def run_(*arguments):
        monkeypatch.setenv("SEKISHO_DATA_DIR", str(tmp_path))
        for module in (loader, compare):
            monkeypatch.setattr(module, "load_snapshot", read_once)
        monkeypatch.setattr(sys, "argv", ["sekisho", *arguments])
        with pytest.raises(SystemExit) as left:
            cli.main()
        written = capsys.readouterr()
        return left.value.code, written.out, written.err

    return run_

"""What the process that leads the workers says about the lists, and what the command makes of it."""

import io
import os
from datetime import date

import pytest

from service.cli import app as cli
from service.engine.screening.errors import NotReady
from service.engine.screening.request import Options
from service.engine.screening.resolved_options import choose_profile, resolve_options
from service.engine.screening.snapshot_summary import summary_of
from service.settings import Settings
from service.snapshots.manifest import PartsMissing, manifest_of
from service.worker.bulk.handshake import read_handshake, report_failed, report_loaded
from service.worker.bulk.leader import _told


def test_a_question_about_the_outline_is_one_about_the_snapshot(snapshot):
    loaded = read_handshake(report_loaded(snapshot))
    assert loaded.summary == summary_of(snapshot)
    assert loaded.parts == manifest_of(snapshot)
    for profile_id in snapshot.profiles:
        options, today = Options(profile_id), date(2026, 1, 1)
        assert choose_profile(options, loaded.summary) == resolve_options(options, snapshot, today=today).profile


def test_lists_that_cannot_be_used_come_with_their_reason():
    with pytest.raises(NotReady, match="disk is full"):
        read_handshake(report_failed("the disk is full"))


def test_a_profile_that_does_not_arrive_whole_is_refused(snapshot):
    line = report_loaded(snapshot).replace('review_threshold\\": 0.7', 'review_threshold\\": 0.6')
    with pytest.raises(PartsMissing):
        read_handshake(line)


def test_the_leading_process_says_what_it_loaded_and_is_told_its_job(snapshot, tmp_path, monkeypatch, capfd):
    monkeypatch.setattr("sys.stdin", io.StringIO("blk_1\n"))
    kept = os.dup(1)
    found, job_id = _told(Settings(data_dir=tmp_path))
    os.dup2(kept, 1)
    assert (found.sha256, job_id) == (snapshot.sha256, "blk_1")
    assert read_handshake(capfd.readouterr().out).summary.sha256 == snapshot.sha256


def test_lists_it_cannot_load_are_said_and_end_it(tmp_path, capfd):
    kept = os.dup(1)
    assert _told(Settings(data_dir=tmp_path, lists_dir=tmp_path / "none")) == (None, "")
    os.dup2(kept, 1)
    with pytest.raises(NotReady, match="cannot be used"):
        read_handshake(capfd.readouterr().out)


def test_the_command_leaves_the_lists_to_its_workers(tmp_path, monkeypatch):
    """Whole, with real processes: the command itself cannot load anything here."""
    monkeypatch.setenv("SEKISHO_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setattr("service.snapshots.loader.load_current", None)
    (tmp_path / "in.csv").write_text("name\nSergei Aksenov\nTesta Testova\n", encoding="utf-8")
    arguments = ["bulk", str(tmp_path / "in.csv"), "-o", str(tmp_path / "out.csv"), "--processes", "2"]
    monkeypatch.setattr("sys.argv", ["sekisho", *arguments])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 1
    assert [line.split(",")[1] for line in (tmp_path / "out.csv").read_text().splitlines()[1:]] == [
        '"review"',
        '"clear"',
    ]

"""Files are wholly there or not at all, and one at a time holds a lock."""

import threading

import pytest

from service.common.files import (
    LockHeldError,
    append_durably,
    locked,
    replacing,
    write_atomically,
    write_secret_once,
)


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path):
    path = tmp_path / "file"
    write_atomically(path, b"old")

    def fail():
        with replacing(path) as stream:
            stream.write(b"ne")
            raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        fail()
    assert path.read_bytes() == b"old"
    write_atomically(path, b"new")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("file", b"new")]


def test_what_a_power_cut_left_unfinished_goes(tmp_path):
    path = tmp_path / "log"
    path.write_bytes(b"one\ntw")
    append_durably(path, b"three")
    assert path.read_bytes() == b"one\nthree\n"


def test_a_lock_is_held_by_one_at_a_time(tmp_path):
    path = tmp_path / "folder" / "lock"
    with locked(path), pytest.raises(LockHeldError), locked(path, wait_seconds=0.1):
        pass
    with locked(path, wait_seconds=0):
        pass


def test_who_waits_gets_the_lock_when_it_is_let_go(tmp_path):
    path, order = tmp_path / "lock", []

    def wait():
        with locked(path):
            order.append("second")

    with locked(path):
        waiting = threading.Thread(target=wait)
        waiting.start()
        waiting.join(0.2)
        order.append("first")
    waiting.join()
    assert order == ["first", "second"]


def test_a_secret_is_written_once_and_for_its_owner_only(tmp_path):
    path = tmp_path / "new" / "key"
    write_secret_once(path, b"first")
    write_secret_once(path, b"second")
    assert path.read_bytes() == b"first"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["key"]

"""Sessions on the disk."""

from datetime import timedelta

import pytest

from service.web.sessions import LONGEST, LONGEST_IDLE, Sessions
from tests.conftest import NOW


@pytest.fixture
def at():
    return [NOW]


@pytest.fixture
def sessions(tmp_path, at):
    return Sessions(tmp_path / "sessions", lambda: at[0])


def test_a_session_is_found_by_its_token_alone(sessions):
    token = sessions.begin("sk_secret")
    assert sessions.find(token).credential == "sk_secret"
    assert sessions.find(token + "x") is None
    assert sessions.find("") is None


def test_the_disk_tells_neither_key_nor_token(sessions, tmp_path):
    token = sessions.begin("sk_secret")
    (file,) = (tmp_path / "sessions").iterdir()
    assert b"sk_secret" not in file.read_bytes()
    assert token not in file.name
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_changed_file_is_no_session(sessions, tmp_path):
    token = sessions.begin("sk_secret")
    (file,) = (tmp_path / "sessions").iterdir()
    content = bytearray(file.read_bytes())
    content[20] ^= 1
    file.write_bytes(content)
    assert sessions.find(token) is None


def test_idle_and_old_sessions_end(sessions, at, tmp_path):
    token = sessions.begin("sk_secret")
    at[0] += LONGEST_IDLE + timedelta(seconds=1)
    assert sessions.find(token) is None
    token = sessions.begin("sk_secret")
    end = at[0] + LONGEST
    while at[0] < end:
        assert sessions.find(token) is not None
        at[0] += LONGEST_IDLE
    at[0] = end + timedelta(seconds=1)
    assert sessions.find(token) is None


def test_forgotten_files_are_removed(sessions, at, tmp_path):
    sessions.begin("sk_one")
    at[0] += LONGEST_IDLE + timedelta(seconds=1)
    sessions.begin("sk_two")
    assert len(list((tmp_path / "sessions").iterdir())) == 1

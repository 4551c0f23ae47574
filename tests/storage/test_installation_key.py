"""The key of an installation: made once, for its owner only."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from service.engine.screening.errors import NotReady
from service.storage.installation_key import installation_key


def test_of_several_that_start_at_once_all_have_one_key(tmp_path):
    path = tmp_path / "new" / "log-key"
    with ThreadPoolExecutor(8) as threads:
        keys = set(threads.map(lambda _: installation_key(path), range(16)))
    (key,) = keys
    assert len(key) == 32
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["log-key"]


def test_a_key_that_is_there_is_taken_as_it_is(tmp_path):
    path = tmp_path / "key"
    path.write_bytes(b"k" * 40)
    assert installation_key(path) == b"k" * 40


def test_what_is_too_short_or_no_file_is_told(tmp_path):
    path = tmp_path / "key"
    path.write_bytes(b"k" * 31)
    with pytest.raises(NotReady, match="expected 32 bytes or more, got 31"):
        installation_key(path)
    with pytest.raises(NotReady, match="cannot be used: Is a directory"):
        installation_key(tmp_path)
    with pytest.raises(NotReady, match="cannot be used: File exists"):
        installation_key(path / "below")

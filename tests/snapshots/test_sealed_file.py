"""Copies that are believed only if this program has made them."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.snapshots import sealed_file
from service.snapshots.sealed_file import read_sealed, write_sealed


def test_what_was_kept_is_found(tmp_path: Path) -> None:
    path = tmp_path / "indexes" / "one"
    assert read_sealed(path) is None
    write_sealed(path, b"one\ntwo\n")
    assert read_sealed(path) == b"one\ntwo\n"


def test_what_another_program_kept_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_sealed(tmp_path / "one", b"one")
    monkeypatch.setattr(sealed_file, "index_fingerprint", lambda: "other")
    assert read_sealed(tmp_path / "one") is None


@pytest.mark.parametrize("at", [0, -1])
def test_what_is_damaged_is_not(tmp_path: Path, at: int) -> None:
    path = tmp_path / "one"
    write_sealed(path, b"one")
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)
    assert read_sealed(path) is None


def test_what_was_kept_under_another_name_is_not(tmp_path: Path) -> None:
    write_sealed(tmp_path / "one", b"one")
    (tmp_path / "one").rename(tmp_path / "two")
    assert read_sealed(tmp_path / "two") is None


def test_a_folder_that_cannot_be_written_to_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "indexes").write_text("a file")
    write_sealed(tmp_path / "indexes" / "one", b"one")
    assert read_sealed(tmp_path / "indexes" / "one") is None

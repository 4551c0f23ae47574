"""Files that wait at the desk."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from service.web.uploads import LONGEST_WAIT, FileForm, Upload, Uploads

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
UPLOAD = Upload("desk", "book.csv", {"profile": ["standard"]}, "job_1", "")


@pytest.fixture
def uploads(tmp_path: Path) -> Uploads:
    return Uploads(tmp_path / "uploads", lambda: NOW)


def keep(uploads: Uploads) -> str:
    received = uploads.incoming() / "0"
    received.write_bytes(b"id,name\n")
    return uploads.keep(UPLOAD, received)


def test_only_the_sender_finds_a_file(uploads: Uploads) -> None:
    token = keep(uploads)
    found = uploads.find(token, "desk")
    assert found is not None
    assert (found[0], found[1].read_bytes()) == (UPLOAD, b"id,name\n")
    assert uploads.find(token, "other") is None
    assert uploads.find(f"{token}x", "desk") is None


@pytest.mark.parametrize("token", ["", ".", "../uploads", "/etc"])
def test_a_token_is_no_path(uploads: Uploads, token: str) -> None:
    keep(uploads)
    assert uploads.find(token, "desk") is None
    uploads.remove(token)


def test_what_is_known_later_is_noted(uploads: Uploads) -> None:
    token = keep(uploads)
    uploads.note(token, Upload("desk", "book.csv", {}, "", "no name column"))
    found = uploads.find(token, "desk")
    assert found is not None
    assert found[0].problem == "no name column"


def test_a_note_that_cannot_be_read_is_no_file(uploads: Uploads, tmp_path: Path) -> None:
    token = keep(uploads)
    (about,) = tmp_path.rglob("about.json")
    about.write_text("{", encoding="utf-8")
    assert uploads.find(token, "desk") is None


def test_old_files_are_removed_and_young_ones_stay(uploads: Uploads, tmp_path: Path) -> None:
    uploads.remove_old()
    old, young = keep(uploads), keep(uploads)
    for token, age in ((old, LONGEST_WAIT + timedelta(seconds=1)), (young, LONGEST_WAIT - timedelta(seconds=1))):
        found = uploads.find(token, "desk")
        assert found is not None
        at = (NOW - age).timestamp()
        os.utime(found[1].parent, (at, at))
    uploads.remove_old()
    assert uploads.find(old, "desk") is None
    assert uploads.find(young, "desk") is not None


def test_a_removed_file_is_gone(uploads: Uploads) -> None:
    token = keep(uploads)
    uploads.remove(token)
    assert uploads.find(token, "desk") is None


def test_fields_are_read_without_blanks() -> None:
    form = FileForm({"csrf": [" a "], "list": ["x", "y"]}, [])
    assert (form.text("csrf"), form.text("list"), form.text("none")) == ("a", "x", "")

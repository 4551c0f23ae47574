"""Entries that are kept are those that would be made; whatever is wrong with the file, they are made anew."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.index.name_entries import name_entry
from service.snapshots import name_entries_cache, sealed_file
from service.snapshots.name_entries_cache import kept_entries
from service.watchlists.editions.codec import encode

NAMES = ("Arkady ZELMANOV", "Карельский Борис", "王試験", "Tab\there", "line\nbreak", "Dvořáková, Testa")


@pytest.fixture
def made(monkeypatch):
    """The names of which entries were made, in order."""
    found = []

    def counting(text, *, is_person):
        found.append(text)
        return name_entry(text, is_person=is_person)

    monkeypatch.setattr(name_entries_cache, "name_entry", counting)
    return found


def ask(folder: Path, *names: str, is_person=True):
    with kept_entries(folder, is_person=is_person) as entry_of:
        for name in names:
            assert encode(entry_of(name)) == encode(name_entry(name, is_person=is_person))


@pytest.mark.parametrize("is_person", [True, False])
def test_each_is_made_once(tmp_path, made, is_person):
    ask(tmp_path, *NAMES, is_person=is_person)
    ask(tmp_path, *NAMES, is_person=is_person)
    assert made == [*NAMES]


def test_persons_and_others_are_kept_apart(tmp_path, made):
    ask(tmp_path, "Zelmanov Trading", is_person=True)
    ask(tmp_path, "Zelmanov Trading", is_person=False)
    assert len(made) == 2


def test_a_name_that_comes_is_added(tmp_path, made):
    ask(tmp_path, *NAMES[:2])
    ask(tmp_path, *NAMES[1:3])
    ask(tmp_path, *NAMES[:3])
    assert made == [*NAMES[:3]]


def test_names_that_are_listed_no_more_go_once_they_are_the_most(tmp_path, made):
    ask(tmp_path, *NAMES)
    ask(tmp_path, "Somebody Else")
    ask(tmp_path, NAMES[0])
    assert made == [*NAMES, "Somebody Else", NAMES[0]]


def test_another_program_makes_them_anew(tmp_path, made, monkeypatch):
    ask(tmp_path, "Arkady ZELMANOV")
    monkeypatch.setattr(sealed_file, "index_fingerprint", lambda: "other")
    ask(tmp_path, "Arkady ZELMANOV")
    assert len(made) == 2


@given(at=st.integers(0, 10_000), byte=st.integers(0, 255))
def test_a_damaged_file_is_not_believed(tmp_path_factory, at, byte):
    folder = tmp_path_factory.mktemp("entries")
    ask(folder, *NAMES)
    [file] = folder.iterdir()
    content = bytearray(file.read_bytes())
    content[at % len(content)] = byte
    file.write_bytes(content)
    ask(folder, *NAMES)


def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path):
    (tmp_path / "file").write_text("")
    ask(tmp_path / "file" / "folder", *NAMES)


def test_nothing_is_kept_of_a_build_that_fails(tmp_path):
    with suppress(RuntimeError), kept_entries(tmp_path, is_person=True) as entry_of:
        entry_of("Arkady ZELMANOV")
        raise RuntimeError
    assert not [*tmp_path.iterdir()]

"""Tables of the program on disk: the same tables, and a damaged copy costs nothing but time."""

from __future__ import annotations

from pathlib import Path
from typing import get_type_hints

import msgspec
import pytest

import service.engine.screening.screen  # noqa: F401 - with it come all modules that have tables
from service.common.kept_tables import KEPT_TABLES
from service.snapshots.index_fingerprint import _PARTS
from service.snapshots.tables_cache import TablesCache

NAME = "service.engine.normalise.words.word_tables"


def test_what_was_kept_is_found(tmp_path: Path) -> None:
    cache = TablesCache(tmp_path / "indexes")
    assert cache.find(NAME) is None
    cache.keep(NAME, b"one\ntwo\n")
    assert cache.find(NAME) == b"one\ntwo\n"
    assert cache.find("service.engine.normalise.words.other") is None


def test_a_folder_that_cannot_be_written_to_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "indexes").write_text("a file")
    TablesCache(tmp_path / "indexes").keep(NAME, b"one")
    assert TablesCache(tmp_path / "indexes").find(NAME) is None


@pytest.mark.parametrize("name", KEPT_TABLES)
def test_each_table_is_read_back_as_it_was(name: str) -> None:
    make = KEPT_TABLES[name]
    made = make()
    assert made
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(made), type=get_type_hints(make)["return"]) == made


@pytest.mark.parametrize("name", KEPT_TABLES)
def test_the_seal_covers_the_files_each_table_is_made_of(name: str) -> None:
    assert name.startswith(tuple(f"{part}." for part in _PARTS))

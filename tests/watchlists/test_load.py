"""Recognise, read, account: what is the same for all formats."""

import hashlib
from pathlib import Path

import pytest

from service.watchlists.catalogue import catalogue, lookup
from service.watchlists.errors import UnknownWatchlistError
from service.watchlists.load import bundled_folders, load_files
from service.watchlists.registry import READERS

ROWS = "id,name,note\n7,Testan Examplov,\n7,Proba Samplova,\n"


def test_a_record_id_used_twice_loses_nobody(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(ROWS, encoding="utf-8")
    watchlist = load_files("own_list", [path])
    assert [entity.id for entity in watchlist.entities] == ["own_list:7", "own_list:7~2"]
    assert watchlist.notes == ("record id 7 is used 2 times; kept as 7~2 (own.csv, line 3)",)


def test_the_hash_of_one_file_is_its_own(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(ROWS, encoding="utf-8")
    assert load_files("own_list", [path]).sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_an_unknown_watchlist_is_refused() -> None:
    with pytest.raises(UnknownWatchlistError, match="un_sc_sanctions"):
        lookup("nobodys_list")


def test_the_catalogue_knows_the_readers() -> None:
    formats = {reader.format for reader in READERS} | {"bundled"}
    named = {name for entry in catalogue().values() for name in entry.formats}
    assert named <= formats
    assert formats - named == {"plain_csv"}
    assert all(entry.title and entry.authority and entry.licence for entry in catalogue().values())


def test_bundled_lists_are_folders_with_entities() -> None:
    lists = Path(__file__).parents[2] / "lists"
    assert "jp_crimea_2014" in {folder.name for folder in bundled_folders(lists)}
    assert "jp_rounds" not in {folder.name for folder in bundled_folders(lists)}

"""JSON documents from outside."""

from pathlib import Path

import pytest

from service.watchlists.errors import HostileFileError, UnreadableFileError
from service.watchlists.parsing import json_file
from service.watchlists.parsing.json_file import (
    as_text,
    is_json,
    json_encoding,
    objects,
    objects_at,
    read_json,
    value,
    values,
)


def write(folder: Path, content: bytes) -> Path:
    path = folder / "list.json"
    path.write_bytes(content)
    return path


def test_a_byte_order_mark_is_no_content(tmp_path: Path) -> None:
    assert read_json(write(tmp_path, b'\xef\xbb\xbf{"a": 1}')) == {"a": 1}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'{"a":\n [1,', "line 2: expected whole JSON"),
        (b"", "line 1: expected whole JSON"),
        (b'{"a": "\xff"}', "byte 7: expected text in utf-8"),
    ],
)
def test_what_is_no_json_says_where(tmp_path: Path, content: bytes, words: str) -> None:
    with pytest.raises(UnreadableFileError, match=words):
        read_json(write(tmp_path, content))


def test_a_file_too_large_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_file, "MAX_FILE", 3)
    with pytest.raises(HostileFileError, match="at most 3 bytes, got 4 bytes"):
        read_json(write(tmp_path, b"null"))


def test_nesting_without_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HostileFileError, match="ordinary depth"):
        read_json(write(tmp_path, b"[" * 200_000))


def test_the_records_stand_under_their_keys() -> None:
    path = Path("list.json")
    assert objects_at(path, {"a": {"b": [{"c": 1}]}}, "a", "b") == [{"c": 1}]
    assert objects_at(path, [{"c": 1}]) == [{"c": 1}]


@pytest.mark.parametrize("document", [{}, {"a": None}, {"a": {"c": []}}, {"a": {"b": [1]}}, [], "text"])
def test_another_shape_is_said(document: object) -> None:
    with pytest.raises(UnreadableFileError, match=r"list\.json, a\.b: expected a list of objects"):
        objects_at(Path("list.json"), document, "a", "b")


def test_fields_come_as_text_in_one_line() -> None:
    item = {"a": None, "b": " x\n y ", "c": 3, "d": ["p", None, " q "], "e": "r; s;", "f": {"g": 1}}
    assert value(item, "a", "b") == "x y"
    assert value(item, "a", "missing") == ""
    assert values(item, "d", "e", "a") == ["p", "q", "r", "s"]
    assert (as_text(0), as_text({"g": 1}), as_text([1]), as_text(None)) == ("0", "", "", "")


def test_objects_leave_out_what_is_none() -> None:
    assert objects({"a": [{"b": 1}, "x", None], "c": None}, "a", "c", "missing") == [{"b": 1}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_json_in_any_encoding_of_unicode_is_read(tmp_path: Path, encoding: str) -> None:
    content = '{"name": "Тест"}'.encode(encoding)
    assert read_json(write(tmp_path, content)) == {"name": "Тест"}
    assert json_encoding(content[:4]).replace("utf-8-sig", "utf-8") == encoding.replace("utf-8-sig", "utf-8")
    assert is_json(write(tmp_path, content))
    assert not is_json(write(tmp_path, "name,id\n".encode(encoding)))

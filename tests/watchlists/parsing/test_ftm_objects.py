"""Objects of FollowTheMoney JSON lines, and which party each belongs to."""

import json
from pathlib import Path
from typing import Any

import pytest

from service.watchlists.errors import UnreadableFileError
from service.watchlists.parsing.ftm_objects import (
    Parts,
    belongs_to_another,
    caption_of,
    id_of,
    read_objects,
    read_parts,
    texts_of,
)


def write(folder: Path, *lines: str) -> Path:
    path = folder / "entities.ftm.json"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def thing(schema: str, id_: str = "x", **properties: Any) -> dict[str, Any]:
    return {"id": id_, "schema": schema, "caption": f"{id_} caption", "properties": properties}


def test_objects_keep_the_line_they_stand_on(tmp_path: Path) -> None:
    path = write(tmp_path, "", json.dumps(thing("Person")), "  ", json.dumps(thing("Company")), "\x1a")
    assert [(number, item["schema"]) for number, item in read_objects(path)] == [(2, "Person"), (4, "Company")]


def test_a_single_value_is_a_list_of_one(tmp_path: Path) -> None:
    ((_, item),) = read_objects(write(tmp_path, json.dumps(thing("Person", name="A B", alias=["C"]))))
    assert item["properties"] == {"name": ["A B"], "alias": ["C"]}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "line 1: expected one JSON object"),
        ("[]", "line 1: expected an object with properties"),
        ('{"id": "a"}', "line 1: expected an object with properties"),
        ('{"properties": []}', "line 1: expected an object with properties"),
        ("[" * 100_000, "line 1: expected one JSON object"),
    ],
)
def test_a_line_that_is_no_object_is_said(tmp_path: Path, line: str, words: str) -> None:
    with pytest.raises(UnreadableFileError, match=words):
        list(read_objects(write(tmp_path, line)))


def test_parts_go_to_every_party_they_name(tmp_path: Path) -> None:
    objects = [
        thing("Person", "p"),
        thing("Ownership", "o", owner=["p"], asset=[{"id": "c"}]),
        thing("Sanction", "s", entity=["p", "c"]),
        thing("Address", "a", full=["1 Example Street"]),
    ]
    parts = read_parts(write(tmp_path, *map(json.dumps, objects)))
    owned = {party: [item["id"] for item in items] for party, items in parts.owned.items()}
    assert owned == {"p": ["o", "s"], "c": ["o", "s"], "a": ["a"]}
    assert parts.captions["p"] == "p caption"
    assert "a" not in parts.captions


@pytest.mark.parametrize(
    ("item", "told"),
    [
        (thing("Person"), False),
        (thing("Sanction", entity=["p"]), True),
        (thing("Address"), True),
        (thing("CryptoWallet", holder=["p"]), True),
        (thing("CryptoWallet"), False),
        ({"properties": {}}, False),
    ],
)
def test_what_is_told_with_its_party(item: dict[str, Any], told: bool) -> None:
    assert belongs_to_another(item) is told


def test_ids_stand_in_the_place_of_objects() -> None:
    assert (id_of({"id": "a"}), id_of("a"), id_of({})) == ("a", "a", "")
    parts = Parts(captions={"a": "Example Co"})
    assert caption_of("a", parts) == "Example Co"
    assert caption_of("b", parts) == "b"
    assert caption_of({"id": "c", "caption": "Nested"}, parts) == "Nested"
    assert caption_of({"id": "c"}, parts) == "c"


def test_texts_are_without_the_objects_among_them() -> None:
    assert texts_of({"a": ["x\n y", {"id": 1}], "b": [3]}, "a", "b", "c") == ["x y", "3"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_lines_in_utf16_are_read_and_keep_their_numbers(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "entities.ftm.json"
    lines = [json.dumps(thing("Person", name="Тест"), ensure_ascii=False), "", json.dumps(thing("Company"))]
    path.write_bytes("\n".join(lines).encode(encoding))
    assert [(number, item["schema"]) for number, item in read_objects(path)] == [(1, "Person"), (3, "Company")]


def test_bytes_that_are_no_text_are_said_with_their_line(tmp_path: Path) -> None:
    path = write(tmp_path, json.dumps(thing("Person")), "x" * 20_000)
    path.write_bytes(path.read_bytes() + b"\xff\n")
    with pytest.raises(UnreadableFileError, match=r"line \d: expected (text in utf-8|one JSON object)"):
        list(read_objects(path))

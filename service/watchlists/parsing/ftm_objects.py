"""The objects of a file of FollowTheMoney JSON lines, and which of them belong to a party."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from service.watchlists.errors import UnreadableFileError
from service.watchlists.parsing.field_counts import count_keys
from service.watchlists.parsing.ftm import RELATIONS
from service.watchlists.parsing.json_file import json_encoding
from service.watchlists.parsing.text import one_line

MAX_LINE = 16 * 1024 * 1024

_PARTS = {
    "Sanction": "entity",
    "Passport": "holder",
    "Identification": "holder",
    "Occupancy": "holder",
    "CryptoWallet": "holder",
}
"""Objects that are told with another, and the property that says with which."""

TOLD_WITH_A_PARTY = {*_PARTS, *RELATIONS, "Address", "Occupancy"}

_Properties = dict[str, list[Any]]


def belongs_to_another(item: dict[str, Any]) -> bool:
    """Whether an object is told with its party. A wallet without a holder is a target itself."""
    schema = item.get("schema", "")
    return schema in TOLD_WITH_A_PARTY and (schema != "CryptoWallet" or "holder" in item["properties"])


def read_objects(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Every object with its line. Raises UnreadableFileError for a line that is none."""
    for number, line in _lines(path):
        if not line.strip(" \t\r\n\x1a\ufeff"):
            continue
        try:
            item = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise UnreadableFileError(path.name, f"line {number}", "one JSON object", str(error)) from error
        if not isinstance(item, dict) or not isinstance(item.get("properties"), dict):
            raise UnreadableFileError(path.name, f"line {number}", "an object with properties", line[:60])
        count_keys(item)
        item["properties"] = {name: _as_list(values) for name, values in item["properties"].items()}
        yield number, item


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a file in UTF-8 or UTF-16, with their numbers."""
    with path.open("rb") as head:
        encoding = json_encoding(head.read(4))
    number = 0
    try:
        with path.open(encoding=encoding, newline="\n") as stream:
            while line := stream.readline(MAX_LINE):
                number += 1
                yield number, line
    except UnicodeError as error:
        got = f"bytes that are none ({error.__class__.__name__})"
        raise UnreadableFileError(path.name, f"after line {number}", f"text in {encoding}", got) from error


def _as_list(values: Any) -> list[Any]:
    """The values of a property: exporters other than OpenSanctions write a single one without its list."""
    return values if isinstance(values, list) else [values]


@dataclass(slots=True)
class Parts:
    """What belongs to each party by its id, and what every object is called."""

    owned: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    captions: dict[str, str] = field(default_factory=dict)


def read_parts(path: Path) -> Parts:
    """Sanctions, documents, offices and relations by the id of their party, addresses by their own."""
    parts = Parts()
    for _, item in read_objects(path):
        schema = item.get("schema", "")
        for name in _owners(schema):
            for party in item["properties"].get(name, []):
                parts.owned[id_of(party)].append(item)
        if schema == "Address":
            parts.owned[str(item.get("id"))].append(item)
        else:
            parts.captions[str(item.get("id"))] = str(item.get("caption", ""))
    return parts


def _owners(schema: str) -> tuple[str, ...]:
    """The properties that name the parties an object belongs to."""
    if schema in RELATIONS:
        return tuple(name for name, _ in RELATIONS[schema])
    return (_PARTS[schema],) if schema in _PARTS else ()


def id_of(value: Any) -> str:
    """The id of an object, or the id that stands in its place."""
    return str(value.get("id", "")) if isinstance(value, dict) else str(value)


def texts_of(properties: _Properties, *names: str) -> list[str]:
    """All texts of these properties, without the objects among them."""
    return [one_line(str(value)) for name in names for value in properties.get(name, []) if not isinstance(value, dict)]


def caption_of(value: Any, parts: Parts) -> str:
    """What an object, or the object of an id, is called."""
    if isinstance(value, dict):
        return str(value.get("caption") or id_of(value))
    return parts.captions.get(str(value)) or str(value)

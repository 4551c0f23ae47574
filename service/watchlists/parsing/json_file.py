"""One JSON document from outside: of bounded size, in UTF-8 or UTF-16, of the shape that its format says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from service.watchlists.errors import HostileFileError, UnreadableFileError
from service.watchlists.parsing.field_counts import count_keys
from service.watchlists.parsing.text import one_line

MAX_FILE = 512 * 1024 * 1024

Object = dict[str, Any]


def read_json(path: Path) -> Any:
    """The document. Raises HostileFileError for one too large, UnreadableFileError for one that is not whole JSON."""
    size = path.stat().st_size
    if size > MAX_FILE:
        raise HostileFileError(path.name, "", f"at most {MAX_FILE} bytes", f"{size} bytes")
    try:
        content = path.read_bytes()
        document = json.loads(content.decode(json_encoding(content)))
    except UnicodeDecodeError as error:
        expected = f"text in {error.encoding}"
        raise UnreadableFileError(path.name, f"byte {error.start}", expected, "other bytes") from error
    except json.JSONDecodeError as error:
        raise UnreadableFileError(path.name, f"line {error.lineno}", "whole JSON", error.msg) from error
    except RecursionError as error:
        raise HostileFileError(path.name, "", "JSON of ordinary depth", "deeper nesting") from error
    count_keys(document)
    return document


def json_encoding(head: bytes) -> str:
    """The encoding of JSON by its first bytes, which is UTF-8 or, with a byte order mark or without, UTF-16 or UTF-32:
    two characters of ASCII come first (RFC 4627, 3)."""
    found = json.detect_encoding(head)
    return "utf-8-sig" if found == "utf-8" else found


def is_json(path: Path) -> bool:
    """Whether a file begins an object or an array."""
    with path.open("rb") as stream:
        head = stream.read(64)
    return head.decode(json_encoding(head), "ignore").lstrip("\ufeff \t\r\n").startswith(("{", "["))


def objects_at(path: Path, document: Any, *keys: str) -> list[Object]:
    """The list of objects under these keys, one below the other. Raises UnreadableFileError for another shape."""
    where = ".".join(keys) or "the document"
    found = document
    for key in keys:
        found = found.get(key) if isinstance(found, dict) else None
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise UnreadableFileError(path.name, where, "a list of objects", type(found).__name__)
    return found


def value(item: Object, *names: str) -> str:
    """The first of these fields that holds anything, in one line."""
    return next((text for name in names if (text := as_text(item.get(name)))), "")


def values(item: Object, *names: str) -> list[str]:
    """All values of these fields: of a list each, of a text with semicolons each part."""
    found: list[str] = []
    for name in names:
        content = item.get(name)
        parts = content if isinstance(content, list) else as_text(content).split(";")
        found += [text for part in parts if (text := as_text(part))]
    return found


def as_text(content: Any) -> str:
    """A value in one line; nothing for null, objects and lists."""
    if content is None or isinstance(content, dict | list):
        return ""
    return one_line(str(content))


def objects(item: Object, *names: str) -> list[Object]:
    """The objects in the lists under these fields."""
    return [part for name in names for part in item.get(name) or () if isinstance(part, dict)]

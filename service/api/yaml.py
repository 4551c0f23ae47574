"""Writing a JSON-like value as YAML 1.2 that people can read. Only writing, and only what JSON can hold."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

_PLAIN = re.compile(r"[A-Za-z/_$][A-Za-z0-9/_${}.-]*(?: [A-Za-z0-9/_${}.-]+)*\Z")
_LINE = re.compile(r"(?:[!-~\u00a1-\ud7ff](?:[ -~\u00a0-\ud7ff]*[!-~\u00a1-\ud7ff])?)?\Z")
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_WORDS_WITH_MEANING = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


def to_yaml(value: Any) -> str:
    """The value as block-style YAML, keys in the order they have."""
    return "\n".join(_lines(value)) + "\n"


def _lines(value: Any) -> Iterator[str]:
    if isinstance(value, dict) and value:
        for key, item in value.items():
            yield from _entry(f"{_scalar(str(key))}:", item)
    elif isinstance(value, list) and value:
        for item in value:
            yield from _item(item)
    else:
        yield _scalar(value)


def _entry(head: str, item: Any) -> Iterator[str]:
    if isinstance(item, dict | list) and item:
        yield head
        yield from _indented(_lines(item))
    elif isinstance(item, str) and _is_block(item):
        yield f"{head} {'|' if item.endswith(chr(10)) else '|-'}"
        yield from _indented(item.removesuffix("\n").split("\n"))
    else:
        yield f"{head} {_scalar(item)}"


def _is_block(text: str) -> bool:
    """Several lines of plain text, none of them indented, none ending in a space, no empty ones around them."""
    lines = text.removesuffix("\n").split("\n")
    return len(lines) > 1 and bool(lines[0]) and bool(lines[-1]) and all(_LINE.match(line) for line in lines)


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" if line else "" for line in lines)


def _item(item: Any) -> Iterator[str]:
    """A list item: its first line follows the dash."""
    lines = _lines(item)
    yield f"- {next(lines)}"
    yield from _indented(lines)


def _scalar(value: Any) -> str:
    """Words that mean themselves stand as they are; everything else as in JSON, which is YAML too."""
    if isinstance(value, str) and _PLAIN.match(value) and value.lower() not in _WORDS_WITH_MEANING:
        return value
    if isinstance(value, float):  # YAML 1.1 only knows 1.0e-05 as a number, not 1e-05
        return re.sub(r"\A(-?\d+)e", r"\1.0e", json.dumps(value))
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found.group()):04x}", json.dumps(value, ensure_ascii=False))

"""The settings as a table for people: `python -m service.cli.settings_table > docs/settings.md`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo
from pydantic_core import to_jsonable_python

from service.settings import Settings

_HEAD = """\
# Settings

All settings are variables of the environment, read once when the program starts. Lists and tables are JSON. This page
is written by `make settings` from the program itself.

| variable | default | meaning |
|---|---|---|
"""
_MADE = {"lists_dir": "that of the program", "bulk_processes": "one a core"}
"""Defaults that depend on the machine, in words."""


def settings_page() -> str:
    """The page, with a line for each setting in the order of their definition."""
    return _HEAD + "".join(_lines())


def _lines() -> Iterator[str]:
    for name, field in Settings.model_fields.items():
        meaning = (field.description or "").replace("|", "\\|")
        yield f"| `SEKISHO_{name.upper()}` | {_default(name, field)} | {meaning} |\n"


def _default(name: str, field: FieldInfo) -> str:
    if name in _MADE:
        return _MADE[name]
    value = field.get_default(call_default_factory=True, validated_data={})
    if value is None:
        return ""
    return f"`{_written(value)}`"


def _written(value: Any) -> str:
    plain = to_jsonable_python(value)
    return plain if isinstance(value, str | Path) else json.dumps(plain)


if __name__ == "__main__":
    sys.stdout.write(settings_page())

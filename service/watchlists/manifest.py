"""The manifest of a list that comes with the program: who published it, under which law, and which files it is.

A list folder holds `manifest.toml` and small CSV files. The manifest names every record file with its SHA-256, and
nothing is parsed before all of them agree: a list that somebody edited without saying so does not load.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from service.watchlists.errors import DigestError, ManifestError

MANIFEST = "manifest.toml"

_NEEDED: tuple[tuple[str, type], ...] = (
    ("id", str),
    ("title", str),
    ("authority", str),
    ("jurisdiction", str),
    ("programme", str),
    ("legal_basis", str),
    ("measures", list),
    ("source_url", str),
    ("edition", str),
    ("published_on", date),
    ("licence", str),
    ("files", dict),
)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a list folder says about itself. `files` maps each record file to its SHA-256."""

    id: str
    title: str
    authority: str
    jurisdiction: str
    programme: str
    legal_basis: str
    measures: tuple[str, ...]
    source_url: str
    edition: str
    published_on: date
    licence: str
    files: Mapping[str, str]
    listed_on: date | None = None
    note: str | None = None

    @property
    def sha256(self) -> str:
        """One SHA-256 for the whole list, made of those of its files."""
        return combined_sha256(self.files)


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def combined_sha256(digests: Mapping[str, str]) -> str:
    """One SHA-256 for a set of files. A single file keeps its own, so that `sha256sum` on it shows the same."""
    if len(digests) == 1:
        return next(iter(digests.values()))
    lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def read_manifest(folder: Path) -> Manifest:
    """Read `folder/manifest.toml`. Raises ManifestError when it is missing, not TOML or lacks a field."""
    path = folder / MANIFEST
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ManifestError(str(path), "", "a manifest", "no file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ManifestError(str(path), "", "TOML in UTF-8", str(error)) from error
    for key, kind in _NEEDED:
        if not isinstance(content.get(key), kind):
            raise ManifestError(str(path), f"key {key}", f"a {kind.__name__}", repr(content.get(key)))
    return _build(content)


def verify(folder: Path, manifest: Manifest) -> None:
    """Check every file against the manifest. Raises DigestError for a changed file, ManifestError for a missing or
    an unlisted one."""
    for name, expected in manifest.files.items():
        path = folder / name
        if not path.is_file():
            raise ManifestError(str(path), "", "a record file named in the manifest", "no file")
        got = file_sha256(path)
        if got != expected:
            raise DigestError(str(path), "", f"SHA-256 {expected}", got)
    unlisted = sorted(path.name for path in folder.glob("*.csv") if path.name not in manifest.files)
    if unlisted:
        raise ManifestError(str(folder / MANIFEST), "table files", "every CSV file of the folder", f"no {unlisted[0]}")


def _build(content: dict[str, Any]) -> Manifest:
    known = {key: content[key] for key, _ in _NEEDED}
    known["measures"] = tuple(content["measures"])
    return Manifest(**known, listed_on=content.get("listed_on"), note=content.get("note"))

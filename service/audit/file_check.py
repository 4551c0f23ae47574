"""Are files what the audit chain says of them?"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from pathlib import Path

from service.audit.verdict import Findings


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check_file(findings: Findings, path: Path, allowed: Collection[str], *, root: Path, elsewhere: bool) -> None:
    """Note a fault if a file below the data folder `root` has none of these SHA-256. If its folder may lie
    `elsewhere`, on another machine that uses the same database, it is no fault that all of it is not here."""
    try:
        shown = path.relative_to(root)
        if file_sha256(path) not in allowed:
            findings.add(f"changed: the audit chain says something else of the file {shown}")
    except FileNotFoundError:
        if path.parent.is_dir() or not elsewhere:
            findings.add(f"removed: the audit chain knows the file {shown}")
    except OSError as error:
        findings.add(f"the file {shown} cannot be read: {error.strerror}")
    except ValueError:
        findings.add(f"changed: the audit chain names a file that there cannot be: {str(path)!r}")

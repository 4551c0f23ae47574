"""A file of evidence: a JSON document and its SHA-256, written in one way only.

The file is `{"certificate":DOCUMENT,"sha256":"HEX"}`, or `dossier` in place of `certificate`. DOCUMENT is canonical
(keys sorted, no blanks, UTF-8, nothing escaped that need not be), and the hash is that of its bytes as they stand in
the file, so that it can be checked with `head`, `tail` and `sha256sum` alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from service.audit.link import canonical

Content = Mapping[str, Any]
Name = Literal["certificate", "dossier"]


@dataclass(frozen=True, slots=True)
class Sealed:
    """A document of evidence, its hash, and the file that holds both."""

    name: Name
    content: Content
    sha256: str
    file: bytes


def seal(name: Name, content: Content) -> Sealed:
    """The file of a document."""
    body = canonical(content).encode()
    sha256 = hashlib.sha256(body).hexdigest()
    return Sealed(name, content, sha256, b'{"%s":%s,"sha256":"%s"}' % (name.encode(), body, sha256.encode()))


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as it was read: what it says, the hash of that, and what is wrong with it."""

    content: Content
    sha256: str
    faults: tuple[str, ...]


def open_file(name: Name, content: Content, stated_sha256: str, file: bytes) -> Opened:
    """Hold a file, of which `content` and `stated_sha256` were read, against what was sealed."""
    sealed = seal(name, content)
    if sealed.sha256 != stated_sha256:
        fault = f"its content was changed: it has the SHA-256 {sealed.sha256}, the file says {stated_sha256}"
        return Opened(content, sealed.sha256, (fault,))
    if sealed.file != file:
        fault = "it was written anew, with other blanks, order or spelling of numbers; its content is unchanged"
        return Opened(content, sealed.sha256, (fault,))
    return Opened(content, sealed.sha256, ())


def parsed(content: bytes) -> Any:
    """JSON as it is kept on record."""
    return json.loads(content)

"""List files that come packed: what a gzip file or a ZIP archive holds, in a folder of its own while it is read.

OFAC, the EU and others hand their larger files out packed. An XLSX file is a ZIP archive too, and stays as it is. What
unpacks to more than `MAX_BYTES`, is protected by a password or holds no list file is refused before it is read.
"""

from __future__ import annotations

import gzip
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from service.watchlists.errors import HostileFileError, ListError, UnreadableFileError

MAX_BYTES = 1024**3
_MAX_FILES = 64
_CHUNK = 1024 * 1024
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_LIST_FILES = (".csv", ".txt", ".tsv", ".xml", ".json", ".xlsx", ".xls")


@contextmanager
def unpacked(paths: Sequence[Path]) -> Iterator[tuple[Path, ...]]:
    """The same paths with the contents of archives in their place, by name. Raises ListError."""
    heads = {path: _head(path) for path in paths}
    if not any(head.startswith((_GZIP, _ZIP)) for head in heads.values()):
        yield tuple(paths)
        return
    with tempfile.TemporaryDirectory(prefix="sekisho-list-") as folder:
        found: list[Path] = []
        for number, (path, head) in enumerate(heads.items()):
            target = Path(folder) / str(number)
            found += _contents(path, head, target)
        yield tuple(sorted(found, key=lambda path: path.name))


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(len(_ZIP))
    except OSError as error:
        raise UnreadableFileError(path.name, "", "a readable file", error.strerror or str(error)) from error


def _contents(path: Path, head: bytes, folder: Path) -> list[Path]:
    try:
        if head.startswith(_GZIP):
            return [_from_gzip(path, folder)]
        return list(_from_zip(path, folder)) if head.startswith(_ZIP) else [path]
    except ListError:
        raise
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise UnreadableFileError(path.name, "", "a whole archive", f"a damaged or protected one ({error})") from error


def _from_gzip(path: Path, folder: Path) -> Path:
    folder.mkdir()
    target = folder / (path.name[:-3] if path.name.lower().endswith(".gz") else path.name)
    with gzip.open(path, "rb") as stream:
        _copy(path, stream, target, MAX_BYTES)
    return target


def _from_zip(path: Path, folder: Path) -> Iterator[Path]:
    """The list files of an archive; an archive that is a workbook itself."""
    if not zipfile.is_zipfile(path):
        yield path  # cut off: the reader of workbooks says so
        return
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        if any(name in ("[Content_Types].xml", "xl/workbook.xml") for name in names):
            yield path
            return
        members = [item for item in archive.infolist() if not item.is_dir() and _is_list_file(item.filename)]
        if not members or len(members) > _MAX_FILES:
            expected = f"an archive with 1 to {_MAX_FILES} files that end in {', '.join(_LIST_FILES)}"
            raise UnreadableFileError(path.name, "", expected, f"{len(members)} of them among {len(names)} files")
        folder.mkdir()
        left = MAX_BYTES
        for item in members:
            target = folder / PurePosixPath(item.filename).name  # the name alone: no path leads out of the folder
            if target.exists():
                raise UnreadableFileError(path.name, item.filename, "files of different names", "the same name twice")
            with archive.open(item) as stream:
                left -= _copy(path, stream, target, left)
            yield target


def _is_list_file(name: str) -> bool:
    return name.lower().endswith(_LIST_FILES) and not name.startswith("__MACOSX")


def _copy(path: Path, stream: IO[bytes] | gzip.GzipFile, target: Path, limit: int) -> int:
    """Write a stream of at most `limit` bytes and return its size."""
    size = 0
    with target.open("wb") as file:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > limit:
                raise HostileFileError(path.name, "", f"at most {MAX_BYTES} unpacked bytes", "more than that")
            file.write(chunk)
    return size

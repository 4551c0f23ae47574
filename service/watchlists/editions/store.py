"""The store on disk: `<root>/<watchlist>/<edition SHA-256>/files/...` with `edition.json` beside them.

Nothing in an edition's folder is ever overwritten, and the folder appears in one step when all of it is on the disk.
Beside the editions stand `active.json` (which edition counts, replaced in one step), `log.jsonl` (every change of
it, only ever added to) and `attempt.json` (how the last import or fetch ended).
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from service.common.files import LockHeldError, append_durably, locked, sync_folder, write_atomically, write_durably
from service.settings import Settings
from service.watchlists.editions.codec import decode, encode
from service.watchlists.editions.errors import StoreBusyError, StoreError, UnknownEditionError
from service.watchlists.editions.model import Activation, Attempt, Edition, StoredFile
from service.watchlists.errors import DigestError
from service.watchlists.manifest import combined_sha256, file_sha256

T = TypeVar("T", Edition, Activation, Attempt)

_ID = re.compile(r"[a-z][a-z0-9_]{0,99}\Z", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}\Z", re.ASCII)
_SHORTEST = 6
_LOCK_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Store:
    """All editions below one folder. Methods that change something want the lock of the watchlist held."""

    root: Path

    def lock(self, watchlist_id: str, *, wait_seconds: float = _LOCK_SECONDS) -> AbstractContextManager[None]:
        """Keep other processes from changing a watchlist. Raises StoreBusyError if one does so for longer."""
        name = self._folder(watchlist_id).name  # beside the lists: to lock one that is not there leaves nothing behind
        return _alone_with(self.root / ".locks" / name, watchlist_id, wait_seconds)

    def lock_fetching(self, watchlist_id: str, *, wait_seconds: float) -> AbstractContextManager[None]:
        """Keep other processes from fetching a watchlist, while they may change it. Raises StoreBusyError."""
        return _alone_with(self.scratch(watchlist_id) / ".lock", watchlist_id, wait_seconds)

    def watchlists(self) -> tuple[str, ...]:
        """The ids of all watchlists with an edition or an attempt to get one."""
        if not self.root.is_dir():
            return ()
        return tuple(sorted(path.name for path in self.root.iterdir() if _ID.match(path.name) and path.is_dir()))

    def editions(self, watchlist_id: str) -> tuple[Edition, ...]:
        """All stored editions of a watchlist, oldest first by the day they speak for."""
        folder = self._folder(watchlist_id)
        shas = [path.name for path in folder.iterdir() if _SHA256.match(path.name)] if folder.is_dir() else []
        return tuple(sorted((self._edition(watchlist_id, sha) for sha in shas), key=_age))

    def edition(self, watchlist_id: str, name: str) -> Edition:
        """An edition by its SHA-256, the first six or more digits of it, or its date. Raises UnknownEditionError."""
        known = self.editions(watchlist_id)
        found = [one for one in known if name == one.edition or is_sha256_of(one.sha256, name)]
        if len(found) == 1:
            return found[0]
        names = ", ".join(f"{one.edition} ({one.sha256[:12]})" for one in known)
        expected = f"one of {names}" if known else "a stored edition, but no edition is stored"
        got = f"{name!r}, which fits {len(found)} of them" if found else repr(name)
        raise UnknownEditionError(watchlist_id, "", expected, got)

    def add(self, edition: Edition, sources: Sequence[Path]) -> bool:
        """Keep an edition and its files. False if it was there already."""
        final = self._folder(edition.watchlist) / edition.sha256
        if final.is_dir():
            return False
        incoming = final.with_name(f".incoming-{secrets.token_hex(6)}")
        (incoming / "files").mkdir(parents=True)
        try:
            for path in sources:
                _copy(path, incoming / "files" / path.name)
            _check(edition, incoming / "files")
            write_durably(incoming / "edition.json", _document(edition))
            sync_folder(incoming / "files")
            sync_folder(incoming)
            os.rename(incoming, final)
        finally:
            shutil.rmtree(incoming, ignore_errors=True)
        sync_folder(final.parent)
        return True

    def files(self, edition: Edition) -> tuple[Path, ...]:
        """The files of an edition after checking that they are still what came. Raises DigestError."""
        folder = self.home(edition) / "files"
        _check(edition, folder)
        return tuple(folder / file.name for file in edition.files)

    def home(self, edition: Edition) -> Path:
        """The folder of an edition."""
        return self._folder(edition.watchlist) / edition.sha256

    def active(self, watchlist_id: str) -> Edition | None:
        """The edition that counts, if any."""
        switch = self.active_switch(watchlist_id)
        return None if switch is None else self._edition(watchlist_id, switch.edition)

    def active_switch(self, watchlist_id: str) -> Activation | None:
        """When and why the active edition became active."""
        return _read(Activation, self._folder(watchlist_id) / "active.json")

    def switch(self, watchlist_id: str, switch: Activation) -> None:
        """Make another edition the active one. The log is written first: a switch without a line cannot be."""
        folder = self._folder(watchlist_id)
        append_durably(folder / "log.jsonl", _document(switch))
        write_atomically(folder / "active.json", _document(switch))

    def switches(self, watchlist_id: str) -> tuple[Activation, ...]:
        """All changes of the active edition, oldest first."""
        path = self._folder(watchlist_id) / "log.jsonl"
        if not path.is_file():
            return ()
        whole = path.read_bytes().split(b"\n")[:-1]
        return tuple(_parsed(Activation, path, line) for line in whole)

    def attempted(self, watchlist_id: str, attempt: Attempt) -> None:
        """Remember how the last try ended."""
        folder = self._folder(watchlist_id)
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(folder / "attempt.json", _document(attempt))
        if attempt.current:
            write_atomically(folder / "success.json", _document(attempt))

    def attempt(self, watchlist_id: str) -> Attempt | None:
        """How the last try ended."""
        return _read(Attempt, self._folder(watchlist_id) / "attempt.json")

    def success(self, watchlist_id: str) -> Attempt | None:
        """The last try that ended well."""
        return _read(Attempt, self._folder(watchlist_id) / "success.json")

    def scratch(self, watchlist_id: str) -> Path:
        """A folder for downloads that are not finished."""
        folder = self._folder(watchlist_id) / ".downloads"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def _folder(self, watchlist_id: str) -> Path:
        if not _ID.match(watchlist_id):
            raise StoreError(watchlist_id, "", "a watchlist id of small letters, digits and _", repr(watchlist_id))
        return self.root / watchlist_id

    def _edition(self, watchlist_id: str, sha256: str) -> Edition:
        path = self._folder(watchlist_id) / sha256 / "edition.json"
        found = _read(Edition, path) if _SHA256.match(sha256) else None
        if found is None or found.sha256 != sha256 or found.watchlist != watchlist_id:
            raise StoreError(str(path), "", f"the record of edition {sha256[:12]} of {watchlist_id}", repr(found))
        return found


def is_sha256_of(sha256: str, name: str) -> bool:
    """Whether a name is this SHA-256, or enough of its first digits."""
    return len(name) >= _SHORTEST and sha256.startswith(name)


def stored_files(sources: Sequence[Path]) -> tuple[StoredFile, ...]:
    """Name, hash and size of files, by name."""
    return tuple(StoredFile(path.name, file_sha256(path), path.stat().st_size) for path in sorted(sources))


def _age(edition: Edition) -> tuple[str, str, str]:
    return edition.day.isoformat(), edition.loaded_at.isoformat(), edition.sha256


def _copy(source: Path, target: Path) -> None:
    with source.open("rb") as reading, target.open("xb") as writing:
        shutil.copyfileobj(reading, writing, 1 << 20)
        writing.flush()
        os.fsync(writing.fileno())


def _check(edition: Edition, folder: Path) -> None:
    for file in edition.files:
        path = folder / file.name
        got = file_sha256(path) if path.is_file() else "no file"
        if got != file.sha256:
            raise DigestError(str(path), "", f"SHA-256 {file.sha256}", got)
    combined = combined_sha256({file.name: file.sha256 for file in edition.files})
    if combined != edition.sha256:
        raise DigestError(str(folder), "all files", f"SHA-256 {edition.sha256}", combined)


def _document(value: Edition | Activation | Attempt) -> bytes:
    return json.dumps(named(value), ensure_ascii=False).encode()


def named(value: Any) -> dict[str, Any]:
    """A dataclass as a document with the names of its fields, for people and programs to read."""
    document: dict[str, Any] = {}
    for field in fields(value):
        content = getattr(value, field.name)
        nested = field.name in ("files", "origins")
        document[field.name] = [named(item) for item in content] if nested else encode(content)
    return document


def _read(kind: type[T], path: Path) -> T | None:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    return _parsed(kind, path, content)


def _parsed(kind: type[T], path: Path, content: bytes) -> T:
    try:
        document = json.loads(content)
        return decode(kind, [_row(document[field.name]) for field in fields(kind)])
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(str(path), "", f"the record of one {kind.__name__.lower()}", str(error)) from error


def _row(value: object) -> object:
    if isinstance(value, Mapping):
        return list(value.values())
    if isinstance(value, list):
        return [_row(item) for item in value]
    return value


@contextmanager
def _alone_with(path: Path, watchlist_id: str, wait_seconds: float) -> Iterator[None]:
    with ExitStack() as stack:
        try:
            stack.enter_context(locked(path, wait_seconds=wait_seconds))
        except LockHeldError:
            raise StoreBusyError(watchlist_id, "", "nobody else changing this list", "another import at work") from None
        yield


def store_of(settings: Settings) -> Store:
    """Where the editions of lists are kept."""
    return Store(settings.editions_dir)

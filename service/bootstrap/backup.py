"""A backup: a folder with a copy of the database and of the files of the data folder, and a manifest with the hash of
each. It is taken while the service runs.

The database is copied first, as it is at one moment. The files it speaks of were there then and never change; what
came later does no harm. Of the anchors only those are kept that the copy has too: one that names a later event would
say that the event was removed. A bulk job that was at work begins again after a restore, or fails with the reason.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.exc import SQLAlchemyError

from service import __version__
from service.audit.anchors import FILE, AnchorFile, lines_of
from service.audit.event import Detail, Event
from service.audit.file_check import file_sha256
from service.audit.reading import open_for_reading
from service.audit.tables import AUDIT_ANCHORS
from service.audit.verdict import Verdict
from service.bootstrap.runtime import open_records
from service.bootstrap.tables import TABLES
from service.bootstrap.verification import verify_records
from service.common.clock import Clock, sortable
from service.common.files import write_durably
from service.settings import Settings
from service.storage.database import engine_of, open_database, reason
from service.storage.database_copy import SQLITE_FILE, copy_in, copy_out
from service.storage.errors import RecordsUnavailable
from service.storage.upgrade import revisions

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE, FILES, KEYS = "database", "files", "keys"
_FOLDERS = ("editions", "bulk", "rescreens")
"""Folders of the data folder that are copied. Built indexes and counters are made anew."""
_LEFT_OUT = frozenset({"cache", ".downloads", ".locks", ".leader", "incoming"})
_TABLES = TABLES


@dataclass(frozen=True, slots=True)
class BackupManifest:
    """What a backup holds. `files` are the SHA-256 of its files by their path in it."""

    format: int
    created_at: str
    program: str
    revision: str
    database: str
    files: Mapping[str, str]

    @property
    def sha256(self) -> str:
        """By which a backup is named in the audit chain."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


def back_up(settings: Settings, folder: Path, *, actor: str, clock: Clock) -> BackupManifest:
    """Write a backup into a new folder, for its owner's eyes only. Raises RecordsUnavailable; then there is none."""
    try:
        folder.mkdir(mode=0o700, parents=True)
    except OSError as error:
        raise RecordsUnavailable(f"a backup needs a new folder: {folder}: {error.strerror}") from None
    try:
        manifest = _write(settings, folder, clock)
    except (OSError, sqlite3.Error, SQLAlchemyError, RecordsUnavailable) as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise RecordsUnavailable(f"no backup was made: {reason(error)}") from None
    records = open_records(settings, clock)
    try:
        records.note_now(Event("backup_made", actor, None, {"manifest_sha256": manifest.sha256}))
    finally:
        records.close()
    return manifest


def _write(settings: Settings, folder: Path, clock: Clock) -> BackupManifest:
    at = sortable(clock())
    (folder / DATABASE).mkdir()
    engine = open_database(settings.database_address, timeout=settings.record_timeout_seconds)
    try:
        copy_out(engine, _TABLES, folder / DATABASE)
        dialect = engine.dialect.name
    finally:
        engine.dispose()
    for name in _FOLDERS:
        _copy_folder(settings.data_dir / name, folder / FILES / name)
    (folder / KEYS).mkdir()
    for name, path in _keys(settings).items():
        if path.exists():
            shutil.copyfile(path, folder / KEYS / name)
    _write_anchors(settings, folder)
    for path in folder.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
    files = {str(path.relative_to(folder)): file_sha256(path) for path in sorted(folder.rglob("*")) if path.is_file()}
    manifest = BackupManifest(FORMAT, at, __version__, revisions()[-1], dialect, files)
    write_durably(folder / MANIFEST, json.dumps(asdict(manifest), indent=1).encode())
    (folder / MANIFEST).chmod(0o600)
    return manifest


def _keys(settings: Settings) -> Mapping[str, Path]:
    """Without them the chain goes on with another key, and names that are searched for are not found."""
    return {
        "audit-key.pem": settings.audit_key_file or settings.data_dir / "audit-key.pem",
        "log.key": settings.log_key_path,
        "name-index.key": settings.name_index_key_path,
    }


def _copy_folder(source: Path, target: Path) -> None:
    """Files that go while they are copied, as those of a job that ends, are left out."""
    for parent, folders, names in os.walk(source):
        folders[:] = [name for name in folders if name not in _LEFT_OUT and not name.startswith(".")]
        into = target / Path(parent).relative_to(source)
        into.mkdir(parents=True, exist_ok=True)
        for name in names:
            if name not in _LEFT_OUT and not name.startswith("."):
                try:
                    shutil.copyfile(Path(parent) / name, into / name)
                except FileNotFoundError:
                    continue


def _write_anchors(settings: Settings, folder: Path) -> None:
    """The anchors that the copy of the database has, of those that are in the file."""
    present = _anchors_of(settings, folder)
    kept = [one for one in AnchorFile(settings.data_dir / FILE).anchors() if (one.writer, one.number) in present]
    (folder / FILES).mkdir(exist_ok=True)
    (folder / FILES / FILE).write_text(lines_of(kept), encoding="utf-8")


def _anchors_of(settings: Settings, folder: Path) -> set[tuple[str, int]]:
    copy = folder / DATABASE / SQLITE_FILE
    if copy.exists():
        engine = open_for_reading(f"sqlite:///{copy.absolute()}")
        try:
            with engine.connect() as connection:
                return {
                    (row.writer, row.number)
                    for row in connection.execute(select(AUDIT_ANCHORS.c.writer, AUDIT_ANCHORS.c.number))
                }
        finally:
            engine.dispose()
    lines = (folder / DATABASE / f"{AUDIT_ANCHORS.name}.copy").read_text(encoding="utf-8").splitlines()
    return {(writer, int(number)) for writer, number, *_ in (line.split("\t") for line in lines)}


def restore(settings: Settings, folder: Path, *, actor: str, clock: Clock) -> Verdict:
    """Put a backup into a data folder, and a database, in which there is nothing; verify it, and note in its audit
    chain that it was restored. Raises RecordsUnavailable if the backup or the place for it is not as it has to be."""
    manifest = read_backup(folder)
    _refuse_used(settings, manifest)
    try:
        _put(settings, folder, manifest)
    except (OSError, SQLAlchemyError) as error:
        raise RecordsUnavailable(f"the backup was not restored: {reason(error)}") from None
    verdict = verify_records(settings.model_copy(update={"anchor_copies": ()}))
    records = open_records(settings, clock)
    try:
        details: dict[str, Detail] = {
            "manifest_sha256": manifest.sha256,
            "backup_of": manifest.created_at,
            "intact": verdict.intact,
        }
        records.note_now(Event("backup_restored", actor, None, details))
    finally:
        records.close()
    return verdict


def read_backup(folder: Path) -> BackupManifest:
    """The manifest of a backup whose files are all there and as they were written. Raises RecordsUnavailable."""
    try:
        manifest = BackupManifest(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        raise RecordsUnavailable(f"{folder} is no backup: expected a folder with {MANIFEST}") from None
    if manifest.format != FORMAT or manifest.revision not in revisions():
        raise RecordsUnavailable(f"the backup was made by version {manifest.program}, which this one does not know")
    faults = list(_faults(folder, manifest))
    if faults:
        raise RecordsUnavailable(f"the backup is damaged, nothing was restored: {'; '.join(faults[:5])}")
    return manifest


def _faults(folder: Path, manifest: BackupManifest) -> Iterator[str]:
    for name, sha256 in manifest.files.items():
        path = folder / name
        if not path.is_file():
            yield f"{name} is missing"
        elif file_sha256(path) != sha256:
            yield f"{name} was changed"


def _refuse_used(settings: Settings, manifest: BackupManifest) -> None:
    if settings.data_dir.exists() and any(settings.data_dir.iterdir()):
        raise RecordsUnavailable(f"{settings.data_dir} is not empty: a backup is restored into a new data folder")
    wanted = engine_of(settings.database_address, timeout=settings.record_timeout_seconds).dialect.name
    if wanted != manifest.database:
        raise RecordsUnavailable(f"the backup is one of {manifest.database}, but SEKISHO_DATABASE_URL names {wanted}")
    if manifest.database != "sqlite" and manifest.revision != revisions()[-1]:
        raise RecordsUnavailable(
            f"the backup has tables of revision {manifest.revision}, this program those of {revisions()[-1]}: "
            f"restore it with version {manifest.program}, then upgrade"
        )
    if wanted == "sqlite" and settings.database_url is not None and _sqlite_file(settings).exists():
        raise RecordsUnavailable(f"{_sqlite_file(settings)} is there already: give another SEKISHO_DATABASE_URL")
    for path in _keys(settings).values():
        if path.exists():
            raise RecordsUnavailable(
                f"the key {path} is there already: move it away if the one of the backup is wanted"
            )


def _sqlite_file(settings: Settings) -> Path:
    return Path(engine_of(settings.database_address, timeout=1).url.database or "")


def _put(settings: Settings, folder: Path, manifest: BackupManifest) -> None:
    """Files and keys first: as long as there is no database, a start says that the folder is not whole."""
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copytree(folder / FILES, settings.data_dir, dirs_exist_ok=True)
    for name, path in _keys(settings).items():
        if (folder / KEYS / name).exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(folder / KEYS / name, path)
    if manifest.database == "sqlite":
        shutil.copy(folder / DATABASE / SQLITE_FILE, _sqlite_file(settings))
        return
    engine: Engine = open_database(settings.database_address, timeout=settings.record_timeout_seconds)
    try:
        copy_in(engine, _TABLES, folder / DATABASE)
    finally:
        engine.dispose()

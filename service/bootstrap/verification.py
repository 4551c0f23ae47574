"""What an auditor does with the records: verify them, and export their events."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from pydantic_core import to_json
from sqlalchemy import Connection, Engine, make_url
from sqlalchemy.exc import SQLAlchemyError

from service.audit.anchors import AnchorFile, anchor_files
from service.audit.copy_check import CopyCheck
from service.audit.export import export
from service.audit.reading import open_for_reading
from service.audit.row_check import RowCheck
from service.audit.signing import Anchor
from service.audit.timestamp import trusted_certificates
from service.audit.timestamp_check import TimestampCheck, TimestampTerms
from service.audit.verdict import Findings, Verdict
from service.audit.verify import SubjectCheck, SubjectChecks, verify_chains
from service.bulk.recorded_files import BulkFileCheck
from service.customers.record_check import RescreenFileCheck
from service.records.integrity import ScreeningCheck, count_written
from service.settings import Settings
from service.storage.database import reason
from service.storage.errors import RecordsUnavailable
from service.watchlists.editions.store import Store, store_of
from service.watchlists.editions.stored_check import EditionCheck

_NO_SCREENINGS = "--no-screenings"


@dataclass(frozen=True, slots=True)
class CheckedFolders:
    """Where the files lie that the audit chain speaks of. `copy` is the copy of anchors that has to have them all."""

    bulk: Path
    rescreens: Path
    editions: Store
    lists: Path
    copy: AnchorFile | None

    def checks(self, findings: Findings, connection: Connection) -> Iterator[SubjectCheck]:
        """The checks of all of them. Several machines may share a database that is no file, so that what is not here
        may be there."""
        elsewhere = connection.dialect.name != "sqlite"
        yield BulkFileCheck(findings, self.bulk, elsewhere=elsewhere)
        yield RescreenFileCheck(findings, connection, self.rescreens, elsewhere=elsewhere)
        yield EditionCheck(findings, self.editions, self.lists, elsewhere=elsewhere)
        if self.copy is not None:
            yield CopyCheck(findings, self.copy, shared=elsewhere)


def verify(
    engine: Engine,
    *,
    copies: Iterable[Anchor] = (),
    trusted: frozenset[str] | None = None,
    records: bool = True,
    folders: CheckedFolders | None = None,
    timestamps: TimestampTerms | None = None,
) -> Verdict:
    """Verify the chains (`service.audit.verify.verify_chains`), the time-stamps in them and the rows of sealed tables,
    the screenings too unless `records` is false, and files if it is said where they are."""

    def begin(connection: Connection, findings: Findings) -> SubjectChecks:
        checks: list[SubjectCheck] = [
            RowCheck(findings, connection),
            TimestampCheck(findings, engine, timestamps or TimestampTerms()),
        ]
        if records:
            checks.append(ScreeningCheck(engine, findings, count_written(connection)))
        if folders is not None:
            checks += folders.checks(findings, connection)
        return SubjectChecks(checks)

    return verify_chains(engine, copies=copies, trusted=trusted, begin_check=begin)


def verify_records(
    settings: Settings,
    *,
    keys: Sequence[Path] = (),
    anchors: Path | None = None,
    authorities: Path | None = None,
    screenings: bool = True,
) -> Verdict:
    """Verify everything on record. `keys` are public keys (PEM) that may have signed, none for any; `anchors` is a copy
    of the anchors, and `authorities` a file of certificates that time-stamps may go back to; those of the settings if
    left out. Raises RecordsUnavailable."""
    trusted = frozenset(map(_public_key, keys)) or None
    files = [AnchorFile(anchors)] if anchors else list(anchor_files(settings.data_dir, settings.anchor_copies))
    folders = CheckedFolders(
        settings.bulk_dir,
        settings.rescreens_dir,
        store_of(settings),
        settings.lists_dir,
        None if anchors else files[0],
    )
    timestamps = _timestamp_terms(settings, authorities or settings.timestamp_certificates)
    with _opened(settings) as engine:
        try:
            copies = [anchor for file in files for anchor in file.anchors()]
            return verify(
                engine, copies=copies, trusted=trusted, records=screenings, folders=folders, timestamps=timestamps
            )
        except ValueError as error:
            raise RecordsUnavailable(str(error)) from None


def _timestamp_terms(settings: Settings, certificates: Path | None) -> TimestampTerms:
    return TimestampTerms(
        () if certificates is None else trusted_certificates(certificates),
        timedelta(seconds=settings.clock_behind_seconds),
        settings.timestamps_required_since,
        timedelta(hours=settings.timestamps_required_within_hours),
    )


def export_events(settings: Settings, folder: Path) -> int:
    """Write events, anchors and public keys into a new folder; return how many events. Raises RecordsUnavailable."""
    with _opened(settings) as engine:
        try:
            return export(engine, folder)
        except OSError as error:
            raise RecordsUnavailable(f"cannot write to {folder}: {error.strerror}") from None


async def verdict_apart(settings: Settings, *, screenings: bool) -> bytes:
    """The verdict as JSON, made in a process of its own, so that it takes nothing from those who are being answered.
    Raises RecordsUnavailable."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "service.bootstrap.verification", *(() if screenings else (_NO_SCREENINGS,))),
        env=os.environ | settings.environment(),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        said, complaint = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
    if process.returncode != 0:
        raise RecordsUnavailable(f"the records cannot be verified: {complaint.decode(errors='replace').strip()}")
    return said.strip()


def as_json(verdict: Verdict) -> bytes:
    """A verdict for programs."""
    return to_json({"intact": verdict.intact, **asdict(verdict)})


@contextmanager
def _opened(settings: Settings) -> Iterator[Engine]:
    file = make_url(settings.database_address).database
    if settings.database_address.startswith("sqlite") and (not file or not Path(file).is_file()):
        raise RecordsUnavailable(f"there are no records: {file} does not exist")
    engine = open_for_reading(settings.database_address)
    try:
        yield engine
    except SQLAlchemyError as error:
        raise RecordsUnavailable(f"the records cannot be read: {reason(error)}") from None
    finally:
        engine.dispose()


def _public_key(path: Path) -> str:
    try:
        key = load_pem_public_key(path.read_bytes())
    except OSError as error:
        raise RecordsUnavailable(f"the key {path} cannot be read: {error.strerror}") from None
    except ValueError:
        key = None
    if not isinstance(key, Ed25519PublicKey):
        raise RecordsUnavailable(f"{path}: expected the public part of an Ed25519 key as PEM")
    return key.public_bytes_raw().hex()


def _main() -> None:
    """Print the verdict on the records of the environment's settings. Nothing else is loaded, so it starts at once."""
    try:
        print(as_json(verify_records(Settings(), screenings=_NO_SCREENINGS not in sys.argv)).decode())
    except RecordsUnavailable as error:
        sys.exit(str(error))


if __name__ == "__main__":
    _main()

"""From files to one watchlist: verify, recognise, read, account for every record.

`load_bundled` reads a folder in our own form, `load_files` official files through the reader that recognises them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from service.engine.model.entity import Entity, Skipped
from service.engine.model.watchlist import Watchlist
from service.watchlists.bundled import read_entities
from service.watchlists.catalogue import CatalogueEntry, lookup
from service.watchlists.errors import UnknownFormatError, UnreadableFileError
from service.watchlists.manifest import combined_sha256, file_sha256, read_manifest, verify
from service.watchlists.source import Note, Record, Source, SourceFormat


def load_bundled(folder: Path) -> Watchlist:
    """Load a list folder in our own form; every file's SHA-256 is checked before any is parsed. Raises ListError."""
    manifest = read_manifest(folder)
    verify(folder, manifest)
    entities, notes = _unique(read_entities(folder, manifest))
    return Watchlist(
        id=manifest.id,
        title=manifest.title,
        authority=manifest.authority,
        jurisdiction=manifest.jurisdiction,
        legal_basis=manifest.legal_basis,
        source_url=manifest.source_url,
        edition=manifest.edition,
        published_on=manifest.published_on,
        licence=manifest.licence,
        sha256=manifest.sha256,
        format="bundled",
        entities=entities,
        notes=notes,
    )


def bundled_folders(lists: Path) -> tuple[Path, ...]:
    """The folders below `lists` that hold a watchlist in our own form, by name. Time lines and rules are not ones."""
    return tuple(sorted(path.parent for path in lists.glob("*/entities.csv")))


def load_files(watchlist_id: str, published: Sequence[Path]) -> Watchlist:
    """Load official files, packed or not, recognised by content and not by name. Raises ListError."""
    entry = lookup(watchlist_id)
    paths = tuple(sorted(Path(file) for file in published))
    digests = {path.name: _digest(path) for path in paths}
    from service.watchlists.archives import unpacked
    from service.watchlists.parsing.field_counts import collected_fields
    from service.watchlists.parsing.tables import forget_workbooks
    from service.watchlists.reader_faults import read_records

    with unpacked(paths) as files:
        source = Source(entry.id, entry.authority, files, entry.measures, entry.source_url or None, entry.legal_basis)
        try:
            reader = recognise(files, entry)
            with collected_fields() as fields:
                records = tuple(read_records(reader, source))
            published_on = reader.published_on(files)
        finally:
            forget_workbooks()
    entities, repeated = _unique(record for record in records if isinstance(record, Entity))
    notes = tuple(dict.fromkeys(record.text for record in records if isinstance(record, Note)))
    if not entities:
        raise UnreadableFileError(_names(paths), "", "at least one entity", f"none in {len(records)} records")
    sha256 = combined_sha256(digests)
    return Watchlist(
        id=entry.id,
        title=entry.title,
        authority=entry.authority,
        jurisdiction=entry.jurisdiction,
        legal_basis=entry.legal_basis,
        source_url=entry.source_url,
        edition=published_on.isoformat() if published_on else sha256[:12],
        published_on=published_on,
        licence=entry.licence,
        sha256=sha256,
        format=reader.format,
        entities=entities,
        skipped=tuple(record for record in records if isinstance(record, Skipped)),
        notes=(*notes, *repeated),
        fields=tuple(sorted(fields.items())),
    )


def recognise(paths: Sequence[Path], entry: CatalogueEntry | None = None) -> SourceFormat:
    """The one reader that knows all these files. Raises UnreadableFileError or UnknownFormatError."""
    if not paths:
        raise UnreadableFileError("", "", "at least one file", "none")
    from service.watchlists.sniff import describe, sample_file

    wanted = readers_for(entry)
    seen = [sample_file(path) for path in paths]
    for reader in wanted:
        if all(reader.recognises(look) for look in seen):
            return reader
    expected = " or ".join(reader.title for reader in wanted)
    got = "; ".join(describe(look) for look in seen)
    missing = min((look.missing_headings() for look in seen if look.missing_headings()), key=len, default=())
    if missing:
        got += f" (headings that are missing: {', '.join(missing)})"
    raise UnknownFormatError(_names(paths), "", expected, got)


def readers_for(entry: CatalogueEntry | None) -> tuple[SourceFormat, ...]:
    """The readers for the formats of a list, or all. Raises UnknownFormatError for one that is not read from files."""
    from service.watchlists.registry import READERS  # they take long to load, and what was read before needs none

    if entry is None or not entry.formats:
        return tuple(READERS)
    wanted = tuple(reader for reader in READERS if reader.format in entry.formats)
    if not wanted:
        expected = "a list that is imported from its publisher's files"
        raise UnknownFormatError(entry.id, "", expected, "one that only comes with the program")
    return wanted


def _unique(entities: Iterable[Entity]) -> tuple[tuple[Entity, ...], tuple[str, ...]]:
    """Keep a second record under an id already used, as `id~2`, and say so: dropping it would lose a listed party."""
    seen: dict[str, int] = {}
    kept: list[Entity] = []
    notes: list[str] = []
    for entity in entities:
        count = seen[entity.id] = seen.get(entity.id, 0) + 1
        if count > 1:
            where = f"{entity.location.file}, line {entity.location.line}"
            notes.append(
                f"record id {entity.record_id} is used {count} times; kept as {entity.record_id}~{count} ({where})"
            )
            entity = replace(entity, id=f"{entity.id}~{count}", record_id=f"{entity.record_id}~{count}")
        kept.append(entity)
    return tuple(kept), tuple(notes)


def _digest(path: Path) -> str:
    try:
        return file_sha256(path)
    except OSError as error:
        raise UnreadableFileError(path.name, "", "a readable file", error.strerror or str(error)) from error


def _names(paths: Sequence[Path]) -> str:
    return ", ".join(path.name for path in paths)


__all__ = ["Record", "Watchlist", "bundled_folders", "load_bundled", "load_files", "readers_for", "recognise"]

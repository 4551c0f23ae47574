"""An exception inside a reader, said as an error about the file: which record, which field, what happened.

A reader meets files that nobody here has seen. Whatever it trips over is a file that cannot be used, with a place to
look at; it is never an "unexpected error", and the active edition keeps serving.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import FrameType, TracebackType

from service.engine.model.entity import Location
from service.watchlists.errors import ListError, UnreadableFileError
from service.watchlists.parsing.tables import Row
from service.watchlists.parsing.xml import Element, line_of
from service.watchlists.source import Record, Source, SourceFormat

_FIELD_VARIABLES = ("heading", "tag", "column")
_RECORD_VARIABLES = ("record_id", "group", "key")
_SOURCES = ("service.watchlists.sources.", "service.watchlists.parsing.")


def read_records(reader: SourceFormat, source: Source) -> Iterator[Record]:
    """All records of a reader. Raises ListError, also for any other exception inside the reader."""
    try:
        yield from reader.read(source)
    except (ListError, OSError, MemoryError):
        raise
    except Exception as error:
        raise _explained(error, reader, source.files) from error


def _explained(error: Exception, reader: SourceFormat, files: tuple[Path, ...]) -> UnreadableFileError:
    frames = list(_frames(error.__traceback__))
    record, line, file = _record(frames)
    field = _field(frames)
    places = (f"line {line}" if line else "", f"record {record}" if record else "", f"field {field}" if field else "")
    name = file or ", ".join(path.name for path in files)
    where = ", ".join(place for place in places if place)
    words = f"{type(error).__name__}: {error}"
    return UnreadableFileError(name, where, f"a record as {reader.title} has them", words)


def _frames(traceback: TracebackType | None) -> Iterator[FrameType]:
    """The frames of readers and of what they are built with, innermost first."""
    frames = []
    while traceback is not None:
        frames.append(traceback.tb_frame)
        traceback = traceback.tb_next
    for frame in reversed(frames):
        if str(frame.f_globals.get("__name__", "")).startswith(_SOURCES):
            yield frame


def _record(frames: list[FrameType]) -> tuple[str, int | None, str]:
    """The record at work, its line and its file, from what the reader's functions hold."""
    record, line, file = "", None, ""
    for values in (frame.f_locals for frame in frames):
        location = values.get("location")
        if isinstance(location, Location):
            record, line, file = record or location.record, line or location.line, file or location.file
        line = line or _line(values.get("row")) or _line(values.get("element"))
        found = next((values[name] for name in _RECORD_VARIABLES if isinstance(values.get(name), str)), "")
        record = record or found
        path = values.get("path")
        file = file or (path.name if isinstance(path, Path) else "")
    return record, line, file


def _line(value: object) -> int | None:
    if isinstance(value, Row):
        return value.line
    return line_of(value) if isinstance(value, Element) else None


def _field(frames: list[FrameType]) -> str:
    """The heading or tag at work, or else what the reader's innermost function reads, by its name."""
    for frame in frames:
        found = next((v for name in _FIELD_VARIABLES if isinstance(v := frame.f_locals.get(name), str)), "")
        if found:
            return found
    own = (frame.f_code.co_name for frame in frames if ".sources." in str(frame.f_globals.get("__name__", "")))
    return next((name.strip("_").replace("_", " ") for name in own if not name.startswith("<")), "")

"""Files that were sent to the desk and wait for somebody to say what becomes of them.

A browser sends a file once, but it is checked first and screened when its sender has seen what its columns are taken
for. Until then it lies here, found only by a token that its sender alone has.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import secrets
import shutil
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from service.api.file_form import file_form, save
from service.api.problems import Problem
from service.common.clock import Clock
from service.web.errors import Refused

LONGEST_WAIT = timedelta(hours=1)
"""After that a file that nobody has started is removed."""
_AROUND_BYTES = 64 * 1024
"""What a form may have around its files."""
_MOST_FIELDS = 100


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that waits. `options` is what its sender said about it, `checked` the job that only checks it, `problem`
    why there is none."""

    owner: str
    name: str
    options: dict[str, list[str]]
    checked: str
    problem: str


class Uploads:
    """The files of one folder."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock

    def keep(self, upload: Upload, received: Path) -> str:
        """Keep a file that was received. Returns the token it is found by."""
        token = secrets.token_urlsafe(24)
        place = self._place(token)
        place.mkdir(mode=0o700, parents=True)
        received.replace(place / "file")
        self.note(token, upload)
        return token

    def note(self, token: str, upload: Upload) -> None:
        """Write down what is known of a file."""
        (self._place(token) / "about.json").write_text(json.dumps(asdict(upload)), encoding="utf-8")

    def find(self, token: str, owner: str) -> tuple[Upload, Path] | None:
        """The file of a token, for the one who sent it."""
        place = self._place(token)
        try:
            upload = Upload(**json.loads((place / "about.json").read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return None
        return (upload, place / "file") if upload.owner == owner else None

    def remove(self, token: str) -> None:
        """Forget a file."""
        shutil.rmtree(self._place(token), ignore_errors=True)

    def remove_old(self) -> None:
        """Forget files that nobody has started for long, and what is left of forms that were broken off."""
        latest = (self._clock() - LONGEST_WAIT).timestamp()
        for place in list(self._folder.iterdir()) if self._folder.exists() else []:
            try:
                if place.stat().st_mtime < latest:
                    shutil.rmtree(place, ignore_errors=True)
            except FileNotFoundError:
                continue

    def incoming(self) -> Path:
        """A new folder for a form that comes in."""
        place = self._folder / f"incoming-{secrets.token_hex(8)}"
        place.mkdir(mode=0o700, parents=True)
        return place

    def _place(self, token: str) -> Path:
        return self._folder / hashlib.sha256(token.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class FileForm:
    """A form with files: its fields, and for each file its name and where it lies."""

    fields: dict[str, list[str]]
    files: list[tuple[str, Path]]

    def text(self, name: str) -> str:
        """One field, without blanks around it; empty if it is not there."""
        return self.fields.get(name, [""])[0].strip()


async def read_file_form(request: Request, folder: Path, *, most_bytes: int, most_files: int) -> FileForm:
    """Take a form in, its files onto the disk. Raises Refused."""
    most = most_bytes + _AROUND_BYTES
    try:
        async with file_form(request, most_bytes=most, most_files=most_files, most_fields=_MOST_FIELDS) as form:
            return await asyncio.to_thread(_save, form, folder)
    except Problem as problem:
        raise Refused(problem.kind.status, problem.detail) from None


def _save(form: FormData, folder: Path) -> FileForm:
    fields: dict[str, list[str]] = {}
    files: list[tuple[str, Path]] = []
    for name, part in form.multi_items():
        if not isinstance(part, UploadFile):
            fields.setdefault(name, []).append(part)
        elif part.filename:
            path = folder / str(len(files))
            save(part, path)
            files.append((part.filename, path))
    return FileForm(fields, files)

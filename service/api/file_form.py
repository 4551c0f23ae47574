"""Taking in a form with several files and fields. One file that may be very large comes in by `service.api.upload`."""

from __future__ import annotations

import shutil
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import Request
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from service.api.problems import MALFORMED, NOT_A_FORM, TOO_LARGE, Problem


@asynccontextmanager
async def file_form(request: Request, *, most_bytes: int, most_files: int, most_fields: int) -> AsyncIterator[FormData]:
    """The parts of a form, whose files are let go of at the end. `most_bytes` is that of the whole form. Raises
    Problem."""
    given = request.headers.get("content-type", "none")
    if not given.startswith("multipart/form-data"):
        raise Problem(NOT_A_FORM, f"send the files as multipart/form-data, in fields named 'file'; got {given[:100]}")
    body = _limited(request, most_bytes)
    try:
        form = await MultiPartParser(request.headers, body, max_files=most_files, max_fields=most_fields).parse()
    except MultiPartException as error:
        raise Problem(MALFORMED, f"the form cannot be read: {error.message}") from None
    try:
        yield form
    finally:
        await form.close()


def save(part: UploadFile, path: Path) -> None:
    """Write a file of a form onto the disk."""
    with path.open("wb") as stream:
        shutil.copyfileobj(part.file, stream)


async def _limited(request: Request, limit: int) -> AsyncGenerator[bytes, None]:
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > limit:
            raise Problem(TOO_LARGE, f"a form with files may have at most {limit} bytes")
        yield chunk

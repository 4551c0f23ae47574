"""Forms with several files."""

import asyncio

import pytest
from starlette.datastructures import UploadFile
from starlette.requests import Request

from service.api.file_form import file_form, save
from service.api.problems import MALFORMED, NOT_A_FORM, TOO_LARGE, Problem

PART = b'--x\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n'
FORM = PART % (b"choice", b"", b"check") + PART % (b"file", b'; filename="un.xml"', b"<a/>") + b"--x--\r\n"


def read(body=FORM, kind="multipart/form-data; boundary=x", folder=None, *, limit=10_000, files=2, fields=2):
    """What the form holds: texts, and files as they lie on the disk."""
    headers = [] if kind is None else [(b"content-type", kind.encode())]
    scope = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": headers}

    async def receive():
        return {"type": "http.request", "body": body, "more_body": False}

    async def found():
        request = Request(scope, receive)
        async with file_form(request, most_bytes=limit, most_files=files, most_fields=fields) as form:
            shown = []
            for name, part in form.multi_items():
                if isinstance(part, UploadFile):
                    save(part, folder / part.filename)
                    part = (folder / part.filename).read_bytes()
                shown.append((name, part))
            return shown

    return asyncio.run(found())


def test_fields_and_files_are_read(tmp_path):
    assert read(folder=tmp_path) == [("choice", "check"), ("file", b"<a/>")]


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ({"kind": None}, NOT_A_FORM),
        ({"kind": "application/json"}, NOT_A_FORM),
        ({"kind": "multipart/form-data"}, MALFORMED),
        ({"body": b"nothing of the kind"}, MALFORMED),
        ({"files": 0}, MALFORMED),
        ({"fields": 0}, MALFORMED),
        ({"limit": len(FORM) - 1}, TOO_LARGE),
    ],
)
def test_what_is_no_such_form_is_refused(given, kind, tmp_path):
    with pytest.raises(Problem) as refused:
        read(folder=tmp_path, **given)
    assert refused.value.kind == kind

"""One file of a form, piece by piece."""

import asyncio
from typing import Any

import pytest
from fastapi import Request

from service.api.problems import MALFORMED, NOT_A_FORM, TOO_LARGE, Kind, Problem
from service.api.upload import receive_file

TYPE = "multipart/form-data; boundary=edge"
HEAD = b'--edge\r\nContent-Disposition: form-data; name="file"; filename="%s"\r\n\r\n'


class Receiving:
    """Stands for a file on the disk."""

    def __init__(self) -> None:
        self.content, self.ended = b"", ""

    def write(self, piece: bytes) -> None:
        self.content += piece

    def done(self) -> bytes:
        self.ended = "done"
        return self.content

    def give_up(self) -> None:
        self.ended = "given up"


def send(*chunks: bytes, type_: str = TYPE, limit: int = 300_000, length: str = "") -> tuple[Any, str, list[Receiving]]:
    messages = iter(
        [{"type": "http.request", "body": chunk, "more_body": True} for chunk in chunks]
        + [{"type": "http.request", "body": b"", "more_body": False}]
    )

    async def receive() -> dict[str, Any]:
        return next(messages)

    headers = [(b"content-type", type_.encode())] + ([(b"content-length", length.encode())] if length else [])
    begun: list[Receiving] = []

    def begin() -> Any:
        begun.append(Receiving())
        return begun[-1]

    request = Request({"type": "http", "headers": headers}, receive)
    try:
        received, name = asyncio.run(receive_file(request, begin, limit))
    except Problem as problem:
        assert [one.ended for one in begun] in ([], ["given up"]), "what was begun has to be given up"
        raise problem from None
    return received, name, begun


def refused(kind: Kind, *chunks: bytes, **options: Any) -> str:
    with pytest.raises(Problem) as caught:
        send(*chunks, **options)
    assert caught.value.kind is kind, caught.value.detail
    return caught.value.detail


@pytest.mark.parametrize("size", [0, 7, 290_000])
def test_a_file_in_any_pieces_is_whole(size: int) -> None:
    content = (b"id,name\r\n--edg\r\n" * (size // 10 + 1))[:size]
    form = HEAD % b"book.csv" + content + b"\r\n--edge--\r\n"
    step = max(1, len(form) // 7)
    received, name, begun = send(*(form[at : at + step] for at in range(0, len(form), step)))
    assert (received, name, begun[0].ended) == (content, "book.csv", "done")


@pytest.mark.parametrize(
    ("given", "name"),
    [
        (b"../../etc/passwd", "passwd"),
        (b"C:\\\\books\\\\b.csv", "b.csv"),
        (b"", "unnamed"),
        ("本\u202e.csv".encode(), "本.csv"),
    ],
)
def test_a_name_is_no_path(given: bytes, name: str) -> None:
    assert send(HEAD % given + b"x\r\n--edge--\r\n")[1] == name


@pytest.mark.parametrize("type_", ["application/json", "multipart/form-data", "text/plain; boundary=edge"])
def test_what_is_no_form(type_: str) -> None:
    assert "field named 'file'" in refused(NOT_A_FORM, b"", type_=type_)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (b'--edge\r\nContent-Disposition: form-data; name="profile"\r\n\r\nx\r\n--edge--\r\n', "holds 'profile'"),
        (HEAD % b"a" + b"x\r\n" + HEAD % b"b" + b"y\r\n--edge--\r\n", "a second 'file'"),
        (HEAD % b"a" + b"half of the file", "before its last boundary"),
        (b"no form", "cannot be read"),
        (b"", "no field 'file'"),
        (b"--edge\r\nX-Long: " + b"x" * 70_000, "header"),
        (b"--edge\r\n" + b"x" * 70_000, "header"),
    ],
)
def test_a_form_that_is_not_one_file(form: bytes, words: str) -> None:
    assert words in refused(MALFORMED, form)


def test_too_much_is_refused_announced_or_not() -> None:
    assert "at most 100 bytes" in refused(TOO_LARGE, b"", limit=100, length="70000")
    refused(TOO_LARGE, HEAD % b"a", *[b"x" * 40_000] * 2, limit=100)

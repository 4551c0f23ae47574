"""What a file is, by its content."""

import gzip

import pytest

from tests.tabular.reading import read, refusal


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "an empty file"),
        (b"MZ\x90\x00" + b"\x00" * 100, "a Windows program"),
        (b"\x7fELF" + b"\x00" * 100, "a Linux program"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "protected by a password"),
        (b"name\nA\x00B\n", "NUL character"),
        (b"PAR1" + b"x" * 50, "cut off"),
        (b"PAR1" + b"x" * 50 + b"PAR1", "cannot be read"),
        (b"PK\x03\x04" + b"x" * 50, "damaged"),
        (b"\n\n\n", "expected a header"),
        (gzip.compress(b"MZ\x90\x00", mtime=0), "a Windows program"),
        (gzip.compress(gzip.compress(b"name\n", mtime=0), mtime=0), "another packed file"),
        (gzip.compress(b"name\nA\n" * 100, mtime=0)[:-9], "damaged"),
        (gzip.compress(b"name\n" + b"A\n" * 200_000, mtime=0), "at most 200000 unpacked bytes"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path, content, reason):
    assert reason in refusal(tmp_path / "customers.csv", content)


def test_gzip(tmp_path):
    assert read(tmp_path / "a", gzip.compress(b"name\nA\n"))[1] == [["A"]]

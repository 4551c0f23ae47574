"""Encodings: stated, marked or strict UTF-8, and never guessed."""

import pytest

from tests.tabular.reading import read, refusal


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp932", "シモン・ボリバル"),
        ("gb18030", "李雷"),
        ("euc-kr", "홍길동"),
        ("windows-1251", "Иванов"),
        ("utf-16-le", "李雷"),
        ("utf-8", "李雷"),
    ],
)
def test_a_stated_encoding_is_read(tmp_path, encoding, text):
    codec = {"euc-kr": "cp949", "windows-1251": "cp1251"}.get(encoding, encoding)
    assert read(tmp_path / "a", f"name\n{text}\n".encode(codec), encoding=encoding)[1] == [[text]]


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-8"])
def test_a_byte_order_mark_is_enough(tmp_path, codec):
    table, rows = read(tmp_path / "a", "name\n李雷\n".encode(codec))
    assert (table.headers, rows) == (("name",), [["李雷"]])


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("row", [0, 1, 3_000, 9_999])
def test_the_line_of_a_byte_that_is_not_in_the_encoding_is_named(tmp_path, row, end):
    content = ["name"] + ["Testa Testova"] * 9_999
    content[row] = "Ren\udce9 Test"
    reason = refusal(tmp_path / "a", end.join(content).encode("utf-8", "surrogateescape"))
    assert f"line {row + 1}: expected text in utf-8, got the byte 0xE9" in reason


def test_cp932_is_never_taken_for_utf_8(tmp_path):
    reason = refusal(tmp_path / "a", "name\nシモン\n".encode("cp932"))
    assert "line 2: expected text in utf-8, got the byte 0x83" in reason
    assert "cp932" in reason


def test_utf_16_has_to_say_which_way_round(tmp_path):
    assert "which" not in refusal(tmp_path / "a", "name\nA\n".encode("utf-16-le"), encoding="utf-8")
    assert "either way round" in refusal(tmp_path / "a", "name\nA\n".encode("utf-16-le"), encoding="utf-16")
    assert "byte order mark of utf-16" in refusal(tmp_path / "a", "name\n".encode("utf-16"), encoding="cp932")
    assert "one of the encodings utf-8, " in refusal(tmp_path / "a", "name\n", encoding="klingon")


def test_a_long_line_is_refused_before_it_is_held(tmp_path):
    assert "line 2: expected at most 1000 characters" in refusal(tmp_path / "a", "name\n" + "x" * 5_000)
    assert "line 1: expected at most 1000 characters" in refusal(tmp_path / "a", "a," * 100_000)

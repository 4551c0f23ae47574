"""What is no text is written without secrets too."""

from service.common.json_lines import _take_secrets_out

TOKEN = "Bearer abcdefgh12345678"


class Quoting:
    def __repr__(self) -> str:
        return f"Quoting({TOKEN})"


def test_what_is_written_as_it_presents_itself_is_looked_at() -> None:
    line = {"error": Quoting(), "several": [1, None, (TOKEN, 2.5)], "within": {"header": TOKEN}}
    written = _take_secrets_out(None, "", line)
    assert "abcdefgh" not in str(written)
    assert written["several"] == [1, None, ["Bearer…", 2.5]]

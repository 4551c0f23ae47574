"""A day that is none, in any field of any format: the record is kept, and its words with it."""

import re
from pathlib import Path

import pytest

from service.watchlists.load import load_files
from tests.tabular.workbooks import read_sheets, write_xlsx
from tests.watchlists.conftest import SAMPLES, copy_sample

_DAYS = (
    (re.compile(r"\b((?:19|20)\d\d)-\d\d-\d\d\b"), r"\1-02-31"),
    (re.compile(r"\b((?:19|20)\d\d)(年|\.)\d+(月|\.)\d+"), r"\1\g<2>2\g<3>31"),
    (re.compile(r"\b\d\d?/\d\d?/((?:19|20)\d\d)\b"), r"31/31/\1"),
    (re.compile(r"\b\d\d? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w* ((?:19|20)\d\d)\b"), r"31 Feb \1"),
    (re.compile(r"(<Month>)\d+(</Month>\s*<Day>)\d+"), r"\g<1>2\g<2>31"),
    (re.compile(r'month="\d+"'), 'month="2"'),
    (re.compile(r'day="\d+"'), 'day="31"'),
)
_YEAR = re.compile(r"(<Year>|year=\"|>|\")(?:19|20)\d\d(?=[<\"-])")


def _mangled(text: str) -> str:
    for pattern, other in _DAYS:
        text = pattern.sub(other, text)
    return text


@pytest.mark.parametrize("year", [None, "99999", "0000"])
@pytest.mark.parametrize("format_", sorted(path.name for path in SAMPLES.iterdir()))
def test_records_with_impossible_days_are_kept(format_: str, year: str | None, tmp_path: Path) -> None:
    whole = copy_sample(format_, tmp_path)
    expected = whole.load()
    for source in (SAMPLES / format_).iterdir():
        text = _mangled(source.read_text(encoding="utf-8-sig"))
        text = _YEAR.sub(rf"\g<1>{year}", text) if year else text
        if source.name.endswith(".sheets.json"):
            mangled = tmp_path.parent / source.name
            mangled.write_text(text, encoding="utf-8")
            write_xlsx(tmp_path / source.name.replace(".sheets.json", ".xlsx"), read_sheets(mangled))
        elif source.name != "expected.json":
            (tmp_path / source.name).write_text(text, encoding="utf-8")
    loaded = load_files(whole.watchlist, whole.files)
    assert [entity.names for entity in loaded.entities] == [entity.names for entity in expected.entities]
    assert len(loaded.skipped) == len(expected.skipped)

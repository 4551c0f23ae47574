"""Records under another name are refused, other sections are not."""

from pathlib import Path

import pytest

from service.watchlists.errors import UnreadableFileError
from service.watchlists.parsing.xml import elements

RECORD = "<item><id>1</id><name>A</name><born>1950</born></item>\n"


def read(path: Path, text: str) -> int:
    path.write_text(f"<list><head><id>x</id><title>y</title></head>\n{text}</list>", encoding="utf-8")
    return len(list(elements(path, "item")))


@pytest.mark.parametrize("place", [0, 3, 5])
def test_one_record_under_another_name(tmp_path, place):
    lines = [RECORD] * 5
    lines.insert(place, RECORD.replace("item", "itex"))
    with pytest.raises(UnreadableFileError) as refused:
        read(tmp_path / "list.xml", "".join(lines))
    expected = f"list.xml, line {place + 2}: expected item elements, got <itex>, which has parts of one: born, id, name"
    assert str(refused.value) == expected


def test_records_of_another_name_in_a_section_of_their_own(tmp_path):
    with pytest.raises(UnreadableFileError, match="got <unit>"):
        read(tmp_path / "list.xml", f"<a>{RECORD}</a><b>{RECORD.replace('item', 'unit')}</b>")


def test_other_sections_are_left_alone(tmp_path):
    other = "<note><id>1</id><text>B</text><day>2</day></note><sum>1</sum>"
    assert read(tmp_path / "list.xml", RECORD + other + RECORD + other) == 2

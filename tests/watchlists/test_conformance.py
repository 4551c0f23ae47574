"""What every reader must do. A new reader gets all of this for one line in the registry and one sample folder.

The sample is invented, in the official form, with at least one record that has to be skipped; `expected.json` beside it
says what is in it.
"""

import inspect
import json
import sys
from datetime import date
from pathlib import Path

import pytest

from service.engine.matching.identifier_types import types
from service.engine.model.entity import Entity, EntityType, NameType
from service.watchlists.errors import HostileFileError, ListError
from service.watchlists.load import load_files
from service.watchlists.registry import READERS
from service.watchlists.sniff import sample_file
from tests.tabular.workbooks import read_sheets, write_xlsx
from tests.watchlists.conftest import SAMPLES, Sample, copy_sample

FORMATS = [reader.format for reader in READERS]
IDENTIFIER_TYPES = types()
every_format = pytest.mark.parametrize("sample", FORMATS, indirect=True)


@every_format
def test_only_this_reader_knows_its_files(sample: Sample) -> None:
    for path in sample.files:
        seen = sample_file(path)
        assert [reader.format for reader in READERS if reader.recognises(seen)] == [sample.format]


@every_format
def test_every_record_is_an_entity_or_skipped_with_a_reason(sample: Sample) -> None:
    watchlist = sample.load()
    assert watchlist.format == sample.format
    assert (len(watchlist.entities), len(watchlist.skipped)) == (sample.entities, sample.skipped)
    assert all(item.reason and item.location.file for item in watchlist.skipped)


@every_format
def test_names_come_as_published(sample: Sample) -> None:
    entities = sample.load().entities
    assert tuple(entity.names[0].text for entity in entities) == sample.primary
    assert all(entity.names[0].type is NameType.PRIMARY for entity in entities)
    names = [name for entity in entities for name in entity.names]
    assert sum(name.weak for name in names) == sample.weak
    assert all(name.text == " ".join(name.text.split()) for name in names)


@every_format
def test_entities_are_complete(sample: Sample) -> None:
    entities = sample.load().entities
    assert len({entity.id for entity in entities}) == len(entities)
    for entity in entities:
        check_entity(entity, sample)


def check_entity(entity: Entity, sample: Sample) -> None:
    assert entity.id == f"{sample.watchlist}:{entity.record_id}"
    assert entity.watchlist == sample.watchlist
    assert entity.location.file in {path.name for path in sample.files}
    assert entity.location.line
    assert isinstance(entity.type, EntityType)
    assert entity.designations
    assert len(set(entity.names)) == len(entity.names)
    assert all(code == code.strip() and code for code in (*entity.nationalities, *entity.countries))
    assert all(item.value for item in entity.identifiers)
    if sample.format != "plain_csv":  # its types are the user's own words
        assert {item.type for item in entity.identifiers} <= IDENTIFIER_TYPES
    for found in entity.birth_dates:
        assert found.raw
        assert (found.earliest is None) == (found.latest is None)


@every_format
def test_the_publishers_date_is_the_edition(sample: Sample) -> None:
    watchlist = sample.load()
    published = date.fromisoformat(sample.published_on) if sample.published_on else None
    assert watchlist.published_on == published
    assert watchlist.edition == (sample.published_on or watchlist.sha256[:12])


@every_format
def test_reading_twice_gives_the_same(sample: Sample) -> None:
    assert sample.load() == sample.load()


@every_format
def test_the_name_of_a_file_does_not_matter(sample: Sample) -> None:
    before = [entity.id for entity in sample.load().entities]
    for number, path in enumerate(sample.files):
        path.rename(path.with_name(f"file-{number}.dat"))
    assert sorted(entity.id for entity in sample.load().entities) == sorted(before)


@every_format
def test_an_html_page_instead_is_refused(sample: Sample) -> None:
    sample.files[0].write_text("<!DOCTYPE html><html><body>Log in</body></html>", encoding="utf-8")
    with pytest.raises(ListError, match="HTML"):
        sample.load()


@every_format
def test_an_empty_file_is_refused(sample: Sample) -> None:
    sample.files[0].write_bytes(b"")
    with pytest.raises(ListError, match="empty"):
        sample.load()


@every_format
def test_half_a_download_is_never_taken_for_the_whole(sample: Sample) -> None:
    path = sample.files[0]
    content = path.read_bytes()
    if sample_file(path).kind == "text":
        # A text table has no end mark: what is cut inside a quoted cell or an object is found, the rest by the gates.
        cut = content.rindex(b'"', 0, len(content) - 8) if b'"' in content else 0
        if not cut or content[:cut].count(b'"') % 2 == 0:
            pytest.skip("nothing in this sample marks its end")
        path.write_bytes(content[:cut])
    else:
        path.write_bytes(content[: len(content) * 2 // 3])
    with pytest.raises(ListError):
        sample.load()


@every_format
def test_nul_bytes_are_refused(sample: Sample) -> None:
    path = sample.files[0]
    if sample_file(path).kind == "workbook":
        pytest.skip("binary by nature")
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2] + b"\0\0" + content[len(content) // 2 :])
    with pytest.raises(ListError):
        sample.load()


@every_format
def test_a_document_type_is_refused(sample: Sample) -> None:
    path = sample.files[0]
    if sample_file(path).kind != "xml":
        pytest.skip("not XML")
    head, mark, rest = path.read_text(encoding="utf-8").partition("?>")
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    path.write_text(head + mark + bomb + rest, encoding="utf-8")
    with pytest.raises(HostileFileError, match="document type"):
        sample.load()


@every_format
def test_an_unknown_element_changes_nothing(sample: Sample) -> None:
    path = sample.files[0]
    if sample_file(path).kind != "xml":
        pytest.skip("not XML")
    before = sample.load()
    content = path.read_text(encoding="utf-8")
    end = content.rindex("</")
    path.write_text(f"{content[:end]}<novelty a='1'><part>x</part></novelty>{content[end:]}", encoding="utf-8")
    assert [entity.names for entity in sample.load().entities] == [entity.names for entity in before.entities]


@pytest.mark.parametrize("format_", FORMATS)
def test_columns_may_come_in_another_order_and_with_new_ones(format_: str, tmp_path: Path) -> None:
    sheets = list((SAMPLES / format_).glob("*.sheets.json"))
    if not sheets:
        pytest.skip("not a workbook")
    sample = copy_sample(format_, tmp_path)
    before = sample.load()
    turned = {
        name: [[*reversed(row), "", "new"] if len(row) > 2 else row for row in _even(rows)]
        for name, rows in read_sheets(sheets[0]).items()
    }
    write_xlsx(sample.files[0], turned)
    after = load_files(sample.watchlist, sample.files)
    assert [entity.id for entity in after.entities] == [entity.id for entity in before.entities]
    assert [set(entity.names) for entity in after.entities] == [set(entity.names) for entity in before.entities]


def _even(rows: list[list[object]]) -> list[list[object]]:
    width = max((len(row) for row in rows), default=0)
    return [row + [""] * (width - len(row)) if len(row) > 2 else row for row in rows]


@pytest.mark.parametrize("format_", FORMATS)
def test_a_reader_is_short_and_names_its_source(format_: str) -> None:
    reader = next(reader for reader in READERS if reader.format == format_)
    module = sys.modules[reader.read.__module__]
    assert len(inspect.getsource(module).splitlines()) < 300
    assert module.__name__.rpartition(".")[2] == format_
    assert "Source format" in (module.__doc__ or "") or format_ == "plain_csv"


@pytest.mark.parametrize("format_", FORMATS)
def test_the_sample_shows_a_skipped_record(format_: str) -> None:
    expected = json.loads((SAMPLES / format_ / "expected.json").read_text(encoding="utf-8"))
    assert expected["skipped"] > 0
    assert len(expected["primary"]) == expected["entities"]

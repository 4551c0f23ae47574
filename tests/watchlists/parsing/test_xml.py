"""Records streamed out of XML that came from outside."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from service.watchlists.errors import HostileFileError, UnreadableFileError
from service.watchlists.parsing.xml import (
    CHUNK_BYTES,
    Element,
    all_at,
    attribute,
    decode_head,
    elements,
    first_element,
    line_of,
    local,
    refuse_doctype,
    root_attributes,
    root_name,
    text,
    texts,
)

LIST = b"""<?xml version="1.0"?><!-- made --><l:list xmlns:l="urn:test" day="2026-01-02">
<l:item id=" 1 "><l:name>
 Testan  Examplov </l:name><l:name/><l:name>T. E.</l:name></l:item>
<l:item id="2"><l:old><l:item id="3"/></l:old></l:item></l:list>"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "list.xml"
    path.write_bytes(LIST)
    return path


@pytest.fixture
def item() -> Element:
    return etree.fromstring(LIST)[0]


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (LIST, "list"),
        (b"\xef\xbb\xbf<a.b-c/>", "a.b-c"),
        ("<liste>".encode("utf-16"), "liste"),
        (b"<!-- <x> --> <y>", "y"),
        (b"name,id\n", None),
        (b"", None),
    ],
)
def test_the_root_element_of_a_files_first_bytes(head: bytes, name: str | None) -> None:
    assert root_name(head) == name


@given(st.binary(max_size=40))
def test_any_bytes_have_a_root_or_none(head: bytes) -> None:
    assert isinstance(decode_head(head), str)
    assert root_name(head) is None or root_name(head)


@pytest.mark.parametrize("head", [b"<!DOCTYPE x>", b"<a><!ENTITY b 'c'>", "<!DOCTYPE x>".encode("utf-16")])
def test_document_types_are_refused(head: bytes) -> None:
    with pytest.raises(HostileFileError, match=r"list\.xml, prolog: expected XML without a document type"):
        refuse_doctype(Path("list.xml"), head)


def test_records_come_in_order_with_those_inside_others(path: Path) -> None:
    assert [attribute(element, "id") for element in elements(path, "item")] == ["1", "3", "2"]


def test_what_lies_inside_a_named_element_belongs_to_its_record(path: Path) -> None:
    found = [
        (attribute(element, "id"), len(all_at(element, "old/item")))
        for element in elements(path, "item", outside="old")
    ]
    assert found == [("1", 0), ("2", 1)]


def test_a_file_of_many_pieces_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "long.xml"
    count = 3 * CHUNK_BYTES // 20
    path.write_text("<l>" + "".join(f"<item>{at:010}</item>" for at in range(count)) + "</l>", encoding="utf-8")
    assert [int(element.text or "") for element in elements(path, "item")] == list(range(count))


@pytest.mark.parametrize("cut", [1, 12, 40])
def test_a_file_cut_off_is_an_error_that_says_where(path: Path, cut: int) -> None:
    path.write_bytes(LIST[:-cut])
    with pytest.raises(UnreadableFileError, match=r"list\.xml, line \d+: expected whole and well-formed XML"):
        list(elements(path, "item"))


def test_attributes_of_the_root(path: Path) -> None:
    assert root_attributes(path) == {"day": "2026-01-02"}
    path.write_bytes(b"no xml")
    with pytest.raises(UnreadableFileError, match="well-formed XML"):
        root_attributes(path)


def test_the_first_element_of_a_name(path: Path) -> None:
    found = first_element(path, "name")
    assert found is not None
    assert found.text is not None
    assert "Testan" in found.text
    assert first_element(path, "nothing") is None


def test_texts_are_found_by_path_in_one_line(item: Element) -> None:
    assert text(item, "name") == "Testan Examplov"
    assert texts(item, "name") == ["Testan Examplov", "T. E."]
    assert text(item, "missing/name") == ""
    assert (attribute(item, "id"), attribute(item, "missing")) == ("1", "")
    assert (local(str(item.tag)), line_of(item)) == ("item", 2)
